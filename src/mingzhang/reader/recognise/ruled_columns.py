"""Columns of a ruled table: which slot of the scheme's table stands in which column of the grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from mingzhang.reader.recognise.shapes import Shape, Slot
from mingzhang.reader.recognise.strips import worded
from mingzhang.reader.recognise.tokens import amount_text
from mingzhang.reader.source import Cell

__all__ = ["Columns", "columns_of", "is_numbering"]

_SAME: Final = 4.0
_WITHIN: Final = 2.0
_LIKE: Final = 1.5
_BLANK: Final = 0.5
_OTHER: Final = -3.0
_RIGHT_KIND: Final = 1.0
_WRONG_KIND: Final = -4.0
_NO_SLOT: Final = -1.0
_NO_COLUMN: Final = -1.5
_CODE: Final = re.compile(r"\d{3}(?:\d{2}){0,2}(?:\.0+)?")
_SAMPLE: Final = 60
_MOST_HEADER_ROWS: Final = 6

_Rows = Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each slot of a table stands; `missing` names the columns of amounts that stand nowhere.

    `first_row` is the row after the header, `titles` the lowest header text over each column.
    """

    slots: dict[int, int]
    first_row: int
    titles: tuple[str, ...]
    missing: tuple[str, ...]
    header: tuple[frozenset[str], ...]


def columns_of(rows: _Rows, shape: Shape) -> Columns:
    """Find the header and give each of its columns to a slot."""
    depth = _header_depth(rows, shape)
    width = max((cell.column + cell.colspan for row in rows for cell in row), default=0)
    titles = _titles(rows[:depth], width)
    kinds = [_kind(rows[depth:], column) for column in range(width)]
    slots = _aligned([worded(title) for title in titles], kinds, shape)
    missing = tuple(
        slot.title
        for number, slot in enumerate(shape.slots)
        if number not in slots and slot.kind == "amount"
    )
    header = tuple(
        frozenset(worded(cell.text) for cell in row if cell.text) for row in rows[:depth]
    )
    return Columns(slots, depth, tuple(titles), missing, header)


def is_numbering(row: tuple[Cell, ...]) -> bool:
    """A row of column numbers (1 2 3 …), perhaps with a word before it."""
    texts = [worded(cell.text) for cell in row if cell.text]
    if texts and not texts[0].isdigit():
        texts = texts[1:]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _header_depth(rows: _Rows, shape: Shape) -> int:
    depth = 0
    for number, row in enumerate(rows[:_MOST_HEADER_ROWS], 1):
        if _is_header(row, shape, is_first=depth == 0):
            depth = number
        elif depth or is_numbering(row):
            break
    return depth


def _is_header(row: tuple[Cell, ...], shape: Shape, *, is_first: bool) -> bool:
    words = [worded(cell.text) for cell in row if cell.text]
    if not words or any(amount_text(cell.text) for cell in row if cell.text):
        return False
    known = sum(_is_header_word(word, shape) for word in words)
    alone = len(words) == 1 and any(words[0] in labels for labels in shape.labels)
    return known * 2 >= len(words) and (is_first or not alone)


def _is_header_word(word: str, shape: Shape) -> bool:
    return word in shape.header or any(len(one) > 1 and one in word for one in shape.header)


def _titles(rows: _Rows, width: int) -> list[str]:
    titles = [""] * width
    for row in rows:
        for cell in row:
            for column in range(cell.column, cell.column + cell.colspan) if cell.text else ():
                titles[column] = cell.text
    return titles


def _kind(rows: _Rows, column: int) -> str:
    """What most cells of a column hold: amounts, codes, words, or nothing."""
    counts = {"amount": 0, "code": 0, "words": 0}
    for row in rows[:_SAMPLE]:
        if is_numbering(row):
            continue
        for cell in row:
            if cell.column == column and cell.text:
                counts[_kind_of(cell.text)] += 1
    if not any(counts.values()):
        return ""
    return max(counts, key=lambda kind: counts[kind])


def _kind_of(text: str) -> str:
    if _CODE.fullmatch(text.strip()):
        return "code"
    return "words" if amount_text(text) is None and len(worded(text)) > 0 else "amount"


def _aligned(titles: Sequence[str], kinds: Sequence[str], shape: Shape) -> dict[int, int]:
    """The likeliest column of each slot, both in order from the left."""
    slots = shape.slots
    best = [[0.0] * (len(titles) + 1) for _ in range(len(slots) + 1)]
    for i in range(len(slots) - 1, -1, -1):
        best[i][len(titles)] = best[i + 1][len(titles)] + _NO_COLUMN
    for j in range(len(titles) - 1, -1, -1):
        best[len(slots)][j] = best[len(slots)][j + 1] + _skipped(titles[j], kinds[j], shape)
    steps = {
        (i, j): _likeness(slot, titles[j], kinds[j])
        for i, slot in enumerate(slots)
        for j in range(len(titles))
    }
    for i in range(len(slots) - 1, -1, -1):
        for j in range(len(titles) - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j + 1] + steps[i, j],
                best[i + 1][j] + _NO_COLUMN,
                best[i][j + 1] + _skipped(titles[j], kinds[j], shape),
            )
    return dict(_path(best, steps, len(slots), len(titles)))


def _path(
    best: Sequence[Sequence[float]], steps: dict[tuple[int, int], float], slots: int, columns: int
) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < slots and j < columns:
        if best[i][j] == best[i + 1][j + 1] + steps[i, j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j] + _NO_COLUMN:
            i += 1
        else:
            j += 1


def _skipped(title: str, kind: str, shape: Shape) -> float:
    return _NO_SLOT if title in shape.header and kind else 0.0


def _likeness(slot: Slot, title: str, kind: str) -> float:
    score = _by_title(slot.title, title)
    if not kind:
        return score
    wanted = {"amount": "amount", "code": "code"}.get(slot.kind, "words")
    if kind == wanted or (slot.kind == "amount" and kind == "code" and score > 0):
        return score + _RIGHT_KIND
    if slot.kind == "code" and kind == "words":
        return score
    return score + _WRONG_KIND


def _by_title(wanted: str, title: str) -> float:
    if title == wanted:
        return _SAME
    if not title or not wanted:
        return _BLANK
    if wanted in title or (len(title) > 1 and title in wanted):
        return _WITHIN
    return _LIKE if SequenceMatcher(None, wanted, title, autojunk=False).ratio() > 0.6 else _OTHER
