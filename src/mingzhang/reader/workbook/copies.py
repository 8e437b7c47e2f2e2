"""What the sheets of our own Excel files say twice.

A program that saves such a file without the data that it carries leaves its sheets as they are:
among them the list of all figures, the list of the forms above them, and beside each entry of the
contents the sheet that it is on. All that stands elsewhere, and is no part of the disclosure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from mingzhang.reader.source import Block, Document, Grid, Line, Passage

__all__ = ["without_copies"]

_FIGURES: Final = ("地址", "位置", "坐标", "单位", "显示", "金额（元）", "口径/推导")
"""The titles of the columns of all figures."""

_FEW: Final = 3


def without_copies(document: Document) -> Document:
    """The blocks of a workbook without those that only repeat others."""
    sheets = {name for block in document.blocks if (name := _sheet(block))}
    figures = {_sheet(block) for block in document.blocks if _lists_figures(block)}
    blocks = [block for block in document.blocks if not figures or _sheet(block) not in figures]
    lists = {id(block) for pair in _lists_of_forms(blocks) for block in pair}
    kept = (block for block in blocks if id(block) not in lists)
    entries = (entry for block in kept for entry in _entries(block, sheets))
    return Document(tuple(entries), document.media_type, document.text)


def _entries(block: Block, sheets: Collection[str]) -> Iterator[Block]:
    """The contents as lines, one an entry, but for those of our own; anything else as it is."""
    if isinstance(block, Grid) and len(block.rows) > _FEW:
        rows = [[cell.passage for cell in row if cell.text.strip()] for row in block.rows]
        if all(len(row) == 2 and row[1].text.strip() in sheets for row in rows):
            yield from (Line(entry) for entry, sheet in rows if entry.text != sheet.text)
            return
    yield block


def _lists_figures(block: Block) -> bool:
    if not isinstance(block, Grid):
        return False
    return tuple(cell.text.strip() for cell in block.rows[0][: len(_FIGURES)]) == _FIGURES


def _lists_of_forms(blocks: Sequence[Block]) -> Iterator[tuple[Line, Grid]]:
    """The lists under the name of their sheet that number what has a grid of its own on it."""
    for title, block in pairwise(blocks):
        if isinstance(title, Line) and isinstance(block, Grid):
            sheet = _sheet(block)
            if title.text.strip() == sheet and (names := _numbered(block)):
                others = (one for one in blocks if one is not block and _sheet(one) == sheet)
                if names <= {passage.text.strip() for passage in _passages(others)}:
                    yield title, block


def _numbered(grid: Grid) -> set[str]:
    """The names in rows of a number, from 1, and a name; none if a row is another."""
    names = set()
    for number, row in enumerate(grid.rows, 1):
        texts = [cell.text.strip() for cell in row if cell.text.strip()]
        if len(texts) != 2 or texts[0] != str(number):
            return set()
        names.add(texts[1])
    return names


def _sheet(block: Block) -> str | None:
    """The sheet that a block stands on."""
    evidence = (one.evidence(0, 1) for one in _passages([block]) if one.text)
    return next((found.sheet for found in evidence if found), None)


def _passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.passage
        elif isinstance(block, Grid):
            yield from block.passages()
