"""What holds for every equation and list: right ones pass, one wrong digit is found and mended."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingzhang.checker.rules.arithmetic.blame import blamed
from mingzhang.checker.rules.arithmetic.claims import false_claims

PRICES = st.integers(101, 9999)
COUNTS = st.integers(11, 999)
SUMS = st.lists(st.decimals("1.01", "99.99", places=2), min_size=2, max_size=6)


def changed(data: st.DataObject, number: str) -> str:
    """The number with another digit somewhere."""
    places = [place for place, mark in enumerate(number) if mark.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("123456789").filter(lambda mark: mark != number[place]))
    return number[:place] + digit + number[place + 1 :]


def list_of(sums: list[Decimal], total: str) -> str:
    parts = "、".join(f"第{number}批{one}万元" for number, one in enumerate(sums, 1))
    return f"{parts}，合计{total}万元。"


@given(PRICES, COUNTS)
def test_a_right_product_is_no_false_claim(price: int, count: int) -> None:
    for text in (
        f"每册{price}元，{count}册，共计{price * count}元。",
        f"{price}元×{count}册={price * count}元。",
        f"{price}*{count}={Decimal(price * count) / 10000}万元。",
    ):
        assert false_claims(text).false == []


@given(PRICES, COUNTS, st.data())
def test_a_wrong_result_of_an_equation_is_found_and_mended(
    price: int, count: int, data: st.DataObject
) -> None:
    right = str(price * count)
    wrong = changed(data, right)
    claims = false_claims(f"{price}元×{count}册={wrong}元，其中{price}元、{count}册为上年数。")
    (claim,) = claims.false
    blame = blamed(claim, claims, [])
    assert claim.total.number == wrong
    assert blame.quantity is claim.total or blame.slip
    assert blame.expected == right or blame.quantity is not claim.total


@given(SUMS)
def test_a_right_list_is_no_false_claim(sums: list[Decimal]) -> None:
    assert false_claims(list_of(sums, str(sum(sums)))).false == []


@given(SUMS, st.data())
def test_a_wrong_total_of_a_list_is_found(sums: list[Decimal], data: st.DataObject) -> None:
    right = sum(sums)
    wrong = changed(data, str(right))
    assume(abs(Decimal(wrong) - right) > Decimal("0.005") * (len(sums) + 1))
    claims = false_claims(list_of(sums, wrong))
    found = [blamed(claim, claims, []) for claim in claims.false]
    assert [(one.quantity.number, one.expected) for one in found] in (
        [(wrong, str(right))],
        [],  # some of the parts make the wrong total, too
    )


@pytest.mark.parametrize(
    "text",
    ["(" * 9000, "1" + "每" * 9000, "1*" * 9000 + "1=5元", "3人每人2元、" * 2000 + "共计9元", ""],
)
def test_texts_without_end_are_read_in_time(text: str) -> None:
    false_claims(text)
