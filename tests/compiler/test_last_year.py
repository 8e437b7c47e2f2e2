"""Last year's disclosure as a start: what it fills in, what it leaves alone, what it says of it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.compiler.workbooks import budget, compiled, fields, paragraph
from tests.department import NAME, YEAR

from mingzhang.compiler import (
    Compiled,
    WorkbookError,
    carried_content,
    compile_budget,
    read_budget,
    with_last_year,
    write_workbook,
)
from mingzhang.model import Disclosure, disclosure_from_json, disclosure_to_json
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", YEAR)


def disclosure_of(year: int, **changes: Any) -> Disclosure:
    basics = fields("basics", year=str(year), as_of=f"{year - 1}-12-31")
    return compiled(basics=basics, **changes).disclosure


LAST = disclosure_of(YEAR - 1)


def open_compiled(last: Disclosure = LAST, **changes: Any) -> Compiled:
    """This year's workbook compiled with last year's disclosure."""
    return compile_budget(with_last_year(budget(**changes), last))


def test_open_priors_are_taken_from_last_year_exactly() -> None:
    made = open_compiled(priors={})
    assert "占0.89%" in paragraph(made, "3.2")
    assert "上年结转0.50万元，与上年预算数相同；" in paragraph(made, "3.1")
    assert "机关运行经费财政拨款预算3.10万元，与上年预算数相同。" in paragraph(made, "3.8")
    assert made.missing == ()


def test_prior_that_the_workbook_states_stays() -> None:
    made = open_compiled(priors={"机关运行经费": Decimal(30000)})
    assert "3.10万元，比2025年预算增加0.1万元，增长3.33%" in paragraph(made, "3.8")


def test_priors_of_a_disclosure_without_exact_amounts_are_those_displayed() -> None:
    displayed = disclosure_from_json(disclosure_to_json(LAST))
    plain = Disclosure(
        scheme=displayed.scheme,
        fiscal_year=displayed.fiscal_year,
        entity=displayed.entity,
        units=displayed.units,
        tables=displayed.tables,
    )
    content = carried_content(SCHEME, YEAR, plain)
    assert content.fields["priors"] == {
        "预算收支总计（含上年结转）": Decimal("564600.00"),
        "一般公共预算当年支出": Decimal("559600.00"),
        "“三公”经费": Decimal(0),
        "因公出国（境）费": Decimal(0),
        "公务接待费": Decimal(0),
        "公务用车购置及运行费": Decimal(0),
        "公务用车运行维护费": Decimal(0),
        "公务用车购置费": Decimal(0),
        "机关运行经费": Decimal("31000.00"),
    }


def test_open_texts_are_taken_over_and_named() -> None:
    made = open_compiled(texts=fields("texts", duties=None))
    assert made.disclosure.overview[0].text == LAST.overview[0].text
    assert made.disclosure.settings["carried_over"] == "本部门（单位）职责"
    assert made.missing == ()


def test_text_that_the_workbook_states_stays_and_is_not_named() -> None:
    made = open_compiled(texts=fields("texts", duties="（一）新的职责。"))
    assert made.disclosure.overview[0].text == "（一）新的职责。"
    assert "carried_over" not in made.disclosure.settings


def test_reasons_are_never_taken_over() -> None:
    made = open_compiled(texts=fields("texts", operating_reason=None))
    assert [str(problem) for problem in made.missing] == [
        "文字：没有填写“机关运行经费变动的主要原因”，本年数与上年数不同，需要说明原因"
    ]


@pytest.mark.parametrize("year", [YEAR, YEAR - 2])
def test_disclosure_of_another_year_is_refused(year: int) -> None:
    message = f"上年公开数据是 {year} 年的，2026 年的预算应与 2025 年比较，请换用 2025 年的数据"
    last = disclosure_of(year)
    with pytest.raises(WorkbookError) as compiling:
        open_compiled(last)
    with pytest.raises(WorkbookError) as starting:
        carried_content(SCHEME, YEAR, last)
    assert (str(compiling.value), str(starting.value)) == (message, message)


# A new workbook


def new_workbook() -> bytes:
    return write_workbook(SCHEME, YEAR, carried_content(SCHEME, YEAR, LAST))


def rows(page: Worksheet) -> dict[str, tuple[Any, Any]]:
    """Value and explanation of each field."""
    return {str(row[0].value): (row[1].value, row[3].value) for row in page.iter_rows(min_row=4)}


def test_new_workbook_starts_from_last_year_and_marks_what_it_took() -> None:
    book = openpyxl.load_workbook(BytesIO(new_workbook()))
    taken, kept = "取自 2025 年公开数", "沿用 2025 年公开内容，请核对后修改"
    basics = rows(book["基本信息"])
    assert [basics[label][0] for label in ("部门（单位）全称", "部门（单位）代码", "公开层级")] == [
        NAME,
        "118",
        "部门",
    ]
    assert (basics["预算年度"][0], basics["资产统计截止日期"][0]) == (2026, "2025-12-31")
    priors = rows(book["上年数"])
    assert priors["预算收支总计（含上年结转）"] == (564600, taken)
    assert priors["一般公共预算当年支出"] == (559600, taken)
    assert priors["机关运行经费"] == (31000, taken)
    assert {mark for _, mark in priors.values()} == {taken}
    registers = rows(book["采购和资产"])
    assert registers["公务用车实有：其他公务用车"] == (1, kept)
    assert registers["办公用房建筑总面积"] == (412.5, kept)
    assert registers["政府采购预算：政府采购货物预算"][0] is None
    texts = rows(book["文字"])
    assert texts["机构设置情况"] == ("内设办公室、管理利用股。", kept)
    assert texts["机关运行经费变动的主要原因"][0] is None
    assert [cell.value for cell in book["单位"][5]] == [None, NAME, "行政", None]
    assert book["预算明细"]["B5"].value is None


def test_new_workbook_lists_only_what_is_new() -> None:
    with pytest.raises(WorkbookError) as error:
        read_budget(new_workbook())
    assert [str(problem) for problem in error.value.problems] == [
        "预算明细：没有填写预算明细，至少填一行"
    ]
