"""How many projects and units the tables list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mingzhang.checker.examined import Examined

__all__ = ["rows_of_projects", "units_listed"]


def rows_of_projects(document: Examined, period: str | None) -> int:
    """The rows of projects with money of a period (None: of any), in the table that lists most."""
    rows: dict[str, set[str]] = defaultdict(set)
    for table, row, place in _rows(document):
        if "project" in place and period in (None, place.get("period")):
            rows[table].add(row)
    counts = [len(one) for one in rows.values()]
    return sum(counts) if period is None else max(counts, default=0)


def units_listed(document: Examined, group: str | None) -> int:
    """The units of the tables that show a group of units (None: of all tables), each once."""
    known = document.scheme.dimension("unit")
    groups = {one.key for one in (*known.members, *known.groups)}
    units: dict[str, set[str]] = defaultdict(set)
    for table, _, place in _rows(document):
        if "unit" in place:
            units[table].add(place["unit"])
    chosen = [one for one in units.values() if group is None or group in one]
    return len(frozenset[str]().union(*chosen) - groups)


@lru_cache(maxsize=1)
def _rows(document: Examined) -> Sequence[tuple[str, str, Mapping[str, str]]]:
    """The rows of tables that show money, with the place of one of their cells."""
    tables = {table.id for table in document.disclosure.tables}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for fact in document.facts:
        table, _, rest = fact.address.partition(".")
        if table in tables and fact.text:
            found.setdefault((table, rest.rpartition(".")[0]), dict(fact.coordinate.members))
    return [(table, row, place) for (table, row), place in found.items()]
