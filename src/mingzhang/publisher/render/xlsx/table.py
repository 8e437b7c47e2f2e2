"""A sheet of one budget table: mark, title, unit, the grid, notes; the head on every page."""

from __future__ import annotations

from mingzhang.publisher.compose.page import Grid, Heading
from mingzhang.publisher.compose.workbook import Sheet
from mingzhang.publisher.render.xlsx.drawing import Drawing
from mingzhang.publisher.render.xlsx.fitting import fit, line_count, line_height, table_columns
from mingzhang.publisher.render.xlsx.looks import SIZES

__all__ = ["draw_table"]

_SLACK = 8.0
"""What stays free at the foot of a page, for programs that draw rows somewhat higher."""


def draw_table(drawing: Drawing, sheet: Sheet) -> None:
    """Draw the table; what stands above its first row of figures is repeated on each page."""
    blocks = sheet.pages[0]
    headings = [block for block in blocks if isinstance(block, Heading)]
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    widths = table_columns(grid, drawing.paper)
    drawing.columns(widths)
    if grid.mark:
        drawing.line(grid.mark, "mark")
    for heading in headings:
        drawing.anchor(heading.anchor)
        drawing.line(heading.text, "title", 12)
    drawing.anchor(grid.anchor)
    if grid.left or grid.right:
        drawing.pair(grid.left or "", grid.right or "")
    scale = min(1.0, drawing.paper.width / sum(widths))
    fitted = fit(grid, widths, drawing.paper.height / scale - _around(drawing, grid) - _SLACK)
    first = drawing.row
    below = drawing.grid(fitted, range(len(widths) + 1), is_form=grid.is_form)
    for note in grid.notes:
        drawing.line(note, "note", 4)
    if below > 0:
        drawing.page.repeat_rows(0, below - 1)
    if below > first:
        drawing.page.freeze_panes(below, 0)
    drawing.page.fit_to_pages(1, 0)
    drawing.finish()


def _around(drawing: Drawing, grid: Grid) -> float:
    """The height of all that is drawn above and below the grid: so far, and the notes."""
    notes = sum(
        line_count(note, SIZES["note"], drawing.width) * line_height(SIZES["note"]) + 4
        for note in grid.notes
    )
    return drawing.height + notes
