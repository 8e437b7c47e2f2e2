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
from itertools import product
from typing import Final

from mingzhang.cube import Coordinate, Displayed, Fact, Identity, Space
from mingzhang.scheme import Scheme

__all__ = ["System", "system_of"]

_ALL: Final = frozenset[str]()
_Members = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class System:
    """Relations between columns; the first columns are the figures, in their order.

    Each relation is a list of (column, coefficient) with a sum of zero (`equal`) or one that is at
    most zero. Ranges are in base units.
    """

    facts: tuple[Fact, ...]
    ranges: tuple[Displayed, ...]
    columns: int = 0
    equal: list[list[tuple[int, int]]] = field(default_factory=list)
    at_most: list[list[tuple[int, int]]] = field(default_factory=list)

    def column(self) -> int:
        """A new column that holds an amount of zero or more."""
        self.columns += 1
        return self.columns - 1


def system_of(
    scheme: Scheme,
    space: Space,
    leaves: Mapping[str, Sequence[str]],
    figures: Sequence[tuple[Fact, Displayed]],
    identities: Iterable[Identity],
) -> System:
    """The system of all figures that state an amount at a coordinate."""
    facts = tuple(fact for fact, _ in figures)
    system = System(facts, tuple(displayed for _, displayed in figures), len(figures))
    number = {id(fact): index for index, fact in enumerate(facts)}
    for identity in identities:
        parts = [(number[id(part)], -1) for part in identity.parts if id(part) in number]
        if id(identity.whole) in number and len(parts) == len(identity.parts):
            system.equal.append([(number[id(identity.whole)], 1), *parts])
    by_measure: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        by_measure[fact.coordinate.measure, fact.coordinate.year].append(index)
    for indices in by_measure.values():
        _Atoms(scheme, space, leaves, system, indices).relate()
    return system


class _Atoms:
    """The atoms of the figures of one measure and year."""

    def __init__(
        self,
        scheme: Scheme,
        space: Space,
        leaves: Mapping[str, Sequence[str]],
        system: System,
        indices: Sequence[int],
    ) -> None:
        self.scheme = scheme
        self.space = space
        self.system = system
        self.places: dict[Coordinate, list[int]] = defaultdict(list)
        for index in indices:
            self.places[system.facts[index].coordinate].append(index)
        named = {name for place in self.places for name, _ in place.members}
        self.short = sorted(name for name in named if name in leaves)
        self.cells = [
            dict(zip(self.short, choice, strict=True))
            for choice in product(*(leaves[name] for name in self.short))
        ]
        self.within: dict[_Members, frozenset[int]] = {}

    def relate(self) -> None:
        """Add the atoms of all figures, and what they say of each other."""
        short: list[tuple[Coordinate, _Members]] = []
        blocks: dict[tuple[str, ...], list[tuple[Coordinate, _Members, _Members]]] = {}
        divided = [(place, *self._parted(place)) for place in self.places]
        divided = [one for one in divided if not _is_mixed(one[2])]
        dimensions = {tuple(name for name, _ in long) for _, _, long in divided if long}
        widest = [
            one for one in dimensions if not any(set(one) < set(other) for other in dimensions)
        ]
        for place, cells, long in divided:
            if not long:
                short.append((place, cells))
                continue
            names = {name for name, _ in long}
            for block in widest:
                if names <= set(block):
                    blocks.setdefault(block, []).append((place, cells, long))
        whole = [self.system.column() for _ in self.cells]
        for place, cells in short:
            self._state(place, [whole[cell] for cell in self._cells_in(cells)])
        for block in sorted(blocks):
            self._divide(blocks[block], whole)

    def _parted(self, place: Coordinate) -> tuple[_Members, _Members]:
        """What a coordinate says of the short dimensions, and of the others."""
        cells = tuple(pair for pair in place.members if pair[0] in self.short)
        long = tuple(
            (self._divider(name, member), member)
            for name, member in place.members
            if name not in self.short
        )
        return cells, long

    def _divider(self, name: str, member: str) -> str:
        """Groups of an open dimension divide it in their own way: nobody prints their members."""
        definition = {one.name: one for one in self.scheme.head.dimensions}.get(name)
        is_group = (
            definition is not None
            and definition.open
            and any(member == group.key for group in definition.groups)
        )
        return f"{name}*" if is_group else name

    def _cells_in(self, cells: _Members) -> frozenset[int]:
        known = self.within.get(cells)
        if known is None:
            known = self.within[cells] = frozenset(
                number
                for number, cell in enumerate(self.cells)
                if all(
                    self.space.dimensions[name].is_within(cell[name], group)
                    for name, group in cells
                )
            )
        return known

    def _state(self, place: Coordinate, atoms: Collection[int]) -> None:
        for index in self.places[place]:
            self.system.equal.append([(index, 1), *((atom, -1) for atom in atoms)])

    def _divide(
        self, places: Sequence[tuple[Coordinate, _Members, _Members]], whole: Sequence[int]
    ) -> None:
        """Atoms of one set of dimensions: each member that is printed, in each class of cells."""
        classes = self._classes([cells for _, cells, _ in places])
        dividers = list(self._dividers(places))
        atoms = {
            (member, number): self.system.column()
            for member in range(len(dividers))
            for number in range(len(classes))
        }
        for place, cells, long in places:
            inside = [number for number, one in enumerate(classes) if one <= self._cells_in(cells)]
            members = [number for number, one in enumerate(dividers) if self._is_within(one, long)]
            self._state(place, [atoms[pair] for pair in product(members, inside)])
        for number, one in enumerate(classes):
            parts = [(atoms[member, number], 1) for member in range(len(dividers))]
            self.system.at_most.append([*parts, *((whole[cell], -1) for cell in sorted(one))])
            if all(name.endswith("*") for name, _ in places[0][2]):
                self.system.equal.append(self.system.at_most.pop())

    def _classes(self, wanted: Sequence[_Members]) -> list[frozenset[int]]:
        """Cells that all figures of a block take together or leave together."""
        sets = list(dict.fromkeys(self._cells_in(cells) for cells in wanted))
        by_use: dict[tuple[bool, ...], set[int]] = defaultdict(set)
        for cell in range(len(self.cells)):
            use = tuple(cell in one for one in sets)
            if any(use):
                by_use[use].add(cell)
        return [frozenset(cells) for cells in by_use.values()]

    def _dividers(
        self, places: Sequence[tuple[Coordinate, _Members, _Members]]
    ) -> Iterator[Mapping[str, frozenset[str]]]:
        """What an atom may be: by dimension the member with all groups that hold it."""
        (first, *_) = (long for _, _, long in places)
        if all(name.endswith("*") for name, _ in first):
            names = [name for name, _ in first]
            choices = (tuple(self._memberships(name.removesuffix("*"))) for name in names)
            yield from (dict(zip(names, choice, strict=True)) for choice in product(*choices))
            return
        for long in dict.fromkeys(long for _, _, long in places):
            yield {name: self._groups(name, member) for name, member in long}

    def _groups(self, name: str, member: str) -> frozenset[str]:
        return frozenset(self.space.dimensions[name.removesuffix("*")].groups_of(member))

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

    def _is_within(self, divider: Mapping[str, frozenset[str]], long: _Members) -> bool:
        return all(member in divider.get(name, _ALL) for name, member in long)


def _is_mixed(long: _Members) -> bool:
    """Whether groups of an open dimension are crossed with members: no atoms are known of those."""
    return len({name.endswith("*") for name, _ in long}) > 1


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
