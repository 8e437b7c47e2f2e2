"""All figures of a disclosure as one system of linear relations.

A column for each figure, within the range that its display allows, and a column for each *atom*:
a part of the budget that the figures tell apart, never negative. A figure is the sum of the atoms
within its coordinate; the sums and repeats of the tables hold besides. Where the system has no
solution the document contradicts itself, even if every single sum passes.

Dimensions with a short fixed list of members (source, kind, period) are crossed into *cells*. Each
of the others divides the cells by itself, or with those it is printed with: nobody prints functions
by project, so that crossing them would say nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, product, repeat
from math import prod
from operator import or_
from typing import NamedTuple

from mingzhang.cube import Coordinate, Displayed, Fact, Identity, Space
from mingzhang.scheme import Scheme

__all__ = ["Column", "System", "alone", "system_of"]

_Members = tuple[tuple[str, str], ...]

Column = tuple[Sequence[Fact], Displayed]
"""Figures that state one amount, and what it may be."""


@dataclass(slots=True)
class Relations:
    """Sums of columns with a coefficient each, one after the other in flat lists."""

    columns: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def add(self, columns: Collection[int], values: Iterable[int]) -> None:
        """A sum; each column is named once."""
        self.columns.extend(columns)
        self.values.extend(values)
        self.sizes.append(len(columns))


@dataclass(slots=True)
class System:
    """Relations between columns; the first columns are the figures, in their order.

    Each relation has a sum of zero (`equal`) or one that is at most zero. Ranges are in base units.
    """

    facts: tuple[Fact, ...]
    ranges: tuple[Displayed, ...]
    columns: int = 0
    equal: Relations = field(default_factory=Relations)
    at_most: Relations = field(default_factory=Relations)

    def column(self) -> int:
        """A new column that holds an amount of zero or more."""
        self.columns += 1
        return self.columns - 1


def alone(figures: Iterable[tuple[Fact, Displayed]], doubted: Iterable[Fact] = ()) -> list[Column]:
    """Each figure as a column of its own; a blank that is not doubted has none."""
    open_blanks = {id(fact) for fact in doubted if fact.text is None}
    return [
        ((fact,), displayed)
        for fact, displayed in figures
        if fact.text is not None or id(fact) in open_blanks
    ]


def system_of(
    scheme: Scheme,
    space: Space,
    leaves: Mapping[str, Sequence[str]],
    columns: Sequence[Column],
    blank: Iterable[Fact],
    identities: Iterable[Identity],
) -> System:
    """The system of all figures that state an amount at a coordinate.

    Figures that share a column state one amount. A `blank` cell says that there is nothing. It is
    no column: its atoms are left out of the system, which makes it small.
    """
    facts = tuple(same[0] for same, _ in columns)
    system = System(facts, tuple(displayed for _, displayed in columns), len(columns))
    nothing = list(blank)
    number: dict[int, int | None] = {id(fact): None for fact in nothing}
    for index, (same, _) in enumerate(columns):
        number.update((id(fact), index) for fact in same)
    for identity in identities:
        _relate(system.equal, identity, number)
    by_measure: dict[tuple[str, int], dict[Coordinate, list[int]]] = defaultdict(dict)
    for index, (same, _) in enumerate(columns):
        for place in dict.fromkeys(fact.coordinate for fact in same):
            places = by_measure[place.measure, place.year]
            places.setdefault(place, []).append(index)
    for fact in nothing:
        place = fact.coordinate
        by_measure[place.measure, place.year].setdefault(place, [])
    for places in by_measure.values():
        _Atoms(scheme, space, leaves, system, places).relate()
    return system


class _Spot(NamedTuple):
    """A coordinate, taken apart: the cells that it covers, and what it says of other dimensions.

    Cells are the bits of a number. A spot without columns is known to hold nothing.
    """

    cells: int
    long: _Members
    names: tuple[str, ...]
    columns: Sequence[int]


_Reached = tuple[_Spot, set[int], list[int]]
"""A spot with the members and the classes of cells that it covers, by number."""
_ByClass = list[int | None]


class _Atoms:
    """The atoms of the figures of one measure and year."""

    def __init__(
        self,
        scheme: Scheme,
        space: Space,
        leaves: Mapping[str, Sequence[str]],
        system: System,
        places: Mapping[Coordinate, Sequence[int]],
    ) -> None:
        self.scheme = scheme
        self.space = space
        self.leaves = leaves
        self.system = system
        self.open_groups = {
            one.name: {group.key for group in one.groups}
            for one in scheme.head.dimensions
            if one.open
        }
        self.short = sorted({n for place in places for n, _ in place.members if n in leaves})
        self.count = prod(len(leaves[name]) for name in self.short)
        self.everything = (1 << self.count) - 1
        self.held: dict[tuple[str, str], int | tuple[str, str]] = {}
        self.numbers: dict[int, list[int]] = {}
        self.spots = [self._spot(place, columns) for place, columns in places.items()]

    def relate(self) -> None:
        """Add the atoms of all figures, and what they say of each other."""
        spots = [spot for spot in self.spots if not _is_mixed(spot.names)]
        dimensions = {spot.names for spot in spots if spot.long}
        widest = [
            one for one in dimensions if not any(set(one) < set(other) for other in dimensions)
        ]
        blocks_of = {
            names: [block for block in widest if set(names) <= set(block)] for names in dimensions
        }
        nothing = reduce(or_, (one.cells for one in spots if not one.columns and not one.long), 0)
        left = self.everything & ~nothing
        whole = {cell: self.system.column() for cell in self._numbers(left)}
        blocks: dict[tuple[str, ...], list[_Spot]] = defaultdict(list)
        for spot in spots:
            if not spot.long:
                self._state(spot, [whole[cell] for cell in self._numbers(spot.cells & left)])
                continue
            for block in blocks_of[spot.names]:
                blocks[block].append(spot)
        for block in sorted(blocks):
            self._divide(blocks[block], left, whole)

    def _spot(self, place: Coordinate, columns: Sequence[int]) -> _Spot:
        cells = self.everything
        long: list[tuple[str, str]] = []
        for pair in place.members:
            held = self.held.get(pair)
            if held is None:
                is_short = pair[0] in self.leaves
                held = self._cells_of(pair) if is_short else (self._divider(*pair), pair[1])
                self.held[pair] = held
            if isinstance(held, int):
                cells &= held
            else:
                long.append(held)
        return _Spot(cells, tuple(long), tuple(name for name, _ in long), columns)

    def _divider(self, name: str, member: str) -> str:
        """Groups of an open dimension divide it in their own way: nobody prints their members."""
        return f"{name}*" if member in self.open_groups.get(name, ()) else name

    def _cells_of(self, pair: tuple[str, str]) -> int:
        """The cells of one member or group."""
        is_within = self.space.dimensions[pair[0]].is_within
        inside = [is_within(leaf, pair[1]) for leaf in self.leaves[pair[0]]]
        before = prod(len(self.leaves[name]) for name in self.short if name < pair[0])
        step = self.count // before // len(inside)
        run = sum(((1 << step) - 1) << step * at for at, one in enumerate(inside) if one)
        return sum(run << step * len(inside) * at for at in range(before))

    def _numbers(self, cells: int) -> list[int]:
        """The numbers of some cells, in order."""
        known = self.numbers.get(cells)
        if known is None:
            known = [number for number in range(self.count) if cells >> number & 1]
            self.numbers[cells] = known
        return known

    def _state(self, spot: _Spot, atoms: Collection[int]) -> None:
        for index in spot.columns:
            self.system.equal.add([index, *atoms], [1, *repeat(-1, len(atoms))])

    def _divide(self, spots: Sequence[_Spot], left: int, whole: Mapping[int, int]) -> None:
        """Atoms of one set of dimensions: each member that is printed, in each class of cells."""
        sets = {spot.cells for spot in spots}
        classes = _classes(sets, left)
        dividers = list(self._dividers(spots))
        holders: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, divider in enumerate(dividers):
            for name, groups in divider.items():
                for group in groups:
                    holders[name, group].add(number)
        inside = {
            cells: [number for number, one in enumerate(classes) if one & cells] for cells in sets
        }
        reached = [
            (spot, set.intersection(*(holders[pair] for pair in spot.long)), inside[spot.cells])
            for spot in spots
        ]
        atoms = self._found(reached, len(dividers), len(classes))
        for spot, members, covered in reached:
            if spot.columns:
                found = (atoms[one][number] for one in sorted(members) for number in covered)
                self._state(spot, [atom for atom in found if atom is not None])
        is_complete = spots[0].names[0].endswith("*")
        relations = self.system.equal if is_complete else self.system.at_most
        for number, cells in enumerate(classes):
            # the atoms of a class are at most all that there is in its cells, or just that
            parts = [atom for one in atoms if (atom := one[number]) is not None]
            held = [whole[cell] for cell in self._numbers(cells)]
            relations.add([*parts, *held], [*repeat(1, len(parts)), *repeat(-1, len(held))])

    def _found(self, reached: Sequence[_Reached], members: int, classes: int) -> list[_ByClass]:
        """The atoms of each member, by class; None where a blank says that there is nothing."""
        is_there = [[True] * classes for _ in range(members)]
        for spot, inside, covered in reached:
            if not spot.columns:
                for one in inside:
                    for number in covered:
                        is_there[one][number] = False
        return [[self.system.column() if one else None for one in row] for row in is_there]

    def _dividers(self, spots: Sequence[_Spot]) -> Iterator[Mapping[str, frozenset[str]]]:
        """What an atom may be: by dimension the member with all groups that hold it."""
        if spots[0].names[0].endswith("*"):
            names = max((spot.names for spot in spots), key=len)
            choices = (tuple(self._memberships(name.removesuffix("*"))) for name in names)
            yield from (dict(zip(names, choice, strict=True)) for choice in product(*choices))
            return
        for long in dict.fromkeys(spot.long for spot in spots):
            yield {name: self._groups(name, member) for name, member in long}

    def _groups(self, name: str, member: str) -> frozenset[str]:
        return frozenset(self.space.dimensions[name].groups_of(member))

    def _memberships(self, name: str) -> Iterator[frozenset[str]]:
        """The sets of groups that one member of an open dimension can belong to.

        Each member has one kind (行政, 事业) or class (特定目标类); other groups are free. A group
        within several is where they meet.
        """
        head = self.scheme.head
        groups = {one.key: one.within for one in self.scheme.dimension(name).groups}
        kinds = [
            key
            for key in groups
            if key in {*head.unit_kinds.values(), *head.project_classes.values()}
        ]
        above = {parent for within in groups.values() for parent in within}
        free = [key for key, within in groups.items() if key not in kinds and not within]
        free = [key for key in free if not self._holds_kinds(key, kinds, groups)]
        for kind in kinds or [""]:
            for choice in product((False, True), repeat=len(free)):
                chosen = {key for key, is_in in zip(free, choice, strict=True) if is_in}
                yield frozenset(_closed({kind, *chosen} - {""}, groups, above))

    @staticmethod
    def _holds_kinds(key: str, kinds: Sequence[str], groups: Mapping[str, tuple[str, ...]]) -> bool:
        return any(key in groups[kind] for kind in kinds)


def _relate(equal: Relations, identity: Identity, number: Mapping[int, int | None]) -> None:
    """Add what an identity says of columns, unless it is about other figures too."""
    known = [number.get(id(fact), -1) for fact in (identity.whole, *identity.parts)]
    if -1 in known:
        return
    values: dict[int, int] = {}
    for sign, column in zip(chain((1,), repeat(-1)), known, strict=False):
        if column is not None:
            values[column] = values.get(column, 0) + sign
    equal.add([one for one, value in values.items() if value], filter(None, values.values()))


def _classes(sets: Iterable[int], left: int) -> list[int]:
    """Cells that all figures of a block take together or leave together, by their first cell."""
    classes = [reduce(or_, sets, 0) & left]
    for cells in sets:
        halves = ((one & cells, one & ~cells) for one in classes)
        classes = [half for both in halves for half in both if half]
    return sorted(classes, key=lambda one: one & -one)


def _is_mixed(names: Sequence[str]) -> bool:
    """Whether groups of an open dimension are crossed with members: no atoms are known of those."""
    return len(names) > 1 and len({name.endswith("*") for name in names}) > 1


def _closed(
    chosen: set[str], groups: Mapping[str, tuple[str, ...]], above: Collection[str]
) -> set[str]:
    """The groups with those above them, and those where several of them meet."""
    found = set(chosen)
    for key in chosen:
        found.update(groups.get(key, ()))
    for key, within in groups.items():
        if len(within) > 1 and key not in above and found.issuperset(within):
            found.add(key)
    return found
