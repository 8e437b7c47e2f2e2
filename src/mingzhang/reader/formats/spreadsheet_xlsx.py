"""Worksheets of an .xlsx: its XML read part by part, in memory that does not grow with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import Final

from lxml import etree

from mingzhang.reader.formats.package import Package
from mingzhang.reader.formats.spreadsheet_number import BUILT_IN_FORMATS, GENERAL, shown_number
from mingzhang.reader.formats.spreadsheet_sheet import (
    Allowance,
    Area,
    RawSheet,
    cell_name,
    place_of,
)
from mingzhang.reader.source import ReadError

__all__ = ["xlsx_sheets"]

_HIDDEN: Final = frozenset({"hidden", "veryHidden"})
_TRUE: Final = frozenset({"1", "true", "on"})
_RELATION: Final = re.compile(r"\{[^}]*/relationships\}id")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW: Final = 1 << 20
_LAST_COLUMN: Final = 1 << 14
_MOST_AREAS: Final = 200_000
_HEADS: Final = ("oddHeader", "evenHeader", "firstHeader")
_FEET: Final = ("oddFooter", "evenFooter", "firstFooter")
_WANTED: Final = tuple(
    f"{{*}}{name}" for name in ("row", "col", "mergeCell", "sheetView", *_HEADS, *_FEET)
)
_COMMAND: Final = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[A-Za-z&])')
"""Side, font, colour, size, page number and the like in a head or foot."""

_MEANT: Final = {"&&": "&", "&L": "\n", "&C": "\n", "&R": "\n"}


@dataclass(frozen=True, slots=True)
class _Book:
    strings: Sequence[str]
    formats: Sequence[str]
    is_1904: bool


def xlsx_sheets(package: Package) -> list[RawSheet]:
    """All worksheets in the order of their tabs, hidden ones too.

    Raises:
        ReadError: the package is no workbook, or is damaged.
    """
    main = next((one.part for one in package.relationships() if one.kind == "officeDocument"), "")
    if not package.has(main) or not main.endswith(".xml"):
        raise ReadError("不是 Excel 工作簿（.xlsx）；其他格式请用 Excel 或 WPS 另存为 .xlsx")
    root = package.markup(main)
    if _name(root) != "workbook":
        raise ReadError("不是 Excel 工作簿（.xlsx），请检查是否选错了文件")
    parts = {one.key: one for one in package.relationships(main)}
    by_kind = {one.kind: one.part for one in parts.values()}
    is_1904 = any(one.get("date1904") in _TRUE for one in root.iter("{*}workbookPr"))
    book = _Book(
        list(_strings(package, by_kind.get("sharedStrings", ""))),
        list(_formats(package, by_kind.get("styles", ""))),
        is_1904,
    )
    sheets = []
    allowance = Allowance()
    for one in root.iter("{*}sheet"):
        key = next((value for name, value in one.attrib.items() if _RELATION.match(str(name))), "")
        part = parts.get(str(key))
        if part is not None and part.kind == "worksheet":
            sheet = RawSheet(one.get("name", ""), one.get("state") in _HIDDEN, allowance=allowance)
            _fill(sheet, package.read(part.part), book)
            sheets.append(sheet)
    return sheets


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _elements(data: bytes, tags: Sequence[str]) -> Iterator[etree._Element]:
    """The elements of these tags, each forgotten when the next one is asked for."""
    if b"<!DOCTYPE" in data[:2048]:
        raise ReadError("文件含有 Office 文件不应有的 XML 声明，未读取")
    walk = etree.iterparse(
        BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in walk:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ReadError("工作簿内部损坏，请用 Excel 或 WPS 打开后重新保存") from error


def _strings(package: Package, part: str) -> Iterator[str]:
    if package.has(part):
        for one in _elements(package.read(part), ("{*}si",)):
            yield _rich(one)


def _rich(element: etree._Element) -> str:
    """A text with runs; how it is read aloud stands beside it and is no part of it."""
    runs = [
        run.text or ""
        for run in element.iter("{*}t")
        if (above := run.getparent()) is None or _name(above) != "rPh"
    ]
    return _plain("".join(runs))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def _formats(package: Package, part: str) -> Iterator[str]:
    """The number format of each cell style."""
    if not package.has(part):
        return
    root = package.markup(part)
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    for styles in root.iter("{*}cellXfs"):
        for style in styles:
            number = style.get("numFmtId", "0")
            built_in = BUILT_IN_FORMATS.get(int(number) if number.isdigit() else 0, GENERAL)
            yield own.get(number, built_in)


def _fill(sheet: RawSheet, data: bytes, book: _Book) -> None:
    shows_zeros = True
    number = -1
    for element in _elements(data, _WANTED):
        kind = _name(element)
        if kind == "row":
            number = _index(element.get("r"), number + 1, _LAST_ROW)
            if _is_hidden(element, "ht"):
                sheet.hidden_rows.add(number)
            _row(sheet, element, number, book, shows_zeros=shows_zeros)
        elif kind == "col" and _is_hidden(element, "width"):
            first = _index(element.get("min"), 0, _LAST_COLUMN)
            sheet.hidden_columns.append((first, _index(element.get("max"), first, _LAST_COLUMN)))
        elif kind == "sheetView":
            shows_zeros = element.get("showZeros", "1") in _TRUE
        elif kind == "mergeCell" and len(sheet.merged) < _MOST_AREAS:
            sheet.merged.extend(_area(element.get("ref", "")))
        elif kind in _HEADS:
            sheet.head.extend(_margin(element.text or ""))
        elif kind in _FEET:
            sheet.foot.extend(_margin(element.text or ""))


def _margin(written: str) -> Iterator[str]:
    """The lines at the left, in the middle and at the right of a head or foot."""
    shown = _COMMAND.sub(lambda found: _MEANT.get(found[0], ""), _plain(written))
    for line in shown.splitlines():
        text = " ".join(line.split())
        if any(map(str.isalpha, text)):
            yield text


def _index(written: str | None, default: int, end: int) -> int:
    """A number counted from 1, as one counted from 0."""
    number = int(written) - 1 if written and written.isdigit() and len(written) < 9 else default
    if not 0 <= number < end:
        raise ReadError("工作簿内部损坏，请用 Excel 或 WPS 打开后重新保存")
    return number


def _is_hidden(element: etree._Element, size: str) -> bool:
    return element.get("hidden") in _TRUE or element.get(size) in {"0", "0.0"}


def _area(reference: str) -> Iterator[Area]:
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    if start and end and start != end:
        yield start[0], end[0], start[1], end[1]


def _row(
    sheet: RawSheet, element: etree._Element, row: int, book: _Book, *, shows_zeros: bool
) -> None:
    column = -1
    for cell in element:
        written = cell.get("r")
        place = place_of(written) if written else None
        column = place[1] if place else column + 1
        if len(cell) == 0 or column >= _LAST_COLUMN:
            continue
        parts = {_name(part): part for part in cell}
        kind = cell.get("t", "n")
        value = parts["v"].text if "v" in parts else None
        if "f" in parts and value is None and kind != "str":
            sheet.unsaved.append(cell_name(row, column))
        elif kind == "inlineStr":
            sheet.put(row, column, _rich(parts["is"]) if "is" in parts else "")
        elif value is not None:
            sheet.put(row, column, _text(cell, kind, value, book, shows_zeros=shows_zeros))


def _text(cell: etree._Element, kind: str, value: str, book: _Book, *, shows_zeros: bool) -> str:
    if kind == "s":
        place = int(value) if value.strip().isdigit() else -1
        return book.strings[place] if 0 <= place < len(book.strings) else ""
    if kind in {"str", "e"}:
        return _plain(value)
    if kind == "b":
        return "TRUE" if value in _TRUE else "FALSE"
    if kind == "d":
        return value[:10]
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    if number == 0 and not shows_zeros:
        return ""
    style = cell.get("s", "0")
    place = int(style) if style.isdigit() else 0
    code = book.formats[place] if place < len(book.formats) else GENERAL
    return shown_number(number, code, is_1904=book.is_1904)
