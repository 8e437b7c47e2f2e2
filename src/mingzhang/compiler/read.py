"""Read the cells of an input workbook, without judging what they mean."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from mingzhang.compiler.content import CellValue, ReadRow, ReadWorkbook
from mingzhang.compiler.problem import WorkbookError
from mingzhang.compiler.sheets import EXAMPLE, FORMAT_LABEL, FORMAT_VERSION, Field, Sheet

__all__ = ["open_workbook", "read_basics", "read_sheets"]

_Raw = float | int | str | bool | datetime.date | datetime.time | datetime.timedelta
_Grid = Sequence[Sequence[_Raw]]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEARCHED_ROWS: Final = 12
"""How far down column titles are looked for, since people insert rows above."""


def open_workbook(data: bytes) -> CalamineWorkbook:
    """Open the bytes of an .xlsx.

    Raises:
        WorkbookError: no workbook, cut off, encrypted, an old .xls, or one with macros.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WorkbookError("工作簿设有打开密码，请在 Excel 中取消密码后重新保存")
        raise WorkbookError("这是旧格式（.xls）的工作簿，请在 Excel 中另存为 .xlsx")
    if not data.startswith(b"PK"):
        raise WorkbookError("不是 Excel 工作簿（.xlsx），请检查是否选错了文件")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            broken = archive.testzip()
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise WorkbookError(
            "工作簿不完整，可能没有保存或传输完，请重新保存或重新取得文件"
        ) from error
    if broken is not None:
        raise WorkbookError("工作簿内部损坏，请用 Excel 打开后重新保存")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookError("工作簿含有宏，请另存为不含宏的 .xlsx")
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except (CalamineError, ValueError, OSError) as error:
        raise WorkbookError("不是 Excel 工作簿（.xlsx），请检查是否选错了文件") from error


def _grid(book: CalamineWorkbook, title: str) -> _Grid:
    try:
        return book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (CalamineError, ValueError) as error:
        raise WorkbookError(f"工作表“{title}”无法读取，请用 Excel 打开后重新保存") from error


def cell_value(raw: _Raw, row: int, column: int) -> CellValue | None:
    """A cell's text and number; None where it is empty. Rows and columns count from 0."""
    cell = f"{xl_col_to_name(column)}{row + 1}"
    if isinstance(raw, bool):
        return CellValue("是" if raw else "否", None, cell)
    if isinstance(raw, (int, float)):
        number = Decimal(f"{raw:.15g}")
        text = f"{number:f}"
        return CellValue(text, number, cell)
    if isinstance(raw, datetime.datetime):
        return CellValue(raw.date().isoformat(), None, cell)
    text = str(raw).strip()
    return CellValue(text, _number(text), cell) if text else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_basics(book: CalamineWorkbook, title: str) -> dict[str, str]:
    """The labels and values of the sheet that says what workbook this is.

    Raises:
        WorkbookError: this program did not make the workbook, or a later version did.
    """
    if title not in book.sheet_names:
        raise WorkbookError(
            f"缺少工作表“{title}”，不是本程序的填报工作簿；请用 mingzhang new 生成工作簿后填写"
        )
    found: dict[str, str] = {}
    for number, row in enumerate(_grid(book, title)):
        value = cell_value(row[1], number, 1) if len(row) > 1 else None
        found[str(row[0]).strip()] = value.text if value else ""
    written = found.get(FORMAT_LABEL, "")
    if written != FORMAT_VERSION:
        said = f"格式为“{written}”" if written else f"没有“{FORMAT_LABEL}”一行"
        raise WorkbookError(
            f"工作表“{title}”{said}，本程序读“{FORMAT_VERSION}”；请用 mingzhang new 生成工作簿后填写"
        )
    return found


def read_sheets(book: CalamineWorkbook, sheets: Sequence[Sheet]) -> ReadWorkbook:
    """All filled cells of the sheets.

    Raises:
        WorkbookError: sheets or columns are missing; all of them are named.
    """
    absent = [sheet.title for sheet in sheets if sheet.title not in book.sheet_names]
    if absent:
        raise WorkbookError(
            f"缺少工作表{'、'.join(f'“{title}”' for title in absent)}，"
            "可能被删除或改名；请从原工作簿复制回来"
        )
    fields: dict[str, Mapping[str, CellValue]] = {}
    rows: dict[str, Sequence[ReadRow]] = {}
    columns: dict[str, Mapping[str, str]] = {}
    for sheet in sheets:
        grid = _grid(book, sheet.title)
        if sheet.fields:
            fields[sheet.key] = dict(_fields(sheet, grid))
        else:
            header, places = _header(sheet, grid)
            columns[sheet.key] = {key: xl_col_to_name(place) for key, place in places.items()}
            rows[sheet.key] = list(_rows(grid, header, places))
    return ReadWorkbook(fields, rows, columns)


def _fields(sheet: Sheet, grid: _Grid) -> Iterator[tuple[str, CellValue]]:
    labels: dict[str, tuple[int, Field]] = {}
    for number, row in enumerate(grid):
        for field in sheet.fields:
            if row and str(row[0]).strip() == field.label:
                labels.setdefault(field.key, (number, field))
    if lost := [field.label for field in sheet.fields if field.key not in labels]:
        raise WorkbookError(
            f"工作表“{sheet.title}”缺少{'、'.join(f'“{label}”' for label in lost)}，请恢复这些行"
        )
    for key, (number, _) in labels.items():
        row = grid[number]
        value = cell_value(row[1], number, 1) if len(row) > 1 else None
        if value:
            yield key, value


def _header(sheet: Sheet, grid: _Grid) -> tuple[int, dict[str, int]]:
    titles = {column.title: column.key for column in sheet.columns}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(grid[:_SEARCHED_ROWS]):
        found = {
            titles[str(cell).strip()]: place
            for place, cell in enumerate(row)
            if str(cell).strip() in titles
        }
        if len(found) > len(best[1]):
            best = (number, found)
    if lost := [column.title for column in sheet.columns if column.key not in best[1]]:
        raise WorkbookError(
            f"工作表“{sheet.title}”缺少列{'、'.join(f'“{title}”' for title in lost)}，请恢复列标题"
        )
    return best


def _rows(grid: _Grid, header: int, places: Mapping[str, int]) -> Iterator[ReadRow]:
    for number, row in enumerate(grid[header + 1 :], header + 1):
        if row and str(row[0]).strip() == EXAMPLE:
            continue
        values = {}
        for key, place in places.items():
            value = cell_value(row[place], number, place) if place < len(row) else None
            if value:
                values[key] = value
        if values:
            yield ReadRow(number + 1, values)
