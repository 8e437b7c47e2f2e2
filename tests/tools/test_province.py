"""The invented province: the same for the same seed, without errors, years that agree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from msgspec import structs
from tests.checker.across.together import across, codes, named
from tools.province import Department, edge_disclosures, province

from mingzhang.checker import check
from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.scheme import load_scheme

SIZE, YEAR = 20, 2026
TAILS_AND_ALIKE_NAMES = {"SUM104", "YRS103"}
"""Rounding by chance, and new projects with a name much like an old one: no contradictions."""


@cache
def edges() -> dict[str, Disclosure]:
    return edge_disclosures(YEAR)


def found(disclosure: Disclosure) -> set[str]:
    findings = check(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure).findings
    return {one.code for one in findings.findings} - TAILS_AND_ALIKE_NAMES


def between(disclosures: Sequence[Disclosure]) -> set[str]:
    given = [named(one, str(number)) for number, one in enumerate(disclosures)]
    return {code for one in across(*given) for code in codes(one)} - TAILS_AND_ALIKE_NAMES


@pytest.mark.parametrize("department", province(SIZE, seed=11), ids=lambda one: one.name)
def test_nothing_is_found_in_a_disclosure(department: Department) -> None:
    assert [found(one) for one in department.disclosures(YEAR)] == [set()]


def test_years_of_a_department_agree_with_each_other() -> None:
    for department in province(5, seed=3):
        assert between(list(department.disclosures(YEAR, years=3))) == set()


def test_a_seed_gives_one_province() -> None:
    first, again = (
        [disclosure_to_json(next(one.disclosures(YEAR))) for one in province(3, seed=7)]
        for _ in range(2)
    )
    assert first == again
    assert [one.name for one in province(9, seed=7)] != [one.name for one in province(9, seed=8)]


def test_a_province_has_departments_with_few_projects_and_with_many() -> None:
    sizes = sorted(
        sum(1 for row in rows("12", next(one.disclosures(YEAR))) if row.label != "合计")
        for one in province(120, seed=2)
    )
    assert sizes[0] < 5 < sizes[60] < 30 < 50 < sizes[-1]


def rows(table: str, disclosure: Disclosure) -> Sequence[Any]:
    found = disclosure.table(table)
    return found.rows if found else ()


def test_a_province_larger_than_there_are_departments_is_refused() -> None:
    with pytest.raises(ValueError, match="departments and units, not 1000000"):
        province(1_000_000)


def test_edges_are_what_they_are_called() -> None:
    known = edges()
    assert all(table.rows == () or not amounts(table) for table in known["nothing"].tables)
    assert len(rows("12", known["many-projects"])) > 2_000
    assert known["same-name-1"].entity.name == known["same-name-2"].entity.name
    assert known["same-name-1"].settings["area"] != known["same-name-2"].settings["area"]
    assert "<script>" in known["hostile"].entity.name
    assert [row.label for row in rows("06", known["one-row"])] == [
        "合计",
        "工资福利支出",
        "基本工资",
    ]


def amounts(table: Any) -> list[str]:
    return [text for row in table.rows for text in row.cells.values() if text is not None]


def test_what_is_not_hostile_at_the_edge_is_free_of_errors() -> None:
    scheme = load_scheme("shanxi", YEAR)
    errors = {name for name, one in edges().items() if check(scheme, one).findings.summary.error}
    assert errors == {"hostile"}


def test_a_correction_says_when_and_why_and_changes_figures() -> None:
    before, after = edges()["corrected-before"], edges()["corrected"]
    assert after.settings.keys() - before.settings.keys() == {"corrected_on", "correction"}
    assert structs.replace(after, settings=before.settings) != before
    assert (after.entity, after.fiscal_year) == (before.entity, before.fiscal_year)
