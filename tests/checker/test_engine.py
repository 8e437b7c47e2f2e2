"""Contradictions are found, named as a reader would name them, and rounding is none."""

from __future__ import annotations

import pytest
from msgspec import structs
from tests.checker.changed import with_cell
from tests.department import YEAR, workbook

from mingzhang.checker import check
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import CellReference, Disclosure
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", YEAR)


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return structs.replace(compile_budget(read_budget(workbook())).disclosure, facts=())


def messages(disclosure: Disclosure) -> list[str]:
    findings = check(SCHEME, disclosure).findings.findings
    return [one.message for one in findings if one.code.startswith("SUM")]


def test_a_compiled_disclosure_has_no_contradiction_and_many_identities(
    disclosure: Disclosure,
) -> None:
    checked = check(SCHEME, disclosure)
    assert checked.findings.findings == ()
    assert checked.identities > 250


def test_a_wrong_part_is_told_with_its_total_and_in_its_row(disclosure: Disclosure) -> None:
    assert messages(with_cell(disclosure, "03", "2012601", "basic", "31.99")) == [
        "合计与分项之和不符：表三 20126 档案事务 基本支出 31.10万元，分项之和 31.99万元"
        "（2012601 行政运行 31.99、2012604 档案馆 空白），相差 0.89万元；四舍五入至多能解释 0.01万元；"
        "表三 2012601 行政运行 合计 31.10万元，分项之和 31.99万元（基本支出 31.99、项目支出 空白），"
        "相差 0.89万元；四舍五入至多能解释 0.01万元"
        "。先核对“表三 2012601 行政运行 基本支出”：现为 31.99，若为 31.10，有关数字全部相符",
    ]


def test_a_rounding_tail_is_no_contradiction(disclosure: Disclosure) -> None:
    tables = [table for table in disclosure.tables if table.id == "06"]
    changed = structs.replace(disclosure, tables=tuple(tables))
    for key, column in (
        ("工资福利支出", "total"),
        ("工资福利支出", "personnel"),
        ("合计", "personnel"),
    ):
        changed = with_cell(changed, "06", key, column, "35.87")
    assert messages(changed) == []


def test_a_wrong_total_is_told_along_its_column_and_its_row(disclosure: Disclosure) -> None:
    changed = with_cell(disclosure, "11", "部门合计", "total", "3.01")
    finding, *_ = check(SCHEME, changed).findings.findings
    assert (finding.where, finding.stated, finding.expected) == (
        "表十一 部门合计 合计",
        "3.01",
        "3.10",
    )
    assert finding.cells[0] == CellReference(
        table="11", row="部门合计", column="total", stated="3.01"
    )
    assert finding.message.endswith("若为 3.10，有关数字全部相符（相邻两位数字颠倒）")


def test_one_blank_total_is_told_only_where_it_stands(disclosure: Disclosure) -> None:
    """A blank total contradicts its parts; it makes no other figure wrong."""
    changed = with_cell(disclosure, "01", "上年结转", "amount", None)
    found = messages(changed)
    assert found
    assert all("上年结转" in message and "空白" in message for message in found)


def test_a_figure_that_is_no_number_is_said_to_be_unchecked(disclosure: Disclosure) -> None:
    findings = check(SCHEME, with_cell(disclosure, "03", "合计", "total", "abc")).findings
    assert [(one.where, one.reason) for one in findings.not_checked] == [
        ("表三 合计 合计", "“abc”不是数字")
    ]
