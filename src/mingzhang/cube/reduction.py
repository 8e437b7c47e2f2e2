"""Coordinates made comparable by what is known to be zero.

Where a document shows that nothing is carried over, "this year's" and "all" are one place; where
it has no year-end balance, "all" and "expenditure" are. A reduction finds such places.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

from mingzhang.cube.coordinate import Coordinate, Space
from mingzhang.cube.fact import Fact

__all__ = ["Reduction"]

_NOTHING: Final = re.compile(r"[0.,]*")
"""A printed zero."""


class Reduction:
    """Keys under which coordinates that must state one amount are the same.

    `leaves` lists all members of the dimensions that have a fixed, short list of them. A fact
    shows a place to be zero where its cell is blank and nothing within it is shown elsewhere.
    """

    def __init__(
        self, space: Space, leaves: Mapping[str, Sequence[str]], facts: Iterable[Fact]
    ) -> None:
        self._space = space
        self._leaves = leaves
        self._zeros = self._believable(list(facts))
        self._known: dict[Coordinate, frozenset[tuple[str, str]]] = {}

    def _believable(self, facts: Sequence[Fact]) -> set[Coordinate]:
        """Places that a blank cell shows to be zero and that hold no figure elsewhere."""
        shown = {
            self._short(fact.coordinate)
            for fact in facts
            if fact.text is not None and not _NOTHING.fullmatch(fact.text)
        }
        blank = {
            fact.coordinate
            for fact in facts
            if fact.text is None and fact.coordinate == self._short(fact.coordinate)
        }
        within = self._space.is_within
        return {zero for zero in blank if not any(within(place, zero) for place in shown)}

    def _short(self, coordinate: Coordinate) -> Coordinate:
        """What a coordinate says of the short dimensions."""
        return Coordinate(
            tuple(pair for pair in coordinate.members if pair[0] in self._leaves),
            coordinate.measure,
            coordinate.year,
        )

    def key(self, coordinate: Coordinate) -> Hashable:
        """The key of a coordinate: its members, the short dimensions as sets of what is not zero."""
        short = self._short(coordinate)
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
