"""`rule`: the list, a page by code or name, and what is no rule."""

from __future__ import annotations

import pytest
from tests.cli.program import Run

from mingzhang.checker.engine import known_rules
from mingzhang.checker.pages import HEADINGS


def test_without_a_code_all_rules_are_listed_one_a_line(run: Run) -> None:
    answer = run("rule")
    assert (answer.code, answer.words) == (0, "")
    lines = answer.data.splitlines()
    assert [line.split()[0] for line in lines] == list(known_rules())
    assert "SUM101  错误  合计与分项之和不符" in lines


@pytest.mark.parametrize("wanted", ["SUM101", "sum101", "total-differs-from-parts"])
def test_a_rule_is_told_under_its_five_headings_with_the_basis_of_the_scheme(
    run: Run, wanted: str
) -> None:
    answer = run("rule", wanted)
    assert (answer.code, answer.words) == (0, "")
    lines = answer.data.splitlines()
    assert lines[0] == "SUM101 合计与分项之和不符（total-differs-from-parts，错误）"
    assert [line.partition("：")[0] for line in lines[2:]] == [*HEADINGS, "山西省部门预算公开"]


def test_an_unknown_rule_is_said_with_what_to_do(run: Run) -> None:
    answer = run("rule", "SUM999")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == ["没有编号为 SUM999 的规则；用 mingzhang rule 列出全部规则"]


def test_no_code_at_all_is_said_with_what_to_do(run: Run) -> None:
    answer = run("rule", "")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == ["规则编号：是空的；用 mingzhang rule 列出全部规则"]
