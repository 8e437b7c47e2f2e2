"""A department is what its units come to: UNI101, UNI102."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.checker.across import together
from tests.checker.across.together import (
    CENTRE,
    OF_CENTRE,
    across,
    codes,
    compiled,
    of_year,
    stated,
)
from tests.checker.changed import with_cell
from tests.department import NAME, YEAR

from mingzhang.checker.across import Stated, found_across
from mingzhang.model import Disclosure, UnitOfEntity


@cache
def department() -> Disclosure:
    return together.department()


@cache
def unit(name: str) -> Disclosure:
    return together.unit(name)


def changed(disclosure: Disclosure, *cell: str | None) -> Disclosure:
    """Another text in a cell, and nowhere else."""
    table, row, column, text = cell
    assert table is not None
    assert row is not None
    assert column is not None
    return with_cell(structs.replace(disclosure, facts=()), table, row, column, text)


def richer(monkeypatch: pytest.MonkeyPatch, amount: str) -> Disclosure:
    """The centre with more for its staff than the department has for it."""
    more = [{**OF_CENTRE[0], "amount": Decimal(amount)}, *OF_CENTRE[1:]]
    monkeypatch.setattr(together, "OF_CENTRE", more)
    return compiled("中心新稿.docx", [CENTRE], name=CENTRE, level="单位")


def test_units_that_add_up_say_nothing() -> None:
    assert across(department(), unit(NAME), unit(CENTRE)) == [(), (), ()]


@pytest.mark.parametrize("name", [NAME, CENTRE])
def test_a_unit_alone_says_nothing(name: str) -> None:
    assert across(department(), unit(name)) == [(), ()]


def test_a_figure_of_the_department_that_units_do_not_come_to() -> None:
    wrong = changed(department(), "03", "2012601", "basic", "31.99")
    (finding,), *others = across(wrong, unit(NAME), unit(CENTRE))
    assert others == [(), ()]
    assert (finding.key, finding.severity) == ("UNI101:03.2012601.basic", "error")
    assert (finding.stated, finding.expected) == ("31.99", "31.10")
    assert finding.message == (
        "各单位相加与部门不符：表三 2012601 行政运行 基本支出，部门文件“部门.docx”为 31.99万元，"
        "2 个单位的文件相加为 31.10万元（示范县档案技术服务中心 无、示范县档案馆 31.10），"
        "相差 0.89万元"
    )
    assert [side.text for side in finding.sides] == ["31.99万元", "没有这一行", "31.10万元"]


def test_a_figure_of_a_unit_is_told_with_the_department() -> None:
    wrong = changed(unit(CENTRE), "03", "2012604", "basic", "31.99")
    (finding,), *_ = across(department(), unit(NAME), wrong)
    assert (finding.key, finding.stated) == ("UNI101:03.2012604.basic", "6.56")


def test_a_row_that_only_a_unit_has() -> None:
    table = department().table("03")
    assert table is not None
    fewer = structs.replace(table, rows=tuple(r for r in table.rows if r.code != "2080505"))
    tables = tuple(fewer if one.id == "03" else one for one in department().tables)
    wrong = structs.replace(department(), tables=tables, facts=())
    found = across(wrong, unit(NAME), unit(CENTRE))[0]
    assert codes(found) == ["UNI101"]
    assert "部门文件“部门.docx”为 没有这一行" in found[0].message


def test_what_runs_through_all_totals_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, own = department(), unit(NAME)
    (finding,), *_ = across(whole, own, richer(monkeypatch, "161234.56"))
    assert finding.key == "UNI101:06.基本工资/工资福利支出.total"
    assert "相差 10.00万元；由此也不符的有" in finding.message


def test_two_faults_are_two_findings() -> None:
    wrong = changed(department(), "03", "2012601", "basic", "31.99")
    wrong = changed(wrong, "10", "公务接待费", "total", "0.30")
    found = across(wrong, unit(NAME), unit(CENTRE))[0]
    assert [one.key for one in found] == [
        "UNI101:03.2012601.basic",
        "UNI101:10.公务接待费.total",
    ]


def test_the_row_of_one_unit_is_compared_with_that_unit_alone() -> None:
    wrong = changed(department(), "12", "修复经费", "total", "4.00")
    found = across(wrong, unit(CENTRE))[0]
    assert [(one.key, one.stated, one.expected) for one in found] == [
        ("UNI101:12.修复经费.total", "4.00", "3.00")
    ]


def test_some_units_only_may_not_exceed_the_department(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = department()
    (finding,), _ = across(whole, richer(monkeypatch, "71234.56"))
    assert (finding.code, finding.key) == ("UNI102", "UNI102:06.基本工资/工资福利支出.total")
    assert "已给出的 1 个单位的文件相加就有 7.12万元" in finding.message


def test_some_units_that_are_less_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = department()
    assert across(whole, richer(monkeypatch, "1000.00")) == [(), ()]


def restated(disclosure: Disclosure, address: str, text: str) -> Disclosure:
    """Another text in a figure as it was read."""
    facts = tuple(
        structs.replace(one, text=text) if one.address == address else one
        for one in disclosure.facts
    )
    return structs.replace(disclosure, facts=facts)


def test_units_of_unknown_kind_are_all_there_are_if_the_totals_agree() -> None:
    units = tuple(UnitOfEntity(name=name, kind="") for name in (NAME, CENTRE))
    wrong = structs.replace(restated(department(), "03.2012604.basic", "6.65"), units=units)
    assert codes(across(wrong, unit(NAME), unit(CENTRE))[0]) == ["UNI101"]


def test_without_a_list_units_are_those_named_after_the_department() -> None:
    wrong = structs.replace(restated(department(), "03.2012604.basic", "6.65"), units=())
    whole, own, centre = stated(wrong, unit(NAME), unit(CENTRE))
    named = replace(centre, name=f"{NAME}修复中心")
    assert codes(found_across([whole, own, named])[0]) == ["UNI101"]
    assert codes(found_across([whole, own, centre])[0]) == []


def test_a_unit_of_another_region_or_year_is_none_of_the_departments() -> None:
    wrong = changed(department(), "03", "2012601", "basic", "0.01")
    elsewhere = structs.replace(
        unit(NAME), entity=structs.replace(unit(NAME).entity, name="盂县档案馆")
    )
    earlier = structs.replace(unit(NAME), fiscal_year=YEAR - 1)
    assert across(wrong, elsewhere, earlier) == [(), (), ()]


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_the_order_of_documents_changes_nothing(data: st.DataObject) -> None:
    documents = everything()
    order = data.draw(st.permutations(range(len(documents))))
    found = found_across([documents[number] for number in order])
    expected = found_across(documents)
    assert found == [expected[number] for number in order]
    assert any(expected)


@cache
def everything() -> list[Stated]:
    wrong = changed(department(), "03", "2012601", "basic", "31.99")
    years = (of_year(2025), of_year(2026))
    return stated(wrong, unit(NAME), unit(CENTRE), *years, department(), unit(NAME))


@settings(max_examples=4, deadline=None)
@given(st.lists(st.integers(1, 9_999_999), min_size=3, max_size=3))
def test_rounding_is_no_contradiction(amounts: list[int]) -> None:
    """What each rounds to need not add up to what the sum rounds to."""
    with pytest.MonkeyPatch.context() as patch:
        lines: list[dict[str, Any]] = [
            {**one, "amount": Decimal(amount) / 100}
            for one, amount in zip(OF_CENTRE, amounts, strict=True)
        ]
        patch.setattr(together, "OF_CENTRE", lines)
        documents = [together.department(), together.unit(NAME), together.unit(CENTRE)]
    assert across(*documents) == [(), (), ()]
