"""Rows with codes: which sides of tables list codes of a dimension, and which codes are slips."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.catalog.names import folded
from mingzhang.checker.slips import slip_between
from mingzhang.cube import Dimension, Identity, Space
from mingzhang.model import Disclosure, Row, row_keys
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import RowRule, SideDefinition, TableDefinition

__all__ = ["Coded", "coded_sides_of", "lost_codes", "slipped_codes_among"]


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


def coded_sides_of(scheme: Scheme, disclosure: Disclosure) -> Iterator[Coded]:
    """The sides of all tables present that list codes."""
    for table in disclosure.tables:
        definition = scheme.table(table.id)
        keyed = list(zip(row_keys(table.rows), table.rows, strict=True))
        for side in definition.sides:
            for rule in (rule for band in side.bands for rule in band.rows):
                if rule.coded and rule.each:
                    every = [(k, row) for k, row in keyed if row.side == side.side and row.code]
                    rows = {row.code: (key, row) for key, row in reversed(every) if row.code}
                    ordered = {code: rows[code] for code in reversed(rows)}
                    yield Coded(definition, side, rule, rule.each, ordered, tuple(every))


def slipped_codes_among(sides: Sequence[Coded]) -> Mapping[tuple[str, str], str]:
    """By table and code, the code that is meant where other tables have the row under it.

    The row must bear the same name there, or stand right for the rows below it; its own code must
    be in no other table and differ from the meant one by a single slip.
    """
    found = {}
    for coded in sides:
        others = [one for one in sides if one is not coded and one.dimension == coded.dimension]
        known = {code: row for one in others for code, (_, row) in one.rows.items()}
        lost = {code: folded(row.label) for code, row in known.items() if code not in coded.rows}
        above = {coded.parent(code) for code in coded.rows}
        for code, (_, row) in coded.rows.items():
            if code in known or not lost:
                continue
            meant = [
                other
                for other, label in lost.items()
                if slip_between(code, other)
                and (label == folded(row.label) or (other in above and code not in above))
            ]
            if len(meant) == 1:
                found[coded.table.id, code] = meant[0]
    return found


def lost_codes(
    space: Space,
    sides: Sequence[Coded],
    slips: Mapping[tuple[str, str], str],
    broken: Identity,
) -> Iterator[tuple[str, str]]:
    """Dimension and code of the parts that a sum down a column lacks and other tables list.

    Of a code and those within it the widest alone.
    """
    head = broken.whole.address.partition(".")[0]
    for coded in sides:
        name = coded.dimension
        parts = {part.coordinate.get(name) for part in broken.parts}
        group = broken.whole.coordinate.get(name)
        if coded.table.id != head or None in parts or parts == {group}:
            continue
        listed = {slips.get((head, code), code) for code in coded.rows}
        known = {code for one in sides if one.dimension == name for code in one.rows}
        inside = [
            code
            for code in sorted(known - listed)
            if _is_lost(space.dimensions[name], code, group, parts)
        ]
        for code in inside:
            if not any(code.startswith(other) for other in inside if other != code):
                yield name, code


def _is_lost(
    dimension: Dimension, code: str, group: str | None, parts: Collection[str | None]
) -> bool:
    if group is not None and (code == group or not dimension.is_within(code, group)):
        return False
    return not any(part is not None and dimension.overlaps(code, part) for part in parts)
