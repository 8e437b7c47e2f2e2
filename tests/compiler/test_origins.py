"""A figure says in which cells of the workbook its amount was written."""

from __future__ import annotations

import pytest
from tests.department import workbook

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.cube import Evidence


@pytest.fixture(scope="module")
def origins() -> dict[str, tuple[Evidence, ...]]:
    facts = compile_budget(read_budget(workbook())).disclosure.facts
    return {fact.address: fact.evidence for fact in facts}


def test_a_figure_of_one_line_names_its_cell(origins: dict[str, tuple[Evidence, ...]]) -> None:
    assert origins["03.2210201.total"] == (Evidence("33600", sheet="预算明细", cell="K8"),)


def test_a_figure_of_few_lines_names_their_cells(origins: dict[str, tuple[Evidence, ...]]) -> None:
    assert [one.cell for one in origins["03.2012604.project"]] == ["K10", "K11", "K12"]


def test_a_figure_of_many_lines_or_of_none_names_no_cell(
    origins: dict[str, tuple[Evidence, ...]],
) -> None:
    assert origins["03.合计.total"] == ()
    assert origins["03.2210201.project"] == ()
