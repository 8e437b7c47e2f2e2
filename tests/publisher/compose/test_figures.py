"""Displayed figures below each other: exact amounts where known, and what is said of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.cube import Coordinate, Fact
from mingzhang.publisher.compose.figures import figures

PLACE = Coordinate.of({"function": "201"})


def fact(
    text: str | None,
    unit: str = "万元",
    exact: int | None = None,
    derivation: str | None = None,
    address: str = "03.201.total",
) -> Fact:
    return Fact(address, PLACE, text, unit, exact, derivation)


@pytest.mark.parametrize(
    ("one", "amount", "basis"),
    [
        (fact("191.02", exact=191_020_049), "1910200.49", "精确到分"),
        (fact("191.02"), "1910200.00", "按显示数折算"),
        (fact("1,191.02"), "11910200.00", "按显示数折算"),
        (fact("−3.20"), "-32000.00", "按显示数折算"),
        (fact("133140", "元"), "133140.00", "按显示数折算"),
        (fact("1.5", "亿元"), "150000000.00", "按显示数折算"),
        (fact("3.83", exact=3_830_000, derivation="change(budget())"), "38300.00",
         "change(budget())"),
        (fact("4", "辆", 4), None, ""),
        (fact("305.83", "平方米", 30583), None, ""),
        (fact("12.54", "%", derivation="rate(budget())"), None, "rate(budget())"),
        (fact("若干"), None, ""),
    ],
)  # fmt: skip
def test_figure_says_its_amount_and_what_it_rests_on(
    one: Fact, amount: str | None, basis: str
) -> None:
    (figure,) = figures([one], str)
    assert figure.amount == (None if amount is None else Decimal(amount))
    assert figure.basis == basis


def test_blank_cell_is_left_out_and_an_address_is_listed_once() -> None:
    facts = [fact(None, exact=0, address="a"), fact("1.00", address="b"), fact("2.00", address="b")]
    found = figures(facts, {"b": "表三 合计"}.__getitem__)
    assert [(one.address, one.place, one.text) for one in found] == [("b", "表三 合计", "1.00")]
