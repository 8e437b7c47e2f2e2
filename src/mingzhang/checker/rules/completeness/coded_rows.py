"""Rows with codes: which tables show which, what they state, what a missing one should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from msgspec import structs

from mingzhang.checker.coded import Coded
from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import Fault
from mingzhang.cube import BUDGET, Coordinate, CoordinateError, Fact, Reduction, Sums

__all__ = [
    "Coded",
    "amounts_of_missing",
    "coded_sides",
    "reduction",
    "row_place",
    "shown_cells",
    "slipped_codes",
]


def coded_sides(document: Examined) -> tuple[Coded, ...]:
    """The sides of all tables present that list codes."""
    return document.coded_sides


def slipped_codes(document: Examined) -> Mapping[tuple[str, str], str]:
    """By table and code, the code that is meant where other tables have the row under it."""
    return document.slipped_codes


def reduction(document: Examined) -> Reduction:
    """What the document shows to be zero."""
    return document.reduction


@lru_cache(maxsize=4)
def shown_cells(document: Examined) -> Mapping[str, tuple[tuple[str, Fact], ...]]:
    """By dimension the cells of tables that are not zero, each with its member there.

    A figure in the wrong column counts in the right one, an empty cell that was left out as filled.
    """
    meant = dict(_meant_cells(document.faults))
    found: dict[str, list[tuple[str, Fact]]] = {}
    for stated, amount in document.amounts:
        fact = meant.get(id(stated), stated)
        is_shown = id(stated) in meant or not amount.low <= 0 <= amount.high
        if fact.text and is_shown and document.labels.is_cell(fact.address):
            for name, member in fact.coordinate.members:
                found.setdefault(name, []).append((member, fact))
    return {name: tuple(some) for name, some in found.items()}


def _meant_cells(faults: Iterable[Fault]) -> Iterator[tuple[int, Fact]]:
    """Cells that are empty, or should be, as they are meant, by identity as objects."""
    for fault in faults:
        cell = fault.suspect
        if fault.belongs is not None:
            yield id(cell), structs.replace(cell, text=fault.belongs.text)
            yield id(fault.belongs), structs.replace(fault.belongs, text=cell.text)
        elif cell.text is None and fault.expected is not None:
            yield id(cell), structs.replace(cell, text=fault.expected)


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
