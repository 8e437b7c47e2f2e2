"""One slip is told once: what it spoils elsewhere is no finding of its own."""

from __future__ import annotations

import pytest
from tests.checker.rules.dumped import changed, read

from mingzhang.checker import check
from mingzhang.scheme import load_scheme

Change = tuple[str, str] | tuple[str, str, int]

HOUSING = "2210201\t住房公积金\t3.36\t3.36"
NOTE = "单位：万元\n\n项目\t\t本年收入"

SLIPS: list[tuple[str, Change, list[str]]] = [
    ("元 for 万元", (HOUSING, "2210201\t住房公积金\t33600\t3.36"), ["SUM101"]),
    ("a share beyond the whole", ("占6.00%", "占600.00%"), ["PCT101"]),
    ("a count of forms that kinds correct", ("公开项目绩效目标1个", "公开项目绩效目标7个"), ["CNT101"]),
    ("a formula that failed", (HOUSING, "2210201\t住房公积金\t#REF!\t3.36"), ["TXT102"]),
    ("a letter in a part", ("档案数字化经费\t15.00\t15.00", "档案数字化经费\t15.0O\t15.00"), ["FMT108"]),
    ("a letter in a project's only code", ("2012604\t档案馆\t17.50\t\t17.50", "2012604\t档案馆\t17.50\t\t17.5O"), ["FMT108"]),
    ("an amount with its unit", (HOUSING, "2210201\t住房公积金\t3.36万元\t3.36"), ["FMT108"]),
    ("an amount in words", (HOUSING, "2210201\t住房公积金\t约3\t3.36"), ["FMT108"]),
    ("a row with a name of no list", ("津贴补贴\t工资奖金津补贴", "津贴补肋\t工资奖金津补贴"), ["CAT105"]),
    ("a class with a name of no list", ("工资福利支出\t\t35.86", "工资福利支付\t\t35.86"), ["CAT105"]),
    ("a mark behind the name over a table",
     (f"部门名称：示范县档案馆\n\n{NOTE}", f"部门名称：示范县档案馆\n\n征求意见稿\n\n{NOTE}"), ["TXT101"]),
    ("a minus over a project's total", ("档案数字化经费\t15.00\t15.00", "档案数字化经费\t-15.00\t15.00"), ["SUM101"]),
]  # fmt: skip


def codes(text: str) -> list[str]:
    disclosure = read(text)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return [one.code for one in check(scheme, disclosure).findings.findings]


@pytest.mark.parametrize(
    ("change", "told"), [pytest.param(change, told, id=name) for name, change, told in SLIPS]
)
def test_one_slip_is_one_finding(change: Change, told: list[str]) -> None:
    assert codes(changed(change)) == told


@pytest.mark.parametrize("number", [2, 5, 8])
@pytest.mark.parametrize("head", ["title", "mark"])
def test_lost_table_is_told_alone_whatever_is_left_of_its_heading(number: int, head: str) -> None:
    text = changed()
    marks = [text.index(f"\n预算公开表{one}\n") for one in (number, number + 1)]
    titles = [text.rindex("\n2026年", 0, mark) for mark in marks]
    start, end = titles if head == "title" else marks

    assert codes(text[:start] + text[end:]) == ["STR103"]


def test_form_of_a_project_whose_table_is_lost_is_not_told() -> None:
    text = changed()
    marks = [text.index(f"\n预算公开表{one}\n") for one in (12, 13)]
    start, end = (text.rindex("\n2026年", 0, mark) for mark in marks)

    assert codes(text[:start] + text[end:]) == ["STR103"]


def test_parts_in_whole_yuan_are_added_up_as_they_are_printed() -> None:
    """A figure without decimals is rounded; its sum is still told without cents."""
    text = changed(("年度资金总额\t\t150,000", "年度资金总额\t\t150,005"))
    disclosure = read(text)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    messages = [one.message for one in check(scheme, disclosure).findings.findings]

    assert any("相差 5元" in one and ".99元" not in one.partition("相差")[0] for one in messages)
