"""What a printed figure says of the amount behind it."""

from __future__ import annotations

import pytest

from mingzhang.cube import Coordinate, Displayed, Fact


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        # What is printed with decimals is rounded; a blank, and a bare 0, is nothing at all
        ("0.00", "万元", -49_99, 49_99),
        ("0", "万元", 0, 0),
        (" 0 ", "万元", 0, 0),
        (None, "万元", 0, 0),
        ("0", "元", 0, 0),
        ("0.50", "万元", 4950_00, 5049_99),
        ("5", "万元", 45000_00, 54999_99),
    ],
)
def test_range_of_a_figure(text: str | None, unit: str, low: int, high: int) -> None:
    assert Fact("03.1.total", Coordinate(), text, unit).displayed() == Displayed(low, high)
