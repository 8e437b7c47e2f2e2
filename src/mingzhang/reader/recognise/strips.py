"""Strips: the blocks of a document one below the other, each a line or a row of a grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.reader.source import Block, Cell, Document, Grid, Line, Passage, Role, joined

__all__ = ["Strip", "blocks_of", "strips_of", "unbroken", "worded"]

_NOT_WORD: Final = re.compile(r"[\W_]+")
_YEAR: Final = re.compile(r"(?:(?:19|20)\d\d|[二〇零一九]{4})年?度?")


@lru_cache(maxsize=32768)
def worded(text: str) -> str:
    """A text as titles are compared: width, spaces, punctuation and the year do not count.

    >>> worded("2025年“三公”经费 (表)") == worded("三公经费（表）")
    True
    """
    return _NOT_WORD.sub("", _YEAR.sub("", folded(text)))


def unbroken(passage: Passage) -> Passage:
    """A passage without line breaks and the space around them."""
    if "\n" not in passage.text:
        return passage.strip()
    parts = re.finditer(r"[^\n]+", passage.text)
    return joined(passage.part(*found.span()).strip() for found in parts)


@dataclass(slots=True, eq=False)
class Strip:
    """A line, or a row of a grid, with what is asked about it again and again.

    `grid` tells the grids apart (None for a line), `number` counts strips from 0.
    """

    cells: tuple[Cell, ...]
    number: int
    grid: Grid | None = None
    level: int | None = None
    role: Role = "body"
    filled: list[Cell] = field(init=False)
    text: str = field(init=False)
    """The characters of its passage."""
    _key: str | None = None

    def __post_init__(self) -> None:
        self.filled = filled = [cell for cell in self.cells if cell.passage.text]
        texts = [cell.passage.text for cell in filled]
        self.text = texts[0] if len(texts) == 1 else " ".join(texts)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a grid with more than one cell in use or to use."""
        return self.grid is not None

    @property
    def passage(self) -> Passage:
        """All its text; a blank stands between cells."""
        if len(self.filled) == 1:
            return self.filled[0].passage
        return joined((cell.passage for cell in self.filled), " ")

    @property
    def key(self) -> str:
        """Its text as titles are compared."""
        if self._key is None:
            self._key = worded(self.text) if len(self.text) < 400 else self.text
        return self._key


def strips_of(document: Document) -> Iterator[Strip]:
    """Every line and row that says something, in reading order."""
    number = 0
    for block in document.blocks:
        for strip in _strips(block):
            if strip.filled:
                strip.number = number
                number += 1
                yield strip


def _strips(block: Block) -> Iterator[Strip]:
    if isinstance(block, Line):
        text = block.passage
        cells = (Cell(text if text.text[:1].strip() else text.strip(), 0),)
        yield Strip(cells, 0, None, block.level, block.role)
    elif isinstance(block, Grid):
        for row in block.rows:
            yield Strip(row, 0, block)


def blocks_of(strips: Sequence[Strip]) -> list[Block]:
    """Strips as blocks again; rows that stand together and come from one grid are one grid."""
    blocks: list[Block] = []
    for _, together in groupby(strips, _grid_or_line):
        first, *others = together
        if first.grid is None:
            blocks.append(Line(first.passage, first.level, role=first.role))
        else:
            rows = (first.cells, *(strip.cells for strip in others))
            blocks.append(Grid(rows, first.grid.is_ruled, None, first.grid.page))
    return blocks


def _grid_or_line(strip: Strip) -> int:
    """What tells a grid from the next, and every line from all others."""
    return id(strip if strip.grid is None else strip.grid)
