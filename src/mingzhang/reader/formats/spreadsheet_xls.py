"""Worksheets of an old .xls, which keeps numbers without saying how they are shown."""

from __future__ import annotations

import datetime
from io import BytesIO
from math import isfinite

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mingzhang.reader.formats.spreadsheet_number import GENERAL, shown_number
from mingzhang.reader.formats.spreadsheet_sheet import RawSheet
from mingzhang.reader.source import ReadError

__all__ = ["xls_sheets"]

_Raw = float | int | str | bool | datetime.date | datetime.time | datetime.timedelta


def xls_sheets(data: bytes) -> list[RawSheet]:
    """All worksheets in the order of their tabs, hidden ones too.

    Raises:
        ReadError: the file is no workbook, or is damaged.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            _sheet(book.get_sheet_by_name(one.name), one.visible is not SheetVisibleEnum.Visible)
            for one in book.sheets_metadata
            if one.typ is SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise ReadError("不是 Excel 工作簿（.xls），或已损坏；请另存为 .xlsx 后再读") from error


def _sheet(read: CalamineSheet, is_hidden: bool) -> RawSheet:
    sheet = RawSheet(read.name, is_hidden)
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
