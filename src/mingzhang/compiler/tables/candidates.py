"""The lines that given tables leave possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.compiler.tables.figures import Figure, Listing, Places
from mingzhang.cube import Coordinate, Space
from mingzhang.scheme import Scheme

__all__ = ["Candidate", "Possible", "candidates_of"]

_UNLISTED: Final = 50
"""What a 万元 of a line costs that a table leaves out."""

_UNTOLD: Final = 2
"""What it costs where a line names less, or more, than the tables list there."""

_SHORT: Final = ("period", "source", "kind")
_LONG: Final = ("function", "economic", "revenue", "project", "unit")
_TOGETHER: Final = {"economic": "government_economic", "project": "unit"}
"""Dimensions whose members are listed with one of another: one choice for both."""

_Members = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be there, the figures that it adds to, and what a 万元 of it costs."""

    members: _Members
    reach: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Possible:
    """What is known before candidates are made.

    `blanks` are places where nothing can be. `listings` say which members tables leave out; with
    `is_strict` a line that some table leaves out is none, else it only costs more.
    """

    scheme: Scheme
    space: Space
    figures: Sequence[Figure]
    blanks: Sequence[Coordinate]
    listings: Sequence[Listing]
    units: Sequence[str]
    is_strict: bool = True


def candidates_of(possible: Possible) -> list[Candidate]:
    """Every line that the tables leave possible; of those no figure tells apart, the first."""
    return list(_Maker(possible).candidates())


class _Maker:
    def __init__(self, possible: Possible) -> None:
        self.possible = possible
        self.space = possible.space
        self.blanks = self._places(possible.blanks)
        self.places = self._places(one.place for one in possible.figures)
        self.listings = [(one.base, self._places(one.listed)) for one in possible.listings]
        self.looking = {name: list(self._looking(name)) for name in _LONG}
        self.options = {name: list(self._options(name)) for name in _LONG}
        self.options["unit"] = [{"unit": name} for name in possible.units]
        self.special = list(self._special("economic"))

    def _places(self, places: Iterable[Coordinate]) -> Places:
        found = Places(self.space)
        for place in places:
            found.add(place)
        return found

    def candidates(self) -> Iterator[Candidate]:
        seen: set[tuple[int, ...]] = set()
        for short in self._short({}, _SHORT):
            for members, cost in self._divided(short, _LONG, 0):
                if not self._is_listed(members):
                    if self.possible.is_strict:
                        continue
                    cost += _UNLISTED
                reach = tuple(sorted(self.places.holding(members)))
                if reach and reach not in seen:
                    seen.add(reach)
                    yield Candidate(members, reach, cost)

    def _is_listed(self, members: _Members) -> bool:
        """Whether every table within whose base a line lies lists it."""
        line = Coordinate.of(members)
        return all(
            next(listed.holding(members), None) is not None
            for base, listed in self.listings
            if self.space.is_within(line, base)
        )

    def _is_nothing(self, members: _Members, added: _Members) -> bool:
        """Whether a blank cell says that there is nothing, now that some members are added."""
        return next(self.blanks.holding(members, added), None) is not None

    def _short(self, members: _Members, names: Sequence[str]) -> Iterator[_Members]:
        if not names:
            yield members
            return
        for one in self.possible.scheme.dimension(names[0]).members:
            longer = {**members, names[0]: one.key}
            if not self._is_nothing(longer, {names[0]: one.key}):
                yield from self._short(longer, names[1:])

    def _divided(
        self, members: _Members, names: Sequence[str], cost: int
    ) -> Iterator[tuple[_Members, int]]:
        if not names:
            yield members, cost
            return
        for more, price in self._choices(members, names[0]):
            longer = {**members, **more} if more else members
            if not more or not self._is_nothing(longer, more):
                yield from self._divided(longer, names[1:], cost + price)

    def _choices(self, members: _Members, name: str) -> Iterator[tuple[_Members, int]]:
        """What a line may be in a dimension.

        Where a table lists the members, one of them; where only single places look at them, these
        or none; where nothing does, none (but a unit, since every line has one).
        """
        if name in members:
            yield {}, 0
            return
        place = Coordinate.of({key: members[key] for key in _SHORT})
        if not any(self.space.overlaps(place, one) for one in self.looking[name]):
            yield self.options["unit"][0] if name == "unit" and self.options["unit"] else {}, 0
            return
        listings = (one for one in self.possible.listings if one.dimension == name)
        is_listed = any(self.space.is_within(place, one.base) for one in listings)
        chosen = self.special if name == "economic" and not is_listed else self.options[name]
        yield from ((one, 0 if is_listed or name == "unit" else _UNTOLD) for one in chosen)
        may_be_none = name != "unit" or "project" not in members
        if may_be_none and not (is_listed and self.possible.is_strict):
            yield {}, _UNTOLD

    def _looking(self, name: str) -> Iterable[Coordinate]:
        """The places, by their short dimensions, at which some figure looks at a dimension."""
        return dict.fromkeys(
            Coordinate.of({key: member for key, member in one.place.members if key in _SHORT})
            for one in self.possible.figures
            if one.place.get(name) is not None
        )

    def _options(self, name: str) -> Iterator[_Members]:
        """Listed members that no other listed member divides further, with what they pair with."""
        listed = [
            place for one in self.possible.listings if one.dimension == name for place in one.listed
        ]
        names = [key for key in (name, _TOGETHER.get(name)) if key is not None]
        found = dict.fromkeys(
            tuple((key, member) for key in names if (member := place.get(key))) for place in listed
        )
        groups = {
            group
            for place in listed
            for group in self.space.dimensions[name].groups_of(place.get(name) or "")[1:]
        }
        yield from (dict(pairs) for pairs in found if pairs and pairs[0][1] not in groups)

    def _special(self, name: str) -> Iterator[_Members]:
        """Members that a figure looks at one by one, such as those of a group of purposes."""
        dimension = self.space.dimensions[name]
        shown = {one.place.get(name) for one in self.possible.figures if not one.is_blank}
        leaves = [one.key for one in self.possible.scheme.dimension(name).members]
        for leaf in leaves:
            if shown.intersection(dimension.groups_of(leaf)):
                yield {name: leaf}
