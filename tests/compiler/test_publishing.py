"""When it was published and corrected: filled in at will, kept as settings of the disclosure."""

from __future__ import annotations

import pytest
from openpyxl.workbook import Workbook
from tests.compiler.workbooks import compiled, edited, fields, said
from tests.department import workbook

from mingzhang.compiler import compile_budget, read_budget

LABELS = ("公开日期", "更正日期", "更正原因")


def settings(**filled: str) -> dict[str, str]:
    return compiled(basics=fields("basics", **filled)).disclosure.settings


def test_days_and_reason_are_settings() -> None:
    found = settings(
        published_on="2026年2月10日", corrected_on="2026-03-01", correction="政府采购漏列一项"
    )
    assert {key: found.get(key) for key in ("published_on", "corrected_on", "correction")} == {
        "published_on": "2026-02-10",
        "corrected_on": "2026-03-01",
        "correction": "政府采购漏列一项",
    }


def test_what_is_not_filled_in_is_no_setting() -> None:
    assert settings().keys() & {"published_on", "corrected_on", "correction"} == set()


def test_workbook_of_an_earlier_version_has_no_such_rows() -> None:
    def without_rows(book: Workbook) -> None:
        sheet = book["基本信息"]
        for row in reversed(range(1, sheet.max_row + 1)):
            if sheet.cell(row, 1).value in LABELS:
                sheet.delete_rows(row)

    made = compile_budget(read_budget(edited(without_rows)))
    assert made.disclosure == compile_budget(read_budget(workbook())).disclosure


@pytest.mark.parametrize(
    ("filled", "message"),
    [
        (
            {"corrected_on": "三月一日", "correction": "漏列"},
            "基本信息!B14：更正日期“三月一日”不是日期，请按 2025-12-31 的样子填写",
        ),
        (
            {"published_on": "二月"},
            "基本信息!B13：公开日期“二月”不是日期，请按 2025-12-31 的样子填写",
        ),
        ({"corrected_on": "2026-03-01"}, "基本信息!B15：填了“更正日期”，没有填“更正原因”，请补填"),
        ({"correction": "漏列"}, "基本信息!B14：填了“更正原因”，没有填“更正日期”，请补填"),
        (
            {"published_on": "2026-03-02", "corrected_on": "2026-03-01", "correction": "漏列"},
            "基本信息!B14：更正日期 2026-03-01 早于公开日期 2026-03-02，请核对两个日期",
        ),
    ],
)
def test_what_does_not_fit_is_told(filled: dict[str, str], message: str) -> None:
    assert said(workbook(basics=fields("basics", **filled)))[1:] == [message]
