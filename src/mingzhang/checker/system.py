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

from mingzhang.cube import Coordinate, Displayed, Fact, Identity, Space
from mingzhang.scheme import Scheme

__all__ = ["System", "system_of"]

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
    doubted: Iterable[Fact] = (),
) -> System:
    """The system of all figures that state an amount at a coordinate.

    A blank cell says that there is nothing. Unless it is doubted, it is no column: its atoms are
    left out of the system, which makes it small.
    """
    open_blanks = {id(fact) for fact in doubted if fact.text is None}
    shown = [one for one in figures if one[0].text is not None or id(one[0]) in open_blanks]
    blank = [fact for fact, _ in figures if fact.text is None and id(fact) not in open_blanks]
    facts = tuple(fact for fact, _ in shown)
    system = System(facts, tuple(displayed for _, displayed in shown), len(shown))
    number = {id(fact): index for index, fact in enumerate(facts)}
    known = {id(fact) for fact, _ in figures}
    for identity in identities:
        members = ((identity.whole, 1), *((part, -1) for part in identity.parts))
        if all(id(fact) in known for fact, _ in members):
            relation = [(number[id(fact)], sign) for fact, sign in members if id(fact) in number]
            system.equal.append(relation)
    by_measure: dict[tuple[str, int], tuple[list[int], list[Coordinate]]] = defaultdict(
        lambda: ([], [])
    )
    for index, fact in enumerate(facts):
        by_measure[fact.coordinate.measure, fact.coordinate.year][0].append(index)
    for fact in blank:
        by_measure[fact.coordinate.measure, fact.coordinate.year][1].append(fact.coordinate)
    for indices, zeros in by_measure.values():
        _Atoms(scheme, space, leaves, system, indices, zeros).relate()
    return system


@dataclass(frozen=True, slots=True)
class _Spot:
    """A coordinate, taken apart: the cells that it covers, and what it says of other dimensions."""

    place: Coordinate
    cells: frozenset[int]
    long: _Members
    is_zero: bool


class _Atoms:
    """The atoms of the figures of one measure and year."""

    def __init__(
        self,
        scheme: Scheme,
        space: Space,
        leaves: Mapping[str, Sequence[str]],
        system: System,
        indices: Sequence[int],
        zeros: Iterable[Coordinate],
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
        self.places: dict[Coordinate, list[int]] = defaultdict(list)
        for index in indices:
            self.places[system.facts[index].coordinate].append(index)
        places = {**dict.fromkeys(self.places, False)}
        for zero in zeros:
            places.setdefault(zero, True)
        self.short = sorted({n for place in places for n, _ in place.members if n in leaves})
        self.cells = [
            dict(zip(self.short, choice, strict=True))
            for choice in product(*(leaves[name] for name in self.short))
        ]
        self.within: dict[_Members, frozenset[int]] = {}
        self.held: dict[tuple[str, str], frozenset[int]] = {}
        self.spots = [self._spot(place, is_zero) for place, is_zero in places.items()]

    def relate(self) -> None:
        """Add the atoms of all figures, and what they say of each other."""
        spots = [spot for spot in self.spots if not _is_mixed(spot.long)]
        dimensions = {tuple(name for name, _ in spot.long) for spot in spots if spot.long}
        widest = [
            one for one in dimensions if not any(set(one) < set(other) for other in dimensions)
        ]
        nothing = frozenset[int]().union(
            *(spot.cells for spot in spots if spot.is_zero and not spot.long)
        )
        whole = {
            cell: self.system.column() for cell in range(len(self.cells)) if cell not in nothing
        }
        blocks: dict[tuple[str, ...], list[_Spot]] = defaultdict(list)
        for spot in spots:
            if not spot.long:
                self._state(spot, [whole[cell] for cell in sorted(spot.cells - nothing)])
            names = {name for name, _ in spot.long}
            for block in widest:
                if names and names <= set(block):
                    blocks[block].append(spot)
        for block in sorted(blocks):
            self._divide(blocks[block], whole)

    def _spot(self, place: Coordinate, is_zero: bool) -> _Spot:
        cells: list[tuple[str, str]] = []
        long: list[tuple[str, str]] = []
        for name, member in place.members:
            if name in self.leaves:
                cells.append((name, member))
            else:
                long.append((self._divider(name, member), member))
        return _Spot(place, self._cells_in(tuple(cells)), tuple(long), is_zero)

    def _divider(self, name: str, member: str) -> str:
        """Groups of an open dimension divide it in their own way: nobody prints their members."""
        return f"{name}*" if member in self.open_groups.get(name, ()) else name

    def _cells_in(self, pairs: _Members) -> frozenset[int]:
        known = self.within.get(pairs)
        if known is None:
            known = frozenset(range(len(self.cells)))
            for pair in pairs:
                known &= self._cells_of(pair)
            self.within[pairs] = known
        return known

    def _cells_of(self, pair: tuple[str, str]) -> frozenset[int]:
        """The cells of one member or group."""
        known = self.held.get(pair)
        if known is None:
            name, group = pair
            is_within = self.space.dimensions[name].is_within
            inside = {leaf for leaf in self.leaves[name] if is_within(leaf, group)}
            known = self.held[pair] = frozenset(
                number for number, cell in enumerate(self.cells) if cell[name] in inside
            )
        return known

    def _state(self, spot: _Spot, atoms: Collection[int]) -> None:
        for index in self.places.get(spot.place, ()):
            self.system.equal.append([(index, 1), *((atom, -1) for atom in atoms)])

    def _divide(self, spots: Sequence[_Spot], whole: Mapping[int, int]) -> None:
        """Atoms of one set of dimensions: each member that is printed, in each class of cells."""
        classes = self._classes(spots, whole)
        dividers = list(self._dividers(spots))
        holders: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, divider in enumerate(dividers):
            for name, groups in divider.items():
                for group in groups:
                    holders[name, group].add(number)
        inside = {
            cells: [number for number, one in enumerate(classes) if one <= cells]
            for cells in {spot.cells for spot in spots}
        }
        reached = [
            (spot, set.intersection(*(holders[pair] for pair in spot.long)), inside[spot.cells])
            for spot in spots
        ]
        nothing = {
            pair
            for spot, members, covered in reached
            if spot.is_zero
            for pair in product(members, covered)
        }
        atoms = {
            pair: self.system.column()
            for pair in product(range(len(dividers)), range(len(classes)))
            if pair not in nothing
        }
        for spot, members, covered in reached:
            if not spot.is_zero:
                found = (atoms.get(pair) for pair in product(sorted(members), covered))
                self._state(spot, [atom for atom in found if atom is not None])
        self._link(classes, atoms, whole, is_complete=spots[0].long[0][0].endswith("*"))

    def _link(
        self,
        classes: Sequence[frozenset[int]],
        atoms: Mapping[tuple[int, int], int],
        whole: Mapping[int, int],
        *,
        is_complete: bool,
    ) -> None:
        """The atoms of a class are at most all that there is in its cells, or just that."""
        for number, cells in enumerate(classes):
            parts = [(atom, 1) for (_, one), atom in atoms.items() if one == number]
            relation = [*parts, *((whole[cell], -1) for cell in sorted(cells))]
            (self.system.equal if is_complete else self.system.at_most).append(relation)

    def _classes(self, spots: Sequence[_Spot], whole: Mapping[int, int]) -> list[frozenset[int]]:
        """Cells that all figures of a block take together or leave together."""
        sets = list(dict.fromkeys(spot.cells for spot in spots))
        by_use: dict[tuple[bool, ...], set[int]] = defaultdict(set)
        for cell in whole:
            use = tuple(cell in one for one in sets)
            if any(use):
                by_use[use].add(cell)
        return [frozenset(cells) for cells in by_use.values()]

    def _dividers(self, spots: Sequence[_Spot]) -> Iterator[Mapping[str, frozenset[str]]]:
        """What an atom may be: by dimension the member with all groups that hold it."""
        first = spots[0].long
        if first[0][0].endswith("*"):
            names = [name for name, _ in max((spot.long for spot in spots), key=len)]
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
