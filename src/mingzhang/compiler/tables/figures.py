"""Figures: what the given tables say of places in the cube, and what they say by listing nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Final

from mingzhang.cube import BUDGET, Coordinate, Displayed, Fact, Space, unit_named
from mingzhang.model import Table
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import RowRule
from mingzhang.scheme.view import bind, facts_of

__all__ = ["Figure", "Listing", "Places", "figure", "listings_of", "stated_figure"]

_EXACT_DECIMALS: Final = {"元": 2, "万元": 6, "亿元": 10}
"""Decimals that go down to one 分."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: where it stands in the document and the cube, and what it may mean."""

    address: str
    place: Coordinate
    printed: str
    displayed: Displayed

    @property
    def middle(self) -> int:
        """The printed amount itself, in 分."""
        return (self.displayed.low + self.displayed.high + 1) // 2

    @property
    def is_blank(self) -> bool:
        """Whether the figure says that there is nothing."""
        return self.displayed == Displayed.exactly(0)


def figure(fact: Fact) -> Figure:
    """A fact as a figure."""
    return Figure(fact.address, fact.coordinate, fact.text or "（空）", fact.displayed())


def stated_figure(fact: Fact, decimals: int) -> Figure:
    """A cell of an exported table as a figure.

    A spreadsheet may leave out zeros at the end: 36 in a table of two decimals is 36.00, and in
    元 it is exact. Digits finer than one 分 are noise.
    """
    finest = _EXACT_DECIMALS[fact.unit]
    least = finest if fact.unit == "元" else decimals
    number = Decimal(fact.text or 0)
    places = min(max(least, -int(number.as_tuple().exponent)), finest)
    text = str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    displayed = (
        Displayed.exactly(0) if fact.text is None else Displayed.parse(text, unit_named(fact.unit))
    )
    return Figure(fact.address, fact.coordinate, fact.text or "（空）", displayed)


@dataclass(slots=True)
class Places:
    """Coordinates, to find fast those that a line lies at."""

    space: Space
    _by_names: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = field(default_factory=dict)
    _count: int = 0

    def add(self, place: Coordinate) -> None:
        """Add a coordinate; its number is how many were added before."""
        names = tuple(name for name, _ in place.members)
        known = self._by_names.setdefault(names, {})
        known.setdefault(tuple(member for _, member in place.members), []).append(self._count)
        self._count += 1

    def holding(
        self, members: Mapping[str, str], about: Mapping[str, str] | None = None
    ) -> Iterator[int]:
        """The numbers of the coordinates that a line with these members lies at.

        With `about`, only of coordinates that name one of these dimensions.
        """
        dimensions = self.space.dimensions
        for names, known in self._by_names.items():
            if about is not None and about.keys().isdisjoint(names):
                continue
            if all(name in members for name in names):
                groups = (dimensions[name].groups_of(members[name]) for name in names)
                for key in product(*groups):
                    yield from known.get(key, ())


@dataclass(slots=True)
class Listing:
    """That a table lists every member of a dimension within `base`, and which it lists.

    `listed` are the coordinates of its rows; a line within `base` that lies at none of them is not
    in the budget.
    """

    table: str
    dimension: str
    base: Coordinate
    listed: list[Coordinate]


def listings_of(
    scheme: Scheme, space: Space, table: Table, words: Mapping[str, str], units: Sequence[str]
) -> Iterator[Listing]:
    """What the rows of a table leave out: one listing for each rule and length of codes."""
    definition = scheme.table(table.id)
    for side, rows in bind(scheme, space, table, words, units):
        base = space.meet(Coordinate.of(definition.at, BUDGET), Coordinate.of(side.at))
        found: dict[tuple[int, int], Listing] = {}
        rules = [rule for band in side.bands for rule in band.rows]
        for rule, within in _each_rules(space, rules, base):
            for level in rule.levels or (0,):
                listing = Listing(table.id, str(rule.each), within, [])
                found[id(rule), level] = listing
        for row in rows:
            if row.rule is None or row.place is None or row.rule.each is None:
                continue
            member = row.place.get(row.rule.each) or ""
            level = len(member) if row.rule.levels else 0
            if (id(row.rule), level) in found:
                found[id(row.rule), level].listed.append(row.place)
        yield from found.values()


def _each_rules(
    space: Space, rules: Sequence[RowRule], base: Coordinate
) -> Iterator[tuple[RowRule, Coordinate]]:
    for rule in rules:
        within = space.meet(base, Coordinate.of(rule.at))
        if rule.each is not None:
            yield rule, within
        yield from _each_rules(space, rule.rows, within)


def figures_of(
    scheme: Scheme, space: Space, table: Table, words: Mapping[str, str], units: Sequence[str]
) -> Iterator[Figure]:
    """Every cell of a table that a rule of the scheme explains."""
    decimals = scheme.table(table.id).decimals
    for fact in facts_of(scheme, space, table, words, units):
        yield stated_figure(fact, decimals)
