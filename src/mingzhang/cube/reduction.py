"""Coordinates made comparable by what is known to be zero.

Where a document shows that nothing is carried over, "this year's" and "all" are one place; where
it has no year-end balance, "all" and "expenditure" are. A reduction finds such places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import takewhile
from math import prod
from operator import or_
from typing import Final

from mingzhang.cube.coordinate import Coordinate, Space
from mingzhang.cube.fact import Fact

__all__ = ["Reduction"]

_NOTHING: Final = re.compile(r"[0.,]*")
"""A printed zero."""


class Reduction:
    """Keys under which coordinates that must state one amount are the same.

    `leaves` lists all members of the dimensions that have a fixed, short list of them; crossed,
    they are cells. A fact shows a place to be zero where it is blank and nothing within it is shown
    elsewhere. What a coordinate covers, less the cells that are zero, is its key.
    """

    def __init__(
        self, space: Space, leaves: Mapping[str, Sequence[str]], facts: Iterable[Fact]
    ) -> None:
        self._space = space
        known = list(facts)
        named = {name for fact in known for name, _ in fact.coordinate.members}
        self._leaves = {name: members for name, members in leaves.items() if name in named}
        self._cells: dict[tuple[str, str], int] = {}
        self._keys: dict[Coordinate, Hashable] = {}
        self._everything = (1 << prod(map(len, self._leaves.values()))) - 1
        self._zeros = self._believable(known)

    def _believable(self, facts: Sequence[Fact]) -> dict[tuple[str, int], int]:
        """By measure and year the cells that a blank shows to be zero and no figure denies."""
        shown: dict[tuple[str, int], set[int]] = defaultdict(set)
        blank: dict[tuple[str, int], set[int]] = defaultdict(set)
        for fact in facts:
            place = fact.coordinate
            if fact.text is None:
                if all(name in self._leaves for name, _ in place.members):
                    blank[place.measure, place.year].add(self._covered(place))
            elif not _NOTHING.fullmatch(fact.text):
                shown[place.measure, place.year].add(self._covered(place))
        zeros = {}
        for key, covers in blank.items():
            believed = (zero for zero in covers if all(one & ~zero for one in shown[key]))
            zeros[key] = reduce(or_, believed, 0)
        return zeros

    def key(self, coordinate: Coordinate) -> Hashable:
        """The key of a coordinate: its cells that are not zero, and what else it names."""
        known = self._keys.get(coordinate)
        if known is None:
            known = self._keys[coordinate] = self._find_key(coordinate)
        return known

    def _find_key(self, coordinate: Coordinate) -> Hashable:
        rest = tuple(pair for pair in coordinate.members if pair[0] not in self._leaves)
        covered = self._covered(coordinate)
        kept = covered & ~self._zeros.get((coordinate.measure, coordinate.year), 0)
        return coordinate.measure, coordinate.year, rest, kept or -covered

    def _covered(self, coordinate: Coordinate) -> int:
        """The cells that a coordinate covers, a bit each."""
        covered = self._everything
        for pair in coordinate.members:
            cells = self._cells.get(pair)
            if cells is None:
                cells = self._cells[pair] = self._cells_of(*pair)
            covered &= cells
        return covered

    def _cells_of(self, name: str, group: str) -> int:
        """The cells of a member or group of one dimension: all of them if it divides none."""
        if name not in self._leaves:
            return self._everything
        is_within = self._space.dimensions[name].is_within
        inside = [is_within(leaf, group) for leaf in self._leaves[name]]
        step = prod(len(self._leaves[one]) for one in takewhile(name.__ne__, self._leaves))
        run = sum(((1 << step) - 1) << step * at for at, one in enumerate(inside) if one)
        size = step * len(inside)
        return sum(run << at for at in range(0, self._everything.bit_length(), size))
