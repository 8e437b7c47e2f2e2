"""Which figures to suspect: the fewest changes after which all that must hold does hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.reader.page.figures import Figure
from mingzhang.reader.page.relations import Relation

__all__ = ["Correction", "Suspects"]

_MOST_ROUNDS: Final = 40
_MOST_OPTIONS: Final = 12
_MOST_SUSPECTS: Final = 400
"""A page with more than this wrong is not worth a long search."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure and what it should be worth; `broken` is what then still does not hold."""

    number: int
    worth: str
    broken: int
    edits: int


class Suspects:
    """Looks for the figures that were changed, one after the other.

    `only_mistaken` leaves alone those that display what they are said to be worth.
    """

    def __init__(
        self,
        figures: Sequence[Figure],
        relations: Sequence[Relation],
        *,
        only_mistaken: bool = False,
    ) -> None:
        self.figures = figures
        self.only_mistaken = only_mistaken
        self.relations = relations
        self.worths = [figure.worth for figure in figures]
        self.by_figure: defaultdict[int, list[int]] = defaultdict(list)
        for place, relation in enumerate(relations):
            for number in dict.fromkeys(relation.members):
                self.by_figure[number].append(place)
        self.broken = {
            place for place in range(len(relations)) if not self._holds(place, self.worths)
        }
        self.mistaken = {
            number
            for number, figure in enumerate(figures)
            if figure.places and figure.worth is not None and figure.edits(figure.worth)
        }

    def rounds(self) -> Iterator[list[Correction]]:
        """In each round the best corrections, of which one is to be accepted (`accept`).

        All of them leave as little broken as can be; those of the fewest edits come first.
        """
        for _ in range(_MOST_ROUNDS):
            options = sorted(self._options(), key=lambda one: (one.broken, one.edits))
            if not options:
                return
            best = options[0]
            if best.broken >= len(self.broken) and best.number not in self.mistaken:
                return
            yield [one for one in options if one.broken == best.broken][:_MOST_OPTIONS]

    def reasons(self, correction: Correction) -> Iterator[str]:
        """What speaks for a correction: what does not hold now and would."""
        counted: Counter[str] = Counter()
        before, self.worths[correction.number] = self.worths[correction.number], correction.worth
        for place in self.by_figure[correction.number]:
            if place in self.broken and self._holds(place, self.worths):
                counted[self.relations[place].name] += 1
        self.worths[correction.number] = before
        yield from (f"{name} {count} 项" for name, count in counted.items())

    def accept(self, correction: Correction) -> None:
        """Take a correction as true, and go on from there."""
        self.worths[correction.number] = correction.worth
        self.mistaken.discard(correction.number)
        for place in self.by_figure[correction.number]:
            self.broken.discard(place)
            if not self._holds(place, self.worths):
                self.broken.add(place)

    def _holds(self, place: int, worths: Sequence[str | None]) -> bool:
        return self.relations[place].holds(self.figures, worths)

    def _options(self) -> Iterator[Correction]:
        suspects = dict.fromkeys(sorted(self.mistaken))
        if not self.only_mistaken:
            suspects |= dict.fromkeys(
                number for place in sorted(self.broken) for number in self._members(place)
            )
        for number in list(suspects)[:_MOST_SUSPECTS]:
            for worth in self._candidates(number):
                yield self._tried(number, worth)

    def _members(self, place: int) -> tuple[int, ...]:
        return self.relations[place].members

    def _candidates(self, number: int) -> list[str]:
        figure = self.figures[number]
        said = [place.value for place in figure.places]
        displayed = [figure.worth_displayed(place.text) for place in figure.places]
        expected = [
            worth
            for place in self.by_figure[number]
            for worth in self.relations[place].expects(number, self.figures, self.worths)
        ]
        found = dict.fromkeys([*said, *expected, *displayed])
        return [one for one in found if one and figure.edits(one)]

    def _tried(self, number: int, worth: str) -> Correction:
        before, self.worths[number] = self.worths[number], worth
        own = self.by_figure[number]
        others = len(self.broken) - sum(place in self.broken for place in own)
        broken = others + sum(not self._holds(place, self.worths) for place in own)
        self.worths[number] = before
        return Correction(number, worth, broken, self.figures[number].edits(worth))
