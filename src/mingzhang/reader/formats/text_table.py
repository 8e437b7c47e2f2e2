"""HTML tables inside a text file: the rows and cells, each with its span of characters."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from mingzhang.reader.source import Block, Cell, Grid, Line, Passage, Place, joined

__all__ = ["table_blocks"]

_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>|&#?\w{1,31};", re.DOTALL
)
_SPAN: Final = re.compile(r"(col|row)span\s{0,9}=\s{0,9}[\"']?\s{0,9}(\d{1,3})", re.IGNORECASE)
_WORDS: Final = re.compile(r"\S(?:[^\n]*\S)?")
_MOST_COLUMNS: Final = 64


class _Rows:
    """Rows as they come; cells keep the columns that spans from above leave free."""

    def __init__(self) -> None:
        self.rows: list[tuple[Cell, ...]] = []
        self.row: list[Cell] = []
        self.taken: dict[int, int] = defaultdict(int)

    def add(self, text: Passage, spans: dict[str, int]) -> None:
        column = self.row[-1].column + self.row[-1].colspan if self.row else 0
        while self.taken[column] > 0:
            column += 1
        width, height = min(spans.get("col", 1) or 1, _MOST_COLUMNS), spans.get("row", 1) or 1
        self.row.append(Cell(text, column, width, height))

    def end_row(self) -> None:
        if not self.row:
            return
        self.rows.append(tuple(self.row))
        self.taken = defaultdict(int, {at: left - 1 for at, left in self.taken.items() if left > 1})
        for cell in self.row:
            for column in range(cell.column, cell.column + cell.colspan):
                if cell.rowspan > 1:
                    self.taken[column] = cell.rowspan - 1
        self.row = []

    def grid(self) -> Iterator[Grid]:
        self.end_row()
        if self.rows:
            yield Grid(tuple(self.rows))
        self.rows = []


def table_blocks(text: str, place: Place, start: int, end: int) -> Iterator[Block]:
    """The table that stands between two offsets; text outside its cells becomes lines."""
    rows = _Rows()
    spans: dict[str, int] | None = None
    pieces: list[Passage] = []
    for kind, piece, attributes in _pieces(text, place, start, end):
        if kind == "text":
            if spans is not None:
                pieces.append(piece)
            elif piece:
                yield from rows.grid()
                yield Line(piece)
            continue
        if spans is not None and kind in {"td", "th", "/td", "/th", "tr", "/tr", "/table"}:
            rows.add(joined(pieces), spans)
            spans, pieces = None, []
        if kind in {"td", "th"}:
            spans = {name.lower(): int(size) for name, size in _SPAN.findall(attributes)}
        elif kind in {"tr", "/tr"}:
            rows.end_row()
    if spans is not None:
        rows.add(joined(pieces), spans)
    yield from rows.grid()


def _pieces(text: str, place: Place, start: int, end: int) -> Iterator[tuple[str, Passage, str]]:
    """Tags by name, and the words between them; an entity gives its character."""
    done = start
    for tag in _TAG.finditer(text, start, end):
        yield from _words(text, place, done, tag.start())
        done = tag.end()
        if tag[2]:
            yield tag[1] + tag[2].lower(), Passage(""), tag[3]
        elif tag[0].startswith("&") and (character := html.unescape(tag[0])).strip():
            yield "text", Passage.at(character, place, tag.start()), ""
    yield from _words(text, place, done, end)


def _words(text: str, place: Place, start: int, end: int) -> Iterator[tuple[str, Passage, str]]:
    for found in _WORDS.finditer(text, start, end):
        yield "text", Passage.at(found[0], place, found.start()), ""
