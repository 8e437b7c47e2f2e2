"""The identities of a disclosure, derived from where its figures stand in the cube."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingzhang.cube import Fact, Identity, Reduction, Sums, same_places
from mingzhang.model import Disclosure, row_keys
from mingzhang.scheme.form_facts import form_keys
from mingzhang.scheme.scheme import Scheme
from mingzhang.scheme.spaces import short_dimensions, space_of
from mingzhang.scheme.view import known_facts

__all__ = ["equalities", "sums"]


def sums(
    scheme: Scheme, disclosure: Disclosure, facts: Sequence[Fact] | None = None
) -> Iterator[Identity]:
    """Groups and their parts: down the columns and along the rows of tables, within forms.

    `facts` are the figures to relate, if not all that the disclosure is known to state. Nothing is
    said of a row or column that is all blank.
    """
    known = known_facts(scheme, disclosure) if facts is None else facts
    space = space_of(scheme, disclosure, known)
    found = Sums(space, short_dimensions(scheme))
    for view in _views(disclosure, known):
        if any(fact.text is not None for fact in view):
            yield from found.of(view)


def _views(disclosure: Disclosure, facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    by_head: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_head[fact.address.partition(".")[0]].append(fact)
    for table in disclosure.tables:
        sides = dict(zip(row_keys(table.rows), (row.side for row in table.rows), strict=True))
        columns: dict[tuple[str | None, str], list[Fact]] = defaultdict(list)
        rows: dict[str, list[Fact]] = defaultdict(list)
        for fact in by_head.get(table.id, ()):
            row, _, column = fact.address.partition(".")[2].rpartition(".")
            columns[sides.get(row), column].append(fact)
            rows[row].append(fact)
        yield from columns.values()
        yield from rows.values()
    forms: dict[str, list[Fact]] = defaultdict(list)
    for kind in {form.kind for form in disclosure.forms}:
        for fact in by_head.get(kind, ()):
            forms[fact.address.rsplit(".", 2)[0]].append(fact)
    yield from (forms[key] for key in form_keys(disclosure.forms) if key in forms)


def equalities(
    scheme: Scheme, disclosure: Disclosure, facts: Sequence[Fact] | None = None
) -> Iterator[Identity]:
    """Figures of tables, text and forms that state the same amount."""
    known = known_facts(scheme, disclosure) if facts is None else facts
    space = space_of(scheme, disclosure, known)
    yield from same_places(known, Reduction(space, short_dimensions(scheme), known).key)
