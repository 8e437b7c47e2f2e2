"""The block of a page comes back from its JSON; values say what figures are worth."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.disclosures import TEXTS

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import Entity, ModelError
from mingzhang.model.page_facts import (
    PageFact,
    PageFacts,
    exact_of,
    page_facts_from_json,
    page_facts_to_json,
    printed_number,
    value_text,
)

ADDRESSES = st.lists(TEXTS.filter(bool), min_size=1, max_size=3).map(
    lambda parts: "a" + ".".join(part.replace(".", "") for part in parts)
)
COORDINATES = st.dictionaries(
    st.sampled_from(["function", "unit"]), TEXTS.filter(bool), max_size=2
).map(lambda members: str(Coordinate.of(members)))
BLOCKS = st.builds(
    PageFacts,
    sha256=TEXTS,
    scheme=TEXTS,
    fiscal_year=st.integers(2000, 2100),
    period=TEXTS,
    entity=st.builds(Entity, name=TEXTS, level=st.just("unit")),
    exact=st.booleans(),
    coordinates=st.lists(COORDINATES, max_size=4).map(tuple),
    units=st.lists(TEXTS, max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, TEXTS), max_size=2).map(tuple),
    facts=st.lists(
        st.builds(
            PageFact,
            address=ADDRESSES,
            coordinate=st.integers(0, 3),
            unit=st.integers(0, 3),
            derivation=TEXTS,
            evidence=st.lists(st.integers(0, 3), max_size=2).map(tuple),
            label=TEXTS,
        ),
        max_size=5,
    ).map(tuple),
    rest=st.dictionaries(TEXTS, st.lists(TEXTS, max_size=1), max_size=2),
)


def block(*facts: PageFact, **changes: object) -> PageFacts:
    fixed = {
        "sha256": "00",
        "scheme": "shanxi",
        "fiscal_year": 2026,
        "period": "2026-01-01/2027-01-01",
        "entity": Entity(name="示范县档案馆", level="department"),
        "exact": True,
        "facts": facts,
    }
    return PageFacts(**{**fixed, **changes})  # type: ignore[arg-type]


@given(BLOCKS)
def test_block_comes_back_from_its_json(one: PageFacts) -> None:
    assert page_facts_from_json(page_facts_to_json(one)) == one


def test_what_repeats_is_written_once() -> None:
    facts = (
        PageFact("03.2013902.total", 0),
        PageFact("03.2013902.basic", 1, 0, "sum(0)"),
        PageFact("3.1.total", 0, 0, "", (), "收入总计"),
    )
    places = tuple(
        str(Coordinate.of({"function": "2013902", **more})) for more in ({}, {"kind": "basic"})
    )
    written = json.loads(page_facts_to_json(block(*facts, coordinates=places)))
    assert written["facts"] == [
        ["03.2013902.total"],
        [".basic", 1, 0, "sum(0)"],
        ["3.1.total", 0, 0, "", [], "收入总计"],
    ]
    assert written["members"] == ["function=2013902", "kind=basic"]
    assert written["coordinates"] == ["budget(0)", "budget(0,1)"]


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "\x7f", "\u2028", "\uffff", "\x00"])
def test_text_that_a_page_cannot_hold_is_written_as_numbers(text: str) -> None:
    written = page_facts_to_json(block(PageFact(f"a{text}"), units=(text,)))
    assert text not in written
    assert "<" not in written
    assert page_facts_from_json(written).units == (text,)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "{",
        b"\xff",
        "{}",
        page_facts_to_json(block()).replace('"version":1', '"version":2'),
        page_facts_to_json(block()).replace("page-facts", "disclosure"),
        page_facts_to_json(block()).replace('"coordinates":[]', '"coordinates":["budget(7)"]'),
    ],
)
def test_data_that_is_no_block_is_refused(data: str | bytes) -> None:
    with pytest.raises(ModelError, match="网页中的数据不符合格式"):
        page_facts_from_json(data)


def fact(text: str, unit: str, exact: int | None = None, derivation: str | None = None) -> Fact:
    return Fact("a", Coordinate(), text, unit, exact, derivation)


@pytest.mark.parametrize(
    ("one", "value"),
    [
        (fact("191.02", "万元", 191_020_000), "1910200.00"),
        (fact("191.02", "万元"), "1910200"),
        (fact("1.2345678", "万元"), "12345.678"),
        (fact("1.23456", "亿元"), "123456000"),
        (fact("133,140", "元"), "133140"),
        (fact("133140.50", "元", 13_314_050), "133140.50"),
        (fact("−3.5", "万元"), "-35000"),
        (fact("-3.5", "万元"), "-35000"),
        (fact("０．５０", "万元"), "5000"),
        (fact("0.00", "万元", 0), "0.00"),
        (fact("0.00", "万元", -49_99), "-49.99"),
        (fact("14", "个", 14), "14"),
        (fact("75", "平方米", 7500), "75.00"),
        (fact("75.5", "平方米"), "75.5"),
        (fact("16.08", "%", derivation="rate(budget())"), "16.08"),
        (fact("若干", "辆"), None),
        (fact("若干", "辆", 3), "3"),
    ],
)
def test_value_is_a_plain_decimal_with_the_digits_that_are_known(
    one: Fact, value: str | None
) -> None:
    assert value_text(one) == value


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(["元", "万元", "亿元", "平方米", "辆"]),
)
def test_exact_amount_comes_back_from_its_value(amount: int, unit: str) -> None:
    assert exact_of(value_text(fact("1", unit, amount)), unit) == amount


@pytest.mark.parametrize(
    ("value", "unit", "derivation"),
    [
        ("1910200", "万元", None),
        ("0", "%", "share(budget(),budget())"),
        ("12.5", "辆", None),
        ("1,910,200.00", "万元", None),
        ("", "元", None),
        (None, "元", None),
    ],
)
def test_value_that_is_known_as_displayed_gives_no_exact_amount(
    value: str | None, unit: str, derivation: str | None
) -> None:
    assert exact_of(value, unit, derivation) is None


@pytest.mark.parametrize("text", ["—", "", "1.", "1.2.3", "12万", None])
def test_what_is_no_number_has_none(text: str | None) -> None:
    assert printed_number(text) is None
