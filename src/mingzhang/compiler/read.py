"""Read the cells of an input workbook, without judging what they mean."""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from mingzhang.compiler.content import CellValue, ReadRow, ReadWorkbook
from mingzhang.compiler.problem import Problem, WorkbookError
from mingzhang.compiler.sheet import (
    EXAMPLE,
    FIELD_TITLES,
    FORMAT_LABEL,
    FORMAT_VERSION,
    Field,
    Sheet,
)

__all__ = ["BASICS_TITLE", "is_workbook", "open_workbook", "read_basics", "read_sheets"]

BASICS_TITLE: Final = "基本信息"
"""The sheet that says what workbook this is."""

_Raw = float | int | str | bool | datetime.date | datetime.time | datetime.timedelta
_Grid = Sequence[Sequence[_Raw]]

_DAMAGED: Final = "工作簿内部损坏，请用 Excel 或 WPS 打开后重新保存"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEARCHED_ROWS: Final = 12
"""How far down column titles are looked for, since people insert rows above."""

_FINEST: Final = Decimal("0.0001")
"""What a spreadsheet's own arithmetic adds to an amount (0.1 + 0.2) is smaller than this."""

_WRITTEN_NUMBER: Final = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?")
_WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９，．－＋", "0123456789,.-+")


def open_workbook(data: bytes) -> CalamineWorkbook:
    """Open the bytes of an .xlsx.

    Raises:
        WorkbookError: no workbook, cut off, encrypted, an old .xls, or one with macros.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WorkbookError("工作簿设有打开密码，请在 Excel 或 WPS 中取消密码后重新保存")
        raise WorkbookError("这是旧格式（.xls）的工作簿，请在 Excel 或 WPS 中另存为 .xlsx")
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
    except (zlib.error, RuntimeError, ValueError) as error:
        raise WorkbookError(_DAMAGED) from error
    if broken is not None:
        raise WorkbookError(_DAMAGED)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookError("工作簿含有宏，请另存为不含宏的 .xlsx")
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except (CalamineError, ValueError, OSError) as error:
        raise WorkbookError("不是 Excel 工作簿（.xlsx），请检查是否选错了文件") from error


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of a workbook to fill in, well filled in or not."""
    try:
        return BASICS_TITLE in open_workbook(data).sheet_names
    except WorkbookError:
        return False


def _grid(book: CalamineWorkbook, title: str) -> _Grid:
    try:
        return book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (CalamineError, ValueError) as error:
        raise WorkbookError(f"工作表“{title}”无法读取，请用 Excel 或 WPS 打开后重新保存") from error


def cell_value(raw: _Raw, row: int, column: int) -> CellValue | None:
    """A cell's text and number; None where it is empty. Rows and columns count from 0."""
    cell = _place(row, column)
    if isinstance(raw, bool):
        return CellValue("是" if raw else "否", None, cell)
    if isinstance(raw, (int, float)):
        number = Decimal(f"{raw:.15g}")
        return CellValue(f"{number:f}", _without_noise(number), cell)
    if isinstance(raw, datetime.datetime):
        return CellValue(raw.date().isoformat(), None, cell)
    text = str(raw).strip()
    return CellValue(text, _number(text), cell) if text else None


def _place(row: int, column: int) -> str:
    return f"{xl_col_to_name(column)}{row + 1}"


def _without_noise(number: Decimal) -> Decimal:
    """A computed number as it is meant: 300000.000000004 is 300000."""
    return round(number / _FINEST) * _FINEST


def _number(text: str) -> Decimal | None:
    """A number that was typed as text, with or without thousand separators."""
    plain = text.translate(_WIDE_DIGITS)
    return Decimal(plain.replace(",", "")) if _WRITTEN_NUMBER.fullmatch(plain) else None


def _cell(grid: _Grid, row: int, column: int) -> CellValue | None:
    cells = grid[row]
    return cell_value(cells[column], row, column) if column < len(cells) else None


def _text(raw: _Raw) -> str:
    return str(raw).strip()


def read_basics(book: CalamineWorkbook, title: str) -> dict[str, str]:
    """The labels and values of the sheet that says what workbook this is.

    Raises:
        WorkbookError: this program did not make the workbook, or a later version did.
    """
    if title not in book.sheet_names:
        raise WorkbookError(
            f"缺少工作表“{title}”，不是本程序的填报工作簿；请用 mingzhang new 生成工作簿后填写"
        )
    grid = _grid(book, title)
    labels, values = _field_columns(grid)
    found: dict[str, str] = {}
    for number, row in enumerate(grid):
        value = _cell(grid, number, values)
        if labels < len(row):
            found.setdefault(_text(row[labels]), value.text if value else "")
    written = found.get(FORMAT_LABEL, "")
    if written != FORMAT_VERSION:
        said = f"的“{FORMAT_LABEL}”是“{written}”" if written else f"没有“{FORMAT_LABEL}”"
        raise WorkbookError(
            f"工作表“{title}”{said}，本程序读“{FORMAT_VERSION}”；请用 mingzhang new 生成工作簿后填写"
        )
    return found


def read_sheets(book: CalamineWorkbook, sheets: Sequence[Sheet]) -> ReadWorkbook:
    """All filled cells of the sheets.

    Raises:
        WorkbookError: sheets, columns or labels are missing or doubled; all of them are named.
    """
    problems: list[Problem] = []
    fields: dict[str, Mapping[str, CellValue]] = {}
    rows: dict[str, Sequence[ReadRow]] = {}
    columns: dict[str, Mapping[str, str]] = {}
    for sheet in sheets:
        if sheet.title not in book.sheet_names:
            message = "缺少这张工作表，可能被删除或改名；请从原工作簿复制回来"
            problems.append(Problem(sheet.title, None, message))
            continue
        grid = _grid(book, sheet.title)
        if sheet.fields:
            places = _labels(sheet, grid, problems)
            fields[sheet.key] = {
                key: value for key, place in places.items() if (value := _cell(grid, *place))
            }
            columns[sheet.key] = {key: _place(*place) for key, place in places.items()}
        else:
            header, titles = _header(sheet, grid, problems)
            columns[sheet.key] = {key: xl_col_to_name(place) for key, place in titles.items()}
            rows[sheet.key] = list(_rows(sheet, grid, header, titles, problems))
    if problems:
        raise WorkbookError(f"工作簿的表样有 {len(problems)} 处被改动，请先恢复", problems)
    return ReadWorkbook(fields, rows, columns)


def _field_columns(grid: _Grid) -> tuple[int, int]:
    """Where labels and values of a sheet of fields stand; people insert columns, too."""
    for row in grid[:_SEARCHED_ROWS]:
        titles = [_text(cell) for cell in row]
        if all(title in titles for title in FIELD_TITLES[:2]):
            return titles.index(FIELD_TITLES[0]), titles.index(FIELD_TITLES[1])
    return 0, 1


def _labels(sheet: Sheet, grid: _Grid, problems: list[Problem]) -> dict[str, tuple[int, int]]:
    """The row and column of each field's value."""
    labels, values = _field_columns(grid)
    known: dict[str, Field] = {field.label: field for field in sheet.fields}
    found: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(grid):
        field = known.get(_text(row[labels])) if labels < len(row) else None
        if field is None:
            continue
        if field.key in found:
            cell = _place(number, labels)
            message = f"“{field.label}”出现两次，请只保留一行"
            problems.append(Problem(sheet.title, cell, message))
        else:
            found[field.key] = (number, values)
    lost = [
        field.label for field in sheet.fields if field.key not in found and not field.may_be_absent
    ]
    if lost:
        named = "、".join(f"“{label}”" for label in lost)
        problems.append(Problem(sheet.title, None, f"缺少{named}，可能被删除或改名；请恢复"))
    return found


def _header(sheet: Sheet, grid: _Grid, problems: list[Problem]) -> tuple[int, dict[str, int]]:
    """The row of the column titles, and where each column stands."""
    keys = {column.title: column.key for column in sheet.columns}
    best: tuple[int, list[tuple[str, int]]] = (0, [])
    for number, row in enumerate(grid[:_SEARCHED_ROWS]):
        found = [(title, place) for place, cell in enumerate(row) if (title := _text(cell)) in keys]
        if len(found) > len(best[1]):
            best = (number, found)
    header, titles = best
    counts = Counter(title for title, _ in titles)
    for title, place in titles:
        if counts[title] > 1:
            cell = _place(header, place)
            message = f"列“{title}”出现 {counts[title]} 次，请只保留一列"
            problems.append(Problem(sheet.title, cell, message))
    lost = [column.title for column in sheet.columns if column.title not in counts]
    if lost:
        named = "、".join(f"“{title}”" for title in lost)
        message = f"缺少列{named}，可能被删除或改名；请恢复列标题"
        problems.append(Problem(sheet.title, None, message))
    return header, {keys[title]: place for title, place in titles}


def _rows(
    sheet: Sheet,
    grid: _Grid,
    header: int,
    places: Mapping[str, int],
    problems: list[Problem],
) -> Iterator[ReadRow]:
    known = set(places.values())
    examples = {column.key: column.example for column in sheet.columns}
    for number, row in enumerate(grid[header + 1 :], header + 1):
        found = {key: _cell(grid, number, place) for key, place in places.items()}
        values = {key: value for key, value in found.items() if value}
        marks = [place for place in range(len(row)) if place not in known]
        mark = next((place for place in marks if _text(row[place]) == EXAMPLE), None)
        if mark is None:
            if values:
                yield ReadRow(number + 1, values)
        elif any(value.text != examples[key] for key, value in values.items()):
            message = f"这一行标着“{EXAMPLE}”，内容却已改动；是正式数据的请删去“{EXAMPLE}”二字，否则清空此行"
            problems.append(Problem(sheet.title, _place(number, mark), message))
