"""One slip, one finding: what else the slip contradicts is named in it, not told again."""

from __future__ import annotations

import pytest
from msgspec import structs
from tests.checker.rules.dumped import read
from tests.checker.rules.forms.forms import overall
from tests.reader.dumps import department, dump

from mingzhang.checker import check
from mingzhang.model import Finding
from mingzhang.scheme import load_scheme

Change = tuple[str, str, int]
"""What stands there, what is written instead, and where it is: the how manieth."""


def after(*changes: Change) -> tuple[Finding, ...]:
    """What is said of the publication with these changes and not of the publication itself."""
    text = dump()
    for old, new, number in changes:
        at = -1
        for _ in range(number):
            at = text.index(old, at + 1)
        text = text[:at] + new + text[at + len(old) :]
    return said(text)


def said(text: str) -> tuple[Finding, ...]:
    disclosure = read(text)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return check(scheme, disclosure).findings.findings


def test_nothing_is_said_of_the_publication_itself() -> None:
    assert [one for one in said(dump()) if one.severity != "info"] == []


@pytest.mark.parametrize(
    ("change", "code", "stated", "expected"),
    [
        # A figure in the wrong column breaks the sums of two columns and a repeat
        (("2012601\t行政运行\t31.10\t31.10\t\n", "2012601\t行政运行\t31.10\t\t31.10\n", 1),
         "SUM105", "31.10", "表三 2012601 行政运行 基本支出"),
        # A wrong unit over a table says another amount in each of its cells
        (("单位：万元", "单位：元", 2), "NAM108", "元", "万元"),
        (("单位：万元", "单位：元", 3), "NAM108", "元", "万元"),
        # A row under a wrong code belongs to another group, one that is gone to none
        (("2012604\t档案馆\t17.50\t\t17.50\n", "2012694\t档案馆\t17.50\t\t17.50\n", 1),
         "CAT101", "2012694", "2012604"),
        (("2012604\t档案馆\t17.50\t\t17.50\n", "", 1), "STR111", None, "17.50"),
        # A figure that was not filled in, or in another unit
        (("2210201\t住房公积金\t3.36\t", "2210201\t住房公积金\t\t", 1), "SUM101", None, "3.36"),
    ],
)  # fmt: skip
def test_one_slip_is_one_finding(
    change: Change, code: str, stated: str | None, expected: str
) -> None:
    assert [(one.code, one.stated, one.expected) for one in after(change)] == [
        (code, stated, expected)
    ]


def test_amount_in_yuan_is_told_with_the_decimals_of_its_table() -> None:
    change = ("2210201\t住房公积金\t3.36\t", "2210201\t住房公积金\t33600\t", 1)
    (one,) = [one for one in after(change) if one.severity == "error"]
    assert (one.code, one.stated, one.expected) == ("SUM101", "33600", "3.36")
    assert "按元填列" in one.message


def test_two_slips_are_two_findings_though_one_sum_holds_both() -> None:
    found = after(
        ("2210201\t住房公积金\t3.36\t", "2210201\t住房公积金\t3.63\t", 1),
        ("2012604\t档案馆\t17.50\t", "2012604\t档案馆\t71.50\t", 1),
    )
    assert sorted((one.stated or "", one.expected or "") for one in found) == [
        ("3.63", "3.36"),
        ("71.50", "17.50"),
    ]


def test_empty_cell_is_told_where_its_row_stands() -> None:
    change = ("2210201\t住房公积金\t3.36\t", "2210201\t住房公积金\t\t", 1)
    (one,) = after(change)
    assert one.evidence[0].text == "住房公积金"


def test_kinds_that_do_not_add_up_are_told_once() -> None:
    text = dump()
    start = text.index("政府采购服务预算") + len("政府采购服务预算")
    end = text.index("万元", start)
    found = said(text[:start] + "80.00" + text[end:])
    assert [(one.code, one.stated) for one in found] == [("CNT101", "80.00")]


def test_number_taken_from_the_wrong_place_is_told_once_with_all_that_repeat_it() -> None:
    """Projects with what last year left, where only this year's belong."""
    found = after(
        ("二级项目2个，共计金额17.00万元", "二级项目2个，共计金额17.50万元", 1),
        ("涉及金额2.00万元；特定目标类项目1个，涉及金额15.00万元",
         "涉及金额0万元；特定目标类项目1个，涉及金额17.50万元", 1),
    )  # fmt: skip
    (one,) = [one for one in found if one.code.startswith("SUM") or one.code == "CNT101"]
    assert (one.code, one.stated, one.expected) == ("SUM102", "17.50", "17.00")
    assert "特定目标类项目金额” 随之改正" in one.message


def test_form_of_another_year_is_one_finding() -> None:
    disclosure = structs.replace(department(), facts=(), forms=(overall(),))
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    found = check(scheme, disclosure).findings.findings
    (one,) = [one for one in found if one.code.startswith("SUM")]
    assert one.code == "SUM102"
    assert all(amount in one.message for amount in ("948.41", "330.29", "618.12"))


def test_unit_in_a_sentence_is_told_and_not_the_amount() -> None:
    (one,) = after(("一般公共服务支出48.60万元", "一般公共服务支出48.60元", 1))
    assert (one.code, one.stated, one.expected) == ("NAM109", "元", "万元")
