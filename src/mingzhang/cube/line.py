"""Budget lines, and the total of the lines at a coordinate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from mingzhang.cube.coordinate import BUDGET, Coordinate, Space
from mingzhang.cube.fact import Evidence

__all__ = ["Cube", "Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """An exact amount (base units) with one member in each dimension that it has a member in.

    `origin` is where the amount was written down, if it is known.

    >>> Line({"function": "2013902", "kind": "project"}, 500_000_00).amount
    50000000
    """

    members: Mapping[str, str]
    amount: int
    measure: str = BUDGET
    year: int = 0
    origin: Evidence | None = None


_MOST_ORIGINS: Final = 3
"""A total over more lines than this is explained by its parts, not by places in the source."""

_Shape = tuple[str, int, tuple[str, ...]]


@dataclass(slots=True)
class Cube:
    """Lines of one disclosure, asked by coordinate.

    Lines are grouped once for each combination of dimensions that is asked for, so that asking
    all cells of all tables costs little more than reading the lines.

    >>> from mingzhang.cube.coordinate import Dimension
    >>> space = Space.of([Dimension("function", {}, (3, 5, 7))])
    >>> cube = Cube(space, [Line({"function": "2013902"}, 300), Line({"function": "2013901"}, 50)])
    >>> cube.total(Coordinate.of({"function": "20139"}))
    350
    """

    space: Space
    lines: Iterable[Line]
    _by_measure: dict[tuple[str, int], list[Line]] = field(init=False, default_factory=dict)
    _totals: dict[_Shape, dict[tuple[str, ...], int]] = field(init=False, default_factory=dict)
    _lines: dict[_Shape, dict[tuple[str, ...], list[Line]]] = field(
        init=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for line in self.lines:
            self._by_measure.setdefault((line.measure, line.year), []).append(line)

    def total(self, coordinate: Coordinate) -> int:
        """The exact sum, in base units, of the lines at this coordinate."""
        names, members = zip(*coordinate.members, strict=True) if coordinate.members else ((), ())
        return self._grouped((coordinate.measure, coordinate.year, names)).get(members, 0)

    def origins(self, coordinate: Coordinate) -> tuple[Evidence, ...]:
        """Where the lines at a coordinate were written down; nothing where they are many."""
        names = tuple(name for name, _ in coordinate.members)
        shape = (coordinate.measure, coordinate.year, names)
        self._grouped(shape)
        lines = self._lines[shape].get(tuple(member for _, member in coordinate.members), ())
        if len(lines) > _MOST_ORIGINS:
            return ()
        return tuple(line.origin for line in lines if line.origin is not None)

    def has_lines(self, measure: str, year: int) -> bool:
        """Whether anything is known of this measure in this year."""
        return (measure, year) in self._by_measure

    def used(self, dimension: str, within: Coordinate) -> Iterator[str]:
        """The members and groups of a dimension whose total within a coordinate is not zero."""
        names = tuple(sorted({dimension, *(name for name, _ in within.members)}))
        totals = self._grouped((within.measure, within.year, names))
        wanted = dict(within.members)
        place = names.index(dimension)
        group = wanted.pop(dimension, None)
        holds = self.space.dimensions[dimension].is_within
        for key, amount in totals.items():
            others = zip(names, key, strict=True)
            if (
                amount
                and (group is None or holds(key[place], group))
                and all(wanted.get(name, member) == member for name, member in others)
            ):
                yield key[place]

    def _grouped(self, shape: _Shape) -> dict[tuple[str, ...], int]:
        if shape not in self._totals:
            self._totals[shape] = self._group(shape)
        return self._totals[shape]

    def _group(self, shape: _Shape) -> dict[tuple[str, ...], int]:
        measure, year, names = shape
        leaves: dict[tuple[str, ...], list[Line]] = {}
        for line in self._by_measure.get((measure, year), ()):
            key = tuple(line.members.get(name, "") for name in names)
            leaves.setdefault(key, []).append(line)
        totals: dict[tuple[str, ...], int] = {}
        few = self._lines.setdefault(shape, {})
        dimensions = [self.space.dimensions[name] for name in names]
        for leaf, lines in leaves.items():
            if "" in leaf:
                continue
            amount = sum(line.amount for line in lines)
            first = lines[: _MOST_ORIGINS + 1]
            pairs = zip(dimensions, leaf, strict=True)
            for key in product(*(dimension.groups_of(member) for dimension, member in pairs)):
                totals[key] = totals.get(key, 0) + amount
                known = few.setdefault(key, [])
                if len(known) <= _MOST_ORIGINS:
                    known.extend(first)
        return totals
