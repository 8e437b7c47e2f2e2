"""What a document says of last year is what last year's document published: YRS101 to YRS103."""

from __future__ import annotations

import pickle
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.checker.across.together import (
    CENTRE,
    across,
    codes,
    compiled,
    named,
    of_year,
    stated,
    unit,
)
from tests.checker.changed import with_cell
from tests.department import NAME, content

from mingzhang.checker.across import found_across
from mingzhang.model import Disclosure, Entity

TOTAL = "预算收支总计（含上年结转）"


@cache
def last() -> Disclosure:
    return of_year(2025)


@cache
def now() -> Disclosure:
    return of_year(2026, last(), priors={})


def priors(**changes: str) -> dict[str, Any]:
    """What a clerk wrote of last year: as published, but for the changes."""
    published = {
        TOTAL: "564600.00",
        "一般公共预算当年支出": "559600.00",
        "机关运行经费": "31000.00",
    }
    own = {key: Decimal(text) for key, text in {**published, **changes}.items()}
    return {**content().fields["priors"], **own}


def lines(**amounts: str) -> list[dict[str, Any]]:
    """The department's lines with other amounts, by number (l0, l1, …)."""
    rows = [dict(row) for row in content().rows["lines"]]
    for key, text in amounts.items():
        rows[int(key[1:])]["amount"] = Decimal(text)
    return rows


def told(*disclosures: Disclosure) -> list[str]:
    """What is found, as key of the finding, in all documents together."""
    return [one.key for findings in across(*disclosures) for one in findings]


def test_two_years_that_agree_say_nothing() -> None:
    assert across(last(), now()) == [(), ()]


def test_a_change_from_another_base_is_told_with_both_figures() -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    earlier, later = across(last(), wrong)
    assert earlier == ()
    (finding,) = later
    assert (finding.key, finding.severity) == ("YRS101:3.8.operating:3.00万元", "error")
    assert finding.message == (
        "上年数与上年公开的数不符：八、机关运行经费增减变动原因说明 机关运行经费，"
        "本文件“2026年.docx”写增加0.1万元、增长3.33%，即上年为 3.00万元；"
        "上年文件“2025年.docx”公开的是 3.10万元（表十一 部门合计 合计），相差 0.10万元"
    )
    assert (finding.stated, finding.expected) == ("增加0.1万元、增长3.33%", "与上年持平")
    assert [side.label.split(" ")[0] for side in finding.sides][:2] == [
        "2026年.docx",
        "2025年.docx",
    ]
    assert [place.text for place in finding.evidence] == ["增加", "0.1", "增长", "3.33"]


def test_the_order_in_which_documents_are_given_does_not_matter() -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    assert across(wrong, last()) == across(last(), wrong)[::-1]


def test_a_statement_made_twice_is_one_finding() -> None:
    wrong = of_year(2026, priors=priors(**{TOTAL: "500000.00"}))
    (finding,) = across(last(), wrong)[1]
    assert finding.key == "YRS101:3.1.total:50.00万元"
    assert sum(side.label.startswith("2026年") for side in finding.sides) == 2


def test_a_base_of_another_scope_is_named() -> None:
    wrong = of_year(2026, priors=priors(**{TOTAL: "559600.00"}))
    (finding,) = across(last(), wrong)[1]
    assert "55.96万元 是上年“表一 一、一般公共预算 2025年”的数" in finding.message or (
        "55.96万元 是上年“表一 本年收入合计 2025年”的数" in finding.message
    )


def test_a_base_of_the_year_before_is_named() -> None:
    old = of_year(2024, lines=lines(l4="29000.00"))
    wrong = of_year(2026, priors=priors(机关运行经费="29000.00"))
    messages = [one.message for one in across(old, last(), wrong)[2]]
    assert len(messages) == 1
    assert "；2.90万元 是 2024 年的数（“2024年.docx”表十一 部门合计 合计）" in messages[0]


def test_nothing_last_year_where_there_was_something() -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="0.00"))
    (finding,) = across(last(), wrong)[1]
    assert finding.message.endswith("；上年是有数的，请核对是否漏了上年数")


def test_last_years_amount_in_so_many_words() -> None:
    section = next(one for one in now().narrative if one.id == "3.8")
    said = section.text.replace("3.10万元，", "3.10万元，上年预算数为2.86万元，")
    assert said != section.text
    narrative = tuple(
        structs.replace(one, text=said) if one.id == "3.8" else one for one in now().narrative
    )
    (finding,) = across(structs.replace(now(), narrative=narrative), last())[0]
    assert (finding.code, finding.stated, finding.expected) == ("YRS101", "2.86万元", "3.10万元")


@pytest.mark.parametrize(
    "said", ["增加0.7万元，增长3.33%", "增加0.1万元，增长33.3%", "减少0.1万元，增长3.33%"]
)
def test_a_change_that_is_wrong_in_itself_is_told_by_the_check_of_the_document(said: str) -> None:
    earlier = of_year(2025, lines=lines(l4="30000.00"))
    later = of_year(2026, earlier, priors={})
    narrative = tuple(
        structs.replace(one, text=one.text.replace("增加0.1万元，增长3.33%", said))
        for one in later.narrative
    )
    assert narrative != later.narrative
    assert told(earlier, structs.replace(later, narrative=narrative)) == []


@pytest.mark.parametrize(
    "entity",
    [
        Entity(name="示范县图书馆", level="department"),
        Entity(name="盂县档案馆", level="department"),
        Entity(name="", level="department"),
    ],
)
def test_another_publisher_says_nothing_of_this_one(entity: Entity) -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    assert told(structs.replace(last(), entity=entity), wrong) == []


@pytest.mark.parametrize(("total", "found"), [("564600.00", 1), ("500000.00", 0)])
def test_a_name_with_a_slip_is_the_same_if_last_years_amounts_are(total: str, found: int) -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00", 一般公共预算当年支出=total,
                                        **{TOTAL: total}))  # fmt: skip
    misread = structs.replace(last(), entity=Entity(name="示笵县档案馆", level="department"))
    keys = told(misread, wrong)
    assert ("YRS101:3.8.operating:3.00万元" in keys) == bool(found)


def test_years_further_apart_are_not_compared() -> None:
    assert told(of_year(2024), of_year(2026, priors=priors(机关运行经费="1.00"))) == []


def test_a_publisher_alone_is_the_same_at_either_level() -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    as_unit = structs.replace(last(), entity=Entity(name=NAME, level="unit"))
    assert told(as_unit, wrong) == ["YRS101:3.8.operating:3.00万元"]


def test_a_unit_is_not_compared_with_a_department_that_goes_on_beside_it() -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    own = structs.replace(wrong, entity=Entity(name=NAME, level="unit"))
    assert across(last(), own, now()) == [(), (), ()]


def test_a_department_with_units_is_not_compared_with_one_of_them() -> None:
    own = structs.replace(last(), entity=Entity(name=NAME, level="unit"))
    assert told(own, compiled("部门.docx", [NAME, CENTRE])) == []


def test_a_file_of_last_year_given_twice_is_one() -> None:
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    assert told(last(), last(), wrong) == told(last(), wrong)


def test_one_of_two_files_of_last_year_may_bear_a_figure_out() -> None:
    corrected = named(with_cell(structs.replace(last(), facts=()), "11", "部门合计", "total",
                                "3.00"), "更正.docx")  # fmt: skip
    wrong = of_year(2026, priors=priors(机关运行经费="30000.00"))
    assert told(last(), corrected, wrong) == []


@settings(max_examples=5, deadline=None)
@example(685000, 1)
@given(st.integers(1, 99_999_999), st.integers(1, 99_999_999))
def test_rounding_is_no_contradiction(before: int, after: int) -> None:
    """Both years display what their exact amounts round to, and so does the change."""
    earlier = of_year(2025, lines=lines(l4=f"{before / 100:.2f}"))
    later = of_year(2026, earlier, priors={}, lines=lines(l4=f"{after / 100:.2f}"))
    assert told(earlier, later) == []


def test_more_carried_over_than_there_was() -> None:
    later = of_year(2026, last(), priors={}, lines=lines(l7="26000.00"))
    (finding,) = across(last(), later)[1]
    assert finding.key == "YRS102:13.库房维护经费.total:该项目的预算"
    assert finding.severity == "info"
    assert finding.message == (
        "上年结转与上年公开的预算不衔接：表十三 库房维护经费 合计，本文件“2026年.docx”为 2.60万元；"
        "上年文件“2025年.docx”公开的该项目的预算是 2.00万元（表十二 库房维护经费 合计）、"
        "0.50万元（表十三 库房维护经费 合计）"
    )


def test_more_carried_over_than_the_whole_budget() -> None:
    later = of_year(2026, last(), priors={}, lines=lines(l7="600000.00"))
    found = across(last(), later)[1]
    assert [(one.code, one.severity) for one in found if "预算总计" in one.key] == [
        ("YRS102", "warning")
    ]


def renamed(project: str) -> Disclosure:
    rows = content().rows
    projects = [
        {**one, "name": project} if one["name"] == "库房维护经费" else one
        for one in rows["projects"]
    ]
    of_lines = [
        {**one, "project": project} if one.get("project") == "库房维护经费" else one
        for one in rows["lines"]
    ]
    return of_year(2026, last(), priors={}, projects=projects, lines=of_lines)


@pytest.mark.parametrize(
    ("project", "found"),
    [("库房维修经费", ["YRS103"]), ("展览制作经费", []), ("2026年库房维护经费", [])],
)
def test_a_project_of_nearly_the_same_name(project: str, found: list[str]) -> None:
    later = across(last(), renamed(project))[1]
    assert codes(later) == found
    assert all(one.severity == "info" for one in later)


def test_what_is_kept_of_a_document_is_small_and_can_be_sent() -> None:
    documents = stated(last(), now(), unit(NAME))
    sent = pickle.loads(pickle.dumps(documents))
    assert found_across(sent) == found_across(documents)
    assert max(len(pickle.dumps(one)) for one in documents) < 40_000
