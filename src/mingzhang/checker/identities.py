"""The identities of a disclosure, derived from where its figures stand in the cube."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingzhang.cube import Fact, Identity, Reduction, Space, groups_and_parts, same_places
from mingzhang.model import Disclosure, row_keys
from mingzhang.scheme import Scheme
from mingzhang.scheme.view import known_facts

__all__ = ["equalities", "space_of", "sums"]


def space_of(scheme: Scheme, facts: Sequence[Fact], disclosure: Disclosure) -> Space:
    """The dimensions of a disclosure with the members that its facts name."""
    kinds = scheme.head.unit_kinds
    every = tuple(kinds.values())
    units: dict[str, tuple[str, ...]] = {disclosure.entity.name: every}
    for unit in disclosure.units:
        units[unit.name] = (kinds[unit.kind],) if unit.kind in kinds else every
    projects = {
        member: ()
        for fact in facts
        for name, member in fact.coordinate.members
        if name == "project"
    }
    known = {one.key for one in scheme.dimension("project").groups}
    return scheme.space(
        {"unit": units, "project": {name: () for name in projects if name not in known}}
    )


def sums(scheme: Scheme, disclosure: Disclosure) -> Iterator[Identity]:
    """Groups and their parts, down the columns and along the rows of each table."""
    facts = known_facts(scheme, disclosure)
    space = space_of(scheme, facts, disclosure)
    leaves = _leaves(scheme)
    for view in _views(disclosure, facts):
        yield from groups_and_parts(view, space, leaves)


def _leaves(scheme: Scheme) -> dict[str, list[str]]:
    """All members of the dimensions that have a fixed, short list of them."""
    return {
        one.name: [member.key for member in one.members]
        for one in scheme.head.dimensions
        if one.members and one.catalog is None
    }


def _views(disclosure: Disclosure, facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    by_table: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_table[fact.address.partition(".")[0]].append(fact)
    for table in disclosure.tables:
        sides = dict(zip(row_keys(table.rows), (row.side for row in table.rows), strict=True))
        columns: dict[tuple[str | None, str], list[Fact]] = defaultdict(list)
        rows: dict[str, list[Fact]] = defaultdict(list)
        for fact in by_table.get(table.id, ()):
            row, _, column = fact.address.partition(".")[2].rpartition(".")
            columns[sides.get(row), column].append(fact)
            rows[row].append(fact)
        yield from columns.values()
        yield from rows.values()


def equalities(scheme: Scheme, disclosure: Disclosure) -> Iterator[Identity]:
    """Figures of tables and text that state the same amount."""
    facts = known_facts(scheme, disclosure)
    space = space_of(scheme, facts, disclosure)
    yield from same_places(facts, Reduction(space, _leaves(scheme), facts).key)
