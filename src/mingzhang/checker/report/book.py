"""Findings as a workbook to work through: every finding, every rule, every file.

What a person writes into the columns for setting aside is read back (`workflow.set_aside`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from io import BytesIO
from itertools import zip_longest
from typing import Any, Final
from unicodedata import east_asian_width

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mingzhang.checker.pages import SEVERITIES
from mingzhang.checker.report.columns import LIST_SHEET, SetAsideColumns
from mingzhang.checker.report.tally import Tally, Unread, tallied, title_of
from mingzhang.checker.report.told import main_place, name_of
from mingzhang.model import Finding, Findings, figures_digest

__all__ = ["finding_list"]

_RULES_SHEET: Final = "规则汇总"
_FILES_SHEET: Final = "文件汇总"

_Value = str | int | Fraction | None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the list: its title, its width in characters, what it says of a finding."""

    title: str
    width: int
    said: Callable[[Findings, Finding], _Value]
    look: str = "text"


_COLUMNS: Final = (
    _Column("级别", 6, lambda _, one: SEVERITIES[one.severity], "severity"),
    _Column(SetAsideColumns.ENTITY, 20, lambda of, _: of.entity.name if of.entity else None),
    _Column(
        SetAsideColumns.YEAR, 6, lambda of, _: of.entity.fiscal_year if of.entity else None, "count"
    ),
    _Column(SetAsideColumns.FILE, 22, lambda of, _: name_of(of)),
    _Column("规则", 8, lambda _, one: one.code),
    _Column("规则名称", 18, lambda _, one: title_of(one.code)),
    _Column("位置", 24, lambda _, one: one.where),
    _Column("文件中的位置", 14, lambda of, one: main_place(of, one)),
    _Column("现为", 16, lambda _, one: one.stated),
    _Column("应为", 16, lambda _, one: one.expected),
    _Column("相差", 10, lambda _, one: _difference(one), "amount"),
    _Column("说明", 60, lambda _, one: one.message),
    _Column(
        SetAsideColumns.REASON, 26, lambda _, one: one.set_aside.reason if one.set_aside else None
    ),
    _Column(SetAsideColumns.NAME, 10, lambda _, one: one.set_aside.name if one.set_aside else None),
    _Column(SetAsideColumns.KEY, 12, lambda _, one: one.key, "small"),
    _Column(SetAsideColumns.DIGEST, 9, lambda _, one: figures_digest(one), "small"),
)
_TO_FILL_IN: Final = (SetAsideColumns.REASON, SetAsideColumns.NAME)

_RULE_COLUMNS: Final = (
    ("规则", 8),
    ("规则名称", 32),
    ("最高级别", 9),
    ("文件数", 8),
    ("问题数", 8),
)
_FILE_COLUMNS: Final = (
    ("文件", 40), ("单位", 26), ("年度", 6), ("错误", 7), ("警告", 7), ("提示", 7), ("已搁置", 7),
    ("未检查", 7), ("结果", 60),
)  # fmt: skip

_LONGEST_TEXT: Final = 32767
"""So many characters a cell holds."""

_A3: Final = 8
_A4: Final = 9
_LINE: Final = 13.5
_TALLEST: Final = 409.0
"""The height of a line of text, and the greatest that a row can have, in points."""

_METRICS: Final[dict[str, Any]] = {
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
    "default_column_width": 72,
}
_CELL: Final[dict[str, Any]] = {"font_size": 10, "valign": "top", "text_wrap": True, "border": 1,
                "border_color": "#D0D7DE"}  # fmt: skip
_UNWRAPPED: Final = ("small",)
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "text": {},
    "count": {"align": "center"},
    "small": {"font_size": 8, "font_color": "#8C959F", "text_wrap": False},
    "amount": {"num_format": "#,##0.00####", "align": "right"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"},
    "to fill in": {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#FFF2CC"},
    "error": {"align": "center", "font_color": "#A40E26", "bg_color": "#FFE3E3"},
    "warning": {"align": "center", "font_color": "#7D4E00", "bg_color": "#FFF3CD"},
    "info": {"align": "center", "font_color": "#0B4F8A", "bg_color": "#E7F1FB"},
    "set aside": {"align": "center", "font_color": "#57606A", "bg_color": "#EAEEF2"},
}


def finding_list(documents: Iterable[Findings], unread: Sequence[Unread] = ()) -> bytes:
    """The findings about many documents as an .xlsx file, byte for byte the same for the same.

    The documents are gone through once and not kept. Every text is written as text: one that
    looks like a formula or an address on the web stays inert.
    """
    buffer = BytesIO()
    workbook = Workbook(buffer, {"constant_memory": True, **_METRICS})
    looks = {name: workbook.add_format({**_CELL, **look}) for name, look in _LOOKS.items()}
    sheets = [workbook.add_worksheet(name) for name in (LIST_SHEET, _RULES_SHEET, _FILES_SHEET)]
    listed, rules, files = (_Sheet(sheet, looks) for sheet in sheets)
    listed.head([(one.title, one.width) for one in _COLUMNS], _A3)
    rows: list[Sequence[_Value]] = []
    tally = tallied(_listed(documents, listed, rows))
    listed.finish(printed=sum(one.look != "small" for one in _COLUMNS))
    _draw_rules(rules, tally)
    _draw_files(files, rows, unread)
    year = max((int(str(row[2])) for row in rows if row[2] is not None), default=2000)
    workbook.set_properties({"title": LIST_SHEET, "created": datetime.datetime(year, 1, 1)})
    workbook.close()
    return buffer.getvalue()


def _listed(
    documents: Iterable[Findings], sheet: _Sheet, rows: list[Sequence[_Value]]
) -> Iterator[Findings]:
    """The documents, each with its findings put on the sheet and itself among the rows of files."""
    for one in documents:
        for finding in one.findings:
            mark = "set aside" if finding.set_aside else finding.severity
            sheet.row([column.said(one, finding) for column in _COLUMNS],
                      [mark if column.look == "severity" else column.look
                       for column in _COLUMNS])  # fmt: skip
        rows.append(_file(one))
        yield one


def _file(findings: Findings) -> Sequence[_Value]:
    summary, entity = findings.summary, findings.entity
    return (
        name_of(findings),
        entity.name if entity else None,
        entity.fiscal_year if entity else None,
        summary.error,
        summary.warning,
        summary.info,
        summary.set_aside or 0,
        len(findings.not_checked),
        "有错误" if summary.error else "没有错误",
    )


def _draw_rules(sheet: _Sheet, tally: Tally) -> None:
    sheet.head(_RULE_COLUMNS)
    for rule in tally.rules:
        words = (rule.code, title_of(rule.code), SEVERITIES[rule.severity])
        looks = ["text", "text", rule.severity, "count", "count"]
        sheet.row([*words, rule.documents, rule.findings], looks)
    sheet.finish()


def _draw_files(sheet: _Sheet, rows: list[Sequence[_Value]], unread: Sequence[Unread]) -> None:
    """Files by their errors, then warnings; those that could not be read stand below."""
    sheet.head(_FILE_COLUMNS)
    for row in sorted(rows, key=lambda row: (-int(row[3] or 0), -int(row[4] or 0))):
        sheet.row(row, ["text", "text", "count", "error" if row[3] else "count", *["count"] * 4])
    for one in unread:
        blank = [None] * (len(_FILE_COLUMNS) - 2)
        sheet.row([one.name, *blank, f"没有读成：{one.reason}"], ["warning"])
    sheet.finish()


def _difference(finding: Finding) -> Fraction | None:
    """By how much the stated figure exceeds the right one; None where they are no figures."""
    if not (finding.sides or finding.cells) or None in (finding.stated, finding.expected):
        return None
    try:
        stated, expected = (
            Decimal(str(text).replace(",", "").replace("，", "").removesuffix("%"))
            for text in (finding.stated, finding.expected)
        )
    except InvalidOperation:
        return None
    is_number = stated.is_finite() and expected.is_finite()
    return Fraction(stated) - Fraction(expected) if is_number else None


def _lines(value: _Value, width: int) -> int:
    """The lines that a value takes in a column; a Chinese character is two digits wide."""
    texts = value.splitlines() if isinstance(value, str) else ()
    wide = (sum(1 + (east_asian_width(one) in "WFA") for one in text) for text in texts)
    return max(1, sum(max(1, -(-room // (width - 1))) for room in wide))


def _inert(text: str) -> str:
    """A text as a cell holds it; the library would take one in <r> for a piece of its own XML."""
    return f"{' ' * text.startswith('<r>')}{text}"[:_LONGEST_TEXT]


class _Sheet:
    """A sheet with titles, filled row by row from the top."""

    def __init__(self, sheet: Worksheet, looks: dict[str, Format]) -> None:
        self._sheet = sheet
        self._looks = looks
        self._row = 0
        self._widths: Sequence[int] = ()

    def head(self, columns: Sequence[tuple[str, int]], paper: int = _A4) -> None:
        """Write the titles; they stay in sight, and on each page that is printed."""
        for number, (_, width) in enumerate(columns):
            self._sheet.set_column(number, number, width)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(paper)
        self._sheet.fit_to_pages(1, 0)
        self._widths = [width for _, width in columns]
        self.row(
            [title for title, _ in columns],
            ["to fill in" if title in _TO_FILL_IN else "head" for title, _ in columns],
        )

    def row(self, values: Sequence[_Value], looks: Sequence[str]) -> None:
        """Write the next row, as tall as its texts; a cell without a look of its own is plain."""
        wrapped = [look not in _UNWRAPPED for look in looks]
        lines = max(
            _lines(value, width)
            for value, width, is_wrapped in zip_longest(values, self._widths, wrapped, fillvalue=1)
            if is_wrapped
        )
        self._sheet.set_row(self._row, min(lines * _LINE + 3, _TALLEST))
        for number, value in enumerate(values):
            look = self._looks[looks[number] if number < len(looks) else "text"]
            if value is None:
                self._sheet.write_blank(self._row, number, None, look)
            elif isinstance(value, str):
                self._sheet.write_string(self._row, number, _inert(value), look)
            else:
                self._sheet.write_number(self._row, number, value, look)
        self._row += 1

    def finish(self, printed: int | None = None) -> None:
        """Let the rows be filtered by their columns; the first so many, or all, are printed."""
        last = max(self._row - 1, 1)
        self._sheet.autofilter(0, 0, last, len(self._widths) - 1)
        self._sheet.print_area(0, 0, last, (printed or len(self._widths)) - 1)
