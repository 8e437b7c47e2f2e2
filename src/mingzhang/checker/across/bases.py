"""What a document says of last year's amounts: in changes, in rates, or in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Final

from msgspec import Struct

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.rates.changes import (
    Change,
    changes,
    evidence_of,
    in_words,
    label_of,
)
from mingzhang.checker.rules.rates.diagnosis import diagnoses
from mingzhang.checker.rules.rates.ranges import Amount
from mingzhang.cube import AmountError, Coordinate, Displayed, Evidence, Fact, show, unit_named
from mingzhang.sentence import Matched

__all__ = ["Base", "bases_of"]

_PRIOR: Final = re.compile(r"prior\((?P<place>.*)\)", re.DOTALL)

_SAID: Final = (
    r"(?:上年|{last_year}年)度?(?:年初)?预算(?:数|安排|总额)?(?:为|是)?\s*"
    r"(?P<number>\d[\d,，]*(?:[.．]\d+)?)\s*(?P<unit>亿元|万元|元)"
)
_ENDS: Final = re.compile(r"[。；;\n]")
_MONEY: Final = frozenset({"元", "万元", "亿元"})

_Range = tuple[int, int]


class Base(Struct, frozen=True, array_like=True):
    """An amount of last year as a statement of this year's document makes it.

    `ranges` are what the statement allows, in base units, the likeliest first: several where the
    document contradicts itself. `told` quotes the statement; `total` is this year's amount.
    """

    address: str
    place: str
    label: str
    unit: str
    told: str
    ranges: tuple[_Range, ...]
    total: _Range | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def displayed(self) -> Displayed:
        """What the statement itself allows."""
        return Displayed(*self.ranges[0])

    @property
    def shown(self) -> str:
        """Last year's amount as the printed figures make it."""
        unit = unit_named(self.unit)
        middle = sum(self.ranges[0]) // 2
        return f"{show(middle, unit, 2 if unit.size > 1 else 0)}{self.unit}"

    def meets(self, amount: Displayed) -> bool:
        """Whether the statement can be about such an amount."""
        return any(Displayed(*one).meets(amount) for one in self.ranges)


def bases_of(document: Examined) -> Iterator[Base]:
    """All that a document says of last year's amounts, in the order of the text."""
    flawed = {id(one.change) for one in diagnoses(document)}
    for change in changes(document):
        places = [
            fact.coordinate
            for fact in document.by_address.get(change.address, ())
            if fact.derivation is None
        ]
        ranges = tuple(dict.fromkeys(_ranges(change, is_flawed=id(change) in flawed)))
        if places and ranges:
            total = change.totals[0]
            yield Base(
                change.address,
                str(places[0]),
                label_of(document, change),
                change.unit,
                in_words(change),
                ranges,
                (total.low, total.high),
                evidence_of(document, change, *change.matches),
            )
    yield from _in_words(document)
    yield from _stated_outright(document)


def _ranges(change: Change, *, is_flawed: bool) -> Iterator[_Range]:
    """What a change makes of last year's amount; one that is wrong may be so in any of its parts.

    That is told already: here every reading counts that one slip away would be right.
    """
    signs = [one for one in (change.sign, change.rate_sign) if one is not None]
    if is_flawed:
        signs += [1, -1]
    moved = change.moved and _rounded(change.moved, change.unit, change.amount)
    for stated in change.totals:
        total = _rounded(stated, change.unit)
        for sign in dict.fromkeys(signs):
            if moved is not None:
                yield _less(total, moved, sign)
            if change.percentage is not None and (is_flawed or change.moved is None):
                share = change.percentage
                yield from _before(total, share.low, share.high, sign)


def _rounded(amount: Amount, unit: str, printed: Matched | None = None) -> Amount:
    """An amount, and of a printed zero all that rounds to it; a bare 0 is nothing at all."""
    if amount.low != 0 or amount.high != 0 or (printed and set(printed.text) == {"0"}):
        return amount
    displayed = Displayed.parse("0.00" if unit_named(unit).size > 1 else "0", unit_named(unit))
    return Amount(displayed.low, displayed.high)


def _less(total: Amount, moved: Amount, sign: int) -> _Range:
    """This year's amount without what was added."""
    if sign == 0:
        return total.low, total.high
    ends = [total.low - sign * moved.low, total.low - sign * moved.high]
    ends += [total.high - sign * moved.low, total.high - sign * moved.high]
    return max(0, min(ends)), max(0, *ends)


def _before(total: Amount, least: Fraction, most: Fraction, sign: int) -> Iterator[_Range]:
    """The amounts of which a change by such a percentage gives this year's."""
    factors = [1 + sign * share / 100 for share in (least, most)]
    if min(factors) > 0 and total.low >= 0:
        yield floor(total.low / max(factors)), ceil(total.high / min(factors))


def _in_words(document: Examined) -> Iterator[Base]:
    """Last year's amounts that a sentence names behind this year's, outside of its template."""
    said = re.compile(_SAID.format(last_year=document.words["last_year"]))
    texts = {section.id: section.text for section in document.disclosure.narrative}
    for section, matches in document.told_changes.items():
        for found in said.finditer(texts[section]):
            start, end = found.span("number")
            before = [one for one in matches if one.aspect is None and one.end <= start]
            if any(one.aspect == "prior" and one.start == start for one in matches) or not before:
                continue
            address = f"{section}.{before[-1].name}"
            figures = [one for one in document.by_address.get(address, ()) if not one.derivation]
            is_near = not _ENDS.search(texts[section], before[-1].end, start)
            if figures and is_near and figures[0].unit in _MONEY:
                told = Fact(address, figures[0].coordinate, found["number"], found["unit"])
                path = f"narrative.{section}"
                evidence = document.evidence(path, start, end) or (
                    Evidence(found["number"], start=start, end=end),
                )
                yield from _outright(document, told, figures[0].coordinate, evidence)


def _stated_outright(document: Examined) -> Iterator[Base]:
    """Last year's amounts that stand in so many words, or in a column of their own."""
    for fact in document.facts:
        place = _prior_place(fact)
        if place is None or fact.text is None:
            continue
        yield from _outright(document, fact, place, fact.evidence)


def _outright(
    document: Examined, fact: Fact, place: Coordinate, evidence: tuple[Evidence, ...]
) -> Iterator[Base]:
    try:
        displayed = fact.displayed()
    except AmountError:
        return
    yield Base(
        fact.address,
        str(place),
        document.labels.of(fact.address),
        fact.unit,
        f"{fact.text}{fact.unit}",
        ((displayed.low, displayed.high),),
        None,
        evidence,
    )


def _prior_place(fact: Fact) -> Coordinate | None:
    """Where last year's document has the amount that a figure states of last year."""
    if fact.derivation and (found := _PRIOR.fullmatch(fact.derivation)):
        return Coordinate.parse(found["place"])
    if fact.derivation is None and fact.coordinate.year == -1:
        return Coordinate(fact.coordinate.members, fact.coordinate.measure)
    return None
