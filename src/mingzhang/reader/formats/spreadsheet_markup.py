"""Worksheets of files that only claim to be .xls or .xlsx: XML of Excel 2003, and plain csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from lxml import etree

from mingzhang.reader.formats.encoding import decoded
from mingzhang.reader.formats.spreadsheet_sheet import Allowance, RawSheet
from mingzhang.reader.source import ReadError

__all__ = ["NAMESPACE", "csv_sheets", "is_csv", "is_delimited", "xml_sheets"]

NAMESPACE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_ATTRIBUTE: Final = f"{{{NAMESPACE.decode()}}}"
_SEPARATORS: Final = "\t,;，"
_MOST_FIELD: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_LEAST_CELLS: Final = 3
"""In a row of a worksheet with tables; two parts of a line may be a number with its thousands."""

_MOST_TAGS: Final = 1_000_000
_LARGEST: Final = 1 << 20


_MOST_LINES: Final = 4
"""Over so many lines, but seldom more, does a row of some cells go where these hold several."""


def is_delimited(data: bytes) -> bool:
    """Whether this is a text with separators in most of its lines."""
    text = decoded(data[:_SAMPLE].rpartition(b"\n")[0] or data) or ""
    lines = [line for line in text.splitlines() if line.strip()]
    separator = _separator(text)
    return bool(lines) and sum(separator in line for line in lines) * 2 >= len(lines)


def is_csv(data: bytes) -> bool:
    """Whether a program wrote this text as rows of cells, quoted where they hold a separator.

    Its rows are equally long in stretches, as those of a worksheet are; lines of prose are not.
    Tabs alone, without quotes, divide a plain text as well.
    """
    if b"," not in data and b'"' not in data:
        return False
    text = (decoded(data) or "")[:_SAMPLE].rpartition("\n")[0]
    if '\t"' not in text and text.count(",") * _MOST_LINES < text.count("\n"):
        return False
    separator = _separator(text)
    if separator != "," and not (separator == "\t" and '\t"' in text):
        return False
    even, rows = _even_rows(text, separator, _LEAST_CELLS)
    return rows > 1 and even * 10 >= rows * 9


def _separator(text: str) -> str:
    """What divides the cells: of the signs that may, the one that makes the most even rows."""
    sample = text[:_SAMPLE]
    return max(_SEPARATORS, key=lambda sign: (_even_rows(sample, sign, 2)[0], sample.count(sign)))


def _even_rows(text: str, separator: str, least: int) -> tuple[int, int]:
    """How many rows are as long as one beside them, and not too short; and how many there are."""
    if separator not in text:
        return 0, 0
    try:
        rows = csv.reader(StringIO(text), delimiter=separator)
        widths = [0, *(len(row) for row in rows if any(cell.strip() for cell in row)), 0]
    except csv.Error:
        return 0, 0
    even = (one for before, one, after in zip(widths, widths[1:], widths[2:], strict=False)
            if one >= least and one in (before, after))  # fmt: skip
    return sum(1 for _ in even), len(widths) - 2


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
        if data.count(b"<") > _MOST_TAGS:
            raise ReadError("工作簿的内容过多，未读取；请只留下要读的表")
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("文件不完整或已损坏；请用 Excel 打开后另存为 .xlsx") from error
    allowance = Allowance()
    return [_sheet(one, allowance) for one in root.iter(f"{_ATTRIBUTE}Worksheet")]


def _get(element: etree._Element, name: str) -> str | None:
    return element.get(f"{_ATTRIBUTE}{name}")


def _number(element: etree._Element, name: str, default: int) -> int:
    text = _get(element, name)
    return min(int(text), _LARGEST) if text and text.isdigit() and len(text) < 9 else default


def _sheet(element: etree._Element, allowance: Allowance) -> RawSheet:
    visible = next(element.iter("{*}Visible"), None)
    is_hidden = visible is not None and (visible.text or "").startswith("SheetHidden")
    sheet = RawSheet(_get(element, "Name") or "", is_hidden, allowance=allowance)
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
