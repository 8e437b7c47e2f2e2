"""What must hold between the figures of a page: repeats, sums, shares, rates and changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, Literal, Protocol

from mingzhang.cube import (
    AmountError,
    Coordinate,
    Displayed,
    Identity,
    exact_amount,
    show,
    unit_named,
)
from mingzhang.model import Register
from mingzhang.reader.page.figures import Figure
from mingzhang.scheme import Scheme
from mingzhang.sentence.numbers import percent_text

__all__ = [
    "Relation",
    "relations_between",
    "relations_of_identities",
    "relations_to_registers",
]

_HALF: Final = Fraction(1, 200)
"""Half of the last digit of a percentage."""

_Worths = Sequence[str | None]


class Relation(Protocol):
    """Something that holds between figures, which it names by their numbers."""

    @property
    def members(self) -> tuple[int, ...]:
        """The figures that take part."""
        ...

    def holds(self, figures: Sequence[Figure], worths: _Worths) -> bool:
        """Whether it holds if each figure is worth so much; what is not known may be anything."""
        ...

    def expects(self, number: int, figures: Sequence[Figure], worths: _Worths) -> tuple[str, ...]:
        """What a figure may be worth for it to hold, as far as it says."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...


def _known(numbers: Iterable[int], figures: Sequence[Figure], worths: _Worths) -> list[Displayed]:
    """The amounts of figures, of those that are known."""
    found = (figures[number].amount(worths[number]) for number in numbers)
    return [amount for amount in found if amount is not None]


def _middle(amount: Displayed) -> int:
    """The amount that is displayed, where not all of its digits are known."""
    return (amount.low + amount.high + 1) // 2


@dataclass(frozen=True, slots=True)
class _Sum:
    """A whole and its parts; a single part states the same amount (`is_repeat`)."""

    whole: int
    parts: tuple[int, ...]
    is_repeat: bool = False

    @property
    def members(self) -> tuple[int, ...]:
        return (self.whole, *self.parts)

    @property
    def name(self) -> str:
        return "同一金额" if self.is_repeat else "合计与分项"

    def holds(self, figures: Sequence[Figure], worths: _Worths) -> bool:
        parts = _known(self.parts, figures, worths)
        whole = _known([self.whole], figures, worths)
        if not whole or len(parts) < len(self.parts):
            return True
        return whole[0].meets(sum(parts, Displayed.exactly(0)))

    def expects(self, number: int, figures: Sequence[Figure], worths: _Worths) -> tuple[str, ...]:
        others = [one for one in self.members if one != number]
        known = _known(others, figures, worths)
        if len(known) < len(self.members) - 1 or figures[number].is_ratio:
            return ()
        if number == self.whole:
            return (figures[number].worth_of(sum(map(_middle, known))),)
        whole, *parts = known
        return (figures[number].worth_of(_middle(whole) - sum(map(_middle, parts))),)


@dataclass(frozen=True, slots=True)
class _Share:
    """A percentage: `part` of `whole`."""

    ratio: int
    part: int
    whole: int

    @property
    def members(self) -> tuple[int, ...]:
        return (self.ratio, self.part, self.whole)

    @property
    def name(self) -> str:
        return "占比"

    def holds(self, figures: Sequence[Figure], worths: _Worths) -> bool:
        known = _known([self.part, self.whole], figures, worths)
        return len(known) < 2 or _is_ratio(worths[self.ratio], known[0], known[1])

    def expects(self, number: int, figures: Sequence[Figure], worths: _Worths) -> tuple[str, ...]:
        known = _known([self.part, self.whole], figures, worths)
        if number != self.ratio or len(known) < 2:
            return ()
        return _ratio_texts(_middle(known[0]), [_middle(known[1])])


@dataclass(frozen=True, slots=True)
class _Growth:
    """This year's amount with last year's, the change and its rate, of which two are displayed."""

    amount: int
    change: int | None
    rate: int | None
    prior: int | None

    @property
    def members(self) -> tuple[int, ...]:
        all_of_them = (self.amount, self.change, self.rate, self.prior)
        return tuple(one for one in all_of_them if one is not None)

    @property
    def name(self) -> str:
        return "比上年增减"

    def holds(self, figures: Sequence[Figure], worths: _Worths) -> bool:
        def of(number: int | None) -> Displayed | None:
            return None if number is None else figures[number].amount(worths[number])

        amount, change, prior = of(self.amount), of(self.change), of(self.prior)
        if amount is None:
            return True
        rate = None if self.rate is None else worths[self.rate]
        if prior is not None:
            moved = amount - prior
            return (change is None or _either(change, moved)) and _grows(rate, moved, prior)
        if change is None:
            return True
        return any(_grows(rate, change, before) for before in (amount - change, amount + change))

    def expects(self, number: int, figures: Sequence[Figure], worths: _Worths) -> tuple[str, ...]:
        def of(other: int | None) -> int | None:
            amount = None if other is None else figures[other].amount(worths[other])
            return None if amount is None else _middle(amount)

        amount, change, prior = of(self.amount), of(self.change), of(self.prior)
        if amount is None:
            return ()
        if number == self.change and prior is not None:
            return (figures[number].worth_of(abs(amount - prior)),)
        if number == self.change and self.rate is not None:
            return _changes(figures[number], amount, worths[self.rate])
        if number == self.rate and prior is not None:
            return _ratio_texts(amount - prior, [prior])
        if number == self.rate and change is not None:
            return _ratio_texts(change, [amount - change, amount + change])
        return ()


def _changes(figure: Figure, amount: int, rate: str | None) -> tuple[str, ...]:
    """The changes, up or down, that lead to an amount at a rate, as exactly as they are displayed."""
    number = _decimal(rate)
    if number is None or abs(number) >= 100:
        return ()
    moved = [amount * abs(number) / (100 + sign * abs(number)) for sign in (1, -1)]
    shown = (show(int(one), unit_named(figure.unit), figure.decimals) for one in moved)
    return tuple(filter(None, map(figure.worth_displayed, shown)))


def _either(change: Displayed, moved: Displayed) -> bool:
    return change.meets(moved) or change.meets(Displayed(-moved.high, -moved.low))


def _grows(rate: str | None, change: Displayed, prior: Displayed) -> bool:
    return rate is None or _is_ratio(rate, change, prior)


def _ratio_texts(part: int, wholes: Iterable[int]) -> tuple[str, ...]:
    return tuple(percent_text(part, whole, "percent") if part else "0" for whole in wholes if whole)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def _is_ratio(worth: str | None, part: Displayed, whole: Displayed) -> bool:
    """Whether a percentage is that of some amounts in both ranges; of nothing it is 0."""
    number = _decimal(worth)
    if number is None or whole.low <= 0 <= whole.high:
        return number is None or whole != Displayed.exactly(0) or number == 0
    wholes = sorted((abs(whole.low), abs(whole.high)))
    parts = sorted((abs(part.low), abs(part.high)))
    least = Fraction(0) if part.low <= 0 <= part.high else Fraction(100 * parts[0], wholes[1])
    most = Fraction(100 * parts[1], wholes[0])
    return least - _HALF <= abs(Fraction(number)) <= most + _HALF


@dataclass(frozen=True, slots=True)
class _Registered:
    """A figure of a register that the page holds and does not show."""

    figure: int
    amount: int

    @property
    def members(self) -> tuple[int, ...]:
        return (self.figure,)

    @property
    def name(self) -> str:
        return "台账"

    def holds(self, figures: Sequence[Figure], worths: _Worths) -> bool:
        known = figures[self.figure].amount(worths[self.figure])
        return known is None or known.holds(self.amount)

    def expects(self, number: int, figures: Sequence[Figure], worths: _Worths) -> tuple[str, ...]:
        return (figures[number].worth_of(self.amount),)


def relations_between(figures: Sequence[Figure]) -> Iterator[Relation]:
    """All that the block of a page says of its figures."""
    amounts: defaultdict[str, list[int]] = defaultdict(list)
    computed: dict[tuple[str, str], int] = {}
    for number, figure in enumerate(figures):
        if not figure.kind:
            amounts[figure.coordinate].append(number)
        elif figure.of:
            computed.setdefault((figure.kind, figure.of[0]), number)
    for first, *others in amounts.values():
        yield from (_Sum(first, (other,), is_repeat=True) for other in others)
    for number, figure in enumerate(figures):
        for parts in figure.sums:
            if number not in parts and max(parts) < len(figures):
                yield _Sum(number, parts)
        if figure.kind == "share" and len(figure.of) == 2:
            places = [amounts.get(one) for one in figure.of]
            if places[0] and places[1]:
                yield _Share(number, places[0][0], places[1][0])
    yield from _growths(amounts, computed)


def _growths(
    amounts: Mapping[str, Sequence[int]], computed: Mapping[tuple[str, str], int]
) -> Iterator[Relation]:
    for place in dict.fromkeys(place for _, place in computed):
        kinds: tuple[Literal["change", "rate", "prior"], ...] = ("change", "rate", "prior")
        change, rate, prior = (computed.get((kind, place)) for kind in kinds)
        known = sum(one is not None for one in (change, rate, prior))
        if amounts.get(place) and known > 1:
            yield _Growth(amounts[place][0], change, rate, prior)


def relations_of_identities(
    figures: Sequence[Figure], identities: Iterable[Identity]
) -> Iterator[Relation]:
    """Identities of the scheme between figures of the page; blank cells count nothing."""
    numbers = {figure.address: number for number, figure in enumerate(figures)}
    for identity in identities:
        parts = [fact.address for fact in identity.parts if fact.text is not None]
        members = (identity.whole.address, *parts)
        if parts and all(address in numbers for address in members):
            whole, *others = (numbers[address] for address in members)
            yield _Sum(whole, tuple(others), is_repeat=len(identity.parts) == 1)


def relations_to_registers(
    figures: Sequence[Figure], scheme: Scheme, registers: Iterable[Register]
) -> Iterator[Relation]:
    """Figures that stand in the registers of the disclosure too."""
    amounts: dict[str, int] = {}
    for register in registers:
        definition = next((one for one in scheme.registers if one.id == register.id), None)
        members = {item.key: item.member for item in definition.items} if definition else {}
        dimension = definition.dimension if definition else None
        for item in register.items:
            try:
                amount = exact_amount(Decimal(item.value), unit_named(register.unit))
            except (AmountError, InvalidOperation):
                continue
            member = members.get(item.key)
            inside = {dimension: member} if dimension and member else {}
            for place in dict.fromkeys(((), tuple(inside.items()))):
                key = str(Coordinate(place, register.id))
                amounts[key] = amounts.get(key, 0) + amount
    for number, figure in enumerate(figures):
        if not figure.kind and figure.coordinate in amounts:
            yield _Registered(number, amounts[figure.coordinate])
