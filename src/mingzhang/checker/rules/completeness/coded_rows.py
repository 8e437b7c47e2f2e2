"""Rows with codes: which tables show which, what they state, what a missing one should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.identity.names import is_one_slip
from mingzhang.cube import BUDGET, Coordinate, CoordinateError, Fact, Reduction, Sums
from mingzhang.model import Row, row_keys
from mingzhang.scheme.definition import RowRule, SideDefinition, TableDefinition

__all__ = [
    "Coded",
    "amounts_of_missing",
    "coded_sides",
    "reduction",
    "row_place",
    "shown_cells",
    "slipped_codes",
]


@dataclass(frozen=True, slots=True)
class Coded:
    """A side of a table that lists codes of a dimension, with its rows by code."""

    table: TableDefinition
    side: SideDefinition
    rule: RowRule
    dimension: str
    rows: Mapping[str, tuple[str, Row]] = field(default_factory=dict)
    every: tuple[tuple[str, Row], ...] = ()

    @property
    def where(self) -> str:
        """The table as a reader names it."""
        return f"表{self.table.ordinal}"

    def parent(self, code: str) -> str | None:
        """The code that must stand above this one in the table."""
        shorter = [level for level in self.rule.levels if level < len(code)]
        return code[: max(shorter)] if shorter else None


@lru_cache(maxsize=4)
def coded_sides(document: Examined) -> tuple[Coded, ...]:
    """The sides of all tables present that list codes."""
    return tuple(_sides(document))


def _sides(document: Examined) -> Iterator[Coded]:
    for table in document.disclosure.tables:
        definition = document.scheme.table(table.id)
        keyed = list(zip(row_keys(table.rows), table.rows, strict=True))
        for side in definition.sides:
            for rule in (rule for band in side.bands for rule in band.rows):
                if rule.coded and rule.each:
                    every = [(k, row) for k, row in keyed if row.side == side.side and row.code]
                    rows = {row.code: (key, row) for key, row in reversed(every) if row.code}
                    ordered = {code: rows[code] for code in reversed(rows)}
                    yield Coded(definition, side, rule, rule.each, ordered, tuple(every))


@lru_cache(maxsize=4)
def slipped_codes(document: Examined) -> Mapping[tuple[str, str], str]:
    """By table and code, the code that is meant where other tables have the row under it.

    The row must bear the same name there, or stand right for the rows below it; its own code must
    be in no other table and differ from the meant one by a single slip.
    """
    found = {}
    for coded in coded_sides(document):
        others = [
            one
            for one in coded_sides(document)
            if one is not coded and one.dimension == coded.dimension
        ]
        known = {code: row for one in others for code, (_, row) in one.rows.items()}
        lost = {code: folded(row.label) for code, row in known.items() if code not in coded.rows}
        above = {coded.parent(code) for code in coded.rows}
        for code, (_, row) in coded.rows.items():
            if code in known or not lost:
                continue
            meant = [
                other
                for other, label in lost.items()
                if is_one_slip(code, other)
                and (label == folded(row.label) or (other in above and code not in above))
            ]
            if len(meant) == 1:
                found[coded.table.id, code] = meant[0]
    return found


@lru_cache(maxsize=4)
def reduction(document: Examined) -> Reduction:
    """What the document shows to be zero."""
    return Reduction(document.space, document.leaves, [fact for fact, _ in document.amounts])


@lru_cache(maxsize=4)
def shown_cells(document: Examined) -> Mapping[str, tuple[tuple[str, Fact], ...]]:
    """By dimension the cells of tables that are not zero, each with its member there."""
    found: dict[str, list[tuple[str, Fact]]] = {}
    for fact, amount in document.amounts:
        if (
            fact.text
            and not amount.low <= 0 <= amount.high
            and document.labels.is_cell(fact.address)
        ):
            for name, member in fact.coordinate.members:
                found.setdefault(name, []).append((member, fact))
    return {name: tuple(some) for name, some in found.items()}


def row_place(document: Examined, coded: Coded, code: str) -> Coordinate | None:
    """Where the row of a code stands in the cube; None if it cannot stand in this table."""
    space = document.space
    try:
        base = space.meet(Coordinate.of(coded.table.at, BUDGET), Coordinate.of(coded.side.at))
        base = space.meet(base, Coordinate.of(coded.rule.at))
        return space.meet(base, Coordinate.of({coded.dimension: code}))
    except CoordinateError:
        return None


@lru_cache(maxsize=4)
def _by_key(document: Examined) -> Mapping[object, Fact]:
    """A figure that is not blank for each place."""
    key = reduction(document).key
    return {key(fact.coordinate): fact for fact, _ in reversed(document.amounts) if fact.text}


def amounts_of_missing(document: Examined, coded: Coded, code: str) -> dict[str, str]:
    """What the cells of a missing row should say, as far as the document tells.

    Of several ways to tell it the one from the fewest figures, which rounding blurs least.
    """
    found = {}
    for column in coded.side.columns:
        place = _cell_place(document, coded, code, dict(column.at))
        ways = list(_by_rows(coded, code, column.key))
        if place is not None:
            ways.extend(_by_places(document, coded, code, place))
        if ways:
            found[column.key] = f"{min(ways, key=lambda way: way[0])[1]:.2f}"
    return found


def _cell_place(
    document: Examined, coded: Coded, code: str, at: dict[str, str]
) -> Coordinate | None:
    row = row_place(document, coded, code)
    if row is None:
        return None
    try:
        return document.space.meet(row, Coordinate.of(at))
    except CoordinateError:
        return None


def _by_places(
    document: Examined, coded: Coded, code: str, place: Coordinate
) -> Iterator[tuple[int, Decimal]]:
    """What another place states for the cell, or cells of the row elsewhere add up to."""
    fact = _by_key(document).get(reduction(document).key(place))
    if fact and fact.unit == coded.table.unit and _number(fact.text):
        yield 1, _number(fact.text)
    whole = Fact("", place, None, coded.table.unit)
    finder = Sums(document.space, document.leaves)
    for other in coded_sides(document):
        if other.dimension != coded.dimension or code not in other.rows:
            continue
        head = f"{other.table.id}.{other.rows[code][0]}."
        facts = [fact for fact, _ in document.amounts if fact.address.startswith(head)]
        for identity in finder.of([whole, *facts]):
            amounts = [_number(one.text) for one in identity.parts]
            if identity.whole is whole and sum(amounts) > 0:
                yield sum(map(bool, amounts)), sum(amounts, Decimal(0))


def _by_rows(coded: Coded, code: str, column: str) -> Iterator[tuple[int, Decimal]]:
    """The sum of the rows below it; what the row above has beyond the siblings that are there."""
    inside = [row for one, (_, row) in coded.rows.items() if coded.parent(one) == code]
    amounts = [amount for row in inside if (amount := _number(row.cells.get(column)))]
    if amounts:
        yield len(amounts), sum(amounts, Decimal(0))
    above = coded.parent(code)
    whole = coded.rows.get(above, (None, None))[1] if above else None
    if whole is None:
        return
    siblings = [row for one, (_, row) in coded.rows.items() if coded.parent(one) == above]
    parts = [amount for row in siblings if (amount := _number(row.cells.get(column)))]
    rest = _number(whole.cells.get(column)) - sum(parts, Decimal(0))
    if rest > 0:
        yield 1 + len(parts), rest


def _number(text: str | None) -> Decimal:
    try:
        return Decimal((text or "0").replace(",", ""))
    except InvalidOperation:
        return Decimal(0)
