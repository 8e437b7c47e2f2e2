"""A rule that fails stops with its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.department import workbook

from mingzhang.checker import RuleError, check, engine
from mingzhang.checker.examined import Examined
from mingzhang.workflow import InputError
from mingzhang.workflow.checking import checked_file
from mingzhang.workflow.opening import open_disclosure


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def fails(document: Examined) -> list[None]:
        raise ZeroDivisionError

    known = dict(engine.known_rules())
    rule = known["SUM104"]
    known["SUM104"] = engine.KnownRule(rule.rule, fails, rule.page)  # type: ignore[arg-type]
    monkeypatch.setattr(engine, "known_rules", lambda: known)
    path = tmp_path / "预算.xlsx"
    path.write_bytes(workbook())
    return path


def test_rule_that_fails_is_named(book: Path) -> None:
    opened = open_disclosure(book)
    with pytest.raises(RuleError, match="规则 SUM104（sum-is-improbable）运行失败"):
        check(opened.scheme, opened.disclosure)


def test_rule_that_fails_is_told_of_the_file_and_stops_no_other(book: Path) -> None:
    error = checked_file(book)
    assert isinstance(error, InputError)
    assert str(error).startswith("预算.xlsx：规则 SUM104（sum-is-improbable）运行失败，没有查完；")
