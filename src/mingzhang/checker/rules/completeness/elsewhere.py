"""What other places say of the amounts that an empty table would show."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.cube import BUDGET, Coordinate, CoordinateError, Fact
from mingzhang.scheme.definition import TableDefinition

__all__ = ["is_something", "stated_elsewhere"]


def is_something(fact: Fact) -> bool:
    """Whether a figure is more than nothing."""
    return bool(fact.text and fact.text.strip("0.,- "))


def stated_elsewhere(document: Examined, table: TableDefinition) -> Fact | None:
    """A figure of another place that the table would show too, and that is not nothing."""
    places = set(_places(document, table))
    own = f"{table.id}."
    stated = (
        fact
        for fact in document.facts
        if fact.derivation is None and fact.coordinate in places and is_something(fact)
    )
    return next((fact for fact in stated if not fact.address.startswith(own)), None)


def _places(document: Examined, table: TableDefinition) -> Iterator[Coordinate]:
    """Where the table's rows lie, those of a list taken together, in each of its columns."""
    meet = document.space.meet
    for side in table.sides:
        base = meet(Coordinate.of(table.at, BUDGET), Coordinate.of(side.at))
        for rule in (rule for band in side.bands for rule in band.rows):
            for column in side.columns:
                try:
                    row = meet(base, Coordinate.of(rule.at))
                    yield meet(row, Coordinate.of(column.at))
                except CoordinateError:
                    continue
