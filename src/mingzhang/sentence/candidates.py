"""Which figure of a template a number in a text may be, judged by the words right before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mingzhang.sentence.course import CLAUSE, Course, Label
from mingzhang.sentence.folded import Folded
from mingzhang.sentence.likeness import like_ending
from mingzhang.sentence.numbers import NUMBER
from mingzhang.sentence.parts import Choice, Free, Name, Part, Words

__all__ = ["Candidate", "Number", "Told", "numbers_in"]

_RUN: Final = re.compile(r"(?<!\d)[-−]?\d(?:[\d,.]*\d)?")
_NUMBER: Final = re.compile(NUMBER)
_REACH: Final = 48
_MONEY: Final = re.compile(r"[万亿]?元|[万亿]")
_CALENDAR: Final = re.compile(r"[年月日号条项章级]|季度")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a folded text."""

    start: int
    end: int


def numbers_in(text: str) -> list[Number]:
    """The numbers of a folded text, without what looks like two or none (1.2.3)."""
    return [Number(*one.span()) for one in _RUN.finditer(text) if _NUMBER.fullmatch(one[0])]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A spot that a number may stand at; `start` is where the words before it begin.

    `wrong` counts the characters that differ from the label. `is_glued` if no clause ended before
    the label, as where a longer name ends like it; `is_led` if the name of an item is one that the
    list may have, or stands behind the words that begin the list.
    """

    spot: int
    number: int
    start: int
    wrong: int
    is_glued: bool
    label: Label
    is_led: bool = False

    @property
    def worth(self) -> float:
        """How much the words before the number say about it."""
        if self.label.after == "name":
            return 4.0 if self.is_led else 0.5
        size = min(len(self.label.text), 10) / 2
        return size + 1 - 1.5 * self.wrong - 2 * self.is_glued


@dataclass(frozen=True)
class Told:
    """A folded text, its numbers, and the course that they are read along.

    `names` holds what the items of a list may be called, folded, by the key of the list.
    """

    course: Course
    folded: Folded
    numbers: Sequence[Number]
    names: Mapping[str, Collection[str]]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def begins(self, number: int) -> int:
        """Where a number begins; behind the last one the text ends."""
        if number < 0:
            return 0
        return self.numbers[number].start if number < len(self.numbers) else len(self.text)

    def ends(self, number: int) -> int:
        """Where a number ends; before the first one the text begins."""
        return self.numbers[number].end if number >= 0 else 0

    def is_own(self, one: Candidate) -> bool:
        """Whether the words before a number can mean one figure only."""
        if one.label.after == "name":
            return one.is_led
        return len(one.label.text) > 2 and self.course.identities[one.label.text] == 1

    @cached_property
    def cues(self) -> tuple[str, ...]:
        """The known words of the course: a clause that has one may begin with any other."""
        parts = {part for step in self.course.steps for part in step.gap}
        return tuple({one.text for one in parts if isinstance(one, Words) and one.is_known})

    @cached_property
    def text_leads(self) -> list[int]:
        """Where the words stand that a person's text is led in by, if it may go on for clauses."""
        leads = {
            words.lstrip(",;:。、")
            for step in self.course.steps
            for before, part, behind in zip(
                step.gap, step.gap[1:], [*step.gap[2:], None], strict=False
            )
            if isinstance(part, Free) and not part.is_word
            if not (isinstance(behind, Words) and behind.text[0] not in CLAUSE)
            for words in _wordings(before)
            if len(words) > 1
        }
        pattern = "|".join(map(re.escape, sorted(leads)))
        return [one.start() for one in re.finditer(pattern, self.text)] if leads else []

    @cached_property
    def units(self) -> frozenset[str]:
        """What may stand behind a number before the next words; also nothing."""
        return frozenset({"", *(tail for tails in self.course.tails.values() for tail in tails)})

    @cached_property
    def longest(self) -> int:
        """The length of the longest label."""
        return max(map(len, self.course.labelled), default=0)

    @cached_property
    def written(self) -> list[tuple[int, Label]]:
        """The labels as the templates write them, long enough to be read with a slip."""
        return [
            (spot, label)
            for known in self.course.labelled.values()
            for spot, label in known
            if label.is_written and len(label.text) >= 4
        ]

    def candidates(self, number: int) -> list[Candidate]:
        """The spots that a number may stand at: those whose words fit best."""
        found: dict[int, Candidate] = {}
        for one in self._exact(number):
            if self._has_unit(one):
                _keep_better(found, one)
        if not any(one.label.text and not one.is_glued for one in found.values()):
            like = [one for one in self._like(number) if self._has_unit(one)]
            least = min((one.wrong for one in like), default=0)
            for one in like:
                if one.wrong == least:
                    _keep_better(found, one)
        return list(found.values())

    def _exact(self, number: int) -> Iterator[Candidate]:
        end = self.begins(number)
        for start in range(end, max(end - self.longest, 0) - 1, -1):
            for spot, label in self.course.labelled.get(self.text[start:end], ()):
                one = self._candidate(spot, number, start, 0, label)
                if one is not None:
                    yield one

    def _like(self, number: int) -> Iterator[Candidate]:
        end = self.begins(number)
        window = self.text[max(0, end - _REACH) : end]
        for spot, label in self.written:
            found = like_ending(label.text, window)
            if found and all(word in window[found[1] :] for _, word in label.ways):
                start = max(0, end - _REACH) + found[1]
                one = self._candidate(spot, number, start, found[0], label)
                if one is not None:
                    yield one

    def _candidate(
        self, spot: int, number: int, start: int, wrong: int, label: Label
    ) -> Candidate | None:
        if label.after == "name":
            return self._named(spot, number, start, wrong, label)
        return Candidate(spot, number, start, wrong, self._is_glued(start, label), label)

    def _named(
        self, spot: int, number: int, end: int, wrong: int, label: Label
    ) -> Candidate | None:
        """The candidate for an item whose name ends here."""
        name = next(
            part for step in self.course.into[spot] for part in step.gap if isinstance(part, Name)
        )
        start = end
        while start and not self.text[start - 1].isdigit():
            if self.text[start - 1] in name.outside or self.text[start - 1] == ":":
                break
            start -= 1
        if start and self.text[start - 1].isdigit():
            start += max(len(one) for one in self.units if self.text.startswith(one, start))
        if start >= end:
            return None
        is_led = self.text[start:end] in self.names.get(name.key, ()) or (
            len(label.lead) > 3 and self.text.endswith(label.lead, 0, start)
        )
        return Candidate(spot, number, start, wrong, False, label, is_led)

    def _is_glued(self, start: int, label: Label) -> bool:
        if label.after == "text" or start == 0 or start in self.folded.breaks:
            return False
        if label.after == "word":
            clause = start
            while clause and self.text[clause - 1] not in CLAUSE:
                clause -= 1
            before = self.text[clause:start]
            return not any(cue in before or (cue.isdigit() and before[-1:].isdigit())
                           for cue in self.cues)  # fmt: skip
        if label.after == "number":
            return not self.text[start - 1].isdigit()
        return self.text[start - 1] not in CLAUSE and not self._ends_unit(start)

    def _ends_unit(self, place: int) -> bool:
        """Whether a number with its unit ends here, so that only a mark was left out."""
        return any(
            self.text.endswith(unit, 0, place) and self.text[place - len(unit) - 1].isdigit()
            for unit in self.units
            if len(unit) < place
        )

    def _has_unit(self, one: Candidate) -> bool:
        """Whether what follows a number does not contradict the unit of a spot."""
        wanted = self.course.tails.get(one.spot, frozenset())
        behind = self.text[self.ends(one.number) : self.ends(one.number) + 6]
        if not wanted or any(behind.startswith(tail) for tail in wanted):
            return True
        kinds = {_kind_of_unit(tail) for tail in wanted}
        return _kind_of_unit(behind) in kinds or not behind or behind[0] in CLAUSE


def _wordings(part: Part) -> Iterator[str]:
    """The words that a part may be."""
    match part:
        case Words(text=text, is_known=False):
            yield text
        case Choice(options=options):
            yield from (words for option in options for one in option for words in _wordings(one))
        case _:
            pass


def _kind_of_unit(text: str) -> str:
    if text.startswith("%"):
        return "percent"
    if _MONEY.match(text):
        return "money"
    return "calendar" if _CALENDAR.match(text) else "count"


def _keep_better(found: dict[int, Candidate], one: Candidate) -> None:
    known = found.get(one.spot)
    if known is None or (one.is_glued, one.wrong, -len(one.label.text)) < (
        known.is_glued,
        known.wrong,
        -len(known.label.text),
    ):
        found[one.spot] = one
