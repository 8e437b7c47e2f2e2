"""What the displayed figures of a publication are worth, for programs that read it."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.cube import Coordinate, Fact
from mingzhang.model import Disclosure, row_keys
from mingzhang.model.page_facts import value_text
from mingzhang.scheme import Scheme
from mingzhang.scheme.view import known_facts

__all__ = ["figure_values"]


def figure_values(scheme: Scheme, disclosure: Disclosure) -> dict[str, str]:
    """Each figure that is a number as a plain decimal, by address, also of cells no rule explains."""
    found: dict[str, str] = {}
    for fact in (*known_facts(scheme, disclosure), *_cells(disclosure)):
        if fact.text and (value := value_text(fact)) is not None:
            found.setdefault(fact.address, value)
    return found


def _cells(disclosure: Disclosure) -> Iterator[Fact]:
    for table in disclosure.tables:
        for key, row in zip(row_keys(table.rows), table.rows, strict=True):
            for column, text in row.cells.items():
                yield Fact(f"{table.id}.{key}.{column}", Coordinate(), text, table.unit)
