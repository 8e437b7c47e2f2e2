"""Printed figures as numbers that show the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.publisher.render.xlsx.numbers import number_of


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("948.41", "948.41", "0.00"),
        ("0.00", "0", "0.00"),
        ("0", "0", "0"),
        ("-3.20", "-3.20", "0.00"),
        ("1,234.5", "1234.5", "#,##0.0"),
        ("28,100,000", "28100000", "#,##0"),
        ("1234567890123.45", "1234567890123.45", "0.00"),
    ],
)
def test_figure_is_a_number_with_its_format(text: str, value: str, code: str) -> None:
    number = number_of(text)
    assert number is not None
    assert (number.value, number.format) == (Fraction(value), code)


@pytest.mark.parametrize(
    "text",
    ["", "≥80人", "007", "-0.00", "1,23", "12,34,567", "１２", "1.", ".5", "−3.20", "98.22%",
     "1e5", "12345678901234.56", "=1+1"],
)  # fmt: skip
def test_text_that_no_number_shows_as_is_none(text: str) -> None:
    assert number_of(text) is None


@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False), st.booleans())
def test_number_shows_as_printed(value: Decimal, grouped: bool) -> None:
    text = f"{value:,.2f}" if grouped else f"{value:.2f}"
    number = number_of(text)
    if number is None:
        assert text == "-0.00"
    else:
        again = float(f"{float(number.value):.16G}")
        assert f"{again:{',' if '#' in number.format else ''}.2f}" == text
