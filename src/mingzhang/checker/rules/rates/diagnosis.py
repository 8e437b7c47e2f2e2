"""Which part of a stated change is wrong, and what it should say.

A change is told by four things that must belong together: a direction, an amount, a direction
again and a rate; with this year's amount each of them follows from the others. Where a section
states the same change twice, the one that belongs together proves the other wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.rates.changes import OPPOSITE, Change, changes, in_words
from mingzhang.checker.rules.rates.clashes import clashes, signed
from mingzhang.checker.rules.rates.prescribed import rated_figures
from mingzhang.checker.rules.rates.ranges import Amount, likely_percent, percent, shown
from mingzhang.checker.rules.rates.reasons import stated_reasons
from mingzhang.checker.slips import slip_between
from mingzhang.cube import show, unit_named
from mingzhang.sentence import Matched

__all__ = ["Diagnosis", "Flaw", "diagnoses"]

Flaw = Literal["rate", "base", "nothing", "amount", "way", "impossible", "restated", "no rate"]

_MOST: Final = 400
"""A range of amounts with more printed values than this suggests nothing."""

_CLOSE: Final = Fraction(1, 100)
"""Reasons that come so near to a change, in its unit, are meant to come to it."""

_AHEAD: Final = 24
"""So many characters behind an amount a rate may stand that could not be read."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a change: `wrong` is the part that says so (None: it is missing).

    `flaw` is one of: the rate is another ("rate") or was taken of this year's amount ("base"); there
    was nothing last year to have a rate of ("nothing"); the amount does not belong to the rate
    ("amount"); a word says the wrong direction ("way"); more was added than there is
    ("impossible"); the same change is stated otherwise in `other` ("restated"); "no rate".
    `is_sure` is false where rounding of the amount could explain it.
    """

    change: Change
    flaw: Flaw
    wrong: Matched | None
    expected: str | None = None
    slip: str | None = None
    other: Change | None = None
    is_sure: bool = True


@lru_cache(maxsize=1)
def diagnoses(document: Examined) -> tuple[Diagnosis, ...]:
    """What is wrong with the changes of a document, at most one flaw for each statement."""
    told: dict[str, list[Change]] = defaultdict(list)
    clashing = {id(one.suspect) for one in clashes(document)}
    for change in changes(document):
        if id(change) not in clashing:
            told[change.address].append(change)
    return tuple(one for same in told.values() for one in _Group(document, same).diagnoses())


@dataclass(frozen=True)
class _Group:
    """All statements of one change within a section."""

    document: Examined
    same: Sequence[Change]

    def diagnoses(self) -> Iterator[Diagnosis]:
        found = [(change, self._diagnosis(change)) for change in self.same]
        yield from (one for _, one in found if one is not None)
        sound = [change for change, one in found if one is None]
        for change in sound[1:]:
            if _statement(change) != _statement(sound[0]):
                yield self._restated(sound[0], change)

    def _restated(self, first: Change, second: Change) -> Diagnosis:
        """Two statements that each could be right: the one that more bears out is taken to be."""
        wrong, other = second, first
        if self._support(first) < self._support(second):
            wrong, other = first, second
        part, right = _differing(wrong, other)
        slip = slip_between(wrong.amount.text, right) if wrong.amount and right else None
        return Diagnosis(wrong, "restated", part, right, slip, other)

    def _support(self, change: Change) -> tuple[bool, int]:
        """Whether a rate, or that none is needed, proves a statement; how many reasons come to it."""
        proven = bool(change.rate) or change.prior(change.sign or 0) == 0
        amount = signed(change)
        reasons = [total for one in self.same for total in stated_reasons(one)]
        return proven, sum(abs(total - amount) < _CLOSE for total in reasons)

    def _diagnosis(self, change: Change) -> Diagnosis | None:
        if change.moved is None or not change.totals:
            return None
        if change.rate_sign is not None and change.sign not in (None, change.rate_sign):
            return self._words(change)
        sign = change.sign if change.sign is not None else change.rate_sign
        if not sign:
            return None
        if not change.is_possible(sign):
            return self._impossible(change, sign)
        if change.rate is None:
            return self._without_rate(change, sign)
        if not change.fits(sign):
            return self._misfit(change, sign)
        right = change.right_rate(sign)
        if change.fits(sign, is_rounded=False) or right is None:
            return None
        return replace(self._rate(change, right, "rate"), is_sure=False)

    # Directions

    def _words(self, change: Change) -> Diagnosis | None:
        """The two words differ: which one the figures, or the other statement, prove wrong."""
        ways = [way for way in (change.way, change.rate_way) if way is not None]
        proven = [sign for sign in (1, -1) if change.is_possible(sign) and change.fits(sign)]
        others = [one.sign for one in self.same if one is not change and one.sign == one.rate_sign]
        right = proven[0] if len(proven) == 1 else next(iter(others), None)
        if right is None:
            return Diagnosis(change, "way", ways[1], OPPOSITE.get(ways[1].text))
        wrong = ways[0] if change.sign != right else ways[1]
        return Diagnosis(change, "way", wrong, OPPOSITE.get(wrong.text))

    def _other_way(self, change: Change) -> Diagnosis:
        way = change.way or change.rate_way
        return Diagnosis(change, "way", way, OPPOSITE.get(way.text) if way else None)

    def _impossible(self, change: Change, sign: int) -> Diagnosis | None:
        """More was added than there is: the direction, or the amount."""
        other = self._sound_other(change)
        if other is not None and other.amount and other.sign == sign:
            return self._amount(change, other.amount.text, "impossible", other)
        if (change.rate is not None and change.fits(-sign)) or (other and other.sign == -sign):
            return self._other_way(change)
        likely = self._likely_amount(change, sign)
        if change.rate is None and change.amount:
            whole = self._as_stated(change, change.totals[0])
            if not slip_between(change.amount.text, whole):
                return self._other_way(change)
            likely = whole
        return self._amount(change, likely, "impossible", None)

    # Rates

    def _misfit(self, change: Change, sign: int) -> Diagnosis:
        """Amount and rate do not belong together."""
        other = self._sound_other(change)
        right = change.right_rate(sign)
        if other is not None and other.sign == sign and other.amount and other.rate:
            if _number(other.rate) == _number(change.rate):
                return self._amount(change, other.amount.text, "amount", other)
            if _number(other.amount) == _number(change.amount):
                return self._rate(change, right, "rate")
        if right is None:
            return self._of_nothing(change)
        if change.is_possible(-sign) and change.fits(-sign):
            return self._other_way(change)
        if any(_is_share(change, total) for total in change.totals):
            return self._rate(change, right, "base")
        return self._likelier(change, sign, right)

    def _of_nothing(self, change: Change) -> Diagnosis:
        likely = self._likely_amount(change, 1)
        if likely is not None:
            return self._amount(change, likely, "amount", None)
        return Diagnosis(change, "nothing", change.rate)

    def _likelier(self, change: Change, sign: int, right: Fraction) -> Diagnosis:
        """The rate is wrong, unless only a slip in the amount explains what is stated."""
        rate = self._rate(change, right, "rate")
        if rate.slip is None:
            likely = self._likely_amount(change, sign)
            if likely is not None:
                return self._amount(change, likely, "amount", None)
        return rate

    def _without_rate(self, change: Change, sign: int) -> Diagnosis | None:
        """A rate must stand where the template has one, unless there was nothing before."""
        prior = change.prior(sign)
        moved = change.moved
        if moved is None or moved.is_nothing or prior is None or not self._wants_rate(change):
            return None
        if any(total.low <= moved.high and moved.low <= total.high for total in change.totals):
            return None if sign > 0 else self._other_way(change)
        whole = self._as_stated(change, change.totals[0])
        is_new = sign > 0 and self._is_all_new()
        if is_new and change.amount and slip_between(change.amount.text, whole):
            return self._amount(change, whole, "restated", self._sound_other(change))
        right = change.right_rate(sign)
        if right is None:
            return None
        return Diagnosis(change, "no rate", None, percent(right, 2))

    def _is_all_new(self) -> bool:
        """Whether another amount of the document is stated to have been nothing last year."""
        return any(
            one.rate is None and one.moved and not one.moved.is_nothing and one.prior(1) == 0
            for one in changes(self.document)
            if one.sign == 1
        )

    def _wants_rate(self, change: Change) -> bool:
        definition = self.document.scheme.section(change.section)
        if change.amount is None or change.key not in rated_figures(
            self.document.scheme, definition
        ):
            return False
        section = next(s for s in self.document.disclosure.narrative if s.id == change.section)
        behind = section.text[change.amount.end : change.amount.end + _AHEAD]
        return not any(sign in behind for sign in "%％")

    # What it should say

    def _sound_other(self, change: Change) -> Change | None:
        """Another statement of the same change that belongs together in itself."""
        for other in self.same:
            sign = other.sign
            if other is change or not sign or other.rate_sign not in (None, sign):
                continue
            if other.fits(sign) or (other.rate is None and other.prior(sign) == 0):
                return other
        return None

    def _rate(self, change: Change, right: Fraction | None, flaw: Flaw) -> Diagnosis:
        stated = change.rate.text if change.rate else None
        expected = likely_percent(right, stated) if right is not None else None
        slip = slip_between(stated, expected) if stated and expected else None
        return Diagnosis(change, flaw, change.rate, expected, slip)

    def _amount(
        self, change: Change, expected: str | None, flaw: Flaw, other: Change | None
    ) -> Diagnosis:
        stated = change.amount.text if change.amount else None
        slip = slip_between(stated, expected) if stated and expected else None
        return Diagnosis(change, flaw, change.amount, expected, slip, other)

    def _as_stated(self, change: Change, amount: Amount) -> str:
        places = len(change.amount.text.partition(".")[2]) if change.amount else 2
        return show(int(amount.middle), unit_named(change.unit), places)

    def _likely_amount(self, change: Change, sign: int) -> str | None:
        """The amount that belongs to the rate and that a slip made what is stated."""
        stated, share = change.amount, change.percentage
        if stated is None or share is None:
            return None
        places = len(stated.text.partition(".")[2])
        unit = unit_named(change.unit)
        step = max(1, unit.size // 10**places)
        total = change.totals[0].middle
        low, high = (total * one / (100 + sign * one) / step for one in (share.low, share.high))
        if not 0 <= high - low <= _MOST:
            return None
        texts = [show(n * step, unit, places) for n in range(int(low), int(high) + 2)]
        plain = stated.text.replace(",", "")
        likely = [text for text in texts if self._explains(change, text, sign)]
        slips = [text for text in likely if slip_between(plain, text)]
        swaps = [text for text in slips if sorted(text) == sorted(plain)]
        return next(iter(swaps or slips), None)

    def _explains(self, change: Change, text: str, sign: int) -> bool:
        moved = shown(text, change.unit)
        amount = Amount(moved.low, moved.high)
        return change.belongs(change.totals[0], amount, sign)


def _number(one: Matched | None) -> Fraction | None:
    return number_of(one.text) if one else None


def _statement(change: Change) -> tuple[int | None, Fraction | None, Fraction | None]:
    return change.sign, change.moved.middle if change.moved else None, _number(change.rate)


def _differing(wrong: Change, other: Change) -> tuple[Matched | None, str | None]:
    """The part of one statement that the other has otherwise, and what that one has."""
    if wrong.sign != other.sign:
        if wrong.amount is None or other.amount is None:
            return wrong.way, in_words(other)
        return wrong.way, other.way.text if other.way else None
    if _number(wrong.amount) != _number(other.amount):
        return wrong.amount, other.amount.text if other.amount else None
    return (wrong.rate or wrong.amount), other.rate.text if other.rate else None


def _is_share(change: Change, total: Amount) -> bool:
    """Whether the rate is the change as a share of this year's amount."""
    moved = change.moved
    if moved is None or change.percentage is None or total.low <= 0:
        return False
    least, most = Fraction(100 * moved.low, total.high), Fraction(100 * moved.high, total.low)
    return change.percentage.meets(least, most)
