"""Exact ranges: what displayed amounts and percentages allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.kinds import corrections, kind_faults
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.slips import slip_between
from mingzhang.cube import AmountError, Displayed, Fact, unit_named

__all__ = ["Amount", "Percentage", "amounts_of", "likely_percent", "percent", "shown"]

_USUAL: Final = 2
"""Decimals that percentages are printed with."""


@dataclass(frozen=True, slots=True)
class Percentage:
    """What a printed percentage says: from `low` up to, but without, `high`.

    >>> one = Percentage.parse("9.58")
    >>> one.meets(Fraction(9575, 1000), Fraction(9576, 1000))
    True
    """

    low: Fraction
    high: Fraction

    @classmethod
    def parse(cls, text: str) -> Percentage:
        """Read a percentage; a bare 0 is nothing at all, not something under one half."""
        number = number_of(text)
        places = len(folded(text).partition(".")[2]) if number else _USUAL
        half = Fraction(1, 2 * 10**places)
        return cls(number - half, number + half)

    def meets(self, low: Fraction, high: Fraction) -> bool:
        """Whether some percentage from `low` up to `high` is printed so."""
        return low < self.high and self.low <= high


@dataclass(frozen=True, slots=True)
class Amount:
    """One of the amounts that a document states of one place; `middle` is what is printed."""

    low: int
    high: int

    @property
    def middle(self) -> Fraction:
        """The amount as printed, in base units."""
        return Fraction(self.low + self.high, 2)

    @property
    def is_nothing(self) -> bool:
        """Whether it is printed as zero."""
        return self.low <= 0 <= self.high


@lru_cache(maxsize=4096)
def shown(text: str | None, unit: str) -> Displayed:
    """What a displayed amount allows; a bare 0 stands for nothing, however coarse it is.

    Raises:
        AmountError: the text is no number.
    """
    if text is None or not folded(text).strip("0.,"):
        return Displayed.exactly(0)
    return Displayed.parse(text, unit_named(unit))


def amounts_of(document: Examined, facts: Sequence[Fact]) -> list[Amount]:
    """The different amounts that are stated of one place, the best attested first.

    What sums and kinds make of a suspected figure counts as stated too.
    """
    right: dict[int, str | None] = {
        id(fault.suspect): fault.expected for fault in kind_faults(document)
    }
    right |= corrections(document)
    worths: Counter[tuple[str | None, str]] = Counter()
    for fact in _restated(document, facts):
        mended = right.get(id(fact))
        worths[fact.text, fact.unit] += mended is None
        if mended is not None:
            worths[mended, fact.unit] += 2
    return _clusters(worths)


def _restated(document: Examined, facts: Sequence[Fact]) -> list[Fact]:
    found = {id(one): one for fact in facts for one in document.restatements(fact)}
    return list(found.values())


def _clusters(worths: Mapping[tuple[str | None, str], int]) -> list[Amount]:
    """Displays that allow a common amount, put together."""
    found: list[tuple[Amount, int]] = []
    for (text, unit), worth in worths.items():
        try:
            _add(found, shown(text, unit), worth)
        except AmountError:
            continue
    return [amount for amount, _ in sorted(found, key=lambda one: -one[1])]


def _add(found: list[tuple[Amount, int]], displayed: Displayed, worth: int) -> None:
    for number, (known, count) in enumerate(found):
        if known.low <= displayed.high and displayed.low <= known.high:
            low, high = max(known.low, displayed.low), min(known.high, displayed.high)
            found[number] = Amount(low, high), count + worth
            return
    found.append((Amount(displayed.low, displayed.high), worth))


def percent(value: Fraction, decimals: int) -> str:
    """A percentage (not negative) as printed, rounded half up.

    >>> percent(Fraction(22, 97) * 100, 2)
    '22.68'
    """
    base = 10**decimals
    steps = int(value * base + Fraction(1, 2))
    return f"{steps // base}.{steps % base:0{decimals}d}" if decimals else str(steps)


def likely_percent(value: Fraction, stated: str | None) -> str:
    """A percentage as it should stand, with the decimals that explain what is stated by a slip."""
    usual = percent(value, _USUAL)
    if not value:
        return "0"
    if stated is None:
        return usual
    places = len(stated.partition(".")[2])
    own = percent(value, places)
    if slip_between(stated, usual) or not 0 < places < _USUAL:
        return usual if places or usual.rstrip("0.") != own.rstrip("0.") else own
    return own
