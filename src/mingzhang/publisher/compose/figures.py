"""Displayed figures one below the other: what each is called, shows and exactly amounts to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from mingzhang.cube import WAN_YUAN, YI_YUAN, YUAN, Fact

__all__ = ["Figure", "figures"]

_MONEY: Final = {unit.name: unit for unit in (YUAN, WAN_YUAN, YI_YUAN)}
_CENTS: Final = 2
"""The decimals of an amount in 元."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A displayed figure with all that is said of it.

    `place` names it as a reader would, `text` is what is printed in `unit`. `amount` is in 元: to
    the 分 where the source knew it, else what the printed figure says; None of what is no money.
    `basis` tells which of the two it is, or what a share, rate or change was computed from.
    """

    address: str
    place: str
    coordinate: str
    unit: str
    text: str
    amount: Decimal | None
    basis: str


def figures(facts: Iterable[Fact], place_of: Callable[[str], str]) -> tuple[Figure, ...]:
    """The facts that show a figure, each address once, in their order.

    A cell left blank shows none. `place_of` names an address in words.
    """
    shown: dict[str, Figure] = {}
    for fact in facts:
        if fact.text is not None and fact.address not in shown:
            shown[fact.address] = _figure(fact, fact.text, place_of(fact.address))
    return tuple(shown.values())


def _figure(fact: Fact, text: str, place: str) -> Figure:
    amount, basis = _amount(fact, text)
    return Figure(
        fact.address,
        place,
        str(fact.coordinate),
        fact.unit,
        text,
        amount,
        fact.derivation or basis,
    )


def _amount(fact: Fact, text: str) -> tuple[Decimal | None, str]:
    unit = _MONEY.get(fact.unit)
    if unit is None:
        return None, ""
    if fact.exact is not None:
        return Decimal(fact.exact).scaleb(-_CENTS), "精确到分"
    try:
        printed = Decimal(text.replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None, ""
    return (printed * unit.size).scaleb(-_CENTS), "按显示数折算"
