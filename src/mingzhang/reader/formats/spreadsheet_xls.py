"""Worksheets of an old .xls, which keeps numbers without saying how they are shown."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import isfinite
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mingzhang.reader.formats.spreadsheet_number import GENERAL, shown_number
from mingzhang.reader.formats.spreadsheet_sheet import Allowance, RawSheet
from mingzhang.reader.source import ReadError

__all__ = ["xls_sheets"]

_STDERR: Final = 2
_DAMAGED: Final = "不是 Excel 工作簿（.xls），或已损坏；请另存为 .xlsx 后再读"
_PANIC: Final = "PanicException"
"""What the library raises where a damaged file breaks it; it is an Exception of no module."""

_Raw = float | int | str | bool | datetime.date | datetime.time | datetime.timedelta


def xls_sheets(data: bytes) -> list[RawSheet]:
    """All worksheets in the order of their tabs, hidden ones too.

    Raises:
        ReadError: the file is no workbook, or is damaged.
    """
    try:
        with _silence():
            return _read(data)
    except (CalamineError, ValueError, OSError) as error:
        raise ReadError(_DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise ReadError(_DAMAGED) from error


def _read(data: bytes) -> list[RawSheet]:
    allowance = Allowance()
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [
        _sheet(
            book.get_sheet_by_name(one.name),
            RawSheet(one.name, one.visible is not SheetVisibleEnum.Visible, allowance=allowance),
        )
        for one in book.sheets_metadata
        if one.typ is SheetTypeEnum.WorkSheet
    ]


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the library, which is not written in Python, from writing its own words to stderr."""
    try:
        kept = os.dup(_STDERR)
    except OSError:
        yield  # there is no stderr
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)


def _sheet(read: CalamineSheet, sheet: RawSheet) -> RawSheet:
    """What a worksheet shows, put into `sheet`."""
    first_row, first_column = read.start or (0, 0)
    for row, cells in enumerate(read.iter_rows(), first_row):
        for column, cell in enumerate(cells, first_column):
            if cell != "":
                sheet.put(row, column, _text(cell))
    for (top, left), (bottom, right) in read.merged_cell_ranges or ():
        sheet.merged.append((top, bottom, left, right))
    return sheet


def _text(value: _Raw) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return shown_number(float(value), GENERAL) if isfinite(value) else ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)
