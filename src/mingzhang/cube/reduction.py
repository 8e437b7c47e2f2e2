"""Coordinates made comparable by what is known to be zero.

Where a document shows that nothing is carried over, "this year's" and "all" are one place; where
it has no year-end balance, "all" and "expenditure" are. A reduction finds such places.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from mingzhang.cube.coordinate import Coordinate, Space
from mingzhang.cube.fact import Fact

__all__ = ["Reduction"]


class Reduction:
    """Keys under which coordinates that must state one amount are the same.

    `leaves` lists all members of the dimensions that have a fixed, short list of them. A fact
    shows a place to be zero where its cell is blank.
    """

    def __init__(
        self, space: Space, leaves: Mapping[str, Sequence[str]], facts: Iterable[Fact]
    ) -> None:
        self._space = space
        self._leaves = leaves
        self._zeros = {
            fact.coordinate
            for fact in facts
            if fact.text is None and all(name in leaves for name, _ in fact.coordinate.members)
        }
        self._known: dict[Coordinate, frozenset[tuple[str, str]]] = {}

    def key(self, coordinate: Coordinate) -> Hashable:
        """The key of a coordinate: its members, the short dimensions as sets of what is not zero."""
        short = Coordinate(
            tuple(pair for pair in coordinate.members if pair[0] in self._leaves),
            coordinate.measure,
            coordinate.year,
        )
        rest = tuple(pair for pair in coordinate.members if pair[0] not in self._leaves)
        if short not in self._known:
            self._known[short] = self._nonzero(short)
        return coordinate.measure, coordinate.year, rest, self._known[short]

    def _nonzero(self, short: Coordinate) -> frozenset[tuple[str, str]]:
        found = set()
        for name, leaves in self._leaves.items():
            group = short.get(name)
            dimension = self._space.dimensions[name]
            for leaf in leaves:
                if group is not None and not dimension.is_within(leaf, group):
                    continue
                members = {**dict(short.members), name: leaf}
                place = Coordinate.of(members, short.measure, short.year)
                if not any(self._space.is_within(place, zero) for zero in self._zeros):
                    found.add((name, leaf))
        return frozenset(found)
