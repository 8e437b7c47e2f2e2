"""Cases of rules: what stands in a document, and all that the rule says of it.

A file of cases names its rule. A case has a sentence as its name and holds

- `text`: what the form of an invented project says under 项目概况;
- `overview`, `narrative`: texts of sections by id; `places`: texts that only places hold;
- `cells`: changed cells of the invented department's tables, [table, row, column, text];
- `wording`: other words in the sentences of the invented department, as `reworded` takes them;
  `variant`: which department;
- `findings`: the whole list; `where` is the form's field, and `severity` the rule's own, unless said.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import structs
from tests.checker.changed import with_cell
from tests.checker.rules.reworded import reworded
from tests.department import workbook

from mingzhang.checker.engine import KnownRule, known_rules
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure, Entity, Form, Placed, Section
from mingzhang.scheme import load_scheme

__all__ = ["FILES", "cases", "expected_of", "said"]

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.yaml"))
WHERE = "绩效表“甲项目” 项目概况"
FIELD = "项目概况"

Told = tuple[str, str | None, str | None, str]


def cases() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The cases of all files: the rule's code, the name of the case, and the case."""
    for path in FILES:
        held = yaml.safe_load(path.read_text("utf-8"))
        for name, case in held["cases"].items():
            yield held["rule"], name, case


def expected_of(code: str, case: dict[str, Any]) -> list[Told]:
    """The findings that a case promises."""
    rule = known_rules()[code].rule
    return [
        (
            one.get("where", WHERE),
            one.get("stated"),
            one.get("expected"),
            one.get("severity", rule.severity),
        )
        for one in case["findings"]
    ]


def said(code: str, case: dict[str, Any]) -> list[Told]:
    """What the rule says of the document of a case."""
    known = known_rules()[code]
    return [
        (one.where, one.stated, one.expected, one.severity or known.rule.severity)
        for one in _found(known, _document(case))
    ]


def _found(known: KnownRule, disclosure: Disclosure) -> Iterator[Found]:
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    for one in known.check(Examined(scheme, disclosure)):
        if isinstance(one, Found):
            known.rule.message.format_map(one.values)
            yield one


@cache
def _department() -> Disclosure:
    return structs.replace(compile_budget(read_budget(workbook())).disclosure, facts=())


def _document(case: dict[str, Any]) -> Disclosure:
    if "wording" in case:
        return reworded(case["wording"], case.get("variant", ""))
    if "cells" in case:
        document = _department()
        for table, row, column, text in case["cells"]:
            document = with_cell(document, table, row, column, text)
        return document
    forms = (Form(kind="project_target", project="甲项目", fields={FIELD: case.get("text", "")}),)
    return Disclosure(
        scheme="shanxi",
        fiscal_year=2025,
        entity=Entity(name="示范县档案馆", level="department"),
        overview=_sections(case.get("overview", {})),
        narrative=_sections(case.get("narrative", {})),
        forms=forms if "text" in case else (),
        places=tuple(Placed(path, text=text) for path, text in case.get("places", {}).items()),
    )


def _sections(texts: dict[str, str]) -> tuple[Section, ...]:
    return tuple(Section(id=name, title="标题", text=text) for name, text in texts.items())
