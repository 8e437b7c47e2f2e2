"""Web pages as neutral blocks: what a page shows, whoever made it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mingzhang.cube import Evidence
from mingzhang.reader.formats.page_flow import flow
from mingzhang.reader.formats.page_markup import page_tree
from mingzhang.reader.formats.page_table import RawCell, RawGrid, RawItem, RawLine
from mingzhang.reader.source import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Passage,
    Place,
    ReadError,
    joined,
)

__all__ = ["MEDIA_TYPE", "PagePlace", "page_document"]

MEDIA_TYPE: Final = "text/html"


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A line of the file, and the cell if it is in one; all are counted from 1.

    >>> PagePlace(88).evidence("合计", 0, PagePlace(88), 2).line
    88
    """

    line: int
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """The text with the line that it begins in; white space of the file does not count."""
        return Evidence(
            text,
            line=self.line,
            table=self.table,
            row=self.row,
            column=self.column,
            offset=start or None,
        )


def page_document(data: bytes) -> Document:
    """A web page as lines and tables, in the order in which they stand.

    Scripts, styles, navigation and hidden text are left out; a table that only lays out a part of
    the page becomes lines.

    Raises:
        ReadError: no web page, or one that shows no text.
    """
    blocks = tuple(_blocks(flow(page_tree(data))))
    if not blocks:
        raise ReadError("网页里没有文字，内容可能在框架或图片中；请打开正文所在的网页另存后再试")
    return Document(blocks, MEDIA_TYPE)


def _blocks(items: Iterable[RawItem]) -> Iterator[Block]:
    tables = 0
    for item in items:
        if isinstance(item, RawLine):
            yield Line(_passage(item, PagePlace), item.level, item.anchor, role=item.role)
        else:
            tables += 1
            yield _grid(item, tables)


def _grid(grid: RawGrid, table: int) -> Grid:
    rows = tuple(
        tuple(_cell(cell, table, number) for cell in row.cells)
        for number, row in enumerate(grid.rows, 1)
    )
    return Grid(rows, anchor=grid.anchor)


def _cell(cell: RawCell, table: int, row: int) -> Cell:
    column = cell.column

    def place(line: int) -> PagePlace:
        return PagePlace(line, table, row, column + 1)

    passages = [_passage(line, place) for line in _lines(cell.items)]
    return Cell(joined(passages, "\n"), column, cell.colspan, cell.rowspan)


def _lines(items: Iterable[RawItem]) -> Iterator[RawLine]:
    """The lines of a cell, those of a table in it too."""
    for item in items:
        if isinstance(item, RawLine):
            yield item
        else:
            yield from (
                line for row in item.rows for cell in row.cells for line in _lines(cell.items)
            )


def _passage(line: RawLine, place: Callable[[int], PagePlace]) -> Passage:
    return joined(Passage.at(text, place(number)) for text, number in line.pieces).strip()
