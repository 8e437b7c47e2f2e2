"""Budget tables as grids: header levels, bands side by side, indents, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from mingzhang.cube import Space
from mingzhang.model import Disclosure, Table
from mingzhang.publisher.compose.page import Cell, CellRole, Grid
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import HeaderCell, SideDefinition, TableDefinition
from mingzhang.scheme.view import BoundRow, bind
from mingzhang.scheme.words import filled

__all__ = ["header_cells", "shares", "table_grid"]


def table_grid(
    scheme: Scheme, disclosure: Disclosure, table: Table, space: Space, words: Mapping[str, str]
) -> Grid:
    """The grid of a table with all that is printed around it but its title."""
    definition = scheme.table(table.id)
    units = [unit.name for unit in disclosure.units] or [disclosure.entity.name]
    sides = bind(scheme, space, table, words, units)
    note = filled(scheme.tables.note_line, {"note": table.note}) if table.note else None
    return Grid(
        anchor=f"table-{table.id}",
        label=table.title,
        widths=shares(definition.widths),
        header=tuple(_header(definition, words)),
        body=tuple(_body(table.id, sides)),
        mark=definition.mark,
        left=filled(scheme.tables.owner_line, dict(words)),
        right=filled(scheme.tables.unit_line, {"unit": table.unit}),
        notes=(note,) if note else (),
        short=filled(
            scheme.publication.table_entry, {"ordinal": definition.ordinal, "title": ""}
        ).strip("　 "),
    )


def shares(widths: Sequence[int]) -> tuple[float, ...]:
    """Widths as shares that add up to 1."""
    return tuple(width / sum(widths) for width in widths)


def header_cells(cells: Sequence[HeaderCell | str], words: Mapping[str, str]) -> tuple[Cell, ...]:
    """One row of header cells."""
    spans = [HeaderCell(text=cell) if isinstance(cell, str) else cell for cell in cells]
    return tuple(
        Cell(filled(cell.text, dict(words)), CellRole.COLUMN_HEADER, cell.columns, cell.rows)
        for cell in spans
    )


def _header(table: TableDefinition, words: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    for row in table.header:
        yield header_cells(row, words)
    if table.numbering:
        yield tuple(
            Cell(str(number), CellRole.CENTRED) for number in range(1, len(table.widths) + 1)
        )


def _body(
    table_id: str, sides: Sequence[tuple[SideDefinition, Sequence[BoundRow]]]
) -> Iterator[tuple[Cell, ...]]:
    """Rows of all sides beside each other; a band that is shorter on one side is filled up."""
    for band in range(len(sides[0][0].bands)):
        lists = [[row for row in rows if row.band == band] for _, rows in sides]
        for beside in zip_longest(*lists):
            cells: list[Cell] = []
            for (side, _), row in zip(sides, beside, strict=True):
                cells.extend(_cells(table_id, side, row) if row else _blank(side))
            yield tuple(cells)


def _blank(side: SideDefinition) -> Iterator[Cell]:
    for _ in (*side.stubs, *side.columns):
        yield Cell("", CellRole.TEXT)


def _cells(table_id: str, side: SideDefinition, bound: BoundRow) -> Iterator[Cell]:
    row = bound.row
    strong = bound.rule is not None and bound.rule.strong
    if "code" in side.stubs and not row.code:
        yield Cell(row.label, CellRole.ROW_HEADER, colspan=2, strong=strong)
    else:
        for stub in side.stubs:
            if stub == "label":
                yield Cell(row.label, CellRole.ROW_HEADER, indent=bound.depth, strong=strong)
            else:
                yield Cell(getattr(row, stub) or "", CellRole.TEXT)
    for column in side.columns:
        fact = f"{table_id}.{bound.key}.{column.key}"
        text = row.cells.get(column.key)
        yield Cell(
            text or "", CellRole.NUMBER, fact=fact if text is not None else None, strong=strong
        )
