"""Every rule has its page, its row in a scheme, its cases and its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhang.checker import across as across_package
from mingzhang.checker import rules as rules_package
from mingzhang.checker.engine import known_rules
from mingzhang.checker.pages import HEADINGS, rule_page
from mingzhang.checker.report.html.families import family_of, family_title
from mingzhang.scheme import available_schemes, load_scheme

TESTS = Path(__file__).parents[1]
MODULES = [
    path
    for package in (rules_package, across_package)
    for path in Path(package.__file__).parent.glob("*/*.py")
    if re.search(r"^RULE\b", path.read_text("utf-8"), re.MULTILINE)
]
CODES = list(known_rules())


def test_every_rule_has_a_code_and_a_name_of_its_own() -> None:
    names = [known.rule.name for known in known_rules().values()]
    assert len(set(names)) == len(names)
    assert len(CODES) == len(MODULES)


def test_a_module_is_named_after_the_flaw() -> None:
    stems = {path.stem.replace("_", "-") for path in MODULES}
    assert {known.rule.name for known in known_rules().values()} == stems


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_three_letters_and_three_digits(code: str) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", code)


def test_a_reader_of_a_report_is_told_every_family_by_a_name() -> None:
    families = {family_of(code) for code in CODES}
    assert [one for one in families if family_title(one) == one] == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_a_flaw_and_the_five_headings_in_order(code: str) -> None:
    page = rule_page(known_rules()[code])
    assert page.flaw
    assert tuple(page.parts) == HEADINGS
    assert all(page.parts.values())


@pytest.mark.parametrize("code", CODES)
def test_a_rule_is_switched_on_by_some_scheme(code: str) -> None:
    schemes = [load_scheme(name, years[-1]) for name, years in available_schemes().items()]
    assert any(code in scheme.rules for scheme in schemes)


def test_schemes_switch_on_no_rule_that_does_not_exist() -> None:
    named = {
        code
        for name, years in available_schemes().items()
        for code in load_scheme(name, years[-1]).rules
    }
    assert named - set(CODES) == set()


def test_every_rule_is_named_in_a_test_or_a_file_of_cases() -> None:
    told = "\n".join(
        path.read_text("utf-8")
        for folder in ("checker", "rules")
        for path in (TESTS / folder).rglob("*")
        if path.suffix in {".py", ".yaml"}
    )
    assert [code for code in CODES if code not in told] == []
