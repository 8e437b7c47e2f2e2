"""Every case of every rule: the whole list of findings, with what is stated and what is right."""

from __future__ import annotations

from typing import Any

import pytest
from tests.checker.rules.cases import cases, expected_of, said


@pytest.mark.parametrize(
    ("code", "case"),
    [pytest.param(code, case, id=f"{code}: {name}") for code, name, case in cases()],
)
def test_rule_says_of_a_case_what_the_case_promises(code: str, case: dict[str, Any]) -> None:
    assert said(code, case) == expected_of(code, case)
