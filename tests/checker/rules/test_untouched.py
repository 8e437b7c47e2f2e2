"""What is right is left alone."""

from __future__ import annotations

import pytest
from tests.checker.rules.dumped import said
from tests.reader.dumps import department

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.scheme import load_scheme

CODES = [code for code in known_rules() if code.startswith(("STR", "NAM", "CAT"))]


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_said_of_the_publication_as_it_was_compiled(code: str) -> None:
    assert said(code) == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_said_of_a_disclosure_that_was_not_read(code: str) -> None:
    scheme = load_scheme("shanxi", department().fiscal_year)
    assert list(known_rules()[code].check(Examined(scheme, department()))) == []
