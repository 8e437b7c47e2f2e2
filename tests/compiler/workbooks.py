"""Workbooks as clerks hand them in: the small department's, changed in one place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from tests.department import content, workbook

from mingzhang.compiler import Budget, Compiled, WorkbookError, compile_budget, read_budget
from mingzhang.model import Row, Table

__all__ = [
    "OTHER_UNIT",
    "budget",
    "cells",
    "compiled",
    "edited",
    "fields",
    "lines",
    "paragraph",
    "said",
    "table",
]

OTHER_UNIT = "示范县档案技术服务中心"


def fields(sheet: str, **changes: Any) -> dict[str, Any]:
    """The fields of a sheet of the small department with some of them changed; None empties one."""
    changed = {**content().fields[sheet], **changes}
    return {key: value for key, value in changed.items() if value is not None}


def lines(number: int | None = None, **changes: Any) -> list[dict[str, Any]]:
    """The department's budget lines with one of them changed (from 0); None empties a cell."""
    rows = [dict(row) for row in content().rows["lines"]]
    if number is not None:
        changed = {**rows[number], **changes}
        rows[number] = {key: value for key, value in changed.items() if value is not None}
    return rows


def edited(edit: Callable[[Workbook], object], **changes: Any) -> bytes:
    """The department's workbook after somebody worked on it in a spreadsheet program."""
    book = openpyxl.load_workbook(BytesIO(workbook(**changes)))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def said(data: bytes) -> list[str]:
    """All that is said about a workbook: the error and every problem; nothing if it is read."""
    try:
        read_budget(data)
    except WorkbookError as error:
        return [str(error), *map(str, error.problems)]
    return []


def budget(**changes: Any) -> Budget:
    return read_budget(workbook(**changes))


def compiled(**changes: Any) -> Compiled:
    return compile_budget(budget(**changes))


def table(made: Compiled, table_id: str) -> Table:
    found = made.disclosure.table(table_id)
    assert found is not None
    return found


def _name(row: Row) -> str:
    return " ".join(filter(None, (row.code, row.label, row.government_label)))


def cells(found: Table, side: str | None = None) -> list[tuple[str | None, ...]]:
    """The rows that show an amount: code and label, then the cells in their order."""
    return [
        (_name(row), *row.cells.values())
        for row in found.rows
        if row.side == side and any(text is not None for text in row.cells.values())
    ]


def paragraph(made: Compiled, section_id: str) -> str:
    return next(one.text for one in made.disclosure.narrative if one.id == section_id)


def yuan(text: str) -> Decimal:
    return Decimal(text)
