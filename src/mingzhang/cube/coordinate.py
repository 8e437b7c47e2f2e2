"""Dimensions with their hierarchies, and coordinates: one member or group per dimension."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Never

__all__ = ["BUDGET", "Coordinate", "CoordinateError", "Dimension", "Space"]

BUDGET: Final = "budget"
"""The measure of budget lines; other measures count vehicles, projects, square metres."""

_REMEMBERED: Final = 16384
"""So many coordinates are kept with their texts: documents of a year name the same ones."""

_TEXT: Final = re.compile(r"(?P<measure>\w+)(?P<year>[+-]\d+)?\((?P<members>.*)\)", re.DOTALL)


class CoordinateError(ValueError):
    """Two coordinates that no line can lie in together, or a text that is no coordinate."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to divide amounts: its members and the groups they belong to.

    `parents` names the groups right above a member; a member may stand in several. Codes whose
    length is in `prefixes` belong to the group of every shorter prefix (2013902 < 20139 < 201).
    The group of everything is a missing entry of a coordinate and has no name.

    >>> kind = Dimension("kind", {"personnel": ("basic",), "operating": ("basic",)})
    >>> kind.is_within("personnel", "basic")
    True
    >>> Dimension("function", {}, (3, 5, 7)).groups_of("2013902")
    ('2013902', '20139', '201')
    """

    name: str
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: tuple[int, ...] = ()
    _groups: dict[str, tuple[str, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _within: dict[str, frozenset[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def groups_of(self, member: str) -> tuple[str, ...]:
        """The member itself and every group that holds it, nearest first, each once."""
        known = self._groups.get(member)
        if known is None:
            known = self._groups[member] = self._find_groups(member)
        return known

    def _find_groups(self, member: str) -> tuple[str, ...]:
        found = [member]
        for group in found:
            above = list(self.parents.get(group, ()))
            if len(group) in self.prefixes and group.isdecimal():
                shorter = [size for size in self.prefixes if size < len(group)]
                if shorter:
                    above.append(group[: max(shorter)])
            found.extend(name for name in above if name not in found)
        return tuple(found)

    def is_within(self, member: str, group: str) -> bool:
        """Whether `group` is the member or holds it."""
        return member == group or group in self.groups_of(member)

    def overlaps(self, one: str, other: str) -> bool:
        """Whether some member is within both."""
        return (
            self.is_within(one, other)
            or self.is_within(other, one)
            or not self._listed(one).isdisjoint(self._listed(other))
        )

    def any_overlap(self, members: Iterable[str]) -> bool:
        """Whether some member is within two of these, none of which is within another.

        >>> project = Dimension("project", {"roads": ("published", "current")})
        >>> project.any_overlap(["published", "current"])
        True
        """
        held: set[str] = set()
        for member in members:
            listed = self._listed(member)
            if not held.isdisjoint(listed):
                return True
            held |= listed
        return False

    def _listed(self, group: str) -> frozenset[str]:
        """The members with groups of their own that are within a group."""
        if not self._within:
            found: dict[str, set[str]] = {"": set()}
            for member in self.parents:
                for above in self.groups_of(member)[1:]:
                    found.setdefault(above, set()).add(member)
            self._within.update({name: frozenset(members) for name, members in found.items()})
        return self._within.get(group, frozenset())


class Coordinate:
    """A place in the cube: a measure, a year and one member or group per dimension.

    `year` counts from the disclosure's fiscal year (0; last year is -1). A dimension that is not
    named stands at "all". The text form is stable and is what files hold; so that they do, this
    is no dataclass, which JSON would write field by field.

    >>> str(Coordinate.of({"source": "general", "function": "2013902"}))
    'budget(function=2013902,source=general)'
    >>> Coordinate.parse("budget-1(kind=basic)").year
    -1
    """

    __slots__ = ("_hash", "measure", "members", "year")

    _hash: int
    members: tuple[tuple[str, str], ...]
    measure: str
    year: int

    def __init__(
        self, members: tuple[tuple[str, str], ...] = (), measure: str = BUDGET, year: int = 0
    ) -> None:
        object.__setattr__(self, "members", members)
        object.__setattr__(self, "measure", measure)
        object.__setattr__(self, "year", year)
        object.__setattr__(self, "_hash", hash((members, measure, year)))

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a coordinate keeps its {name}")

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Coordinate)
            and self._hash == other._hash
            and self.members == other.members
            and self.measure == other.measure
            and self.year == other.year
        )

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Coordinate], tuple[object, ...]]:
        return Coordinate, (self.members, self.measure, self.year)

    def __repr__(self) -> str:
        return f"Coordinate.parse({str(self)!r})"

    @classmethod
    def of(cls, members: Mapping[str, str], measure: str = BUDGET, year: int = 0) -> Coordinate:
        """A coordinate from a mapping of dimension to member."""
        pairs = sorted(members.items()) if len(members) > 1 else members.items()
        return cls(tuple(pairs), measure, year)

    @classmethod
    def parse(cls, text: str) -> Coordinate:
        """Read the text form.

        Raises:
            CoordinateError: the text is not of that form.
        """
        return _parsed(text)

    def __str__(self) -> str:
        """`measure[±year](dimension=member,…)`, dimensions in alphabetical order."""
        return _written(self)

    def get(self, dimension: str) -> str | None:
        """The member in this dimension, or None for all."""
        for name, member in self.members:
            if name == dimension:
                return member
        return None


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text: str) -> Coordinate:
    match = _TEXT.fullmatch(text)
    if match is None:
        raise CoordinateError(f"“{text}”不是坐标")
    inner = match["members"]
    pairs = [pair.partition("=") for pair in inner.split(",")] if inner else []
    members = {name: _unescape(member) for name, _, member in pairs}
    if len(members) < len(pairs) or not all(sign for _, sign, _ in pairs):
        raise CoordinateError(f"“{text}”不是坐标")
    return Coordinate.of(members, match["measure"], int(match["year"] or 0))


@lru_cache(maxsize=_REMEMBERED)
def _written(coordinate: Coordinate) -> str:
    inner = ",".join(f"{name}={_escape(member)}" for name, member in coordinate.members)
    year = f"{coordinate.year:+d}" if coordinate.year else ""
    return f"{coordinate.measure}{year}({inner})"


def _escape(member: str) -> str:
    return re.sub(r"[%,=()]", lambda found: f"%{ord(found[0]):02X}", member)


def _unescape(member: str) -> str:
    return re.sub(r"%([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), member)


@dataclass(frozen=True, slots=True)
class Space:
    """The dimensions of one disclosure, and how coordinates lie to each other in it."""

    dimensions: Mapping[str, Dimension]

    @classmethod
    def of(cls, dimensions: Iterable[Dimension]) -> Space:
        """A space from its dimensions."""
        return cls({dimension.name: dimension for dimension in dimensions})

    def is_within(self, inner: Coordinate, outer: Coordinate) -> bool:
        """Whether every line at `inner` also lies at `outer`."""
        if (inner.measure, inner.year) != (outer.measure, outer.year):
            return False
        members = dict(inner.members)
        return all(
            name in members and self.dimensions[name].is_within(members[name], group)
            for name, group in outer.members
        )

    def overlaps(self, one: Coordinate, other: Coordinate) -> bool:
        """Whether some line can lie at both."""
        if (one.measure, one.year) != (other.measure, other.year):
            return False
        members = dict(one.members)
        return all(
            name not in members or self.dimensions[name].overlaps(members[name], member)
            for name, member in other.members
        )

    def meet(self, one: Coordinate, other: Coordinate) -> Coordinate:
        """The place that lies in both: in each dimension the narrower of the two.

        Raises:
            CoordinateError: they name members of which neither holds the other.
        """
        if not other.members and other.measure == BUDGET and not other.year:
            return one
        members = dict(one.members)
        for name, member in other.members:
            known = members.get(name)
            members[name] = member if known is None else self._narrower(name, known, member)
        measure = one.measure if other.measure == BUDGET else other.measure
        return Coordinate.of(members, measure, one.year or other.year)

    def _narrower(self, name: str, one: str, other: str) -> str:
        dimension = self.dimensions[name]
        if dimension.is_within(other, one):
            return other
        if dimension.is_within(one, other):
            return one
        raise CoordinateError(f"{name} 不能既是 {one} 又是 {other}")
