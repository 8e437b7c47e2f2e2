"""Rows: the strips of a table put together where they were broken, and read slot by slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from mingzhang.reader.recognise.alignment import Alignment, alignments
from mingzhang.reader.recognise.shapes import Shape
from mingzhang.reader.recognise.strips import Strip, worded
from mingzhang.reader.recognise.tokens import Token, amount_text, tokens_of
from mingzhang.reader.source import Cell, Passage, joined

__all__ = ["ReadRow", "ReadRows", "read_rows"]

_DOUBT: Final = 3.5


@dataclass(slots=True)
class ReadRow:
    """The tokens of a row and the ways they may stand, the likeliest first.

    `is_full` says that the row has as many cells as its table has columns.
    """

    tokens: list[Token]
    ways: list[Alignment]
    is_full: bool = False
    chosen: int = 0

    @property
    def slots(self) -> dict[int, Token]:
        """The token in each slot that has one."""
        return dict(zip(self.ways[self.chosen].slots, self.tokens, strict=True))

    @property
    def moved(self) -> dict[int, int]:
        """The slots of amounts that a full row prints in another cell, and that cell."""
        return {
            slot: token.column
            for slot, token in self.slots.items()
            if self.is_full and token.value and token.column is not None and token.column != slot
        }


@dataclass(slots=True)
class ReadRows:
    """The rows of a table, and the texts among them that are none."""

    rows: list[ReadRow] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)


def read_rows(strips: Sequence[Strip], shape: Shape) -> ReadRows:
    """Read the rows of one table."""
    read = ReadRows()
    for row in _whole_rows(strips, shape):
        if row.ways and row.ways[0].cost < _HOPELESS and not _is_stray(row, shape):
            row.ways = list(_apart(row))
            read.rows.append(row)
        else:
            read.loose.extend(token.passage for token in row.tokens)
    return read


def _apart(row: ReadRow) -> Iterator[Alignment]:
    """The likely ways that put some amount elsewhere, the likeliest first."""
    seen: set[tuple[int, ...]] = set()
    for way in row.ways:
        amounts = tuple(
            slot for slot, token in zip(way.slots, row.tokens, strict=True) if token.value
        )
        if amounts not in seen and way.cost <= row.ways[0].cost + _DOUBT:
            seen.add(amounts)
            yield way


_HOPELESS: Final = 7.5


def _is_stray(row: ReadRow, shape: Shape) -> bool:
    """Whether a line is just words that no table knows."""
    return all(token.kind == "words" and token.column is None for token in row.tokens) and not any(
        token.word in labels for token in row.tokens for labels in shape.labels
    )


def _whole_rows(strips: Sequence[Strip], shape: Shape) -> Iterator[ReadRow]:
    """Rows as they were before lines and pages broke them."""
    whole: list[Strip] = []
    at = 0
    while at < len(strips):
        strip = strips[at]
        at += 1
        if whole and _is_tail(whole[-1], strip, strips[at] if at < len(strips) else None, shape):
            whole[-1] = _with_tail(whole[-1], strip, shape)
            continue
        if whole and _is_below(whole[-1], strip, shape):
            whole[-1] = _with_below(whole[-1], strip)
            continue
        while at < len(strips) and (longer := _together(strip, strips[at], shape)) is not None:
            strip, at = longer, at + 1
        whole.append(strip)
    for strip in whole:
        yield from _read_several(strip, shape)


def _is_below(row: Strip, under: Strip, shape: Shape) -> bool:
    """Whether a row has nothing but the ends of words that stand in the same columns above it."""
    if row.grid is None or under.grid is None or len(row.cells) != len(under.cells):
        return False
    above = {cell.column: cell.passage.text for cell in row.filled}
    both = [(above.get(cell.column, ""), cell.passage.text) for cell in under.filled]
    if not all(_is_words(one) and _is_words(other) for one, other in both):
        return False
    if all(_is_label(one + other, shape) for one, other in both):
        return True
    if _is_known((other for _, other in both), shape):
        return False
    if shape.slots[0].kind == "code":
        return 0 not in {cell.column for cell in under.filled} and bool(
            _CODE.match(above.get(0, ""))
        )
    return shape.is_nested and [cell.column for cell in under.filled] == [0] and _has_amount(row)


def _with_below(row: Strip, under: Strip) -> Strip:
    ends = {cell.column: cell.passage for cell in under.filled}
    cells = (
        replace(cell, passage=joined([cell.passage, ends[cell.column]]))
        if cell.column in ends
        else cell
        for cell in row.cells
    )
    return Strip(tuple(cells), row.number, row.grid)


def _read_several(strip: Strip, shape: Shape) -> Iterator[ReadRow]:
    """A row, or two that lost the line break between them."""
    rows = [_read(_row_of(part, strip), shape) for part in _whole_parts(strip, len(shape.slots))]
    if rows and all(row.ways and row.ways[0].cost < _HOPELESS / 2 for row in rows if row.tokens):
        yield from (row for row in rows if row.tokens)
        return
    row = _read(strip, shape)
    if not _is_ruled(strip) and (not row.ways or row.ways[0].cost >= _HOPELESS):
        cells = list(_without_merged(strip, shape))
        for at in range(2, len(cells) - 1):
            if _starts_row(cells[at].text, shape):
                first = _read(_row_of(cells[:at], strip), shape)
                if first.ways and first.ways[0].cost < _HOPELESS / 2:
                    yield first
                    yield from _read_several(_row_of(cells[at:], strip), shape)
                    return
    yield row


def _whole_parts(strip: Strip, count: int) -> list[list[Passage]]:
    """The cells of several whole rows in one, whose last and first empty cells may be one."""
    if len(strip.cells) <= count or _is_ruled(strip):
        return []
    cells = [cell.passage for cell in strip.cells]
    if len(cells) % count == 0:
        return [cells[at : at + count] for at in range(0, len(cells), count)]
    starts = range(0, len(cells) - 1, count - 1)
    if (len(cells) - 1) % (count - 1) or any(cells[at].text for at in starts[1:]):
        return []
    return [cells[at : at + count] for at in starts]


def _row_of(passages: Sequence[Passage], strip: Strip) -> Strip:
    cells = tuple(Cell(passage, number) for number, passage in enumerate(passages))
    return Strip(cells, strip.number, strip.grid)


def _without_merged(strip: Strip, shape: Shape) -> Iterator[Passage]:
    """The cells, an amount parted from the code or label that begins the next row."""
    for cell in strip.cells:
        merged = _MERGED.match(cell.passage.text)
        if merged and _starts_row(merged[2], shape):
            yield cell.passage.part(0, merged.end(1))
            yield cell.passage.part(merged.end(1))
        else:
            yield cell.passage


def _starts_row(text: str, shape: Shape) -> bool:
    if shape.slots[0].kind == "code":
        return _CODE.fullmatch(text) is not None
    if shape.is_open[0]:
        return _is_words(text)
    return worded(text) in shape.labels[0]


_MERGED: Final = re.compile(r"([\d,]+\.\d\d)\s*(\S.*)", re.DOTALL)


def _together(strip: Strip, after: Strip, shape: Shape) -> Strip | None:
    """A row that a line or page break cut in two; None if the second is a row of its own."""
    if _is_ruled(strip) or _is_ruled(after):
        return None
    count = len(shape.slots)
    head, tail = _texts(strip), _texts(after)
    if strip.grid is not None and len(strip.cells) >= count:
        return None
    has_amount = any(amount_text(text) for text in head[1:]) or _ends_in_amount(strip)
    if has_amount and any(text and amount_text(text) is None for text in tail):
        return None
    fits = bool(head[-1] and tail[0]) and _is_label(head[-1] + tail[0], shape)
    if not has_amount and not fits:
        if _stands_alone(tail, shape, is_line=strip.grid is None):
            return None
        if _is_known(head[-1:], shape) and any(map(_is_words, tail)):
            return None
    cells = [cell.passage for cell in strip.cells]
    more = [cell.passage for cell in after.cells]
    if not (head[-1] and tail[0]) or (_is_words(head[-1]) and _is_words(tail[0])):
        cells[-1:] = [joined([cells[-1], more[0]])]
        more = more[1:]
    cells.extend(more)
    while len(cells) > count and not cells[-1].text:
        cells.pop()
    if len(cells) > count:
        return None
    made = tuple(Cell(passage, number) for number, passage in enumerate(cells))
    return Strip(made, strip.number, strip.grid or after.grid)


def _is_tail(row: Strip, line: Strip, after: Strip | None, shape: Shape) -> bool:
    """Whether a line of words is the end of the label above it."""
    if line.grid is not None or not _is_words(line.text) or not _has_amount(row):
        return False
    if _ends_in_amount(line):
        return False
    label = _label_cell(row)
    if label is None:
        return False
    text = row.cells[label].passage.text
    if _is_label(text + line.text, shape):
        return True
    if not any(shape.is_open) or _is_known([line.text], shape):
        return False
    is_open = sum(map(text.count, "（(〔[【“")) > sum(map(text.count, "）)〕]】”"))
    ends_here = after is None or (after.grid is not None and _is_words(_texts(after)[0]))
    return ends_here and (is_open or line.text[0] in "（(〔[【" or len(line.text) < _SHORT_TAIL)


_SHORT_TAIL: Final = 4


def _with_tail(row: Strip, line: Strip, shape: Shape) -> Strip:
    label = _label_cell(row)
    cells = list(row.cells)
    if label is not None:
        passage = joined([cells[label].passage, line.passage])
        cells[label] = replace(cells[label], passage=passage)
    return Strip(tuple(cells), row.number, row.grid)


def _label_cell(row: Strip) -> int | None:
    words = [at for at, cell in enumerate(row.cells) if _is_words(cell.passage.text)]
    return words[-1] if words else None


def _texts(strip: Strip) -> list[str]:
    return [cell.passage.text for cell in strip.cells]


def _is_ruled(strip: Strip) -> bool:
    return strip.grid is not None and strip.grid.is_ruled


def _is_words(text: str) -> bool:
    return bool(text) and amount_text(text) is None


def _has_amount(strip: Strip) -> bool:
    return any(amount_text(text) for text in _texts(strip)[1:]) or _ends_in_amount(strip)


def _ends_in_amount(strip: Strip) -> bool:
    return strip.grid is None and bool(_AMOUNT_AT_END.search(strip.text))


def _is_known(texts: Iterable[str], shape: Shape) -> bool:
    words = {worded(word) for text in texts for word in (text, *text.split())}
    return not words.isdisjoint(shape.words)


def _is_label(text: str, shape: Shape) -> bool:
    return worded(text) in shape.words


def _stands_alone(texts: list[str], shape: Shape, *, is_line: bool) -> bool:
    """Whether these cells are a row by themselves, whatever stands before them."""
    if _is_known(texts, shape):
        return True
    has_codes = shape.slots[0].kind == "code"
    if has_codes:
        return _CODE.match(texts[0]) is not None
    return not is_line and any(shape.is_open) and _is_words(texts[0]) and len(texts) > 1


_CODE: Final = re.compile(r"\s*\d{3}(?:\d{2}){0,2}(?!\d|[.．,，])")
_AMOUNT_AT_END: Final = re.compile(r"\d[.．]\d\d?\s*$")


def _read(strip: Strip, shape: Shape) -> ReadRow:
    tokens = tokens_of(strip, shape)
    width = len(strip.cells) if strip.grid is not None else 0
    if strip.grid is not None and strip.grid.is_ruled:
        last = strip.cells[-1]
        width = last.column + last.colspan
    return ReadRow(tokens, alignments(tokens, width, shape), width == len(shape.slots))
