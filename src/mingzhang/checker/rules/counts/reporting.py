"""The units that report an overall target: how many of all, with how much of the money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.counts.partitions import figures_of_sections
from mingzhang.cube import Coordinate, Fact

__all__ = ["Reporting", "is_same", "reporting_units"]

_GROUP = "reporting"


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many units report, how many there are, and the money of the ones beside that of all."""

    count: Fact
    units: Fact
    amounts: tuple[tuple[Fact, Fact], ...]

    @property
    def has_all_money(self) -> bool:
        """Whether nothing is left for units that do not report."""
        return bool(self.amounts) and all(is_same(one, whole) for one, whole in self.amounts)


def reporting_units(document: Examined) -> Iterator[Reporting]:
    """What each section says of them."""
    for figures in figures_of_sections(document).values():
        counts = {
            one.coordinate.measure: one for one in figures.values() if not one.coordinate.members
        }
        count, units = counts.get("reporting_units"), counts.get("units")
        if count is None or units is None:
            continue
        places = {fact.coordinate: fact for fact in figures.values()}
        amounts = (
            (fact, places.get(_without_unit(place)))
            for place, fact in places.items()
            if place.get("unit") == _GROUP
        )
        pairs = tuple((one, whole) for one, whole in amounts if whole is not None)
        yield Reporting(count, units, pairs)


def is_same(one: Fact, other: Fact) -> bool:
    """Whether two figures print the same number."""
    return number_of(one.text or "0") == number_of(other.text or "0")


def _without_unit(place: Coordinate) -> Coordinate:
    members = tuple(pair for pair in place.members if pair[0] != "unit")
    return Coordinate(members, place.measure, place.year)
