"""Changes of wholes and of their parts that do not agree, and which one to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.numbers import number_of, text_like
from mingzhang.checker.rules.counts.partitions import figures_of_sections, partitions
from mingzhang.checker.rules.counts.repair import Hint, Puzzle, Sum
from mingzhang.checker.rules.rates.changes import Change, changes
from mingzhang.checker.rules.rates.reasons import stated_reasons
from mingzhang.checker.slips import slip_between

__all__ = ["Clash", "clashes", "signed"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A change to suspect, what it should be, and the wholes with parts that do not come out.

    `right` is less than nothing for a decrease, None where no one value is likely;
    `others` are as likely wrong.
    """

    suspect: Change
    right: Fraction | None
    sums: tuple[tuple[Change, tuple[Change, ...]], ...]
    others: tuple[Change, ...]


@lru_cache(maxsize=1)
def clashes(document: Examined) -> tuple[Clash, ...]:
    """What does not come out where a section states the changes of all parts of a whole."""
    found: list[Clash] = []
    for section, figures in figures_of_sections(document).items():
        known = {
            one.address: one
            for one in reversed(changes(document))
            if one.section == section and one.sign is not None and one.moved is not None
        }
        sums = [
            Sum(one.whole, one.parts, _slack(known, (one.whole, *one.parts)))
            for one in (partitions(document, figures) if known else ())
            if all(address in known for address in (one.whole, *one.parts))
        ]
        found.extend(_clashes(known, sums))
    return tuple(found)


def _clashes(known: Mapping[str, Change], sums: list[Sum]) -> Iterator[Clash]:
    puzzle = Puzzle(
        {address: signed(change) for address, change in known.items()},
        sums,
        [Hint(name, total) for name, one in known.items() for total in stated_reasons(one)],
        lambda name, value: _is_slip(known[name], value),
        lambda name, value: _may_be(known[name], value),
    )
    for repair in puzzle.repairs():
        broken = tuple(
            (known[one.whole], tuple(known[part] for part in one.parts))
            for one in repair.broken
            if isinstance(one, Sum)
        )
        others = tuple(known[name] for name in repair.others)
        yield Clash(known[repair.figure], repair.value, broken, others)


def signed(change: Change) -> Fraction:
    """A change as it is stated, less than nothing for a decrease."""
    return (change.sign or 0) * (number_of(change.amount.text) if change.amount else Fraction(0))


def _slack(known: Mapping[str, Change], addresses: tuple[str, ...]) -> Fraction:
    """Half a printed step for every amount that may be rounded."""
    texts = [one.text for address in addresses if (one := known[address].amount)]
    return sum((Fraction(1, 2 * 10 ** len(text.partition(".")[2])) for text in texts), Fraction(0))


def _is_slip(change: Change, value: Fraction) -> bool:
    """Whether a slip in the amount, or the other direction, explains what is stated."""
    stated = signed(change)
    if value == -stated:
        return True
    text = change.amount.text if change.amount else "0"
    return value * stated > 0 and slip_between(text, text_like(abs(value), text)) is not None


def _may_be(change: Change, value: Fraction) -> bool:
    """Whether last year's amount would not be less than nothing."""
    size = abs(signed(change))
    if change.moved is None or not size or not change.totals:
        return value <= 0 or any(not one.is_nothing for one in change.totals)
    return any(one.high >= value * change.moved.middle / size for one in change.totals)
