"""A table's head that is repeated over its next part with no rule above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from mingzhang.reader.formats.pdf.lines import TAB, TextLine
from mingzhang.reader.formats.pdf.places import Paper
from mingzhang.reader.formats.pdf.tables import Table
from mingzhang.reader.source import Cell, Grid

__all__ = ["with_heads"]


def with_heads(
    items: Iterable[TextLine | Table], paper: Paper, above: Grid | None
) -> list[TextLine | Table]:
    """What stands on a page from the top; `above` is the last table before it.

    A line that says what the first row of the last table says becomes the first row of the next.
    """
    found: list[TextLine | Table] = []
    for item in items:
        if isinstance(item, Table):
            if above and found and isinstance(found[-1], TextLine):
                table = _with_head(found[-1], item, above, paper)
                if table:
                    found.pop()
                    item = table
            above = item.grid
        found.append(item)
    return found


def _with_head(line: TextLine, table: Table, above: Grid, paper: Paper) -> Table | None:
    head = above.rows[0] if above.rows else ()
    if TAB not in line.text or any(cell.rowspan > 1 for cell in head):
        return None
    parts = line.columns()
    named = [cell for cell in head if cell.text]
    if any(
        cell is None or part is None or cell.text != part.text
        for cell, part in zip_longest(named, parts)
    ):
        return None
    texts = {cell.column: part for cell, part in zip(named, parts, strict=True)}
    row = tuple(
        Cell(texts[cell.column].passage(paper), cell.column, cell.colspan) for cell in named
    )
    return replace(table, y0=line.y0, grid=replace(table.grid, rows=(row, *table.grid.rows)))
