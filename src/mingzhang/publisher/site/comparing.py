"""What is compared of entities, and with whom: bodies of one kind, of one region, of one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mingzhang.publisher.site.address import slug_of
from mingzhang.publisher.site.area import area_order, kind_of
from mingzhang.publisher.site.entry import Amount, Entry
from mingzhang.publisher.site.year import area_name

__all__ = ["Group", "groups_by_area", "groups_by_kind", "kind", "pages_of", "part", "per_head"]

_OTHERS: Final = "其他"


@dataclass(frozen=True, slots=True)
class Group:
    """Entities of one year that stand on one page; `slug` is its part of the address."""

    name: str
    slug: str
    entries: tuple[Entry, ...]


@lru_cache(maxsize=16384)
def kind(name: str) -> str:
    """What kind of body bears this name."""
    return kind_of(name)


def groups_by_kind(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Entities by what kind of body they are, large kinds first; those of their own kind last."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(kind(entry.name), []).append(entry)
    alone = [one for members in found.values() if len(members) == 1 for one in members]
    shared = {name: members for name, members in found.items() if len(members) > 1}
    ordered = sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    groups = [Group(name, f"kind-{slug_of(name)}", tuple(members)) for name, members in ordered]
    if alone:
        groups.append(Group(_OTHERS, "kind-others", tuple(alone)))
    return tuple(groups)


def groups_by_area(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Entities by their region, in the order of regions; those of no known region last."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.area, []).append(entry)
    ordered = sorted(found.items(), key=lambda pair: area_order(pair[0]))
    return tuple(
        Group(area_name(area), f"area-{slug_of(area_name(area))}", tuple(members))
        for area, members in ordered
    )


def part(entry: Entry, key: str) -> Amount | None:
    """Basic or project expenditure of an entity."""
    return next((one.amount for one in entry.kinds if one.key == key), None)


def per_head(amount: Amount | None, headcount: int | None) -> int | None:
    """An amount for each of the staff, in 分 and rounded; None where either is not known.

    >>> per_head(Amount("1.00", "万元", 1_000_000, ""), 3)
    333333
    """
    if amount is None or not headcount or headcount < 0:
        return None
    return (2 * amount.value + headcount) // (2 * headcount)


def pages_of(entries: Sequence[Entry], most: int) -> tuple[tuple[Entry, ...], ...]:
    """Entities in pages of at most so many; one empty page where there are none."""
    starts = range(0, max(len(entries), 1), most)
    return tuple(tuple(entries[start : start + most]) for start in starts)
