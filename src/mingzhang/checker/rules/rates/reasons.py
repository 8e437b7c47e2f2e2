"""What the reasons that a person wrote add up to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.rates.changes import Change

__all__ = [
    "Cause",
    "all_causes_of",
    "causes_of",
    "divisions_of",
    "in_wan_yuan",
    "stated_reasons",
]

_CAUSE: Final = re.compile(
    r"(?P<way>增加|增长|上升|提高|新增|增收|增|减少|下降|降低|压减|核减|调减|减收|节约|减|"
    r"(?<=年)多|(?<=年)少)"
    r"了?\s*(?P<number>\d[\d,，]*(?:[.．]\d+)?)\s*(?P<unit>万元|亿元|元)"
)
_MONEY: Final = re.compile(r"(?<![\d.,，．])\d[\d,，]*(?:[.．]\d+)?\s*(?:万元|亿元|元)")
_UP: Final = frozenset("增上提新多")
_WITHIN: Final = re.compile(r"其中[:：]?")
_ENDS: Final = re.compile(r"[；;。\n]")
_OPEN: Final = re.compile(r"等(?:原因|因素)?[。；;，,]?$|主要有|等[，,]|[XxＸｘ×*＊]{2,}")
_SCALES: Final = {"元": Fraction(1, 10_000), "万元": Fraction(1), "亿元": Fraction(10_000)}


@dataclass(frozen=True, slots=True)
class Cause:
    """An amount (in 万元, less than nothing for a decrease) that a reason names."""

    amount: Fraction
    slack: Fraction
    way: str
    text: str
    way_start: int
    start: int


@lru_cache(maxsize=256)
def causes_of(reason: str) -> tuple[Cause, ...]:
    """The amounts that a reason names side by side; what 其中 divides is counted once.

    Empty where the reason is no complete account: an amount is about, has no direction beside it,
    or the list ends in 等.
    """
    inner = [_inner(reason, one.end()) for one in _WITHIN.finditer(reason)]
    amounts = [
        one
        for one in _MONEY.finditer(reason)
        if not any(start <= one.start() < end for start, end in inner)
    ]
    found = tuple(_causes(reason, {one.start() for one in amounts}))
    return () if len(found) < len(amounts) or _OPEN.search(reason) else found


def _causes(reason: str, places: Collection[int]) -> Iterator[Cause]:
    for one in _CAUSE.finditer(reason):
        if one.start("number") not in places:
            continue
        number, scale = number_of(one["number"]), _SCALES[one["unit"]]
        decimals = len(folded(one["number"]).partition(".")[2])
        sign = 1 if one["way"][0] in _UP else -1
        slack = scale / (2 * 10 ** max(decimals, 2))
        yield Cause(
            sign * number * scale,
            slack,
            one["way"],
            one["number"],
            one.start("way"),
            one.start("number"),
        )


@lru_cache(maxsize=256)
def all_causes_of(reason: str) -> tuple[Cause, ...]:
    """Every amount that a reason names with its direction, those that divide others too."""
    return tuple(_causes(reason, {one.start() for one in _MONEY.finditer(reason)}))


@lru_cache(maxsize=256)
def divisions_of(reason: str) -> tuple[tuple[Cause, tuple[Cause, ...]], ...]:
    """Amounts that a reason divides (其中) into several, with these."""
    found = []
    causes = all_causes_of(reason)
    for one in _WITHIN.finditer(reason):
        start, end = _inner(reason, one.end())
        before = [cause for cause in causes if cause.start < one.start()]
        parts = tuple(cause for cause in causes if start <= cause.start < end)
        amounts = sum(start <= money.start() < end for money in _MONEY.finditer(reason))
        if before and len(parts) == amounts > 1 and not _OPEN.search(reason[start:end]):
            found.append((before[-1], parts))
    return tuple(found)


def in_wan_yuan(amount: Fraction, unit: str) -> Fraction:
    """An amount of money in the unit that causes are counted in."""
    return amount * _SCALES.get(unit, Fraction(1))


def _inner(reason: str, start: int) -> tuple[int, int]:
    """What 其中 leads in: up to the end of its sentence or list."""
    end = _ENDS.search(reason, start)
    return start, end.start() if end else len(reason)


def stated_reasons(change: Change) -> Iterator[Fraction]:
    """What the reasons of a change come to, if they name amounts."""
    causes = causes_of(change.reason.text) if change.reason else ()
    if causes:
        yield sum((one.amount for one in causes), Fraction(0))
