"""No wording makes a rule fail: the run would stop for every document that holds it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.checker.rules.reworded import reworded

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.scheme import load_scheme

KNOWN = [one for code, one in known_rules().items() if code.startswith(("PCT", "CNT"))]
NUMBERS = st.one_of(
    st.decimals(0, 10**6, places=2).map(lambda one: f"{one:,}"),
    st.integers(0, 99).map(str),
    st.sampled_from(["0", "0.00", "0.000", "６．４６", "6.\n46", "1,2", "007", "99999999.99"]),
)
PLACES = [
    ("3.1", "6.46"), ("3.1", "12.92"), ("3.1", "56.46"), ("3.2", "99.11"), ("3.5", "11.92"),
    ("3.8", "0.1"), ("3.8", "3.33"), ("3.9", "1.20"), ("3.10", "17.00"), ("3.10", "88.24"),
    ("3.11", "412.5"),
]  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), NUMBERS), max_size=3, unique_by=lambda one: one[0])
)
def test_rules_survive_any_number(changes: list[tuple[tuple[str, str], str]]) -> None:
    document = reworded([(section, old, new) for (section, old), new in changes])
    examined = Examined(load_scheme(document.scheme, document.fiscal_year), document)
    for known in KNOWN:
        list(known.check(examined))


@pytest.mark.parametrize("text", ["无", "1.2.3", "", "12,", "−3", "1e5"])
def test_figures_that_are_no_numbers_are_left_out(text: str) -> None:
    document = reworded()
    facts = tuple(
        structs.replace(fact, text=text) if fact.address.startswith("3.") else fact
        for fact in document.facts
    )
    changed = structs.replace(document, facts=facts)
    examined = Examined(load_scheme(document.scheme, document.fiscal_year), changed)
    for known in KNOWN:
        list(known.check(examined))
