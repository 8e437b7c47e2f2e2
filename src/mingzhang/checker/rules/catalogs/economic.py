"""Rows named after economic members, perhaps paired with one of another classification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.catalog import Catalog
from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.catalogs.listed import lists_in, nearest
from mingzhang.checker.rules.identity.names import is_one_slip
from mingzhang.model import Row, row_keys
from mingzhang.scheme.words import filled

__all__ = ["EconomicRow", "economic_rows", "unknown_names"]


@dataclass(frozen=True, slots=True)
class EconomicRow:
    """A row of a table that names members instead of printing codes.

    `codes` is the list that its label is from, `others` that of its paired label; `outer` and
    `inner` are the code lengths of classes and of the rows below them.
    """

    table: str
    where: str
    key: str
    column: str
    row: Row
    codes: Catalog
    others: Catalog | None
    outer: tuple[int, ...]
    inner: tuple[int, ...]

    @property
    def code(self) -> str | None:
        """The code of its label, of the length that its kind of row has."""
        levels = self.inner if self.row.government_label else self.outer
        found = self.codes.named(self.row.label)
        return next((entry.code for entry in found if len(entry.code) in levels), None)


@lru_cache(maxsize=4)
def economic_rows(document: Examined) -> tuple[EconomicRow, ...]:
    """All such rows but the fixed ones."""
    return tuple(_rows(document))


def _rows(document: Examined) -> Iterator[EconomicRow]:
    scheme = document.scheme
    for table in document.disclosure.tables:
        definition = scheme.table(table.id)
        keyed = list(zip(row_keys(table.rows), table.rows, strict=True))
        for side in definition.sides:
            rules = [rule for band in side.bands for rule in band.rows]
            fixed = {folded(filled(r.label, dict(document.words))) for r in rules if not r.each}
            for rule in rules:
                codes = scheme.catalog_of(rule.each) if rule.each else None
                if codes is None or rule.coded or rule.members or not rule.rows:
                    continue
                pair = rule.rows[0].pair
                others = scheme.catalog_of(pair) if pair else None
                for key, row in keyed:
                    if row.side == side.side and folded(row.label) not in fixed:
                        yield EconomicRow(
                            table.id,
                            f"表{definition.ordinal}",
                            key,
                            side.columns[0].key,
                            row,
                            codes,
                            others,
                            rule.levels,
                            rule.rows[0].levels,
                        )


@lru_cache(maxsize=4)
def unknown_names(document: Examined) -> Mapping[tuple[str, str], str | None]:
    """By table and row the name that is meant by one that no list has, if it can be told.

    It is one slip away, or else close, and not in the table yet; of several the one that the text
    names.
    """
    rows = economic_rows(document)
    listed = {folded(item.name) for one in lists_in(document) for item in one.items}
    found: dict[tuple[str, str], str | None] = {}
    for one in rows:
        if one.codes.named(one.row.label):
            continue
        own = folded(one.row.label)
        levels = one.inner if one.row.government_label else one.outer
        there = {folded(other.row.label) for other in rows if other.table == one.table}
        names = [entry.name for entry in one.codes if len(entry.code) in levels]
        near = [name for name in names if is_one_slip(own, folded(name))]
        free = [name for name in near if folded(name) not in there] or near
        named = [name for name in free if folded(name) in listed] or free
        code = nearest(one.row.label, one.codes, levels)
        guess = one.codes.entry(code).name if code else None
        found[one.table, one.key] = named[0] if len(named) == 1 else guess
    return found
