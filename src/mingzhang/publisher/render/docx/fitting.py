"""Fit a grid to its sheet: column widths, the place of every cell, row heights and type size.

The drawer and the paginator both read the outcome, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from mingzhang.publisher.compose.page import Cell, CellRole, Grid
from mingzhang.publisher.render.docx.cells import (
    CELL_MARGIN_SIDE,
    CELL_MARGIN_TOP,
    DENSE,
    FORM,
    TABLE,
    Family,
)
from mingzhang.publisher.render.docx.lines import line_count, text_width
from mingzhang.publisher.render.docx.sheet import Sheet

__all__ = ["FittedGrid", "Row", "Slot", "fit_grid"]

ROW_BORDER = 10
"""What the line between two rows adds to a row whose height its text decides."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row: a cell that starts here, or (`cell` None) the continuation of one above.

    `rows` is how many rows the cell spans from here on; a place that the grid left out is an empty
    cell.
    """

    cell: Cell | None
    column: int
    columns: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of slots that fill every column; `height` is what it takes on the sheet."""

    slots: tuple[Slot, ...]
    height: int
    is_header: bool
    may_split: bool


@dataclass(frozen=True, slots=True)
class FittedGrid:
    """A grid ready to draw: `row_height` is the least height of a row."""

    family: Family
    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    row_height: int

    @property
    def height(self) -> int:
        """The height of all rows."""
        return sum(row.height for row in self.rows)

    @property
    def header_height(self) -> int:
        """The height of the rows that are repeated on each page."""
        return sum(row.height for row in self.rows if row.is_header)


_TABLE_DENSITIES = (
    (TABLE, 454), (TABLE, 397), (DENSE, 369), (DENSE, 340), (DENSE, 312), (DENSE, 298),
)  # fmt: skip
_FORM_DENSITIES = ((FORM, 425), (FORM, 380), (FORM, 340), (FORM, 312))
_TOO_LONG_FOR_ONE_SHEET = {False: (DENSE, 369), True: (FORM, 380)}


def fit_grid(grid: Grid, sheet: Sheet, taken: int = 0) -> FittedGrid | None:
    """The grid in the roomiest type and row height in which it still ends on the sheet it begins.

    `taken` is the height already used on that sheet. A grid that is too long for one sheet takes a
    middle size. None if the grid has no columns or no rows.
    """
    columns = column_widths(grid.widths, sheet.text_width)
    header, body = _placed(grid.header, len(columns)), _placed(grid.body, len(columns))
    if not columns or not header + body:
        return None
    room = sheet.text_height - taken
    for family, height in _FORM_DENSITIES if grid.is_form else _TABLE_DENSITIES:
        fitted = _fitted(header, body, columns, family, height, sheet)
        if fitted.height <= room and not _figure_wraps(fitted):
            return fitted
    family, height = _TOO_LONG_FOR_ONE_SHEET[grid.is_form]
    return _fitted(header, body, columns, family, height, sheet)


def column_widths(shares: Sequence[float], width: int) -> tuple[int, ...]:
    """Whole widths in the given proportions that add up to `width` exactly.

    >>> column_widths((0.5, 0.25, 0.25), 1001)
    (500, 251, 250)
    """
    total = sum(shares)
    if total <= 0:
        return ()
    edges = [round(edge / total * width) for edge in accumulate(shares, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))


def _placed(rows: tuple[tuple[Cell, ...], ...], columns: int) -> list[list[Slot]]:
    """The slots of each row; spans end with the rows, and what is left over is empty."""
    placed: list[list[Slot]] = []
    above: dict[int, Slot] = {}
    for index, row in enumerate(rows):
        slots, cells, column = [], iter(row), 0
        while column < columns:
            if column in above:
                slot = replace(above[column], cell=None, rows=above[column].rows - 1)
            else:
                free = min((at for at in above if at > column), default=columns) - column
                cell = next(cells, None) or Cell("", CellRole.TEXT)
                span = max(1, min(cell.colspan, free))
                slot = Slot(cell, column, span, max(1, min(cell.rowspan, len(rows) - index)))
            slots.append(slot)
            column += slot.columns
        above = {slot.column: slot for slot in slots if slot.rows > 1}
        placed.append(slots)
    return placed


def _fitted(
    header: list[list[Slot]],
    body: list[list[Slot]],
    columns: tuple[int, ...],
    family: Family,
    row_height: int,
    sheet: Sheet,
) -> FittedGrid:
    rows = header + body
    heights = _heights(rows, columns, family, row_height)
    return FittedGrid(
        family,
        columns,
        tuple(
            Row(
                tuple(slots),
                height,
                is_header=index < len(header),
                may_split=index >= len(header) and height > sheet.text_height // 2,
            )
            for index, (slots, height) in enumerate(zip(rows, heights, strict=True))
        ),
        row_height,
    )


def _heights(
    rows: list[list[Slot]], columns: tuple[int, ...], family: Family, least: int
) -> list[int]:
    heights = [least] * len(rows)
    spanning: list[tuple[int, int, int]] = []
    for index, slots in enumerate(rows):
        for slot in slots:
            if slot.cell is None or not slot.cell.text:
                continue
            need = _cell_height(slot.cell, slot, columns, family)
            if slot.rows > 1:
                spanning.append((index + slot.rows, slot.rows, need))
            elif need > heights[index]:
                heights[index] = need
    for end, depth, need in sorted(spanning):
        missing = need - sum(heights[end - depth : end])
        if missing > 0:
            heights[end - 1] += missing
    return heights


def _cell_height(cell: Cell, slot: Slot, columns: tuple[int, ...], family: Family) -> int:
    look = family.look(cell)
    width = _inner_width(slot, columns) - look.left
    lines = line_count(cell.text, look.em, width)
    return lines * look.line + 2 * CELL_MARGIN_TOP + ROW_BORDER


def _inner_width(slot: Slot, columns: tuple[int, ...]) -> int:
    return sum(columns[slot.column : slot.column + slot.columns]) - 2 * CELL_MARGIN_SIDE


def _figure_wraps(fitted: FittedGrid) -> bool:
    """Whether a number does not fit on one line of its cell."""
    return any(
        text_width(slot.cell.text, fitted.family.look(slot.cell).em)
        > _inner_width(slot, fitted.columns)
        for row in fitted.rows
        for slot in row.slots
        if slot.cell is not None and slot.cell.role is CellRole.NUMBER
    )
