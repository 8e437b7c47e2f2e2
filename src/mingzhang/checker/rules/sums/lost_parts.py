"""Sums that lack a part for a reason that another rule tells: its name, or a cell that is no number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

from msgspec import structs

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.catalogs.economic import economic_rows, unknown_names
from mingzhang.cube import AmountError, Coordinate, CoordinateError, Fact, Identity
from mingzhang.model import row_keys

__all__ = ["lack_parts"]

_MOST: Final = 4
"""More misnamed rows of one table than this are not combined."""


def lack_parts(document: Examined, broken: Sequence[Identity]) -> bool:
    """Whether each of these sums lacks an unreadable cell, or comes out with misnamed rows."""
    return all(_is_unread(document, one) or _lacks_rows(document, one) for one in broken)


def _is_unread(document: Examined, broken: Identity) -> bool:
    """Whether a row within the total has a cell in its column that could not be read."""
    table, _, rest = broken.whole.address.partition(".")
    column, whole = rest.rpartition(".")[2], broken.whole.coordinate
    return any(
        _is_part(document, row, whole)
        for one, row in _unread(document).get(column, ())
        if one == table
    )


def _is_part(document: Examined, row: Coordinate, whole: Coordinate) -> bool:
    try:
        return document.space.meet(row, whole) != whole
    except CoordinateError:
        return False


@lru_cache(maxsize=1)
def _unread(document: Examined) -> Mapping[str, Sequence[tuple[str, Coordinate]]]:
    """By column the table and the place of each row that has a cell there without a figure.

    An empty cell has one that shows nothing; what is no number is kept outside the table.
    """
    found: dict[str, list[tuple[str, Coordinate]]] = defaultdict(list)
    for table in document.disclosure.tables:
        sides = {side.side: side.columns for side in document.scheme.table(table.id).sides}
        for key, row in zip(row_keys(table.rows), table.rows, strict=True):
            for column in sides.get(row.side, ()):
                place = None if column.key in row.cells else _place(document, table.id, key)
                if place is not None:
                    found[column.key].append((table.id, place))
    return found


def _place(document: Examined, table: str, key: str) -> Coordinate | None:
    """What the figures of a row have in common."""
    start = f"{table}.{key}."
    places = [one.coordinate for one in document.facts if one.address.startswith(start)]
    if not places:
        return None
    shared = set(places[0].members).intersection(*(one.members for one in places))
    members = tuple(pair for pair in places[0].members if pair in shared)
    return Coordinate(members, places[0].measure, places[0].year)


def _lacks_rows(document: Examined, broken: Identity) -> bool:
    lost = list(_misnamed(document, broken.whole))[:_MOST]
    return any(
        Identity(broken.whole, (*broken.parts, *some)).holds()
        for number in range(1, len(lost) + 1)
        for some in combinations(lost, number)
    )


def _misnamed(document: Examined, whole: Fact) -> Iterator[Fact]:
    """What rows of a total's table whose names no list has state in its column."""
    table, _, rest = whole.address.partition(".")
    column = rest.rpartition(".")[2]
    for one in economic_rows(document):
        text = one.row.cells.get(column)
        if one.table == table and (table, one.key) in unknown_names(document) and text:
            fact = structs.replace(whole, text=text)
            try:
                fact.displayed()
            except AmountError:
                continue
            yield fact
