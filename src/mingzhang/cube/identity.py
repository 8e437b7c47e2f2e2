"""Identities: what must hold between facts because of where they stand in the cube.

Nothing here lists a comparison. Two facts at one coordinate state one amount; a fact whose
coordinate holds those of others in the same row or column of a view is their sum, since a view
shows every member that is not zero.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from itertools import combinations, product

from msgspec import Struct

from mingzhang.cube.amount import Displayed
from mingzhang.cube.coordinate import Coordinate, Space
from mingzhang.cube.fact import Fact

__all__ = ["Identity", "Sums", "groups_and_parts", "same_places"]

_Pair = tuple[str, str]
_Key = tuple[str | int | None, ...]


class Identity(Struct, frozen=True, gc=False):
    """`whole` states the amount that `parts` add up to; one part means that both are the same."""

    whole: Fact
    parts: tuple[Fact, ...]

    def parts_displayed(self) -> Displayed:
        """Every exact amount that the parts can add up to."""
        if len(self.parts) == 1:
            return self.parts[0].displayed()
        low = high = 0
        for part in self.parts:
            displayed = part.displayed()
            low += displayed.low
            high += displayed.high
        return Displayed(low, high)

    def holds(self) -> bool:
        """Whether some exact amounts explain the whole and all parts at once."""
        return self.whole.displayed().meets(self.parts_displayed())


def groups_and_parts(
    facts: Sequence[Fact], space: Space, leaves: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Identity]:
    """The sums within one row or one column of a view; see `Sums`."""
    return Sums(space, leaves or {}).of(facts)


class Sums:
    """Finds the sums within rows and columns of views.

    The parts of a fact are the widest facts within it; where two of these overlap nothing is
    said, since a sum would count lines twice. `leaves` lists all members of the dimensions that
    have a fixed, short list of them; where the parts leave one out (其中：…) nothing is said
    either. What was found of one row holds for every row of the same shape.
    """

    def __init__(self, space: Space, leaves: Mapping[str, Sequence[str]]) -> None:
        self._space = space
        self._leaves = leaves
        self._known: dict[tuple[frozenset[_Pair], ...], list[tuple[int, tuple[int, ...]]]] = {}

    def of(self, facts: Sequence[Fact]) -> Iterator[Identity]:
        """The sums of one row or column."""
        members = [frozenset(fact.coordinate.members) for fact in facts]
        common = frozenset.intersection(*members) if members else frozenset[_Pair]()
        shape = tuple(one - common for one in members)
        if len({(fact.coordinate.measure, fact.coordinate.year) for fact in facts}) > 1:
            sums = self._sums([fact.coordinate for fact in facts])
        elif shape in self._known:
            sums = self._known[shape]
        else:
            sums = self._known[shape] = self._sums([fact.coordinate for fact in facts])
        for whole, parts in sums:
            yield Identity(facts[whole], tuple(facts[part] for part in parts))

    def _sums(self, coordinates: Sequence[Coordinate]) -> list[tuple[int, tuple[int, ...]]]:
        """Wholes with their parts, by number."""
        by_place: dict[Coordinate, list[int]] = defaultdict(list)
        for number, coordinate in enumerate(coordinates):
            by_place[coordinate].append(number)
        inside = _widest_inside(by_place, self._space)
        found = []
        for whole, coordinate in enumerate(coordinates):
            places = inside.get(coordinate, ())
            parts = tuple(number for place in places for number in by_place[place])
            if (
                parts
                and len(parts) == len(places)
                and not _overlap(places, self._space)
                and _cover(coordinate, places, self._space, self._leaves)
            ):
                found.append((whole, parts))
        return found


def _widest_inside(
    places: Collection[Coordinate], space: Space
) -> Mapping[Coordinate, Sequence[Coordinate]]:
    """For each place the widest of the others within it, in their order.

    Looks up the groups that could hold a place instead of comparing all pairs, so that the time
    grows with the number of places.
    """
    varying = _varying(places)
    keys = {place: _key(place, varying) for place in places}
    by_key = {key: place for place, key in keys.items()}
    above: dict[Coordinate, set[Coordinate]] = {}
    for place, key in keys.items():
        wider = (by_key.get(one) for one in product(*_choices(key, varying, space)))
        above[place] = {one for one in wider if one is not None and one is not place}
    found: dict[Coordinate, list[Coordinate]] = defaultdict(list)
    for place, wholes in above.items():
        for whole in wholes.difference(*(above[between] for between in wholes)):
            found[whole].append(place)
    return found


def _varying(places: Collection[Coordinate]) -> list[str]:
    """The dimensions in which the places differ."""
    members: dict[str, set[str]] = defaultdict(set)
    named: Counter[str] = Counter()
    for place in places:
        for name, member in place.members:
            members[name].add(member)
            named[name] += 1
    return sorted(n for n, m in members.items() if len(m) > 1 or named[n] < len(places))


def _key(place: Coordinate, varying: Sequence[str]) -> _Key:
    """What tells a place from those that differ from it in these dimensions only."""
    return place.measure, place.year, *(place.get(name) for name in varying)


def _choices(
    key: _Key, varying: Sequence[str], space: Space
) -> Iterator[tuple[str | int | None, ...]]:
    """What the key of a place that holds this one can say, entry by entry; None: nothing."""
    yield key[:1]
    yield key[1:2]
    for name, member in zip(varying, key[2:], strict=True):
        groups = space.dimensions[name].groups_of(member) if isinstance(member, str) else ()
        yield *groups, None


def _overlap(places: Sequence[Coordinate], space: Space) -> bool:
    """Whether some line can lie at two of the places, none of which holds another."""
    varying = _varying(places)
    if len(varying) != 1:
        return any(space.overlaps(one, other) for one, other in combinations(places, 2))
    members = [place.get(varying[0]) for place in places]
    return space.dimensions[varying[0]].any_overlap([one for one in members if one is not None])


def _cover(
    whole: Coordinate,
    parts: Sequence[Coordinate],
    space: Space,
    leaves: Mapping[str, Sequence[str]],
) -> bool:
    """Whether each leaf of the whole lies in some part, as far as leaves are listed."""
    names = [
        name
        for name in leaves
        if any(part.get(name) not in (None, whole.get(name)) for part in parts)
    ]
    choices = [
        [leaf for leaf in leaves[name] if _is_in(space, name, leaf, whole.get(name))]
        for name in names
    ]
    return all(
        any(
            all(
                _is_in(space, name, leaf, part.get(name))
                for name, leaf in zip(names, chosen, strict=True)
            )
            for part in parts
        )
        for chosen in product(*choices)
    )


def _is_in(space: Space, name: str, leaf: str, group: str | None) -> bool:
    return group is None or space.dimensions[name].is_within(leaf, group)


def same_places(
    facts: Iterable[Fact], key: Callable[[Coordinate], Hashable] = str
) -> Iterator[Identity]:
    """Facts at one place, each compared with the first of them.

    `key` says which coordinates are one place (see `Reduction`). Shares and changes stand at no
    place of their own.
    """
    by_place: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.derivation is None:
            by_place[key(fact.coordinate)].append(fact)
    for first, *others in by_place.values():
        yield from (Identity(first, (other,)) for other in others)
