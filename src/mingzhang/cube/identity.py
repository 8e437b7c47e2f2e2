"""Identities: what must hold between facts because of where they stand in the cube.

Nothing here lists a comparison. Two facts at one coordinate state one amount; a fact whose
coordinate holds those of others in the same row or column of a view is their sum, since a view
shows every member that is not zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

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


def groups_and_parts(facts: Sequence[Fact], space: Space) -> Iterator[Identity]:
    """The sums within one row or one column of a view.

    The parts of a fact are the widest facts within it; where two of these overlap nothing is
    said, since a sum would count lines twice.
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
        if widest and len({fact.coordinate for fact in widest}) == len(widest):
            yield Identity(whole, tuple(widest))


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
