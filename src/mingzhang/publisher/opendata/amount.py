"""What a displayed figure is worth in its base unit, and how finely it is known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from mingzhang.cube import YUAN, Fact, Unit, unit_named
from mingzhang.model.page_facts import printed_number

__all__ = ["base_unit", "decimal_text", "is_money", "step", "total", "value"]

_CENT: Final = Decimal("0.01")


def is_money(unit: str) -> bool:
    """Whether amounts printed in this unit are money."""
    return unit.endswith(YUAN.name)


def base_unit(unit: str) -> str:
    """The unit that values of figures printed in a unit stand in: 元 for money, else the same."""
    return YUAN.name if is_money(unit) else unit


def value(fact: Fact) -> Decimal | None:
    """The exact amount where it is known, else the displayed one; None if it is no number."""
    unit = unit_named(fact.unit)
    if fact.exact is not None:
        return Decimal(fact.exact) / _base(fact.unit, unit)
    number = printed_number(fact.text)
    if number is None or not is_money(fact.unit):
        return number
    return number * unit.size / YUAN.size


def _base(name: str, unit: Unit) -> int:
    """How many of the units in which exact amounts are kept make one of the base unit."""
    return YUAN.size if is_money(name) else unit.size


def step(fact: Fact) -> Decimal:
    """What one more in the last printed digit is worth in 元; 0 where the amount is exact."""
    number = printed_number(fact.text)
    if fact.exact is not None or number is None:
        return Decimal(0)
    _, _, part = f"{number:f}".partition(".")
    return Decimal(unit_named(fact.unit).size).scaleb(-len(part)) / YUAN.size


def decimal_text(number: Decimal | None, unit: str = YUAN.name) -> str:
    """A number as csv holds it: money with both digits of 分, else as short as it is.

    >>> decimal_text(Decimal("191.02") * 10000), decimal_text(Decimal("12.50"), "%")
    ('1910200.00', '12.5')
    """
    if number is None:
        return ""
    if is_money(unit):
        return f"{number.quantize(_CENT):f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def total(facts: Iterable[Fact]) -> Decimal:
    """The sum of what figures are worth; one that is no number counts as nothing."""
    return sum((value(fact) or Decimal(0) for fact in facts), Decimal(0))
