"""Fit a grid to its sheet: column widths, the place of every cell, row heights and type size.

The drawer and the paginator both read the outcome, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from mingzhang.publisher.compose.page import Cell, CellRole, Grid
from mingzhang.publisher.render.labels import label_pieces
from mingzhang.publisher.render.paper.cells import (
    CELL_MARGIN_SIDE,
    CELL_MARGIN_TOP,
    DENSE,
    FORM,
    SMALL_FORM,
    TABLE,
    Family,
)
from mingzhang.publisher.render.paper.lines import line_count, text_width
from mingzhang.publisher.render.paper.sheet import Sheet

__all__ = ["FittedGrid", "Row", "Slot", "fit_grid", "fit_sheets"]

ROW_BORDER = 10
"""What the line between two rows adds to a row whose height its text decides."""

_SLACK = 160
"""What stays free below a grid that just fits, for word processors that draw a line thicker."""

_FULL = 0.6
"""The share of a sheet that a piece of a form fills at least, wherever its sections end."""


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

    def words(self, slot: Slot) -> str:
        """The text of the cell that starts in a slot, labels with the ends of their lines."""
        if slot.cell is None:
            return ""
        return _words(slot.cell, self.family, self.inner_width(slot))

    def inner_width(self, slot: Slot) -> int:
        """The width that the text of a slot has."""
        return _inner_width(slot, self.columns)

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
_FORM_DENSITIES = (
    (FORM, 425), (FORM, 380), (FORM, 340), (FORM, 312), (SMALL_FORM, 290),
)  # fmt: skip
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
    room = sheet.text_height - taken - _SLACK
    needs: dict[Family, _Needs] = {}
    for family, least in _FORM_DENSITIES if grid.is_form else _TABLE_DENSITIES:
        if family not in needs:
            needs[family] = _needs(header + body, columns, family)
        heights = _heights(needs[family], least)
        if sum(heights) <= room and not needs[family].breaks_figure:
            return _fitted(header, body, columns, (family, least), heights, sheet)
    family, least = _TOO_LONG_FOR_ONE_SHEET[grid.is_form]
    heights = _heights(needs[family], least)
    return _fitted(header, body, columns, (family, least), heights, sheet)


def fit_sheets(grid: Grid, sheet: Sheet, taken: int = 0) -> tuple[FittedGrid, ...]:
    """The grid in the pieces that are drawn: a form that no sheet holds is cut into one for each.

    A piece ends between two sections where it can. A label that goes on in the next is said again
    there. A form with a row that is itself cut stays in one piece.
    """
    fitted = fit_grid(grid, sheet, taken)
    if fitted is None:
        return ()
    if not grid.is_form or grid.header or any(row.may_split for row in fitted.rows):
        return (fitted,)
    pieces: list[FittedGrid] = []
    room = sheet.text_height - taken - _SLACK
    while fitted.height > room and (end := _piece_end(fitted.rows, room)):
        pieces.append(_refitted(fitted, _up_to(fitted.rows, end), sheet))
        fitted = _refitted(fitted, _going_on(fitted.rows, end), sheet)
        room = sheet.text_height - _SLACK
    return (*pieces, fitted)


def _piece_end(rows: tuple[Row, ...], room: int) -> int:
    """The first row that goes to the next sheet: where the fewest cells are cut, as late as may be.

    At least `_FULL` of the sheet is used.
    """
    used = list(accumulate(row.height for row in rows))
    ends = [at for at in range(1, len(rows)) if used[at - 1] <= room]
    full = [at for at in ends if used[at - 1] >= room * _FULL]
    return min(full or ends[-1:], default=0, key=lambda at: (_cells_cut(rows[at - 1]), -at))


def _cells_cut(row: Row) -> int:
    """How many cells go on below this row."""
    return sum(slot.rows > 1 for slot in row.slots)


def _up_to(rows: tuple[Row, ...], end: int) -> list[list[Slot]]:
    return [
        [replace(slot, rows=min(slot.rows, end - at)) for slot in row.slots]
        for at, row in enumerate(rows[:end])
    ]


def _going_on(rows: tuple[Row, ...], start: int) -> list[list[Slot]]:
    """The rows from `start`; what goes on from above begins again in the first."""
    begun: dict[int, Cell] = {}
    for row in rows[:start]:
        begun |= {slot.column: slot.cell for slot in row.slots if slot.cell is not None}
    first = [
        slot if slot.cell is not None else replace(slot, cell=begun[slot.column])
        for slot in rows[start].slots
    ]
    return [first, *(list(row.slots) for row in rows[start + 1 :])]


def _refitted(fitted: FittedGrid, rows: list[list[Slot]], sheet: Sheet) -> FittedGrid:
    needs = _needs(rows, fitted.columns, fitted.family)
    density = fitted.family, fitted.row_height
    heights = _heights(needs, fitted.row_height)
    return _fitted([], rows, fitted.columns, density, heights, sheet)


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
                later = [at for at in above if at > column]
                free = min(later, default=columns) - column
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
    density: tuple[Family, int],
    heights: list[int],
    sheet: Sheet,
) -> FittedGrid:
    rows = (
        Row(
            tuple(slots),
            height,
            is_header=index < len(header),
            may_split=index >= len(header) and height > sheet.text_height // 2,
        )
        for index, (slots, height) in enumerate(zip(header + body, heights, strict=True))
    )
    family, least = density
    return FittedGrid(family, columns, tuple(rows), least)


@dataclass(frozen=True, slots=True)
class _Needs:
    """What the texts of a grid need in the type of one family.

    `rows` is the height of each row by its own cells; `spanning` holds the end, the number of rows
    and the height of each cell that spans rows, in the order of the ends.
    """

    rows: list[int]
    spanning: list[tuple[int, int, int]]
    breaks_figure: bool


def _needs(rows: list[list[Slot]], columns: tuple[int, ...], family: Family) -> _Needs:
    needs, spanning, breaks_figure = [0] * len(rows), [], False
    for index, slots in enumerate(rows):
        for slot in slots:
            cell = slot.cell
            if cell is None or not cell.text:
                continue
            look = family.look(cell)
            width = _inner_width(slot, columns)
            lines = line_count(_words(cell, family, width), look.em, width - look.left)
            need = lines * look.line + 2 * CELL_MARGIN_TOP + ROW_BORDER
            if slot.rows > 1:
                spanning.append((index + slot.rows, slot.rows, need))
            elif need > needs[index]:
                needs[index] = need
            if cell.role is CellRole.NUMBER:
                breaks_figure |= lines > 1 or text_width(cell.text, look.em) > width
    return _Needs(needs, sorted(spanning), breaks_figure)


def _inner_width(slot: Slot, columns: tuple[int, ...]) -> int:
    return sum(columns[slot.column : slot.column + slot.columns]) - 2 * CELL_MARGIN_SIDE


def _words(cell: Cell, family: Family, width: int) -> str:
    """The text of a cell; a label that takes several lines ends them between its pieces.

    It does so if the pieces fit and need no more lines than the bare label.
    """
    is_label = cell.role is CellRole.COLUMN_HEADER or (
        cell.role is CellRole.ROW_HEADER and family.breaks_labels
    )
    if not is_label:
        return cell.text
    em = family.look(cell).em
    count = line_count(cell.text, em, width)
    lines = [""]
    for piece in label_pieces(cell.text) if count > 1 else ():
        if lines[-1] and text_width(lines[-1] + piece, em) > width:
            lines.append("")
        lines[-1] += piece
    fits = count > 1 and len(lines) <= count and all(text_width(one, em) <= width for one in lines)
    return "\n".join(lines) if fits else cell.text


def _heights(needs: _Needs, least: int) -> list[int]:
    """The height of each row; a cell that spans rows and needs more stretches the last of them."""
    heights = [max(need, least) for need in needs.rows]
    for end, depth, need in needs.spanning:
        missing = need - sum(heights[end - depth : end])
        if missing > 0:
            heights[end - 1] += missing
    return heights
