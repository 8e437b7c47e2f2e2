"""The budget units of a department, as its tables list them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.model import Disclosure, Row, UnitOfEntity
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import RowRule, SideDefinition

__all__ = ["units_listed"]

_SLACK: Final = Decimal("0.005")
_UNIT: Final = "unit"


def units_listed(scheme: Scheme, read: Disclosure) -> tuple[UnitOfEntity, ...]:
    """The units of a department with more than one; of which kind each is, no table says.

    A table of units alone names them; in one of units with their projects a unit is a row that
    the rows below it add up to.
    """
    names: dict[str, str] = {}
    for table in read.tables:
        for side in scheme.table(table.id).sides:
            rows = [row for row in table.rows if row.side == side.side]
            rules = [rule for band in side.bands for rule in band.rows if rule.each == _UNIT]
            for rule in rules:
                found = _heads(rows, side) if rule.rows else _others(rows, side, rule)
                names.update((folded(name), name) for name in found)
    if len(names) < 1 + len({folded(read.entity.name)}):
        return ()
    return tuple(UnitOfEntity(name=name, kind="") for name in names.values())


def _others(rows: Sequence[Row], side: SideDefinition, rule: RowRule) -> Iterator[str]:
    """Labels that no fixed row has."""
    fixed = {folded(one.label) for band in side.bands for one in band.rows if one is not rule}
    yield from (row.label for row in rows if folded(row.label) not in fixed)


def _heads(rows: Sequence[Row], side: SideDefinition) -> list[str]:
    """Labels of rows that those below add up to, if all rows can be divided so.

    The first row may be the total of all of them.
    """
    amounts = [_total(row, side) for row in rows]
    if None in amounts or len(rows) < 1 + len(("unit", "project")):
        return []
    known = [amount for amount in amounts if amount is not None]
    return _divided(rows[1:], known[1:], known[0]) or _divided(rows, known, None)


def _divided(rows: Sequence[Row], amounts: Sequence[Decimal], whole: Decimal | None) -> list[str]:
    ends = _groups(amounts)
    heads: list[str] = []
    every = Decimal(0)
    at = 0
    while at in ends and at < len(rows):
        heads.append(rows[at].label)
        every += amounts[at]
        at = ends[at]
    if at < len(rows) or (whole is not None and abs(whole - every) > _SLACK * (len(heads) + 1)):
        return []
    return heads


def _groups(amounts: Sequence[Decimal]) -> dict[int, int]:
    """From each amount that those behind it add up to, where its group ends and another begins.

    A rounded total may be met a row too early, so a group ends only where the next ones come out.
    """
    ends = {len(amounts): len(amounts)}
    for at in range(len(amounts) - 2, -1, -1):
        rest = amounts[at]
        for below in range(at + 1, len(amounts)):
            rest -= amounts[below]
            slack = _SLACK * (below - at + 1)
            if rest < -slack:
                break
            if rest <= slack and below + 1 in ends:
                ends[at] = below + 1
                break
    return ends


def _total(row: Row, side: SideDefinition) -> Decimal | None:
    text = row.cells.get(side.columns[0].key)
    return Decimal(text) if text else None
