"""The columns of a grid: which belong together, which hold figures, where a rule divides them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from mingzhang.publisher.compose.page import Cell, CellRole, Grid

__all__ = ["Columns", "placed"]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the shape of a grid says of its columns, counted from 0.

    `groups` are the spans of the top line of headers; `edges` the columns at which a group of
    several begins or has just ended; `numeric` those that hold figures.
    """

    groups: tuple[int, ...]
    edges: frozenset[int]
    numeric: frozenset[int]

    @classmethod
    def of(cls, grid: Grid) -> Columns:
        """Read the columns of a grid."""
        groups = _groups(grid)
        starts = list(accumulate(groups, initial=0))
        edges = frozenset(
            start
            for start, before, after in zip(starts[1:], groups, groups[1:], strict=False)
            if before > 1 or after > 1
        )
        return cls(groups, edges, _numeric(grid))

    @property
    def count(self) -> int:
        """How many columns there are."""
        return sum(self.groups)

    @property
    def are_grouped(self) -> bool:
        """Whether the top line of headers divides the columns at all."""
        return len(self.groups) > 1


def placed(rows: tuple[tuple[Cell, ...], ...], width: int) -> Iterator[list[tuple[int, Cell]]]:
    """Each row's cells with the column in which they start, round the spans from rows above."""
    covering = [0] * width  # how many rows from here on are still covered from above, by column
    for row in rows:
        covered = [rows_left > 0 for rows_left in covering]
        covering = [max(0, rows_left - 1) for rows_left in covering]
        column = 0
        line: list[tuple[int, Cell]] = []
        for cell in row:
            while column < width and covered[column]:
                column += 1
            line.append((column, cell))
            end = column + cell.colspan
            if cell.rowspan > 1:
                covering[column:end] = [cell.rowspan - 1] * len(covering[column:end])
            column = end
        yield line


def _groups(grid: Grid) -> tuple[int, ...]:
    width = len(grid.widths)
    top = tuple(cell.colspan for cell in grid.header[0]) if grid.header else ()
    return top if sum(top) == width else (width,)


def _numeric(grid: Grid) -> frozenset[int]:
    return frozenset(
        column
        for line in placed(grid.body, len(grid.widths))
        for column, cell in line
        if cell.role is CellRole.NUMBER and cell.colspan == 1
    )
