"""The order of a section's figures: which number may follow which, and the words between them.

A course is what a tolerant reader walks along. Its spots are the numbers of the templates; a step
leads from a spot to one that may come next, over a gap of words. The variants of a phrase share
their spots, so that a sentence that mixes them (增加 with 下降) can still be followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final, Literal

from mingzhang.sentence.parts import (
    Break,
    Choice,
    Free,
    Items,
    Name,
    Part,
    Parts,
    Pattern,
    Spot,
    Way,
    Words,
)

__all__ = ["CLAUSE", "END", "START", "Course", "Label", "Step", "course_of"]

CLAUSE: Final = frozenset(",;:。、.()")
"""What parts one clause from the next, after folding."""

START: Final = 0
END: Final = 1
"""The spots before the first and behind the last number."""

_MOST_LABELS: Final = 400
_LEAD: Final = 8


@dataclass(frozen=True, slots=True)
class Label:
    """The words right before a number, from the last end of a clause on.

    `after` says what stands before them: a clause's end, a number, a known word, a text, or the
    name of an item, itself led in by the words `lead`. `ways` are the wordings among them that
    tell a direction. `is_written` if it is the wording that is written.
    """

    text: str
    after: Literal["clause", "number", "word", "text", "name"]
    lead: str = ""
    ways: tuple[tuple[Way, str], ...] = ()
    is_written: bool = True


@dataclass(frozen=True)
class Opening:
    """A gap in three: the words before a free text or a list of names, that part, the rest."""

    before: Pattern
    part: Part
    behind: Pattern


@dataclass(frozen=True)
class Step:
    """A way from one spot to the next; `gap` is what stands between their numbers.

    `is_skip` if a spot between the two is passed over, as where its clause was left out.
    """

    origin: int
    target: int
    gap: Parts
    is_skip: bool = False

    @cached_property
    def pattern(self) -> Pattern:
        """The gap as a regular expression."""
        return Pattern(self.gap)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """What may stand right before the target's number."""
        return tuple(islice(_labels(self.gap, "", (), True), _MOST_LABELS))

    @cached_property
    def tail(self) -> str:
        """What stands right behind the origin's number: its unit."""
        first = self.gap[0] if self.gap else None
        return _head(first.text) if isinstance(first, Words) else ""

    @cached_property
    def opening(self) -> Opening | None:
        """The gap around its only free text or list of names; None without one."""
        places = [place for place, part in enumerate(self.gap) if _is_open(part)]
        if len(places) != 1:
            return None
        place = places[0]
        return Opening(Pattern(self.gap[:place]), self.gap[place], Pattern(self.gap[place + 1 :]))


@dataclass
class Course:
    """Spots in the order of the template (the first two are START and END), and steps."""

    spots: list[Spot | None] = field(default_factory=lambda: [None, None])
    steps: list[Step] = field(default_factory=list)

    @cached_property
    def into(self) -> dict[int, list[Step]]:
        """The steps that lead to a spot."""
        found: dict[int, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.target, []).append(step)
        return found

    @cached_property
    def skips(self) -> dict[int, list[Step]]:
        """The steps that lead to a spot past another, which is missing with its words."""
        found: dict[int, list[Step]] = {}
        for first in self.steps:
            for second in self.steps:
                if first.target == second.origin and second.tail and not self._is_base(second):
                    words, *rest = second.gap
                    kept = Words(words.text[len(second.tail) :])  # type: ignore[union-attr]
                    gap = _joined((Words(first.tail), kept, *rest))
                    step = Step(first.origin, second.target, gap, is_skip=True)
                    found.setdefault(step.target, []).append(step)
        return found

    def _is_base(self, step: Step) -> bool:
        """Whether a step leads from a figure to its own change or share."""
        origin, target = self.spots[step.origin], self.spots[step.target]
        return (
            origin is not None
            and target is not None
            and origin.aspect is None
            and (origin.name, origin.key) == (target.name, target.key)
        )

    @cached_property
    def tails(self) -> dict[int, frozenset[str]]:
        """The units that may stand behind a spot's number."""
        found: dict[int, set[str]] = {}
        for step in self.steps:
            if step.tail:
                found.setdefault(step.origin, set()).add(step.tail)
        return {spot: frozenset(tails) for spot, tails in found.items()}

    @cached_property
    def identities(self) -> dict[str, int]:
        """How many figures a label's words may name, wherever in the section."""
        return {
            text: len({self.spots[spot] for spot, _ in known})
            for text, known in self.labelled.items()
        }

    @cached_property
    def labelled(self) -> dict[str, list[tuple[int, Label]]]:
        """The spots that a label's words may name, by these words."""
        found: dict[str, list[tuple[int, Label]]] = {}
        for step in self.steps:
            if step.target != END:
                for label in step.labels:
                    known = found.setdefault(label.text, [])
                    if (step.target, label) not in known:
                        known.append((step.target, label))
        return found


def course_of(parts: Parts) -> Course:
    """The course of a section's parts."""
    course = Course()
    builder = _Builder(course)
    for spot, gap in builder.walk(parts, [(START, ())], {}):
        builder.step(spot, END, gap)
    return course


_Frontier = list[tuple[int, Parts]]
_Shared = dict[tuple[Spot, int], int]


@dataclass
class _Builder:
    course: Course
    known: set[tuple[int, int, Parts]] = field(default_factory=set)

    def step(self, origin: int, target: int, gap: Parts) -> None:
        gap = _joined(gap)
        if (origin, target, gap) not in self.known:
            self.known.add((origin, target, gap))
            self.course.steps.append(Step(origin, target, gap))

    def walk(self, parts: Parts, frontier: _Frontier, shared: _Shared) -> _Frontier:
        """Add the spots and steps of parts; where one may stand behind them, and over what gap.

        `shared` holds the spots of a phrase's variants, each with how often it came up before.
        """
        counts: dict[Spot, int] = {}
        for part in parts:
            if isinstance(part, Spot):
                counts[part] = counts.get(part, 0) + 1
                frontier = self._spot(part, frontier, shared, counts[part])
            elif isinstance(part, Choice) and _is_varied(part):
                frontier = self._choice(part, frontier)
            elif isinstance(part, Items) and _has_spots(part):
                frontier = self._items(part, frontier)
            else:
                frontier = [(spot, (*gap, part)) for spot, gap in frontier]
        return frontier

    def _spot(self, spot: Spot, frontier: _Frontier, shared: _Shared, count: int) -> _Frontier:
        index = shared.setdefault((spot, count), len(self.course.spots))
        if index == len(self.course.spots):
            self.course.spots.append(spot)
        for origin, gap in frontier:
            self.step(origin, index, gap)
        return [(index, ())]

    def _choice(self, choice: Choice, frontier: _Frontier) -> _Frontier:
        found: _Frontier = []
        shared: _Shared = {}
        for option in choice.options:
            if any(map(_has_spots, option)):
                found += self.walk(option, frontier, shared if choice.is_phrase else {})
            elif any(map(_is_open, option)):
                found += [(spot, (*gap, *option)) for spot, gap in frontier]
        plain = tuple(one for one in choice.options if not any(map(_is_varied, one)))
        if plain:
            part = plain[0] if len(plain) == 1 else (Choice(plain),)
            found += [(spot, (*gap, *part)) for spot, gap in frontier]
        return list(dict.fromkeys(found))

    def _items(self, items: Items, frontier: _Frontier) -> _Frontier:
        shared: _Shared = {}
        behind = self.walk(items.item, frontier, shared)
        again = [(spot, (*gap, Break(), Words(items.separator))) for spot, gap in behind]
        self.walk(items.item, again, shared)
        ended = [(spot, (*gap, Break(), Words(items.end))) for spot, gap in behind]
        return [*ended, *((spot, (*gap, Words(items.empty))) for spot, gap in frontier)]


def _has_spots(part: Part) -> bool:
    match part:
        case Spot():
            return True
        case Choice(options=options):
            return any(_has_spots(one) for option in options for one in option)
        case Items(item=item):
            return any(map(_has_spots, item))
        case _:
            return False


def _is_varied(part: Part) -> bool:
    """Whether alternatives lead to other spots or to a text, so that each needs its own step."""
    return _has_spots(part) or _is_open(part)


def _is_open(part: Part) -> bool:
    """Whether a person's text, or a list of names, may stand here."""
    match part:
        case Free() | Items():
            return True
        case Choice(options=options):
            return any(_is_open(one) for option in options for one in option)
        case _:
            return False


def _joined(parts: Iterable[Part]) -> Parts:
    """Parts with neighbouring words in one."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Words) and not part.text:
            continue
        last = found[-1] if found else None
        if (
            isinstance(part, Words)
            and isinstance(last, Words)
            and not (part.is_known or last.is_known)
        ):
            found[-1] = Words(last.text + part.text)
        else:
            found.append(part)
    return tuple(found)


def _head(text: str) -> str:
    """Words up to the first end of a clause; a bracket is part of a unit: 台(套)."""
    place = next((at for at, one in enumerate(text) if one in ",;:。、"), len(text))
    return text[:place]


def _labels(
    gap: Parts, text: str, ways: tuple[tuple[Way, str], ...], is_written: bool
) -> Iterator[Label]:
    """Every label that a gap may end in, given the words that were found behind it."""
    if not gap:
        yield Label(text, "number", "", ways, is_written)
        return
    before, last = gap[:-1], gap[-1]
    match last:
        case Words(text=words, is_known=False):
            cut = max((at for at, one in enumerate(words) if one in ",;:。、"), default=-1)
            if cut >= 0:
                yield Label(words[cut + 1 :] + text, "clause", "", ways, is_written)
            else:
                yield from _labels(before, words + text, ways, is_written)
        case Way(wordings=wordings):
            for number, wording in enumerate(wordings):
                told = ((last, wording), *ways)
                yield from _labels(before, wording + text, told, is_written and not number)
        case Choice(options=options):
            for number, option in enumerate(options):
                yield from _labels((*before, *option), text, ways, is_written and not number)
        case Name():
            lead = before[-1].text if before and isinstance(before[-1], Words) else ""
            yield Label(text, "name", lead[-_LEAD:], ways, is_written)
        case Words():
            yield Label(text, "word", "", ways, is_written)
        case Free() | Items():
            yield Label(text, "text", "", ways, is_written)
        case _:
            yield Label(text, "clause", "", ways, is_written)
