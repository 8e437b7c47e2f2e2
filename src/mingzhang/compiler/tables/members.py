"""Who publishes, and the units that tables name in their rows where nobody listed them before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from msgspec import structs

from mingzhang.catalog.names import folded
from mingzhang.compiler.budget import BudgetUnit
from mingzhang.model import Row, Table
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import RowRule, TableDefinition
from mingzhang.scheme.words import filled

__all__ = ["Owner", "named_units", "with_known_names"]

_TAIL: Final = Decimal("0.01")
"""How far a printed sum may lie off for each two of its printed parts."""

_UNIT: Final = "unit"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose tables they are: `level` is a key of the scheme's level words."""

    scheme: Scheme
    year: int
    name: str
    level: str

    @property
    def words(self) -> dict[str, str]:
        """The words that titles and labels may hold."""
        level = self.scheme.level_word(self.level)
        return {"year": str(self.year), "entity": self.name, "level": level}


def named_units(owner: Owner, tables: Sequence[Table]) -> list[BudgetUnit]:
    """The units that tables list; one that lists units of some kinds only tells the kind.

    Where units are followed by their projects, a row is a unit if the next rows add up to it; such
    tables have all of them, so that their order counts. A budget that names no unit is that of the
    department itself.
    """
    scheme = owner.scheme
    kinds: dict[str, str] = {}
    for table in sorted(tables, key=lambda one: not _has_parts(scheme.table(one.id))):
        definition = scheme.table(table.id)
        kind = _kind(scheme, definition)
        for rule in _unit_rules(definition):
            rows = _listed(table.rows, definition, owner)
            names = _followed_by_parts(rows) if rule.rows else [row.label for row in rows]
            for name in names:
                known = {folded(one): one for one in kinds}.get(folded(name), name)
                kinds[known] = kind or kinds.get(known, "")
    other = _other_kind(scheme, tables)
    return [
        BudgetUnit(name, kind or other, None) for name, kind in (kinds or {owner.name: ""}).items()
    ]


def _unit_rules(definition: TableDefinition) -> Iterator[RowRule]:
    rules = (rule for side in definition.sides for band in side.bands for rule in band.rows)
    yield from (rule for rule in rules if rule.each == _UNIT)


def _has_parts(definition: TableDefinition) -> bool:
    return any(rule.rows for rule in _unit_rules(definition))


def _kind(scheme: Scheme, definition: TableDefinition) -> str:
    """The kind of the units in a table that is about some kinds only."""
    group = definition.at.get(_UNIT)
    return next(_kinds_within(scheme, group), "") if group else ""


def _kinds_within(scheme: Scheme, group: str) -> Iterator[str]:
    dimension = scheme.space({}).dimensions[_UNIT]
    for title, key in scheme.head.unit_kinds.items():
        if dimension.is_within(key, group):
            yield title


def _other_kind(scheme: Scheme, tables: Iterable[Table]) -> str:
    """The kind of units that no such table lists."""
    groups = {group for table in tables if (group := scheme.table(table.id).at.get(_UNIT))}
    told = {title for group in groups for title in _kinds_within(scheme, group)}
    every = list(scheme.head.unit_kinds)
    return next((title for title in every if title not in told), every[0])


def _listed(rows: Iterable[Row], definition: TableDefinition, owner: Owner) -> list[Row]:
    """The rows without the fixed ones, each of which stands once before the others."""
    fixed = [
        folded(filled(rule.label, owner.words))
        for side in definition.sides
        for band in side.bands
        for rule in band.rows
        if rule.each is None and rule.only_level in (None, owner.level)
    ]
    found = []
    for row in rows:
        if folded(row.label) in fixed:
            fixed.remove(folded(row.label))
        else:
            found.append(row)
    return found


def _followed_by_parts(rows: Sequence[Row]) -> list[str]:
    """The rows whose amount is the sum of the rows that follow, up to the next such row."""
    amounts = [Decimal(next((text for text in row.cells.values() if text), "0")) for row in rows]
    names: list[str] = []
    start = 0
    while start < len(rows):
        total, end = Decimal(0), start + 1
        while end < len(rows) and not _is_full(total, amounts[start], end - start):
            total += amounts[end]
            end += 1
        if not _is_full(total, amounts[start], end - start):
            return names or [row.label for row in rows[:1]]
        while end < len(rows) and not amounts[end]:
            end += 1
        names.append(rows[start].label)
        start = end
    return names


def _is_full(total: Decimal, whole: Decimal, count: int) -> bool:
    return count > 1 and abs(total - whole) <= _TAIL * count / 2


def with_known_names(table: Table, names: Iterable[str]) -> Table:
    """A table whose labels are written as the known names, width and spaces aside."""
    known = {folded(name): name for name in names}
    rows = tuple(
        structs.replace(row, label=known.get(folded(row.label), row.label)) for row in table.rows
    )
    return structs.replace(table, rows=rows)
