"""Where each cell of a grid stands: every place is covered once, whatever spans there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.publisher.compose.page import Cell, CellRole

__all__ = ["Placed", "placed"]

_BLANK: Final = Cell("", CellRole.TEXT)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and column it starts in and how many of each it covers."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int


def placed(rows: Sequence[Sequence[Cell]], width: int) -> list[Placed]:
    """The cells of a grid of `width` columns, row by row.

    Spans end with the grid and before a place that is taken; a place that no cell covers is blank.
    """
    taken = [[False] * width for _ in rows]
    found: list[Placed] = []
    for row, cells in enumerate(rows):
        line, column = iter(cells), 0
        while column < width:
            if taken[row][column]:
                column += 1
                continue
            cell = next(line, _BLANK)
            end = column + 1
            while end < min(column + cell.colspan, width) and not taken[row][end]:
                end += 1
            height = max(1, min(cell.rowspan, len(rows) - row))
            for below in range(row, row + height) if height > 1 else ():
                taken[below][column:end] = [True] * (end - column)
            found.append(Placed(cell, row, column, height, end - column))
            column = end
    return found
