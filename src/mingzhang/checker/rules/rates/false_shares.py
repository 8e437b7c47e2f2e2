"""Shares that no amounts stated of the part and the whole explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.rates.ranges import Amount, Percentage, amounts_of
from mingzhang.checker.rules.rates.shares import Share, shares

__all__ = ["FalseShare", "false_shares"]


@dataclass(frozen=True, slots=True)
class FalseShare:
    """A share that is not what it should be, with the amounts stated of the part and the whole."""

    share: Share
    parts: Sequence[Amount]
    wholes: Sequence[Amount]


@lru_cache(maxsize=1)
def false_shares(document: Examined) -> tuple[FalseShare, ...]:
    """All of a document, in its order."""
    return tuple(_false_shares(document))


def _false_shares(document: Examined) -> Iterator[FalseShare]:
    for one in shares(document):
        parts, wholes = amounts_of(document, one.parts), amounts_of(document, one.wholes)
        if parts and wholes and not _is_explained(one, parts, wholes):
            yield FalseShare(one, parts, wholes)


def _is_explained(one: Share, parts: Sequence[Amount], wholes: Sequence[Amount]) -> bool:
    stated = Percentage.parse(one.fact.text or "0")
    return any(_meets(stated, part, whole) for part in parts for whole in wholes)


def _meets(stated: Percentage, part: Amount, whole: Amount) -> bool:
    """Whether an exact part and an exact whole have this share; of nothing it is nothing."""
    if whole.high <= 0:
        return stated.meets(Fraction(0), Fraction(0))
    least = Fraction(100 * part.low, whole.high)
    most = Fraction(100 * part.high, whole.low) if whole.low > 0 else stated.high
    return stated.meets(least, most)
