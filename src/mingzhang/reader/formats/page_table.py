"""Tables of web pages: cells set beside each other, and tables that only lay out a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mingzhang.reader.source import Role

__all__ = ["RawCell", "RawGrid", "RawItem", "RawLine", "RawRow", "is_layout", "placed"]

_MOST_COLUMNS: Final = 1000
"""No span reaches further; a table of so many columns is none that people read."""

_FEW_CELLS: Final = 4
_MANY_LINES: Final = 3
"""A cell of so many lines among so few cells is a part of the page and no cell."""


@dataclass(slots=True)
class RawLine:
    """A line as pieces of text, each with the line of the file that it stands in."""

    pieces: list[tuple[str, int]]
    level: int | None = None
    anchor: str | None = None
    role: Role = "body"


@dataclass(slots=True)
class RawCell:
    """A cell with the lines and tables in it; `column` is found when the table is complete.

    A `rowspan` of 0 reaches to the end of the group of rows.
    """

    items: list[RawItem] = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1
    column: int = 0


@dataclass(slots=True)
class RawRow:
    """Cells of one row; rows of one `group` (thead, tbody) may share cells."""

    cells: list[RawCell]
    group: int


@dataclass(slots=True)
class RawGrid:
    """A table of data."""

    rows: list[RawRow]
    anchor: str | None = None


RawItem = RawLine | RawGrid


def is_layout(rows: Sequence[RawRow]) -> bool:
    """Whether a table lays out a part of the page: its cells are no figures and labels."""
    filled = [[cell for cell in row.cells if cell.items] for row in rows]
    if all(len(cells) <= 1 for cells in filled):
        return True
    if any(_has_grid(cell) for cells in filled for cell in cells):
        proper = [cells for cells in filled if sum(not _has_grid(cell) for cell in cells) > 1]
        return len(proper) <= len(filled) // 2
    flat = [cell for cells in filled for cell in cells]
    return len(flat) <= _FEW_CELLS and any(
        len(cell.items) >= _MANY_LINES or any(_is_heading(item) for item in cell.items)
        for cell in flat
    )


def _has_grid(cell: RawCell) -> bool:
    return any(isinstance(item, RawGrid) for item in cell.items)


def _is_heading(item: RawItem) -> bool:
    return isinstance(item, RawLine) and item.level is not None


def placed(rows: Sequence[RawRow]) -> None:
    """Give each cell its column, round the spans from rows above; shorten spans to the table."""
    ends = list(_group_ends(rows))
    busy = 0  # a bit for each column that a cell from above covers
    until: dict[int, int] = {}  # those bits, by the row in which the cover ends
    for number, (row, end) in enumerate(zip(rows, ends, strict=True)):
        busy &= ~until.pop(number, 0)
        column, covered = 0, busy
        for cell in row.cells:
            column += _ones(covered >> column)
            cell.column = column
            cell.colspan = max(1, min(cell.colspan, _MOST_COLUMNS - column))
            cell.rowspan = max(1, min(cell.rowspan or len(rows), end - number))
            if cell.rowspan > 1 and column < _MOST_COLUMNS:
                bits = ((1 << cell.colspan) - 1 << column) & ~busy
                busy |= bits
                until[number + cell.rowspan] = until.get(number + cell.rowspan, 0) | bits
            column += cell.colspan
    _narrow(cell for row in rows for cell in row.cells)


def _ones(bits: int) -> int:
    """How many of the lowest bits are set without a gap."""
    free = ~bits
    return (free & -free).bit_length() - 1


def _group_ends(rows: Sequence[RawRow]) -> Iterator[int]:
    """For each row the number of the row after the last of its group."""
    ends: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        ends[row.group] = number
    yield from (ends[row.group] for row in rows)


def _narrow(cells: Iterable[RawCell]) -> None:
    """Let no cell span columns in which none begins."""
    known = list(cells)
    width = 1 + max((cell.column for cell in known), default=0)
    for cell in known:
        cell.colspan = min(cell.colspan, width - cell.column)
