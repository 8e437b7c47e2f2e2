"""What sentences say of a change against last year: its direction, its amount and its rate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.rates.ranges import Amount, Percentage, amounts_of, shown
from mingzhang.cube import AmountError, Evidence
from mingzhang.sentence import Matched

__all__ = ["OPPOSITE", "Change", "changes", "evidence_of", "in_words", "label_of"]

OPPOSITE: Final = {
    "增加": "减少", "增长": "下降", "上升": "下降", "提高": "降低",
    "同比增加": "同比减少", "同比增长": "同比下降",
    "减少": "增加", "下降": "增长", "降低": "提高",
    "同比减少": "同比增加", "同比下降": "同比增长",
}  # fmt: skip
"""The word for the other direction."""

_SIGNS: Final = {"+": 1, "-": -1, "=": 0}
_PARTS: Final = {
    ("change", True): "way",
    ("change", False): "amount",
    ("rate", True): "rate_way",
    ("rate", False): "rate",
}
"""The parts of a change, in the order in which they stand, by aspect and whether it is a word."""

_WORDS: Final = frozenset({"way", "rate_way"})
_REASON: Final = "reason"

_FOREIGN: Final = re.compile(r"[^\d,，.．\-−－]")
"""What a line break or a mark across the page puts into a number."""


@dataclass(frozen=True, eq=False)
class Change:
    """A change as one sentence states it; what the sentence leaves out is None.

    `totals` are this year's amounts, the best attested first, `unit` that of the changed amount.
    `place` counts the statements about one figure within a section.
    """

    section: str
    key: str
    place: int = 0
    totals: Sequence[Amount] = ()
    unit: str = ""
    way: Matched | None = None
    amount: Matched | None = None
    rate_way: Matched | None = None
    rate: Matched | None = None
    reason: Matched | None = None

    @property
    def address(self) -> str:
        """The figure that changed."""
        return f"{self.section}.{self.key}"

    @property
    def sign(self) -> int | None:
        """Up (1), down (-1) or not at all (0), as the word beside the amount says."""
        return _sign(self.way)

    @property
    def rate_sign(self) -> int | None:
        """The same as the word beside the rate says."""
        return _sign(self.rate_way)

    @cached_property
    def moved(self) -> Amount | None:
        """The amount of the change, without its direction."""
        if self.amount is None:
            return Amount(0, 0) if self.sign == 0 else None
        return _amount(self.amount.text, self.unit)

    @cached_property
    def written(self) -> Amount | None:
        """The amount of the change if it was not rounded but left off the zeros at its end."""
        if self.amount is None:
            return self.moved
        return _amount(_with_decimals(self.amount.text), self.unit)

    @cached_property
    def percentage(self) -> Percentage | None:
        """The stated rate."""
        return Percentage.parse(self.rate.text) if self.rate else None

    @property
    def matches(self) -> tuple[Matched, ...]:
        """Everything that states the change, in the order of the text."""
        parts = (self.way, self.amount, self.rate_way, self.rate)
        return tuple(one for one in parts if one is not None)

    def prior(self, sign: int, total: Amount | None = None) -> Fraction | None:
        """Last year's amount, as printed figures give it."""
        total = total or (self.totals[0] if self.totals else None)
        if total is None or self.moved is None:
            return None
        return total.middle - sign * self.moved.middle

    def is_possible(self, sign: int) -> bool:
        """Whether last year's amount is not less than nothing."""
        moved = self.moved
        return moved is None or any(one.high - sign * moved.low >= 0 for one in self.totals)

    def fits(self, sign: int, *, is_rounded: bool = True) -> bool:
        """Whether amount and rate belong together for some stated total.

        `is_rounded` takes 0.1 for anything from 0.05 to 0.15, else for 0.10.
        """
        moved = self.moved if is_rounded else self.written
        return moved is not None and any(self.belongs(total, moved, sign) for total in self.totals)

    def belongs(self, total: Amount, moved: Amount, sign: int) -> bool:
        """Whether the rate is that of a change of this amount.

        A rate grows with the change and falls with the total.
        """
        if self.percentage is None:
            return False
        widest, narrowest = total.high - sign * moved.low, total.low - sign * moved.high
        if widest <= 0:
            return False
        least = Fraction(100 * moved.low, widest)
        most = Fraction(100 * moved.high, narrowest) if narrowest > 0 else self.percentage.high
        return self.percentage.meets(least, most)

    def right_rate(self, sign: int) -> Fraction | None:
        """The rate in percent that the printed amounts give; None from nothing."""
        prior = self.prior(sign)
        if prior is None or prior <= 0 or self.moved is None:
            return None
        return 100 * self.moved.middle / prior


def _sign(way: Matched | None) -> int | None:
    return _SIGNS[way.aspect[-1]] if way is not None and way.aspect else None


def _with_decimals(text: str) -> str:
    whole, _, part = folded(text).partition(".")
    return f"{whole}.{part:0<2}"


def _amount(text: str, unit: str) -> Amount | None:
    try:
        displayed = shown(text, unit)
    except AmountError:
        return None
    return Amount(displayed.low, displayed.high)


@lru_cache(maxsize=1)
def changes(document: Examined) -> tuple[Change, ...]:
    """Every change that a section states, in the order of the text.

    Only the last document's are kept: the rules ask for them one after the other.
    """
    return tuple(
        change
        for section, matches in document.told_changes.items()
        for change in _gathered(document, section, matches)
    )


def _gathered(document: Examined, section: str, matches: Iterable[Matched]) -> Iterator[Change]:
    """Matches put together: a change begins where the same or an earlier part comes again."""
    texts = {text.key for text in document.scheme.section(section).texts}
    found: list[tuple[str, dict[str, Matched]]] = []
    for one in matches:
        part = _part_of(one)
        if part is not None:
            if not found or found[-1][0] != one.name or _is_told(found[-1][1], part):
                found.append((one.name, {}))
            text = one.text if part in _WORDS else _FOREIGN.sub("", one.text)
            found[-1][1][part] = replace(one, text=text)
        elif one.name in texts and found:
            found[-1][1].setdefault(_REASON, one)
    seen: list[str] = []
    for key, parts in found:
        yield _change(document, section, key, seen.count(key), parts)
        seen.append(key)


def _part_of(one: Matched) -> str | None:
    """The part of a change that a match is; None if it is no part of one."""
    if one.aspect is None:
        return None
    return _PARTS.get((one.aspect.rstrip("+-="), one.aspect[-1] in _SIGNS))


def _is_told(parts: Mapping[str, Matched], part: str) -> bool:
    """Whether a change has this part or one that comes behind it."""
    order = [*_PARTS.values(), _REASON]
    return not parts.keys().isdisjoint(order[order.index(part) :])


def _change(
    document: Examined, section: str, key: str, place: int, parts: Mapping[str, Matched]
) -> Change:
    address = f"{section}.{key}"
    facts = [one for one in document.by_address.get(address, ()) if one.derivation is None]
    unit = facts[0].unit if facts else document.scheme.narrative.unit
    amount = parts.get("amount")
    for fact in document.by_address.get(f"{address}.change", ()):
        if amount and fact.text == amount.text:
            unit = fact.unit
    return Change(
        section,
        key,
        place,
        amounts_of(document, facts),
        unit,
        parts.get("way"),
        amount,
        parts.get("rate_way"),
        parts.get("rate"),
        parts.get(_REASON),
    )


def evidence_of(document: Examined, change: Change, *matches: Matched) -> tuple[Evidence, ...]:
    """Where parts of a change stand in the source."""
    path = f"narrative.{change.section}"
    return tuple(
        place
        for one in matches
        for place in document.evidence(path, one.start, one.end)
        or (Evidence(one.text, start=one.start, end=one.end),)
    )


def label_of(document: Examined, change: Change) -> str:
    """A changed figure as a reader calls it."""
    return document.labels.of(change.address)


def in_words(change: Change) -> str:
    """What a sentence says of a change."""
    said = "".join(one.text for one in (change.way, change.amount) if one)
    said += change.unit if change.amount else ""
    rate = "".join(one.text for one in (change.rate_way, change.rate) if one)
    return "、".join(filter(None, (said, f"{rate}%" if change.rate else rate)))
