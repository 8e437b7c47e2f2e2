"""Prices times counts in words: 每人每月500元, 20人, 6个月, 共需6万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Final

from mingzhang.checker.rules.arithmetic.expressions import Node
from mingzhang.checker.rules.arithmetic.quantities import COUNTED, OF_PLACES, Quantity
from mingzhang.checker.rules.arithmetic.things import Text, Thing

__all__ = ["PriceClaim", "per_of", "price_claim", "yearly_claims"]

_PER: Final = re.compile(rf"(?:每(?:一)?{OF_PLACES}|人均|户均|月均|年均)({COUNTED})?")
_AVERAGE: Final = re.compile("([人户月年])均")
_RATIO: Final = re.compile(r"\d+[:比]\d+")
_A_YEAR: Final = re.compile("全年|一年|每年|年度|/年")
_OPEN: Final = re.compile(r"[ ]*\((?:全年|一年|每年|年|合每年|折合全年)[^\d)]{0,6}$")
_BORNE: Final = re.compile("(?:承担|负担|分担|配套)[^,。;]{0,4}$")
_PAYING: Final = re.compile("(?:性|集中)?(?:发放|支付|拨付|兑现|付清|结算)")
_PEOPLE: Final = frozenset("人名位")
_MONTHS: Final = frozenset(("月", "个月"))
_DAYS: Final = frozenset("天日")
_MONTH: Final = min(_MONTHS)
_TWELVE: Final = 12


@dataclass(frozen=True, slots=True)
class PriceClaim:
    """That a price times counts comes to a total."""

    node: Quantity | Node
    total: Quantity
    start: int


def per_of(text: Text, thing: Thing, after: int) -> frozenset[str]:
    """What a price is per, by strokes behind it (元/月) and words before it (每人每月)."""
    quantity = thing.quantity
    behind = quantity.per if quantity else ()
    words = text.plain[after : thing.start]
    clauses = re.split("[,;。、]", words)
    before = [found[1] for found in _PER.finditer(clauses[-1]) if found[1]]
    averages = [found[1] for found in _AVERAGE.finditer(clauses[-1])]
    return frozenset(map(_family, (*behind, *before, *averages)))


def _family(unit: str) -> str:
    for family in (_PEOPLE, _MONTHS, _DAYS):
        if unit in family:
            return min(family)
    return unit


def price_claim(text: Text, things: Sequence[Thing], thing: Thing) -> PriceClaim | None:
    """The one price before a total with one count for each unit that it is per."""
    total = thing.quantity
    near = [
        one
        for one in things
        if text.sentence(one) == text.sentence(thing) and not (one.total and one.kind == "money")
    ]
    if total is None or total.per or any(one.is_expression or one.kind == "share" for one in near):
        return None
    price = _price(text, [one for one in near if one.kind == "money"])
    words = text.plain[near[0].start : total.start] if near else ""
    if price is None or (_RATIO.search(words) and not _is_borne(text, price[0])):
        return None
    counted = [one for one in near if not _PAYING.match(text.plain, one.end)]
    factors = list(_factors(counted, price[1], words))
    chosen = [one for one in factors if one is not None]
    if len(chosen) < len(factors) or not factors:
        return None
    node = reduce(lambda one, other: Node("*", one, other), chosen, price[0].node)
    return PriceClaim(node, total, near[0].start)


def _price(text: Text, prices: Sequence[Thing]) -> tuple[Thing, frozenset[str]] | None:
    """The price that counts, with what it is per; of a monthly and its yearly one the yearly."""
    if not prices or len(prices) > 2:
        return None
    first, last = prices[0], prices[-1]
    before = max((one.end for one in text.things if one.end <= first.start), default=0)
    per = per_of(text, first, before)
    if first is not last:
        if _is_yearly(text, first, last):
            per = (per - {_MONTH}) | {"年"}
        elif _is_borne(text, last):
            per |= per_of(text, last, first.end)
        else:
            return None
    return (last, per) if per else None


def _is_borne(text: Text, price: Thing) -> bool:
    """Whether a price is what one level of government bears of another price."""
    return bool(_BORNE.search(text.before(price)))


def _is_yearly(text: Text, one: Thing, other: Thing) -> bool:
    """Whether the second sum stands in brackets as that of the year."""
    return bool(_OPEN.match(text.plain[one.end : other.start]))


def _factors(near: Sequence[Thing], per: frozenset[str], words: str) -> Iterator[Quantity | None]:
    """For each unit of a price its count; None where there is none or more than one."""
    counts = [one.node for one in near if one.kind == "count" and isinstance(one.node, Quantity)]
    for unit in sorted(per):
        own = [one for one in counts if _family(one.unit) == unit]
        if len(own) == 1:
            yield own[0]
        elif own:
            yield None
        elif unit == _MONTH and _A_YEAR.search(words):
            yield _months(counts[0].start if counts else 0)
        elif unit != "年":
            yield None
    spare = [one for one in counts if _family(one.unit) not in per and one.amount != 1]
    if spare:
        yield None


def _months(start: int) -> Quantity:
    """Twelve months, which a year has though nobody writes it."""
    number = Fraction(_TWELVE)
    return Quantity(-1 - start, -1 - start, -1 - start, "12", number, Fraction(1), "count", "个月")


def yearly_claims(text: Text) -> Iterator[PriceClaim]:
    """A monthly price with the sum of a year in brackets behind it: 每月3500元(全年42000元)."""
    last = 0
    for one, other in zip(text.things, text.things[1:], strict=False):
        first, second = one.quantity, other.quantity
        if (
            first
            and second
            and one.kind == other.kind == "money"
            and _is_yearly(text, one, other)
            and _MONTH in per_of(text, one, last)
        ):
            yield PriceClaim(Node("*", first, _months(one.start)), second, one.start)
        last = one.end
