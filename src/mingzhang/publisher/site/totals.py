"""Sums over entities, in which no amount is counted twice.

A department's budget holds those of its units, so a unit that publishes for itself is counted only
where its department is not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzhang.catalog.names import folded
from mingzhang.publisher.site.entry import Entry, Item

__all__ = ["Sum", "counted", "summed_items", "total_of"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A member of a dimension with its amount in 分 over several entities."""

    key: str
    label: str
    value: int


def counted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of one year whose amounts add up: departments, and units that none of them holds.

    A department lists its own office among its units; a unit is held by another entry only. A name
    may stand in several areas, so a unit is held by a department of its area.
    """
    known = tuple(entries)
    held = {
        (one.area, folded(name)) for one in known if one.level == "department" for name in one.units
    }
    return tuple(
        one
        for one in known
        if one.level == "department" or (one.area, folded(one.name)) not in held
    )


def total_of(entries: Iterable[Entry]) -> int:
    """支出总计 of entries together, in 分."""
    return sum(one.total.value for one in entries if one.total is not None)


def summed_items(lists: Iterable[Sequence[Item]]) -> tuple[Sum, ...]:
    """The items of several entities by key, largest first."""
    values: dict[str, int] = defaultdict(int)
    labels: dict[str, str] = {}
    for items in lists:
        for item in items:
            values[item.key] += item.amount.value
            labels.setdefault(item.key, item.label)
    sums = (Sum(key, labels[key], value) for key, value in values.items())
    return tuple(sorted(sums, key=lambda one: (-one.value, one.key)))
