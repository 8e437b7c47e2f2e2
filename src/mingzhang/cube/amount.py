"""Exact amounts, the units they are shown in, and what a displayed amount says about them.

An exact amount is an `int` of its measure's base unit: 分 for money, one for things that are
counted, 0.01 平方米 for areas. Rounding is half away from zero, as budget systems do it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from msgspec import Struct

__all__ = [
    "COUNT",
    "SQUARE_METRE",
    "WAN_YUAN",
    "YI_YUAN",
    "YUAN",
    "AmountError",
    "Displayed",
    "Unit",
    "exact_amount",
    "show",
    "unit_named",
]


class AmountError(ValueError):
    """A text that is no amount, or an amount finer than its base unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of display; `size` is how many base units it holds (a 万元 holds 1,000,000 分).

    >>> WAN_YUAN.size
    1000000
    """

    name: str
    size: int


YUAN: Final = Unit("元", 100)
WAN_YUAN: Final = Unit("万元", 1_000_000)
YI_YUAN: Final = Unit("亿元", 10_000_000_000)
COUNT: Final = Unit("", 1)
SQUARE_METRE: Final = Unit("平方米", 100)

_UNITS: Final = {unit.name: unit for unit in (YUAN, WAN_YUAN, YI_YUAN, SQUARE_METRE)}
_NUMBER: Final = re.compile(r"(?P<sign>[-−－+＋]?)(?P<whole>\d[\d,，]*)(?:[.．](?P<part>\d+))?")


def unit_named(name: str) -> Unit:
    """The unit of this name; a name of things (辆, 个, 台) is a unit of counting.

    >>> unit_named("辆").size
    1
    """
    return _UNITS.get(name) or Unit(name, 1)


def exact_amount(number: Decimal, unit: Unit) -> int:
    """`number` of `unit` as an exact amount in base units.

    Raises:
        AmountError: the number is finer than the base unit (0.001 元).

    >>> exact_amount(Decimal("35.12"), WAN_YUAN)
    35120000
    """
    scaled = number * unit.size
    whole = int(scaled)
    if whole != scaled:
        raise AmountError(f"{number}{unit.name} 的位数过细，无法精确表示")
    return whole


def _round_to(amount: int, step: int) -> int:
    """`amount` in whole steps, rounded half away from zero."""
    steps, rest = divmod(abs(amount), step)
    steps += 2 * rest >= step
    return steps if amount >= 0 else -steps


def show(amount: int, unit: Unit, decimals: int, *, grouping: bool = False) -> str:
    """`amount` (base units) as printed in `unit` with so many decimals; no sign before a zero.

    >>> show(17081700_00, WAN_YUAN, 2, grouping=True)
    '1,708.17'
    >>> show(-49_99, WAN_YUAN, 2)
    '0.00'
    """
    base = 10**decimals
    if unit.size % base:
        units = _round_to(amount * base, unit.size)
    else:
        units = _round_to(amount, unit.size // base)
    whole, part = divmod(abs(units), base)
    text = f"{whole:,}" if grouping else str(whole)
    if decimals:
        text += f".{part:0{decimals}d}"
    return f"-{text}" if units < 0 else text


class Displayed(Struct, frozen=True, gc=False):
    """What a displayed amount says: every exact amount that would be printed this way.

    A table in 万元 with two decimals prints 36.00 from 35.995 up to, but without, 36.005 万元;
    `low` and `high` are the least and the greatest such amount in base units, both included. The
    range of a negative amount is mirrored. Rounded parts clash with their rounded total only if
    no exact amounts explain both.

    >>> total = Displayed.parse("36.00", WAN_YUAN)
    >>> total.meets(Displayed.parse("30.00", WAN_YUAN) + Displayed.parse("5.99", WAN_YUAN))
    True
    >>> total.meets(Displayed.parse("30.00", WAN_YUAN) + Displayed.parse("5.00", WAN_YUAN))
    False
    """

    low: int
    high: int

    @classmethod
    def exactly(cls, amount: int) -> Displayed:
        """An amount that is known in full, as a blank cell is known to be zero."""
        return cls(amount, amount)

    @classmethod
    def parse(cls, text: str, unit: Unit) -> Displayed:
        """Read a printed amount; its digits after the point are its scale.

        Thousand separators and full-width signs are read too.

        Raises:
            AmountError: the text is no number, or no exact amount would be printed so.
        """
        match = _NUMBER.fullmatch(text.strip())
        if match is None:
            raise AmountError(f"“{text}”不是金额")
        part = match["part"] or ""
        digits = int(re.sub("[,，]", "", match["whole"]) + part)
        low, high = _range_of(digits, unit.size, 10 ** len(part))
        if low > high:
            raise AmountError(f"“{text}”的小数位数超过{unit.name}能精确表示的位数")
        return cls(-high, -low) if match["sign"] in tuple("-−－") else cls(low, high)

    def __add__(self, other: Displayed) -> Displayed:
        """Every sum of an amount from each: what two displayed parts can add up to."""
        return Displayed(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Displayed) -> Displayed:
        """Every difference of an amount from each."""
        return Displayed(self.low - other.high, self.high - other.low)

    def meets(self, other: Displayed) -> bool:
        """Whether some exact amount is in both."""
        return self.low <= other.high and other.low <= self.high

    def common(self, other: Displayed) -> Displayed:
        """The exact amounts in both; `low` lies above `high` where there are none."""
        return Displayed(max(self.low, other.low), min(self.high, other.high))

    def holds(self, amount: int) -> bool:
        """Whether this exact amount would be printed so."""
        return self.low <= amount <= self.high


def _range_of(digits: int, size: int, base: int) -> tuple[int, int]:
    """The least and greatest n >= 0 (or symmetric about 0) with |n·base/size − digits| rounding to it.

    In halves of a printed step: (2·digits − 1)·size <= 2·base·n < (2·digits + 1)·size.
    """
    double = 2 * base
    low = -((-(2 * digits - 1) * size) // double)
    high = ((2 * digits + 1) * size - 1) // double
    return (low, high) if digits else (-high, high)
