"""What was published is what was approved: APR101 to APR105."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from msgspec import structs
from tests.checker.across.together import SCHEME, named, of_year
from tests.checker.changed import with_cell

from mingzhang.checker import Examined
from mingzhang.checker.across import found_against
from mingzhang.checker.across.approved.wording import differences
from mingzhang.model import Disclosure, Entity, Finding, Form, Row, Section, Table


@cache
def approved() -> Disclosure:
    return named(of_year(2026), "批准.json")


def published() -> Disclosure:
    return named(of_year(2026), "公开.pdf")


def against(disclosure: Disclosure) -> tuple[Finding, ...]:
    return found_against(Examined(SCHEME, disclosure), approved())


def keys(disclosure: Disclosure) -> list[str]:
    return [one.key for one in against(disclosure)]


def with_table(disclosure: Disclosure, table_id: str, change: Callable[[Table], Table]) -> Any:
    tables = tuple(change(one) if one.id == table_id else one for one in disclosure.tables)
    return structs.replace(disclosure, tables=tables)


def with_rows(table_id: str, change: Callable[[Row], Row | None]) -> Disclosure:
    def rows(table: Table) -> Table:
        return structs.replace(table, rows=tuple(filter(None, map(change, table.rows))))

    return with_table(published(), table_id, rows)  # type: ignore[no-any-return]


def with_text(section_id: str, before: str, after: str) -> Disclosure:
    def section(one: Section) -> Section:
        assert one.id != section_id or before in one.text
        changed = structs.replace(one, text=one.text.replace(before, after, 1))
        return changed if one.id == section_id else one

    narrative = tuple(map(section, published().narrative))
    return structs.replace(published(), narrative=narrative)


def with_form(**changes: Any) -> Disclosure:
    (form,) = published().forms
    return structs.replace(published(), forms=(structs.replace(form, **changes),))


def test_what_was_approved_says_nothing() -> None:
    assert against(published()) == ()


def test_a_cell_is_told_face_to_face() -> None:
    (finding,) = against(with_cell(published(), "03", "2012601", "basic", "31.01"))
    assert (finding.key, finding.severity) == ("APR104:03.2012601.basic", "error")
    assert (finding.stated, finding.expected) == ("31.01", "31.10")
    assert finding.message == (
        "数字与批准的不同：表三 2012601 行政运行 基本支出，公开文件“公开.pdf”为 31.01，"
        "批准的“批准.json”为 31.10"
    )
    assert [(side.label, side.text) for side in finding.sides] == [
        ("公开.pdf 表三 2012601 行政运行 基本支出", "31.01"),
        ("批准.json 表三 2012601 行政运行 基本支出", "31.10"),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (("03", "2012601", "basic"), "31.1"),
        (("03", "2012601", "basic"), "31.100"),
        (("03", "2012601", "project"), "0.00"),
        (("10", "合计", "total"), "0"),
    ],
)
def test_another_way_to_write_an_amount_is_the_same(cell: tuple[str, str, str], text: str) -> None:
    assert keys(with_cell(published(), *cell, text)) == []


@pytest.mark.parametrize("text", [None, "0.00", "—", "31.1元"])
def test_an_amount_that_is_gone_is_told(text: str | None) -> None:
    assert keys(with_cell(published(), "03", "2012601", "basic", text)) == [
        "APR104:03.2012601.basic"
    ]


def test_a_table_that_is_missing_is_one_finding() -> None:
    tables = tuple(one for one in published().tables if one.id != "06")
    (finding,) = against(structs.replace(published(), tables=tables))
    assert (finding.code, finding.severity) == ("APR102", "error")
    assert "“表六 2026年一般公共预算安排基本支出分经济科目表（不含上年结转）”" in finding.message


def test_all_of_a_kind_that_is_missing_is_one_finding() -> None:
    assert keys(structs.replace(published(), glossary=(), tables=())) == [
        "APR102:table",
        "APR102:term",
    ]


def test_a_table_with_nearly_all_amounts_otherwise_is_one_finding() -> None:
    def other(row: Row) -> Row:
        cells = {column: text and f"9{text}" for column, text in row.cells.items()}
        return structs.replace(row, cells=cells)

    (finding,) = against(with_rows("02", other))
    assert finding.where == "表二 整张表"


def test_rows_that_are_missing_side_by_side_are_one_finding() -> None:
    lost = {"20126", "2012601", "2012604"}
    changed = with_rows("05", lambda row: None if row.code in lost else row)
    (finding,) = against(changed)
    assert finding.stated == "没有这些行"
    assert finding.expected == "“20126 档案事务”、“2012601 行政运行”、“2012604 档案馆”"


def test_a_row_that_nobody_approved() -> None:
    extra = Row(code="2012699", label="其他档案事务支出", cells={"total": "3.00"})

    def more(table: Table) -> Table:
        return structs.replace(table, rows=(*table.rows, extra))

    (finding,) = against(with_table(published(), "05", more))
    assert (finding.stated, finding.expected) == (
        "“2012699 其他档案事务支出”（3.00）",
        "没有这些行",
    )


def test_a_blank_row_more_or_less_says_nothing() -> None:
    assert keys(with_rows("10", lambda row: None if "出国" in row.label else row)) == []


def test_a_row_of_another_name_keeps_its_amounts() -> None:
    def renamed(row: Row) -> Row:
        return structs.replace(row, label="库房维修经费") if row.label == "库房维护经费" else row

    assert [(one.code, one.severity) for one in against(with_rows("12", renamed))] == [
        ("APR105", "warning")
    ]


def test_a_table_in_another_unit_is_the_same_and_in_a_wrong_one_it_is_told() -> None:
    def unit(name: str, factor: int) -> Disclosure:
        def row(one: Row) -> Row:
            cells = {
                key: text and str(round(float(text) * factor, 2)) for key, text in one.cells.items()
            }
            return structs.replace(one, cells=cells)

        changed = with_rows("03", row)
        return with_table(changed, "03", lambda one: structs.replace(one, unit=name))  # type: ignore[no-any-return]

    assert keys(unit("元", 10_000)) == []
    assert keys(unit("元", 1)) == ["APR104:03:unit"]


def test_a_figure_in_a_sentence_is_named() -> None:
    (finding,) = against(with_text("3.8", "3.10万元", "3.01万元"))
    assert (finding.code, finding.stated, finding.expected) == ("APR104", "3.01", "3.10")
    assert finding.message.startswith("数字与批准的不同：八、机关运行经费增减变动原因说明 “")


def test_a_figure_that_a_sentence_lost_is_told() -> None:
    (finding,) = against(with_text("3.8", "，增长3.33%", ""))
    assert (finding.code, finding.severity) == ("APR104", "error")
    assert "公开文件“公开.pdf”为 没有，批准的“批准.json”为 增长3.33%" in finding.message


def test_words_that_differ_are_a_warning_for_each_section() -> None:
    changed = with_text("3.8", "办公用品价格上涨", "办公用品涨价了")
    (finding,) = against(changed)
    assert (finding.key, finding.severity) == ("APR105:narrative.3.8", "warning")
    assert "办公用品涨价了" in (finding.stated or "")
    assert "办公用品价格上涨" in (finding.expected or "")


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("共 1,708.17万元", "共1708.17 万元", []),
        ("增长（3.3%）：“好”", '增长(3.30%):"好"', []),
        ("一、办公费", "一，办公费", []),
        ("2025年预算50万元", "2026年预算50万元", [False]),
        ("预算50万元", "预算51万元", [True]),
        ("预算50万元", "预算万元", [True]),
        ("增加50万元", "减少51万元", [True, False]),
        ("", "没有", [False]),
    ],
)
def test_which_differences_count(one: str, other: str, kinds: list[bool]) -> None:
    found = differences(one, other)
    assert sorted(part.is_figure for part in found) == sorted(kinds)


def test_another_year_is_all_that_is_told() -> None:
    (finding,) = found_against(Examined(SCHEME, published()), of_year(2025))
    assert (finding.key, finding.stated, finding.expected) == ("APR101:年度", "2026", "2025")


def test_another_name_is_told_once() -> None:
    name = approved().entity.name
    other = name.replace("示范", "示笵")
    narrative = tuple(
        structs.replace(one, text=one.text.replace(name, other)) for one in published().narrative
    )
    entity = Entity(name=other, level="department", code="118")
    assert keys(structs.replace(published(), entity=entity, narrative=narrative)) == ["APR101:名称"]


def test_sums_of_money_in_a_form() -> None:
    (form,) = published().forms
    funding = tuple(structs.replace(one, amount="1") for one in form.funding[:1])
    (finding,) = against(with_form(funding=(*funding, *form.funding[1:])))
    assert (finding.code, finding.stated) == ("APR104", "1元")
    assert finding.key.startswith("APR104:project_target.档案数字化经费.")


def test_indicators_in_another_order_are_the_same() -> None:
    (form,) = published().forms
    assert keys(with_form(indicators=form.indicators[::-1])) == []


@pytest.mark.parametrize(
    ("value", "code"), [("≥98%", "APR104"), ("较高", "APR104"), ("≥99％", None)]
)
def test_the_value_of_an_indicator(value: str, code: str | None) -> None:
    (form,) = published().forms
    indicators = tuple(
        structs.replace(one, value=value) if one.level3 == "抽检合格率" else one
        for one in form.indicators
    )
    found = {one.code for one in against(with_form(indicators=indicators))}
    assert found == ({code} if code else set())


def test_an_indicator_that_is_missing() -> None:
    (form,) = published().forms
    found = against(with_form(indicators=form.indicators[1:]))
    assert [(one.code, one.where) for one in found] == [
        ("APR102", "绩效表“档案数字化经费” 实施期 数量指标 数字化页数 ≥200000页")
    ]


def test_a_form_of_a_project_that_nobody_approved() -> None:
    extra = Form(kind="project_target", project="展览经费", fields={})
    changed = structs.replace(published(), forms=(*published().forms, extra))
    assert keys(changed) == ["APR103:form:project_target.展览经费"]
