"""The invented department's document with other words in its sentences, read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import structs
from tests.department import NAME, content, line, workbook

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure, Section
from mingzhang.reader.recognise.statements import statements
from mingzhang.reader.source import Passage
from mingzhang.scheme import load_scheme
from mingzhang.scheme.view import known_facts

__all__ = ["reworded"]

_PUBLIC = "“三公”经费"


def _with_public_money() -> dict[str, Any]:
    """Two vehicles' running costs and some reception: more of the one, less of the other."""
    held = content()
    spent = (("30217", "10000.00"), ("30231", "40000.00"))
    priors = {_PUBLIC: "52000.00", "公务接待费": "15000.00", "公务用车购置及运行费": "37000.00",
              "公务用车运行维护费": "37000.00"}  # fmt: skip
    reasons = {"three_public": "压减接待", "three_public_reception": "压减接待",
               "three_public_vehicles": "油价上涨", "three_public_running": "油价上涨"}  # fmt: skip
    lines = [
        line(function="2012601", kind="公用经费", economic=code, amount=Decimal(amount))
        for code, amount in spent
    ]
    return {
        "lines": [*held.rows["lines"], *lines],
        "priors": {**held.fields["priors"], **{key: Decimal(one) for key, one in priors.items()}},
        "texts": {**held.fields["texts"], **{f"{key}_reason": one for key, one in reasons.items()}},
    }


def _with_two_units() -> dict[str, Any]:
    held = content()
    other = "示范县地方志办公室"
    unit = {"name": other, "kind": "行政", "reports": "是"}
    own = line(function="2012601", kind="公用经费", economic="30201", amount=Decimal("9000.00"))
    return {
        "units": [{"name": NAME, "kind": "行政", "reports": "是"}, unit],
        "lines": [*held.rows["lines"], {**own, "unit": other}],
    }


_CHANGES = {"": dict, "public money": _with_public_money, "two units": _with_two_units}


@cache
def _department(variant: str) -> Disclosure:
    disclosure = compile_budget(read_budget(workbook(**_CHANGES[variant]()))).disclosure
    return structs.replace(disclosure, facts=(), settings={})


def reworded(
    wordings: Sequence[tuple[str, str, str] | tuple[str, str, str, int]] = (), variant: str = ""
) -> Disclosure:
    """The document with [section, words, other words, which of the places] put in."""
    document = _department(variant)
    texts = {section.id: section.text for section in document.narrative}
    for section, old, new, *place in wordings:
        texts[section] = _replaced(texts[section], old, new, place[0] if place else 1)
    return _read(document, texts)


def _replaced(text: str, old: str, new: str, place: int) -> str:
    pieces = text.split(old)
    assert place < len(pieces), f"“{old}” stands {len(pieces) - 1} times"
    return old.join(pieces[:place]) + new + old.join(pieces[place:])


def _read(document: Disclosure, texts: Mapping[str, str]) -> Disclosure:
    scheme = load_scheme(document.scheme, document.fiscal_year)
    facts = known_facts(scheme, document)
    known = structs.replace(document, facts=facts)
    stated = [
        fact
        for section, text in texts.items()
        for fact in statements(scheme, known, section, Passage(text)).facts
    ]
    narrative = tuple(
        Section(id=one.id, title=one.title, text=texts[one.id]) for one in document.narrative
    )
    return structs.replace(document, narrative=narrative, facts=(*facts, *stated))
