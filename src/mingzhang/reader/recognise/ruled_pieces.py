"""Pieces: what stands between two titles or on one sheet, with the lines over and under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from mingzhang.reader.recognise.strips import worded
from mingzhang.reader.recognise.vocabulary import Hit, Vocabulary
from mingzhang.reader.source import Block, Cell, Grid, Line, Passage

__all__ = ["Piece", "pieces_of"]

_TITLES: Final = frozenset({"table", "mark"})
_MONEY: Final = re.compile(r".{0,4}单位\s*[：:].*元\s*")


@dataclass(slots=True)
class Piece:
    """A table in the making: its title lines, those that name owner and unit, rows and notes."""

    sheet: str | None = None
    titles: list[tuple[Hit | None, Passage]] = field(default_factory=list)
    entities: list[Passage] = field(default_factory=list)
    units: list[Passage] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)

    def names(self) -> set[str]:
        """The tables that the titles may mean."""
        hits = [hit for hit, _ in self.titles if hit]
        return set(hits[0].names).intersection(*(hit.names for hit in hits)) if hits else set()


def pieces_of(blocks: Iterable[Block], words: Vocabulary) -> list[Piece]:
    """Divide blocks into pieces: at each title, and at each new sheet."""
    pieces = [Piece()]
    for row in _rows(blocks):
        filled = [cell for cell in row if cell.text]
        if not filled:
            continue
        evidence = filled[0].passage.evidence()
        sheet = evidence.sheet if evidence else None
        if sheet != pieces[-1].sheet:
            pieces.append(Piece(sheet))
        hit = _title(filled, words)
        if hit is not None:
            now = pieces[-1]
            if now.rows or now.notes or (now.names() and not now.names() & set(hit.names)):
                pieces.append(Piece(sheet))
            pieces[-1].titles.append((hit, filled[0].passage))
        elif _starts_again(row, pieces[-1], words):
            pieces.append(Piece(sheet, rows=[row]))
        elif not _take_line(filled, pieces[-1], words):
            pieces[-1].rows.append(row)
    return pieces


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[Cell, ...]]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from block.rows
        elif isinstance(block, Line) and block.role == "body":
            yield (Cell(block.passage, 0),)


def _title(filled: list[Cell], words: Vocabulary) -> Hit | None:
    if len(filled) != 1:
        return None
    text = filled[0].text
    hit = words.hit(text, worded(text))
    return hit if hit and hit.kind in _TITLES else None


def _take_line(filled: list[Cell], piece: Piece, words: Vocabulary) -> bool:
    """Take a line that names owner or unit, is a note, or stands over the table."""
    texts = [cell.text for cell in filled]
    if words.note.match(texts[0]) or worded(texts[0]) in words.empty_notes:
        text = filled[0].passage
        opening = words.note.match(text.text)
        piece.notes.append(text.part(opening.end()).strip() if opening else text)
        return True
    if any(words.owner.match(text) or _MONEY.fullmatch(text) for text in texts):
        for cell in filled:
            known = piece.units if _MONEY.fullmatch(cell.text) else piece.entities
            known.append(cell.passage)
        return True
    if len(filled) == 1 and not piece.rows and not words.is_header_only(worded(texts[0])):
        piece.titles.append((None, filled[0].passage))
        return True
    return False


def _starts_again(row: tuple[Cell, ...], piece: Piece, words: Vocabulary) -> bool:
    """Whether another header stands under the rows of a table, without a title."""
    if len(piece.rows) < 2:
        return False
    texts = {word for cell in row if (word := worded(cell.text))}
    shapes = words.shapes.values()
    if len(texts) < 2 or not any(len(texts & shape.header) == len(texts) for shape in shapes):
        return False
    if any(cell.text and any(map(str.isdigit, worded(cell.text))) for cell in row):
        return False
    before = [{worded(cell.text) for cell in one if cell.text} for one in piece.rows]
    return texts not in before and not _is_header(before[-1], words)


def _is_header(texts: set[str], words: Vocabulary) -> bool:
    return any(texts <= shape.header for shape in words.shapes.values())
