"""What a printed amount says, and how an exact one is printed."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.cube import (
    COUNT,
    SQUARE_METRE,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    AmountError,
    Displayed,
    Unit,
    exact_amount,
    show,
    unit_named,
)

SHOWN = [
    (133_140_00, YUAN, 0, "133140"),
    (263_138_64, YUAN, 2, "263138.64"),
    (50, YUAN, 0, "1"),
    (49, YUAN, 0, "0"),
    (-50, YUAN, 0, "-1"),
    (-49, YUAN, 0, "0"),
    (17_081_700_00, WAN_YUAN, 2, "1708.17"),
    (50_00, WAN_YUAN, 2, "0.01"),
    (49_99, WAN_YUAN, 2, "0.00"),
    (-50_00, WAN_YUAN, 2, "-0.01"),
    (-49_99, WAN_YUAN, 2, "0.00"),
    (0, WAN_YUAN, 2, "0.00"),
    (0, WAN_YUAN, 0, "0"),
    (5_000_00, WAN_YUAN, 0, "1"),
    (35_994_999, WAN_YUAN, 2, "35.99"),
    (35_995_000, WAN_YUAN, 2, "36.00"),
    (-35_995_000, WAN_YUAN, 2, "-36.00"),
    (1_234_567_890_00, YI_YUAN, 2, "12.35"),
    (5_000_000_00, YI_YUAN, 1, "0.1"),
    (-4_999_999_99, YI_YUAN, 1, "0.0"),
    (17, COUNT, 0, "17"),
    (405_21, SQUARE_METRE, 2, "405.21"),
    # more decimals than the unit holds
    (150, YUAN, 3, "1.500"),
    (-3, COUNT, 2, "-3.00"),
    (1, WAN_YUAN, 8, "0.00000100"),
]


@pytest.mark.parametrize(("amount", "unit", "decimals", "text"), SHOWN)
def test_an_amount_is_shown_rounded_half_away_from_zero(
    amount: int, unit: Unit, decimals: int, text: str
) -> None:
    assert show(amount, unit, decimals) == text


def test_thousands_are_grouped_only_where_wanted() -> None:
    assert show(281_234_567_00, WAN_YUAN, 2, grouping=True) == "28,123.46"
    assert show(281_234_567_00, WAN_YUAN, 2) == "28123.46"
    assert show(-1_234_567_00, YUAN, 0, grouping=True) == "-1,234,567"


RANGES = [
    ("36.00", WAN_YUAN, 35_995_000, 36_004_999),
    ("-36.00", WAN_YUAN, -36_004_999, -35_995_000),
    ("36", WAN_YUAN, 35_500_000, 36_499_999),
    ("0.00", WAN_YUAN, -49_99, 49_99),
    ("-0.00", WAN_YUAN, -49_99, 49_99),
    ("0.01", WAN_YUAN, 50_00, 149_99),
    ("12", YUAN, 11_50, 12_49),
    ("12.00", YUAN, 12_00, 12_00),
    ("12.000", YUAN, 12_00, 12_00),
    ("0.000", YUAN, 0, 0),
    ("1.2", YI_YUAN, 115_000_000_00, 124_999_999_99),
    ("17", COUNT, 17, 17),
    ("17.00", COUNT, 17, 17),
    ("75.5", SQUARE_METRE, 75_45, 75_54),
]


@pytest.mark.parametrize(("text", "unit", "low", "high"), RANGES)
def test_a_printed_amount_says_every_amount_that_would_be_printed_so(
    text: str, unit: Unit, low: int, high: int
) -> None:
    assert Displayed.parse(text, unit) == Displayed(low, high)


@pytest.mark.parametrize(
    "text", ["1,708.17", " 1708.17 ", "1，708.17", "１７０８．１７", "+1708.17", "＋1,708．17"]
)
def test_separators_width_and_plus_do_not_count(text: str) -> None:
    assert Displayed.parse(text, WAN_YUAN) == Displayed.parse("1708.17", WAN_YUAN)


@pytest.mark.parametrize("text", ["-0.93", "−0.93", "－0.93"])
def test_every_minus_is_read(text: str) -> None:
    assert Displayed.parse(text, WAN_YUAN) == Displayed(-934_999, -925_000)


@pytest.mark.parametrize(
    "text", ["", "—", "一万", "1.2.3", ".5", "5.", "3元", "1 000", "--1", "1e3"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(AmountError, match="不是金额"):
        Displayed.parse(text, WAN_YUAN)


@pytest.mark.parametrize(
    ("text", "unit"), [("1.505", YUAN), ("0.5", COUNT), ("0.0000005", WAN_YUAN)]
)
def test_a_display_that_no_exact_amount_has_is_refused(text: str, unit: Unit) -> None:
    with pytest.raises(AmountError, match="小数位数"):
        Displayed.parse(text, unit)


def test_an_exact_amount_holds_no_fraction_of_its_base_unit() -> None:
    assert exact_amount(Decimal("35.12"), WAN_YUAN) == 35_120_000
    assert exact_amount(Decimal("-0.01"), YUAN) == -1
    with pytest.raises(AmountError, match="位数过细"):
        exact_amount(Decimal("0.001"), YUAN)


def test_a_name_of_things_is_a_unit_of_counting() -> None:
    assert unit_named("亿元") is YI_YUAN
    assert unit_named("辆") == Unit("辆", 1)


UNITS = st.sampled_from([YUAN, WAN_YUAN, YI_YUAN, COUNT, SQUARE_METRE, Unit("打", 12)])
AMOUNTS = st.integers(-(10**14), 10**14) | st.integers(-200, 200)
DECIMALS = st.integers(0, 4)


@given(amount=AMOUNTS, unit=UNITS, decimals=DECIMALS)
def test_an_amount_lies_in_the_range_of_its_display(amount: int, unit: Unit, decimals: int) -> None:
    assert Displayed.parse(show(amount, unit, decimals), unit).holds(amount)


@given(amount=AMOUNTS, unit=UNITS, decimals=DECIMALS)
def test_a_range_ends_where_the_display_changes(amount: int, unit: Unit, decimals: int) -> None:
    text = show(amount, unit, decimals)
    said = Displayed.parse(text, unit)
    assert [show(end, unit, decimals) for end in (said.low, said.high)] == [text, text]
    assert text not in [show(beyond, unit, decimals) for beyond in (said.low - 1, said.high + 1)]


@given(amount=AMOUNTS, unit=UNITS, decimals=DECIMALS)
def test_separators_and_the_opposite_sign_change_nothing_else(
    amount: int, unit: Unit, decimals: int
) -> None:
    said = Displayed.parse(show(amount, unit, decimals), unit)
    assert Displayed.parse(show(amount, unit, decimals, grouping=True), unit) == said
    assert Displayed.parse(show(-amount, unit, decimals), unit) == Displayed(-said.high, -said.low)


@given(amount=st.integers(-(10**9), 10**9), unit=st.sampled_from([WAN_YUAN, YI_YUAN]))
def test_rounding_is_that_of_decimal_half_up(amount: int, unit: Unit) -> None:
    exact = Decimal(amount) / unit.size
    rounded = exact.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    assert Decimal(show(amount, unit, 2)) == rounded


@settings(max_examples=300)
@given(
    size=st.integers(1, 5),
    total=st.integers(-12, 12),
    parts=st.lists(st.integers(-5, 5), min_size=1, max_size=3),
)
def test_parts_meet_their_total_exactly_when_exact_amounts_explain_both(
    size: int, total: int, parts: list[int]
) -> None:
    unit = Unit("份", size)
    amounts = range(-80, 81)
    explained = any(
        show(sum(chosen), unit, 0) == str(total)
        for chosen in product(
            *([one for one in amounts if show(one, unit, 0) == str(part)] for part in parts)
        )
    )
    said = Displayed.exactly(0)
    for part in parts:
        said += Displayed.parse(str(part), unit)
    assert Displayed.parse(str(total), unit).meets(said) == explained


@given(one=st.integers(-30, 30), other=st.integers(-30, 30), size=st.integers(1, 6))
def test_a_difference_undoes_a_sum(one: int, other: int, size: int) -> None:
    unit = Unit("份", size)
    first, second = Displayed.parse(str(one), unit), Displayed.parse(str(other), unit)
    exact = [(a, b) for a in _inside(first) for b in _inside(second)]
    assert all((first - second).holds(a - b) and (first + second).holds(a + b) for a, b in exact)
    assert first - second == first + Displayed(-second.high, -second.low)


def _inside(said: Displayed) -> range:
    return range(said.low, said.high + 1)
