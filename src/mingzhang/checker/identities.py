"""The identities of a disclosure, derived from where its figures stand in the cube."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingzhang.cube import Fact, Identity, Reduction, groups_and_parts, same_places
from mingzhang.model import Disclosure, row_keys
from mingzhang.scheme import Scheme
from mingzhang.scheme.spaces import short_dimensions, space_of
from mingzhang.scheme.view import known_facts

__all__ = ["equalities", "sums"]


def sums(scheme: Scheme, disclosure: Disclosure) -> Iterator[Identity]:
    """Groups and their parts, down the columns and along the rows of each table."""
    facts = known_facts(scheme, disclosure)
    space = space_of(scheme, disclosure, facts)
    leaves = short_dimensions(scheme)
    for view in _views(disclosure, facts):
        yield from groups_and_parts(view, space, leaves)


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
    space = space_of(scheme, disclosure, facts)
    yield from same_places(facts, Reduction(space, short_dimensions(scheme), facts).key)
