"""Tables instead of budget lines: the lines found explain them, or the cell to blame is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest
from msgspec import structs
from tests import department
from tests.compiler.tables.departments import chance_budget
from tests.compiler.workbooks import compiled
from tests.exported import in_yuan

from mingzhang.compiler import Budget, WorkbookError, compile_budget, read_budget
from mingzhang.compiler.tables import (
    Difference,
    FromTables,
    GivenTables,
    Owner,
    budget_from_tables,
    differences,
    traced,
)
from mingzhang.cube import Evidence
from mingzhang.model import Disclosure, Row, Table, row_keys
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", department.YEAR)
OWNER = Owner(SCHEME, department.YEAR, department.NAME, "department")
DISCLOSURE = compiled().disclosure


def given(tables: Sequence[Table]) -> GivenTables:
    evidence = {
        f"{table.id}.{key}.{column}": Evidence(text or "", sheet=table.id, cell=f"{key} {column}")
        for table in tables
        for key, row in zip(row_keys(table.rows), table.rows, strict=True)
        for column, text in row.cells.items()
    }
    return GivenTables(tables, evidence)


def changed(address: str, text: str | None) -> list[Table]:
    """The small department's tables with one cell changed."""
    table_id, _, rest = address.partition(".")
    key, _, column = rest.rpartition(".")

    def row_of(row: Row, name: str) -> Row:
        cells = {**row.cells, column: text} if name == key else row.cells
        return structs.replace(row, cells=cells)

    return rows_changed(
        table_id, lambda rows: [row_of(*one) for one in zip(rows, row_keys(rows), strict=True)]
    )


def rows_changed(table_id: str, change: Callable[[Sequence[Row]], Sequence[Row]]) -> list[Table]:
    return [
        structs.replace(table, rows=tuple(change(table.rows))) if table.id == table_id else table
        for table in DISCLOSURE.tables
    ]


def without(*table_ids: str) -> list[Table]:
    return [table for table in DISCLOSURE.tables if table.id not in table_ids]


def derived(budget: Budget, tables: Sequence[Table]) -> tuple[Disclosure, list[Difference]]:
    """What is compiled from tables of a budget's owner, and how the tables differ from it."""
    found = budget_from_tables(
        Owner(budget.scheme, budget.year, budget.name, budget.level), given(tables), [], []
    )
    made = _with(budget, found)
    disclosure = compile_budget(made).disclosure
    return disclosure, differences(made, given(tables), disclosure)


def _with(budget: Budget, found: FromTables) -> Budget:
    return replace(budget, units=found.units, projects=found.projects, lines=found.lines, forms=())


@cache
def small() -> Budget:
    return read_budget(department.workbook())


def said(tables: Sequence[Table]) -> list[str]:
    return [str(one) for one in derived(small(), tables)[1]]


def comparable(table: Table) -> list[tuple[str, str, dict[str, str | None]]]:
    """The rows of a table whatever their order: projects of one unit may stand in any."""
    rows = ((row.side or "", row.key, row.cells) for row in table.rows)
    return sorted(rows, key=lambda row: (row[0], row[1], str(row[2])))


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize("seed", range(8))
def test_the_lines_found_give_the_same_tables_again(seed: int, unit: str) -> None:
    budget = chance_budget(seed)
    expected = compile_budget(budget).disclosure
    tables = in_yuan(expected) if unit == "元" else list(expected.tables)
    disclosure, found = derived(budget, tables)
    assert found == []
    for table in expected.tables:
        again = disclosure.table(table.id)
        assert again is not None
        assert comparable(again) == comparable(table)


def test_the_small_departments_tables_come_back_in_their_order() -> None:
    disclosure, found = derived(small(), DISCLOSURE.tables)
    assert found == []
    assert [table.rows for table in disclosure.tables] == [one.rows for one in DISCLOSURE.tables]


@pytest.mark.parametrize(
    ("address", "text", "message"),
    [
        ("03.2012604.project", "17.60",
         "表三 2012604 档案馆 项目支出：给定 17.60 万元，推算 17.50 万元（03!2012604 project）"),
        ("01.收入总计.amount", "65.46",
         "表一 收入总计 2026年：给定 65.46 万元，推算 56.46 万元（01!收入总计 amount）"),
        ("05.201.basic", "31.11",
         "表五 201 一般公共服务支出 基本支出：给定 31.11 万元，推算 31.10 万元（05!201 basic）"),
        ("12.库房维护经费.general", None,
         "表十二 库房维护经费 一般公共预算：给定为空，推算 2.00 万元（12!库房维护经费 general）"),
        ("11.部门合计.gov_fund", "3.00",
         "表十一 部门合计 政府性基金预算：给定 3.00 万元，推算为空（11!部门合计 gov_fund）"),
        ("02.合计.total", "55.97",
         "表二 合计 合计：给定 55.97 万元，推算 55.96 万元（02!合计 total）"),
    ],
)  # fmt: skip
def test_the_cell_that_contradicts_the_others_is_set_against_what_they_say(
    address: str, text: str | None, message: str
) -> None:
    assert said(changed(address, text)) == [message]


def test_two_wrong_cells_are_both_named() -> None:
    once = changed("03.2012604.project", "17.60")
    (twice,) = (one for one in changed("06.办公费/办公经费.operating", "9.10") if one.id == "06")
    found = said([twice if one.id == "06" else one for one in once])
    assert [one.partition("：")[0] for one in found] == [
        "表三 2012604 档案馆 项目支出", "表六 办公费 办公经费 公用经费"
    ]  # fmt: skip


def test_a_row_that_one_table_lacks_is_told_with_what_it_should_say() -> None:
    tables = rows_changed("05", lambda rows: [row for row in rows if row.code != "2210201"])
    assert said(tables) == [
        "表五 2210201 住房公积金 合计（给定的表没有这一行）：给定为空，推算 3.36 万元",
        "表五 2210201 住房公积金 基本支出（给定的表没有这一行）：给定为空，推算 3.36 万元",
    ]


@pytest.mark.parametrize("table_id", ["01", "02", "03", "04", "05", "07", "08", "09", "10", "11"])
def test_a_table_that_follows_from_the_others_may_be_missing(table_id: str) -> None:
    disclosure, found = derived(small(), without(table_id))
    assert found == []
    again = disclosure.table(table_id)
    assert again is not None
    assert len(again.rows) == len(next(t for t in DISCLOSURE.tables if t.id == table_id).rows)


@pytest.mark.parametrize(
    ("absent", "named"),
    [
        (["06"], "表六《一般公共预算安排基本支出分经济科目表（不含上年结转）》"),
        (["12", "13"],
         "表十二《项目支出预算表（本年预算）》、表十三《项目支出预算表（上年结转）》"),
    ],
)  # fmt: skip
def test_a_table_that_nothing_else_tells_is_asked_for(absent: list[str], named: str) -> None:
    with pytest.raises(WorkbookError) as error:
        derived(small(), without(*absent))
    assert str(error.value) == f"缺少{named}，其他表推算不出它的各行；请补上后再编制"


def test_a_row_that_the_scheme_does_not_know_is_named() -> None:
    def misspelt(rows: Sequence[Row]) -> list[Row]:
        return [
            structs.replace(row, label="办工费") if row.label == "办公费" else row for row in rows
        ]

    with pytest.raises(WorkbookError) as error:
        derived(small(), rows_changed("06", misspelt))
    assert str(error.value) == "给定的表有 1 行认不出"
    assert [str(one) for one in error.value.problems] == [
        "06!办工费/办公经费 total：表六没有“办工费”这样的行，请核对编码和名称"
    ]


def test_what_tables_do_not_tell_is_missing() -> None:
    found = budget_from_tables(OWNER, given(DISCLOSURE.tables), [], [])
    assert [unit.name for unit in found.units] == [department.NAME]
    assert [project.name for project in found.projects] == ["档案数字化经费", "库房维护经费"]
    assert [problem.sheet for problem in found.missing] == ["项目", "单位"]


def test_units_and_projects_that_are_known_are_kept() -> None:
    budget = small()
    found = budget_from_tables(OWNER, given(DISCLOSURE.tables), budget.units, budget.projects)
    assert (found.units, found.projects, found.missing) == (budget.units, budget.projects, [])


def test_figures_of_tables_are_traced_to_their_cells() -> None:
    budget = _with(small(), budget_from_tables(OWNER, given(DISCLOSURE.tables), [], []))
    disclosure = traced(budget, given(DISCLOSURE.tables), compile_budget(budget).disclosure)
    fact = next(one for one in disclosure.facts if one.address == "03.2012604.project")
    assert [(one.sheet, one.cell) for one in fact.evidence] == [("03", "2012604 project")]
    assert fact.exact is None


def test_tables_in_yuan_are_exact() -> None:
    tables = in_yuan(DISCLOSURE)
    budget = _with(small(), budget_from_tables(OWNER, given(tables), [], []))
    disclosure = traced(budget, given(tables), compile_budget(budget).disclosure)
    exact = {fact.address: fact.exact for fact in DISCLOSURE.facts}
    found = {fact.address: fact.exact for fact in disclosure.facts}
    for address in ("03.2012601.basic", "06.津贴补贴/工资奖金津补贴.total", "01.支出总计.total"):
        assert found[address] == exact[address]


def test_two_runs_give_the_same_lines() -> None:
    one = budget_from_tables(OWNER, given(DISCLOSURE.tables), [], [])
    assert one.lines == budget_from_tables(OWNER, given(DISCLOSURE.tables), [], []).lines
