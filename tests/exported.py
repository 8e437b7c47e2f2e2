"""Workbooks as a budget system exports them, made from the tables of a disclosure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.cube import YUAN, show, unit_named
from mingzhang.model import Disclosure, Row, Table, row_keys
from mingzhang.scheme import Scheme, load_scheme
from mingzhang.scheme.definition import HeaderCell, TableDefinition
from mingzhang.scheme.words import filled

Change = Callable[[Workbook], None]


def in_yuan(disclosure: Disclosure) -> list[Table]:
    """The tables in 元, from the exact amounts that the compiled facts know."""
    exact = {fact.address: fact.exact for fact in disclosure.facts}
    tables = []
    for table in disclosure.tables:
        keys = row_keys(table.rows)
        rows = tuple(
            Row(
                side=row.side,
                code=row.code,
                label=row.label,
                government_label=row.government_label,
                cells={
                    column: show(amount, YUAN, 2)
                    if (amount := exact[f"{table.id}.{key}.{column}"])
                    else None
                    for column in row.cells
                },
            )
            for key, row in zip(keys, table.rows, strict=True)
        )
        tables.append(Table(id=table.id, title=table.title, unit="元", rows=rows))
    return tables


def exported(
    disclosure: Disclosure,
    tables: Sequence[Table] | None = None,
    *,
    change: Change | None = None,
    are_merged: bool = True,
    on_one_sheet: bool = False,
    left_out: Iterable[str] = (),
) -> bytes:
    """The bytes of a workbook with the tables, a sheet each or one below the other."""
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("导出") if on_one_sheet else None
    for table in tables if tables is not None else disclosure.tables:
        if table.id not in left_out:
            definition = scheme.table(table.id)
            page = sheet or book.create_sheet(f"表{definition.ordinal}")
            write_table(page, scheme, disclosure, table, are_merged=are_merged)
    if change is not None:
        change(book)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def write_table(
    page: Worksheet, scheme: Scheme, disclosure: Disclosure, table: Table, *, are_merged: bool
) -> None:
    """Write title, owner, unit, header and rows under what stands on the sheet."""
    definition = scheme.table(table.id)
    width = len(definition.widths)
    words = {"year": str(disclosure.fiscal_year), "entity": disclosure.entity.name}
    words["level"] = scheme.level_word(disclosure.entity.level)
    words["unit"] = table.unit
    row = page.max_row + 2 if page.max_row > 1 else 1
    page.cell(row, 1, definition.mark)
    page.cell(row + 1, 1, filled(definition.title, words))
    if are_merged:
        page.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=width)
    page.cell(row + 2, 1, filled(scheme.tables.owner_line, words))
    page.cell(row + 2, width, filled(scheme.tables.unit_line, words))
    row = _write_header(page, definition, words, row + 3, are_merged=are_merged)
    for number, cells in enumerate(_lines(definition, table), row):
        for column, value in enumerate(cells, 1):
            if value is not None:
                cell = page.cell(number, column, value)
                if isinstance(value, Decimal):
                    cell.number_format = "#,##0.00"


def _write_header(
    page: Worksheet,
    definition: TableDefinition,
    words: Mapping[str, str],
    first: int,
    *,
    are_merged: bool,
) -> int:
    taken: set[tuple[int, int]] = set()
    for down, line in enumerate(definition.header):
        column = 1
        for cell in line:
            one = HeaderCell(text=cell) if isinstance(cell, str) else cell
            while (down, column) in taken:
                column += 1
            page.cell(first + down, column, filled(one.text, dict(words)))
            taken |= {(down + i, column + j) for i in range(one.rows) for j in range(one.columns)}
            if are_merged and one.rows * one.columns > 1:
                page.merge_cells(
                    start_row=first + down,
                    end_row=first + down + one.rows - 1,
                    start_column=column,
                    end_column=column + one.columns - 1,
                )
            column += one.columns
    return first + len(definition.header)


def _lines(definition: TableDefinition, table: Table) -> Iterator[list[str | Decimal | None]]:
    sides = []
    for side in definition.sides:
        rows = [row for row in table.rows if row.side == side.side]
        stubs, columns = side.stubs, [column.key for column in side.columns]
        sides.append(
            [
                [
                    *(getattr(row, stub) for stub in stubs),
                    *(_number(row.cells.get(key)) for key in columns),
                ]
                for row in rows
            ]
        )
    widths = [len(side.stubs) + len(side.columns) for side in definition.sides]
    for parts in zip_longest(*sides):
        yield [
            value
            for part, width in zip(parts, widths, strict=True)
            for value in (part or [None] * width)
        ]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def find(book: Workbook, sheet: str, label: str, column: int) -> str:
    """The name of the cell in a column, in the row that begins with a label or code."""
    for row in book[sheet].iter_rows():
        if any(str(cell.value or "").strip() == label for cell in row[:2]):
            return row[column - 1].coordinate
    raise AssertionError(f"{sheet} has no row {label}")


def exact_sum(table: Table, text: str | None) -> int:
    """An amount of a table in 分."""
    return int(Decimal(text or 0) * unit_named(table.unit).size)
