"""The figure to suspect, and what it should say."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.checker.changed import with_cell
from tests.department import YEAR, workbook

from mingzhang.checker import check
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure, Finding
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", YEAR)


@cache
def department() -> Disclosure:
    return structs.replace(compile_budget(read_budget(workbook())).disclosure, facts=(), forms=())


@cache
def filled() -> list[tuple[str, str, str, str]]:
    """Cells of tables three and five, each of which others determine."""
    return [
        (table.id, row.key, column, text)
        for table in department().tables
        if table.id in ("03", "05")
        for row in table.rows
        for column, text in row.cells.items()
        if text is not None
    ]


def found(changed: Disclosure) -> tuple[Finding, ...]:
    findings = check(SCHEME, changed).findings.findings
    return tuple(one for one in findings if one.code.startswith("SUM"))


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_wrong_digit_is_found_where_it_stands_with_the_right_value(data: st.DataObject) -> None:
    table, key, column, text = data.draw(st.sampled_from(filled()))
    place = data.draw(st.sampled_from([n for n, mark in enumerate(text) if mark.isdigit()]))
    digit = data.draw(st.sampled_from([mark for mark in "0123456789" if mark != text[place]]))
    wrong = text[:place] + digit + text[place + 1 :]
    first, *_ = found(with_cell(department(), table, key, column, wrong))
    assert (first.severity, first.stated, first.expected) == ("error", wrong, text)
    assert (first.cells[0].table, first.cells[0].row, first.cells[0].column) == (table, key, column)


def test_cell_that_was_left_out_is_to_be_filled_in() -> None:
    (one,) = found(with_cell(department(), "03", "2012601", "basic", None))
    assert (one.where, one.stated, one.expected) == (
        "表三 2012601 行政运行 基本支出",
        None,
        "31.10",
    )
    assert "漏填" in one.message


def test_two_slips_are_two_findings() -> None:
    once = with_cell(department(), "03", "2012601", "basic", "31.99")
    twice = with_cell(once, "05", "2012604", "project", "71.00")
    assert [(one.where, one.expected) for one in found(twice)] == [
        ("表三 2012601 行政运行 基本支出", "31.10"),
        ("表五 2012604 档案馆 项目支出", "17.00"),
    ]


def test_gap_that_rounding_explains_is_nothing_at_all() -> None:
    """35.86 = 20.00 + 8.00 + 4.50 + 3.36, each rounded by itself."""
    changed = department()
    for key, column in (("工资福利支出", "total"), ("工资福利支出", "personnel")):
        changed = with_cell(changed, "06", key, column, "35.87")
    assert all(one.where.startswith("表六 合计") for one in found(changed))


@pytest.mark.parametrize(
    ("code", "to"),
    [("2012601", "2012604"), ("2012604", "2012601")],
)
def test_contradiction_that_every_single_sum_passes(code: str, to: str) -> None:
    """Table five shows more in one item than table three does for all periods together."""
    changed = department()
    tables = {table.id: table for table in changed.tables}
    rows = {row.code: row for row in tables["05"].rows}
    cells, others = rows[code].cells, rows[to].cells
    for column in cells:
        changed = with_cell(changed, "05", code, column, others[column])
        changed = with_cell(changed, "05", to, column, cells[column])
    told = found(changed)
    assert told
    assert all(one.severity == "error" for one in told)
    assert any(cell.table == "05" for one in told for cell in one.cells)
