"""Spreadsheets -> blocks: every worksheet as lines over and under grids with true columns.

The name of a file says little: budget systems hand out web pages, csv and XML as .xls. What it is
is told by its content.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from mingzhang.cube import Evidence
from mingzhang.reader.formats.package import open_package
from mingzhang.reader.formats.page import page_document
from mingzhang.reader.formats.page_archive import archive_document, is_page_archive
from mingzhang.reader.formats.spreadsheet_markup import (
    NAMESPACE,
    csv_sheets,
    is_csv,
    is_delimited,
    xml_sheets,
)
from mingzhang.reader.formats.spreadsheet_sheet import Area, RawSheet, cell_name
from mingzhang.reader.formats.spreadsheet_xls import xls_sheets
from mingzhang.reader.formats.spreadsheet_xlsx import xlsx_sheets
from mingzhang.reader.source import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Passage,
    Place,
    ReadError,
)

__all__ = [
    "MEDIA_TYPE",
    "Spreadsheet",
    "is_spreadsheet_text",
    "read_spreadsheet",
    "spreadsheet_document",
]

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA_TYPE_XLS: Final = "application/vnd.ms-excel"
_MEDIA_TYPE_CSV: Final = "text/csv"

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 4096
_LABELLED: Final = re.compile(r"[^：:\d]{1,20}\s*[：:]")
_SHOWN: Final = 3
"""How many cells or rows a message names."""

_MOST_COVERED: Final = 5_000_000
_WIDEST_GAP: Final = 20


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a worksheet, or all of it; a csv has no sheet names.

    >>> CellPlace("表三", "K7").evidence("191.02", 0, CellPlace("表三", "K7"), 6).cell
    'K7'
    """

    sheet: str | None
    cell: str | None

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """The text with sheet and cell."""
        return Evidence(text, sheet=self.sheet, cell=self.cell, offset=start or None)


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A spreadsheet as blocks, and what it holds but does not show, one sentence each."""

    document: Document
    notices: tuple[str, ...] = ()


def is_spreadsheet_text(data: bytes) -> bool:
    """Whether a text is a spreadsheet: XML of Excel 2003, a page in one file, or csv."""
    return NAMESPACE in data[:_HEAD] or is_page_archive(data) or is_csv(data)


def spreadsheet_document(data: bytes) -> Document:
    """Read a spreadsheet of any kind as blocks.

    What is hidden becomes lines of the role "mark", which say nothing about the disclosure.

    Raises:
        ReadError: no spreadsheet, damaged, encrypted, made to harm, or not saved with its results.
    """
    return read_spreadsheet(data).document


def read_spreadsheet(data: bytes, leave_out: Collection[str] = ()) -> Spreadsheet:
    """Read a spreadsheet with notices of hidden sheets, rows and columns.

    Sheets named in `leave_out` are not looked at.

    Raises:
        ReadError: as `spreadsheet_document`.
    """
    if is_page_archive(data):
        return Spreadsheet(archive_document(data))
    head = data[:_HEAD].decode("utf-16", "ignore").encode() if data[:2] in _UTF_16 else data[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and NAMESPACE not in head:
        return Spreadsheet(page_document(data))
    media_type, every = _sheets(data)
    sheets = [sheet for sheet in every if sheet.name not in leave_out]
    _all_saved(sheets)
    blocks = tuple(block for sheet in sheets for block in _blocks(sheet))
    blocks = (*_margins(sheets, "header"), *blocks, *_margins(sheets, "footer")) if blocks else ()
    if not blocks and not leave_out:
        raise ReadError("工作簿是空的，没有内容可读")
    return Spreadsheet(Document(blocks, media_type), tuple(_notices(sheets)))


def _sheets(data: bytes) -> tuple[str, Sequence[RawSheet]]:
    if data.startswith(b"PK"):
        return MEDIA_TYPE, xlsx_sheets(open_package(data))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError("文件有打开密码，请去掉密码后再读")
        return _MEDIA_TYPE_XLS, xls_sheets(data)
    if NAMESPACE in data[:_HEAD]:
        return _MEDIA_TYPE_XLS, xml_sheets(data)
    if is_delimited(data):
        return _MEDIA_TYPE_CSV, csv_sheets(data)
    raise ReadError("不是 Excel 工作簿，请检查是否选错了文件")


# What must be told


def _all_saved(sheets: Iterable[RawSheet]) -> None:
    """A formula without a result would look like a blank cell, which means zero."""
    unsaved = [
        (sheet.name, cell) for sheet in sheets if not sheet.is_hidden for cell in sheet.unsaved
    ]
    if unsaved:
        named = "、".join(f"{name}!{cell}" for name, cell in unsaved[:_SHOWN])
        more = f" 等 {len(unsaved)} 处" if len(unsaved) > _SHOWN else ""
        raise ReadError(
            f"{named}{more}是公式，文件里没有存计算结果；请用 Excel 或 WPS 打开并保存后再读"
        )


def _notices(sheets: Iterable[RawSheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.is_hidden:
            if sheet.rows:
                yield f"工作表“{sheet.name}”是隐藏的，没有读取；要读取请先取消隐藏"
            continue
        rows = [str(row + 1) for row in sorted(sheet.hidden_rows) if row in sheet.rows]
        if rows:
            yield f"工作表“{sheet.name}”的第 {_several(rows)} 行是隐藏的，没有读取；要读取请先取消隐藏"
        used = {column for row in sheet.rows.values() for column in row}
        columns = [cell_name(0, one)[:-1] for one in sorted(used) if sheet.is_column_hidden(one)]
        if columns:
            yield f"工作表“{sheet.name}”的 {_several(columns)} 列是隐藏的，没有读取；要读取请先取消隐藏"


def _several(names: Sequence[str]) -> str:
    more = f" 等 {len(names)}" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


# Blocks


def _margins(sheets: Iterable[RawSheet], role: Literal["header", "footer"]) -> Iterator[Block]:
    """What is printed over or under the pages, each text once."""
    said: dict[str, str | None] = {}
    for sheet in sheets:
        for text in () if sheet.is_hidden else sheet.head if role == "header" else sheet.foot:
            said.setdefault(text, sheet.name)
    for text, name in said.items():
        yield Line(Passage.at(text, CellPlace(name, None)), role=role)


def _blocks(sheet: RawSheet) -> Iterator[Block]:
    if sheet.is_hidden:
        yield from (_mark(sheet, row, cells) for row, cells in sorted(sheet.rows.items()))
        return
    view = _View(sheet)
    shown = set(view.shown)
    region: list[tuple[Cell, ...]] = []
    last = -1
    for row, texts in sorted(sheet.rows.items()):
        is_hidden = row in sheet.hidden_rows
        hidden = {one: text for one, text in texts.items() if is_hidden or one not in shown}
        if hidden:
            yield _mark(sheet, row, hidden)
        if is_hidden or not (cells := view.cells(row)):
            continue
        if region and any(one not in sheet.hidden_rows for one in range(last + 1, row)):
            yield from _region(region, len(shown))
            region = []
        region.append(cells)
        last = row
    yield from _region(region, len(shown))


def _mark(sheet: RawSheet, row: int, texts: Mapping[int, str]) -> Line:
    """A hidden row: kept, but no part of what the sheet shows."""
    column = min(texts)
    text = " ".join(text.strip() for _, text in sorted(texts.items()))
    return Line(Passage.at(text, CellPlace(sheet.name, cell_name(row, column))), role="mark")


class _View:
    """The shown part of a worksheet: columns counted without hidden ones, merged areas by corner."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        shown = [one for one in _columns(sheet) if not sheet.is_column_hidden(one)]
        self.shown = shown
        self.rows = [row for row in sorted(sheet.rows) if row not in sheet.hidden_rows]
        self.areas: dict[tuple[int, int], Area] = {}
        self.covered: dict[int, set[int]] = {}
        left = _MOST_COVERED
        for area in sheet.merged:
            top, bottom, first, last = area
            self.areas.setdefault((top, first), area)
            columns = range(bisect_left(shown, first), bisect_right(shown, last))
            below = self.rows[bisect_right(self.rows, top) : bisect_right(self.rows, bottom)]
            left -= len(below) * len(columns)
            if left < 0:
                raise ReadError(f"工作表“{sheet.name}”的合并单元格过多，未读取；请只留下要读的表")
            for row in below:
                self.covered.setdefault(row, set()).update(columns)

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The cells that start in a row; blank ones too, since a blank cell says zero."""
        texts = self.sheet.rows[row]
        taken = self.covered.get(row, set())
        cells: list[Cell] = []
        end = 0
        for number, column in enumerate(self.shown):
            if number >= end and number not in taken:
                cell = self._cell(row, number, texts.get(column, "").strip())
                end = number + cell.colspan
                cells.append(cell)
        return tuple(cells) if any(cell.text for cell in cells) else ()

    def _cell(self, row: int, number: int, text: str) -> Cell:
        column = self.shown[number]
        place = CellPlace(self.sheet.name, cell_name(row, column))
        passage = Passage.at(text, place)
        area = self.areas.get((row, column))
        if area is None:
            return Cell(passage, number)
        _, bottom, _, last = area
        colspan = bisect_right(self.shown, last) - number
        rowspan = bisect_right(self.rows, bottom) - bisect_left(self.rows, row)
        return Cell(passage, number, max(1, colspan), max(1, rowspan))


def _columns(sheet: RawSheet) -> list[int]:
    """The columns in use with those between them; wide empty stretches are left out."""
    used = sorted({column for row in sheet.rows.values() for column in row})
    columns = used[:1]
    for before, after in pairwise(used):
        columns += range(before + 1, after) if after - before <= _WIDEST_GAP else ()
        columns.append(after)
    return columns


def _region(rows: Iterable[tuple[Cell, ...]], width: int) -> Iterator[Block]:
    """Rows without a blank one between them: lines over the table, the table, lines under it."""
    grid: list[tuple[Cell, ...]] = []
    for cells in rows:
        filled = [cell for cell in cells if cell.text]
        is_line = len(filled) == 1 and (not grid or filled[0].colspan >= max(2, width))
        if is_line or all(_LABELLED.match(cell.text) for cell in filled):
            if grid:
                yield Grid(tuple(grid))
                grid = []
            yield from (Line(cell.passage) for cell in filled)
        else:
            grid.append(cells)
    if grid:
        yield Grid(tuple(grid))
