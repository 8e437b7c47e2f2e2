"""How the text between two numbers follows a step of a course."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from mingzhang.sentence.candidates import Candidate, Told
from mingzhang.sentence.course import Opening, Step
from mingzhang.sentence.likeness import is_like, shared_runs
from mingzhang.sentence.parts import Choice, Free, Items, Name, Part, Parts, Way, Words

__all__ = ["LinkKind", "Linker", "closing_of", "linear"]

LinkKind = Literal["exact", "like", "open", "skip", "loose"]
"""exact: the whole gap; like: but for a few characters; open: its beginning, and the label behind
a person's text; skip: exactly, past a spot that is missing; loose: the label, with other words
before it."""

_BRACKETED: Final = re.compile(r"[,;]?\([^()]*\)[,;]?|[,;。、]?")
_LONGEST: Final = 160


@dataclass
class Linker:
    """Finds the links of one text."""

    told: Told
    _outgoing: dict[int, list[Step]] = field(init=False)

    def __post_init__(self) -> None:
        self._outgoing = {}
        for step in self.told.course.steps:
            if step.opening is not None:
                self._outgoing.setdefault(step.origin, []).append(step)

    def openings(self, spot: int, number: int) -> Iterator[Step]:
        """The steps whose words up to a person's text stand behind a number."""
        end = self.told.ends(number)
        for step in self._outgoing.get(spot, ()):
            if step.opening and step.opening.before.compiled.match(self.told.text, end):
                yield step

    def kind(
        self, step: Step, origin: int, number: int, candidate: Candidate | None
    ) -> LinkKind | None:
        """How the text between two numbers follows a step, if it does."""
        start, end = self.told.ends(origin), self.told.begins(number)
        if step.opening is not None:
            return self._open_kind(step, step.opening, start, end, candidate)
        if step.pattern.compiled.fullmatch(self.told.text, start, end):
            return "skip" if step.is_skip else "exact"
        if step.is_skip:
            return None
        if end - start <= _LONGEST and self._is_like(step, start, end, candidate):
            return "like"
        return "loose" if candidate and self._is_loose(step, origin, number, candidate) else None

    def _open_kind(
        self, step: Step, opening: Opening, start: int, end: int, candidate: Candidate | None
    ) -> LinkKind | None:
        opened = opening.before.compiled.match(self.told.text, start, end)
        if opened is None:
            return None
        if closing_of(opening, self.told.text, opened.end(), end):
            return "skip" if step.is_skip else "exact"
        if candidate is None or candidate.is_glued or step.is_skip:
            return None
        return "open" if opened.end() <= candidate.start else None

    def _is_like(self, step: Step, start: int, end: int, candidate: Candidate | None) -> bool:
        text = self.told.text[start:end]
        name = self.told.text[candidate.start : end] if candidate else ""
        words = linear(step.gap, text, name)
        return words is not None and is_like(words, text)

    def _is_loose(self, step: Step, origin: int, number: int, one: Candidate) -> bool:
        if one.is_glued or one.label not in step.labels:
            return False
        start = self.told.ends(origin) + len(step.tail)
        if not self.told.text.startswith(step.tail, self.told.ends(origin)) or start > one.start:
            return False
        if self.told.is_own(one) and not one.wrong:
            return True
        return _BRACKETED.fullmatch(self.told.text, start, one.start) is not None


def closing_of(opening: Opening, text: str, start: int, end: int) -> re.Match[str] | None:
    """What stands behind a free text that begins at `start`, up to `end`, if it follows the gap."""
    return opening.behind.at_end.search(text, max(start, end - _LONGEST), end)


def linear(gap: Parts, text: str, name: str) -> str | None:
    """A gap in the wording that a text comes nearest to; None if a person's text is in it.

    Wordings of a direction must stand in the text. `name` is the name of an item.
    """
    found: list[str] = []
    for part in gap:
        match part:
            case Words(text=words):
                found.append(words)
            case Way(wordings=wordings):
                told = _longest_in(wordings, text)
                if told is None:
                    return None
                found.append(told)
            case Choice(options=options):
                words_of = _chosen(options, text, name)
                if words_of is None:
                    return None
                found.append(words_of)
            case Name():
                found.append(name)
            case Free() | Items():
                return None
            case _:
                pass
    return "".join(found)


def _longest_in(wordings: Sequence[str], text: str) -> str | None:
    return max((one for one in wordings if one in text), key=len, default=None)


def _chosen(options: Sequence[Sequence[Part]], text: str, name: str) -> str | None:
    """The alternative that stands in a text, else one that is like a part of it or the shortest."""
    known = [one for option in options if (one := linear(tuple(option), text, name)) is not None]
    standing = _longest_in(known, text)
    if standing:
        return standing
    shared = {one: sum(end - start for start, end in shared_runs(one, text)) for one in known}
    like = [one for one in known if 4 * shared[one] > 3 * len(one)]
    return max(like, key=len) if like else min(known, key=len, default=None)
