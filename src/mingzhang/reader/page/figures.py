"""The figures of a page as amounts: what each is said to be worth and what its places display."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from mingzhang.cube import AmountError, Coordinate, Displayed, Fact, show, unit_named
from mingzhang.model.page_facts import PageFacts, exact_of, printed_number, value_text
from mingzhang.reader.page.own import Place
from mingzhang.reader.source import ReadError

__all__ = ["Figure", "figures_of"]

_CALL: Final = re.compile(r"(\w+)\((.*)\)", re.DOTALL)
_COORDINATE: Final = re.compile(r"\w+(?:[+-]\d+)?\([^()]*\)")
_RATIOS: Final = frozenset({"share", "rate"})
_NOWHERE: Final = Coordinate()


@dataclass(slots=True)
class Figure:
    """A figure of the block with its places.

    `kind` is what it was computed as (share, rate, change, prior), from the coordinates `of`; it is
    empty for an amount that stands at its own `coordinate`. `sums` are lists of numbers of figures
    that add up to it. `decimals` are those that figures beside it display most. `worth` is what its
    first place says that it is worth, without digits that no amount has.
    """

    address: str
    label: str
    coordinate: str
    unit: str
    kind: str
    of: tuple[str, ...]
    sums: tuple[tuple[int, ...], ...]
    is_exact: bool
    places: list[Place] = field(default_factory=list)
    decimals: int = 2
    worth: str | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether it is a percentage and no amount."""
        return self.kind in _RATIOS

    def amount(self, worth: str | None) -> Displayed | None:
        """The amounts, in base units, that it stands for if it is worth so much; None if unknown."""
        if worth is None or self.is_ratio:
            return None
        return _amount(worth, self.unit, self.decimals, is_exact=self.is_exact)

    def worth_of(self, amount: int) -> str:
        """An amount in base units as the page would state it."""
        if self.is_exact:
            stated = Fact("", _NOWHERE, None, self.unit, exact=amount)
        else:
            text = show(amount, unit_named(self.unit), self.decimals)
            stated = Fact("", _NOWHERE, text, self.unit)
        return value_text(stated) or ""

    def worth_displayed(self, text: str) -> str | None:
        """What a displayed text alone says that it is worth."""
        number = printed_number(text)
        if number is None:
            return None
        if not self.is_exact or self.is_ratio:
            return value_text(Fact("", _NOWHERE, text, self.unit))
        amount = number * unit_named(self.unit).size
        return self.worth_of(int(amount)) if amount == int(amount) else None

    def displays(self, text: str, worth: str) -> bool:
        """Whether a text is what is displayed of so much, rounded to its decimals."""
        number, amount = printed_number(text), _central(worth, self.unit)
        if number is None or amount is None:
            return False
        if self.is_ratio:
            return number == Decimal(worth)
        try:
            return Displayed.parse(f"{number:f}", unit_named(self.unit)).holds(amount)
        except AmountError:
            return False

    def texts(self, worth: str, like: str) -> list[str]:
        """How so much may be displayed in place of a text, the likeliest first."""
        amount = _central(worth, self.unit)
        if amount is None:
            return []
        if self.is_ratio:
            return list(dict.fromkeys([worth, _short(worth)]))
        own = len((like.replace("．", ".")).partition(".")[2])
        shown = [
            show(amount, unit_named(self.unit), decimals, grouping="," in like or "，" in like)
            for decimals in dict.fromkeys((self.decimals, own, 0))
        ]
        ways = dict.fromkeys([*shown, *map(_short, shown)])
        return [one for one in ways if self.displays(one, worth)]

    def edits(self, worth: str) -> int:
        """How many texts and values would have to change for it to be worth so much."""
        return sum(
            (not self.displays(place.text, worth)) + (place.value != worth) for place in self.places
        )


def _short(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _amount(worth: str, unit: str, decimals: int, *, is_exact: bool) -> Displayed | None:
    exact = exact_of(worth, unit) if is_exact else None
    if exact is not None:
        return Displayed.exactly(exact)
    central = _central(worth, unit)
    if central is None:
        return None
    return Displayed.parse(show(central, unit_named(unit), decimals), unit_named(unit))


@cache
def _central(worth: str, unit: str) -> int | None:
    """What is stated as a number of base units."""
    try:
        number = Decimal(worth)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() > 30:
        return None
    smallest = value_text(Fact("", _NOWHERE, None, unit, exact=1)) or "1"
    return int((number / Decimal(smallest)).to_integral_value())


def figures_of(block: PageFacts, places: Sequence[Place]) -> list[Figure]:
    """The figures of a block in its order, each with its places in theirs."""
    figures = [_figure(block, number) for number in range(len(block.facts))]
    by_address = {figure.address: figure for figure in figures}
    for place in places:
        if place.address in by_address:
            by_address[place.address].places.append(place)
    _set_decimals(figures)
    for figure in figures:
        figure.worth = _plain(figure, figure.places[0].value) if figure.places else None
    return figures


def _plain(figure: Figure, value: str | None) -> str | None:
    if value is None or figure.is_ratio or exact_of(value, figure.unit) is not None:
        return value
    amount = _central(value, figure.unit)
    plain = value if amount is None else figure.worth_of(amount)
    return plain if len(plain) < len(value) else value


def _figure(block: PageFacts, number: int) -> Figure:
    fact = block.facts[number]
    sums: list[tuple[int, ...]] = []
    kind, of = "", ()
    for part in fact.derivation.split(";") if fact.derivation else ():
        call = _CALL.fullmatch(part)
        if call is not None and call[1] == "sum":
            sums.append(_members(call[2], len(block.facts)))
        elif call is not None:
            kind, of = call[1], tuple(_COORDINATE.findall(call[2]))
    return Figure(
        fact.address,
        fact.label,
        block.coordinates[fact.coordinate],
        block.units[fact.unit],
        kind,
        of,
        tuple(sums),
        block.exact,
    )


def _members(written: str, count: int) -> tuple[int, ...]:
    """The numbers of the figures that are added up.

    Raises:
        ReadError: the block is damaged: it names figures that it has not.
    """
    numbers = tuple(int(one) if one.isdecimal() else count for one in written.split(","))
    if max(numbers) >= count:
        raise ReadError("网页所带的数据读不出来；请换用发布时的原件")
    return numbers


def _set_decimals(figures: Sequence[Figure]) -> None:
    groups: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for figure in figures:
        for place in figure.places:
            if printed_number(place.text):
                groups[_group(figure)][len(place.text.partition(".")[2])] += 1
    for figure in figures:
        if counted := groups[_group(figure)]:
            figure.decimals = counted.most_common(1)[0][0]


def _group(figure: Figure) -> tuple[str, str]:
    return figure.address.partition(".")[0], figure.unit
