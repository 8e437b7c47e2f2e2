"""The dimensions of one disclosure: the scheme's, with the members that the disclosure names."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.cube import Fact, Space
from mingzhang.model import Disclosure
from mingzhang.scheme.scheme import Scheme

__all__ = ["short_dimensions", "space_of"]


def space_of(scheme: Scheme, disclosure: Disclosure, facts: Iterable[Fact] = ()) -> Space:
    """The space that a disclosure's figures stand in.

    Members of open dimensions (units, projects) are those that the disclosure or its facts name.
    A unit of unknown kind may be of any.
    """
    kinds = scheme.head.unit_kinds
    every = tuple(kinds.values())
    brought: dict[str, dict[str, tuple[str, ...]]] = {
        one.name: {} for one in scheme.head.dimensions if one.open
    }
    groups = {name: {one.key for one in scheme.dimension(name).groups} for name in brought}
    for fact in facts:
        for name, member in fact.coordinate.members:
            if name in brought and member not in groups[name]:
                brought[name].setdefault(member, every if name == "unit" else ())
    if "unit" in brought:
        units = brought["unit"]
        units.setdefault(disclosure.entity.name, every)
        for unit in disclosure.units:
            units[unit.name] = (kinds[unit.kind],) if unit.kind in kinds else every
    return scheme.space(brought)


def short_dimensions(scheme: Scheme) -> dict[str, list[str]]:
    """All members of the dimensions that have a fixed, short list of them, by dimension."""
    return {
        one.name: [member.key for member in one.members]
        for one in scheme.head.dimensions
        if one.members and one.catalog is None
    }
