"""Which one of a few figures to change so that they agree, and to what.

For figures that no more than a handful of relations tie together: sums, bounds, and figures that
usually are the same. Every change of one figure that mends a relation is tried; the best mends most
and is borne out by most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

__all__ = ["Bound", "Hint", "Puzzle", "Repair", "Sum"]


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is what `parts` add up to, but for `slack` of rounding."""

    whole: str
    parts: tuple[str, ...]
    slack: Fraction = Fraction(0)

    @property
    def figures(self) -> tuple[str, ...]:
        """All figures of the sum."""
        return (self.whole, *self.parts)

    def holds(self, values: Mapping[str, Fraction]) -> bool:
        """Whether the parts come to the whole."""
        return abs(values[self.whole] - sum(values[one] for one in self.parts)) <= self.slack

    def wanted(self, figure: str, values: Mapping[str, Fraction]) -> Fraction:
        """What one figure must be for the sum to come out."""
        total = sum((values[one] for one in self.parts), Fraction(0))
        return total if figure == self.whole else values[self.whole] - total + values[figure]


@dataclass(frozen=True, slots=True)
class Bound:
    """`less` is not more than `more`."""

    less: str
    more: str

    @property
    def figures(self) -> tuple[str, ...]:
        """Both figures."""
        return (self.less, self.more)

    def holds(self, values: Mapping[str, Fraction]) -> bool:
        """Whether the one is not more than the other."""
        return values[self.less] <= values[self.more]

    def wanted(self, figure: str, values: Mapping[str, Fraction]) -> Fraction:
        """The value nearest to the bound."""
        return values[self.more if figure == self.less else self.less]


@dataclass(frozen=True, slots=True)
class Hint:
    """`figure` usually is `other`, another figure or a number; `weight` says how usually."""

    figure: str
    other: str | Fraction
    weight: int = 1

    def value(self, values: Mapping[str, Fraction]) -> Fraction:
        """What the figure should be."""
        return values[self.other] if isinstance(self.other, str) else self.other


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure to change to `value`, the relations that this mends, and figures as likely wrong."""

    figure: str
    value: Fraction | None
    broken: tuple[Sum | Bound, ...]
    others: tuple[str, ...] = ()


@dataclass
class Puzzle:
    """Figures that must agree. `is_slip` says whether a slip of the pen explains a change."""

    values: dict[str, Fraction]
    relations: Sequence[Sum | Bound]
    hints: Sequence[Hint] = ()
    is_slip: Callable[[str, Fraction], bool] = lambda _figure, _value: False
    is_possible: Callable[[str, Fraction], bool] = lambda _figure, value: value >= 0
    _left: list[Sum | Bound] = field(default_factory=list)
    _changed: set[str] = field(default_factory=set)

    def repairs(self) -> Iterator[Repair]:
        """One change after the other, no figure twice, until nothing is broken that can be mended.

        What breaks only for the sake of a change is let be.
        """
        self._left = list(self.relations)
        while broken := [one for one in self._left if not one.holds(self.values)]:
            repair = self._best(broken)
            if repair.value is not None:
                self.values[repair.figure] = repair.value
                self._changed.add(repair.figure)
            if repair.value is not None or self._changed.isdisjoint(repair.broken[0].figures):
                yield repair
            gone = set(map(id, repair.broken))
            self._left = [one for one in self._left if id(one) not in gone]

    def _best(self, broken: Sequence[Sum | Bound]) -> Repair:
        ranked = sorted(self._candidates(broken), key=lambda one: one[0], reverse=True)
        if not ranked:
            return Repair(broken[0].figures[0], None, (broken[0],), broken[0].figures[1:])
        rank, figure, value = ranked[0]
        values = {**self.values, figure: value}
        mended = tuple(one for one in broken if one.holds(values))
        others = {other: None for same, other, _ in ranked if same == rank and other != figure}
        return Repair(figure, value, mended, tuple(others))

    def _candidates(
        self, broken: Sequence[Sum | Bound]
    ) -> Iterator[tuple[tuple[int, bool, int], str, Fraction]]:
        """Changes of one figure that mend something, each with its rank."""
        for figure in dict.fromkeys(name for one in broken for name in one.figures):
            wanted = [one.wanted(figure, self.values) for one in broken if figure in one.figures]
            wanted += [one.value(self.values) for one in self.hints if one.figure == figure]
            for value in dict.fromkeys(wanted):
                values = {**self.values, figure: value}
                failing = sum(not one.holds(values) for one in self._left)
                if failing < len(broken) and self._may_be(figure, value):
                    is_slip = self.is_slip(figure, value)
                    yield (-failing, is_slip, self._support(values)), figure, value

    def _may_be(self, figure: str, value: Fraction) -> bool:
        return figure not in self._changed and self.is_possible(figure, value)

    def _support(self, values: Mapping[str, Fraction]) -> int:
        return sum(one.weight for one in self.hints if values.get(one.figure) == one.value(values))
