"""Worksheets of files that only claim to be .xls or .xlsx: XML of Excel 2003, and plain csv."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from lxml import etree

from mingzhang.reader.formats.spreadsheet_sheet import RawSheet
from mingzhang.reader.source import ReadError

__all__ = ["NAMESPACE", "csv_sheets", "is_delimited", "xml_sheets"]

NAMESPACE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_ATTRIBUTE: Final = f"{{{NAMESPACE.decode()}}}"
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_SEPARATORS: Final = "\t,;，"
_MOST_FIELD: Final = 1 << 20
_LARGEST: Final = 1 << 20


def decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8, GB18030 or UTF-16; None if it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        return None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def is_delimited(data: bytes) -> bool:
    """Whether this is a text with separators in most of its lines."""
    text = decoded(data[: 1 << 16].rpartition(b"\n")[0] or data)
    lines = [line for line in (text or "").splitlines() if line.strip()]
    return bool(lines) and sum(_separator(text or "") in line for line in lines) * 2 >= len(lines)


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=text.count)


def csv_sheets(data: bytes) -> list[RawSheet]:
    """The one worksheet of a csv, which has no name.

    Raises:
        ReadError: the bytes are no text.
    """
    text = decoded(data)
    if text is None:
        raise ReadError("不是 Excel 工作簿，请检查是否选错了文件")
    sheet = RawSheet(None)
    csv.field_size_limit(_MOST_FIELD)
    try:
        for number, row in enumerate(csv.reader(StringIO(text), delimiter=_separator(text))):
            for column, cell in enumerate(row):
                sheet.put(number, column, cell)
    except csv.Error as error:
        raise ReadError("文件是文本，但不成表格；请用 Excel 打开后另存为 .xlsx") from error
    return [sheet]


def xml_sheets(data: bytes) -> list[RawSheet]:
    """The worksheets of an XML spreadsheet of Excel 2003.

    Raises:
        ReadError: the XML is damaged.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("文件不完整或已损坏；请用 Excel 打开后另存为 .xlsx") from error
    return [_sheet(one) for one in root.iter(f"{_ATTRIBUTE}Worksheet")]


def _get(element: etree._Element, name: str) -> str | None:
    return element.get(f"{_ATTRIBUTE}{name}")


def _number(element: etree._Element, name: str, default: int) -> int:
    text = _get(element, name)
    return min(int(text), _LARGEST) if text and text.isdigit() and len(text) < 9 else default


def _sheet(element: etree._Element) -> RawSheet:
    visible = next(element.iter("{*}Visible"), None)
    is_hidden = visible is not None and (visible.text or "").startswith("SheetHidden")
    sheet = RawSheet(_get(element, "Name") or "", is_hidden)
    for number, row in _placed(element.iter(f"{_ATTRIBUTE}Row")):
        if _get(row, "Hidden") == "1":
            sheet.hidden_rows.add(number)
        for column, cell in _placed(row.iterchildren(f"{_ATTRIBUTE}Cell"), is_cell=True):
            _put(sheet, number, column, cell)
    return sheet


def _placed(
    elements: Iterator[etree._Element], *, is_cell: bool = False
) -> Iterator[tuple[int, etree._Element]]:
    """Rows or cells with their numbers from 0; an index skips what is empty."""
    after = 0
    for one in elements:
        number = _number(one, "Index", after + 1) - 1
        yield number, one
        after = number + 1 + _number(one, "MergeAcross" if is_cell else "Span", 0)


def _put(sheet: RawSheet, row: int, column: int, cell: etree._Element) -> None:
    across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
    if across or down:
        sheet.merged.append((row, row + down, column, column + across))
    data = next(cell.iterchildren(f"{_ATTRIBUTE}Data"), None)
    if data is not None:
        sheet.put(row, column, "".join(map(str, data.itertext())))
