"""The sheet 待填写: formulas that list just what is still missing, in any spreadsheet program.

A hidden sheet holds one row for each thing that must be filled in, with a running number where
it is missing; the visible sheet looks these numbers up, so that only missing things show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mingzhang.compiler.content import Content
from mingzhang.compiler.sheet import LINES, UNITS, Sheet

__all__ = ["missing_rows"]

_CHECKS: Final = "检查"
_FIRST: Final = 3
_MUST_HAVE_ROWS: Final = (UNITS, LINES)


@dataclass(frozen=True, slots=True)
class _Check:
    """Something to fill in: where, what, a formula that counts what is missing, and its value."""

    sheet: str
    what: str
    formula: str
    missing: int


def missing_rows(
    book: xlsxwriter.Workbook,
    page: Worksheet,
    sheets: Sequence[Sheet],
    content: Content,
    styles: Mapping[str, Format],
    last_row: int,
) -> None:
    """Fill 待填写 and its hidden sheet."""
    checks = [check for sheet in sheets for check in _checks(sheet, content, last_row)]
    hidden = book.add_worksheet(_CHECKS)
    hidden.hide()
    running = 0
    open_checks = []
    for row, check in enumerate(checks):
        if check.missing:
            running += 1
            open_checks.append(check)
        hidden.write(row, 0, check.sheet)
        hidden.write(row, 1, check.what)
        hidden.write_formula(row, 2, check.formula, None, check.missing)
        above = f"MAX(D$1:D{row})" if row else "0"
        hidden.write_formula(
            row, 3, f'=IF(C{row + 1}>0,{above}+1,"")', None, running if check.missing else ""
        )
    _visible(page, len(checks), open_checks, styles)


def _visible(
    page: Worksheet, count: int, open_checks: Sequence[_Check], styles: Mapping[str, Format]
) -> None:
    page.hide_gridlines(2)
    page.fit_to_pages(1, 0)
    page.set_row(0, 26)
    for index, width in enumerate((8, 26, 60, 10)):
        page.set_column(index, index, width)
    page.write(0, 0, "待填写", styles["title"])
    total = f"SUMPRODUCT(--({_CHECKS}!C1:C{count}>0))"
    done = "必填内容已全部填写。变动原因等视金额而定的文字，编译时会逐项核对。"
    page.merge_range(1, 0, 1, 3, "", styles["intro"])
    page.write_formula(
        1,
        0,
        f'=IF({total}=0,"{done}","还有 "&{total}&" 项没有填写：")',
        styles["intro"],
        done if not open_checks else f"还有 {len(open_checks)} 项没有填写：",
    )
    for index, title in enumerate(("序号", "在哪张表", "缺什么", "缺几处")):
        page.write(2, index, title, styles["header"])
    page.freeze_panes(_FIRST, 0)
    for number in range(1, count + 1):
        row = _FIRST + number - 1
        check = open_checks[number - 1] if number <= len(open_checks) else None
        values = (number, check.sheet, check.what, check.missing) if check else ("", "", "", "")
        match = f"MATCH({number},{_CHECKS}!D$1:D${count},0)"
        page.write_formula(row, 0, f'=IFERROR(IF({match}>0,{number},""),"")', None, values[0])
        for index, column in enumerate("ABC", 1):
            formula = f'=IFERROR(INDEX({_CHECKS}!{column}$1:{column}${count},{match}),"")'
            page.write_formula(row, index, formula, styles["open"], values[index])


def _checks(sheet: Sheet, content: Content, last_row: int) -> Iterator[_Check]:
    if sheet.fields:
        yield from _field_checks(sheet, content)
    else:
        yield from _column_checks(sheet, content, last_row)


def _field_checks(sheet: Sheet, content: Content) -> Iterator[_Check]:
    values = content.fields.get(sheet.key, {})
    for row, field in enumerate(sheet.fields, 4):
        if field.is_required:
            empty = str(values.get(field.key, field.default)).strip() == ""
            formula = f"=IF(TRIM('{sheet.title}'!B{row})=\"\",1,0)"
            yield _Check(sheet.title, field.label, formula, int(empty))


def _column_checks(sheet: Sheet, content: Content, last_row: int) -> Iterator[_Check]:
    rows = content.rows.get(sheet.key, ())
    first, last = 5, last_row + 1

    def area(index: int) -> str:
        letter = xl_col_to_name(index)
        return f"'{sheet.title}'!{letter}{first}:{letter}{last}"

    if sheet.key in _MUST_HAVE_ROWS:
        formula = f"=IF(COUNTA({area(1)})=0,1,0)"
        yield _Check(sheet.title, "一行也没有填", formula, int(not rows))
    for index, column in enumerate(sheet.columns, 1):
        if column.is_required and index > 1:
            formula = f'=SUMPRODUCT(--({area(1)}<>""),--({area(index)}=""))'
            missing = sum(1 for row in rows if str(row.get(column.key, "")).strip() == "")
            yield _Check(sheet.title, f"已填的行缺“{column.title}”", formula, missing)
