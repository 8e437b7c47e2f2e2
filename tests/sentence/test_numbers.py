"""Numbers as sentences print them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.cube import WAN_YUAN, YUAN, Displayed, unit_named
from mingzhang.sentence.numbers import (
    NUMBER,
    amount_text,
    displayed_steps,
    percent_text,
    share_text,
)


@pytest.mark.parametrize(
    ("amount", "number_format", "text"),
    [
        (0, "comma", "0"),
        (0, "short", "0"),
        (49_99, "comma", "0.00"),
        (49_99, "short", "0"),
        (50_00, "short", "0.01"),
        (17_081_700_00, "comma", "1,708.17"),
        (17_081_700_00, "plain", "1708.17"),
        (9_812_000_00, "short", "981.2"),
        (9_810_000_00, "short", "981"),
        (1_000_000_00, "short", "100"),
        (-22_44_00_00, "plain", "-22.44"),
    ],
)
def test_an_amount_is_printed_in_its_format(amount: int, number_format: str, text: str) -> None:
    assert amount_text(amount, WAN_YUAN, number_format) == text


def test_things_are_counted_without_decimals_and_areas_are_short() -> None:
    assert amount_text(17, unit_named("辆"), "count") == "17"
    assert amount_text(405_20, unit_named("平方米"), "short") == "405.2"


def test_a_scheme_may_print_other_decimals() -> None:
    assert amount_text(1_234_567_50, YUAN, "comma", 0) == "1,234,568"
    assert displayed_steps(1_234_567_50, YUAN, 0) == 1_234_568
    assert displayed_steps(1_234_567_50, WAN_YUAN) == 123_46


@pytest.mark.parametrize(
    ("part", "whole", "number_format", "text"),
    [
        (0, 97, "percent", "0"),
        (5, 0, "percent", "0"),
        (97, 97, "percent", "100.00"),
        (97, 97, "short", "100"),
        (1, 3, "percent", "33.33"),
        (1, 800, "percent", "0.13"),
        (1, 100_000, "percent", "0.00"),
        (31, 1000, "short", "3.1"),
    ],
)
def test_a_share_is_printed_with_two_decimals(
    part: int, whole: int, number_format: str, text: str
) -> None:
    assert share_text(part, whole, number_format) == text


def test_a_rate_has_no_sign() -> None:
    assert (
        percent_text(-22_44, 221_06, "percent") == percent_text(22_44, 221_06, "percent") == "10.15"
    )


@given(
    amount=st.integers(-(10**13), 10**13),
    number_format=st.sampled_from(["comma", "plain"]),
)
def test_a_printed_amount_reads_back_as_a_range_that_holds_it(
    amount: int, number_format: str
) -> None:
    text = amount_text(amount, WAN_YUAN, number_format)
    assert re.fullmatch(NUMBER, text)
    assert Displayed.parse(text, WAN_YUAN).holds(amount)
