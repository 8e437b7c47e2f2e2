"""Identities: what must hold between facts because of where they stand in the cube.

Nothing here lists a comparison. Two facts at one coordinate state one amount; a fact whose
coordinate holds those of others in the same row or column of a view is their sum, since a view
shows every member that is not zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from mingzhang.cube.amount import Displayed
from mingzhang.cube.coordinate import Coordinate, Space
from mingzhang.cube.fact import Fact

__all__ = ["Identity", "groups_and_parts", "same_places"]


@dataclass(frozen=True, slots=True)
class Identity:
    """`whole` states the amount that `parts` add up to; one part means that both are the same."""

    whole: Fact
    parts: tuple[Fact, ...]

    def parts_displayed(self) -> Displayed:
        """Every exact amount that the parts can add up to."""
        total = Displayed.exactly(0)
        for part in self.parts:
            total += part.displayed()
        return total

    def holds(self) -> bool:
        """Whether some exact amounts explain the whole and all parts at once."""
        return self.whole.displayed().meets(self.parts_displayed())


def groups_and_parts(
    facts: Sequence[Fact], space: Space, leaves: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Identity]:
    """The sums within one row or one column of a view.

    The parts of a fact are the widest facts within it; where two of these overlap nothing is
    said, since a sum would count lines twice. `leaves` lists all members of the dimensions that
    have a fixed, short list of them; where the parts leave one out (其中：…) nothing is said
    either.
    """
    for whole in facts:
        inside = [
            fact
            for fact in facts
            if fact.coordinate != whole.coordinate
            and space.is_within(fact.coordinate, whole.coordinate)
        ]
        widest = [
            fact
            for fact in inside
            if not any(
                other.coordinate != fact.coordinate
                and space.is_within(fact.coordinate, other.coordinate)
                for other in inside
            )
        ]
        places = [fact.coordinate for fact in widest]
        if (
            widest
            and not _overlap(places, space)
            and _cover(whole.coordinate, places, space, leaves or {})
        ):
            yield Identity(whole, tuple(widest))


def _overlap(places: Sequence[Coordinate], space: Space) -> bool:
    return len(set(places)) < len(places) or any(
        space.overlaps(one, other) for one, other in combinations(places, 2)
    )


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
