"""Text -> facts where the text deviates: everything that can be told apart is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import ListDefinition, SectionDefinition
from mingzhang.sentence.align import Member, aligned
from mingzhang.sentence.candidates import Told, numbers_in
from mingzhang.sentence.course import CLAUSE, Course, Opening, course_of
from mingzhang.sentence.folded import Folded, folded
from mingzhang.sentence.likeness import is_like, shared_runs
from mingzhang.sentence.links import closing_of, linear
from mingzhang.sentence.mask import has_slip, mask_of, masked
from mingzhang.sentence.match import Matched, Source, matched_items, matched_source
from mingzhang.sentence.parts import (
    Choice,
    Free,
    Items,
    Name,
    Part,
    Parts,
    Pattern,
    Way,
    parts_of_section,
)

__all__ = ["SectionReading", "read_section"]

_MARKS: Final = ",;:。、"
_LEFT: Final = re.compile(rb"x+")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SectionReading:
    """What a section says, and the stretches of its text that no template could read."""

    matches: tuple[Matched, ...]
    unread: tuple[tuple[int, int], ...] = ()


def read_section(
    scheme: Scheme, section: SectionDefinition, words: Mapping[str, str], text: str
) -> SectionReading:
    """What a published section says, slot by slot, as far as it follows the template.

    `words` are as for `match_section`; an option that is not among them has its first choice.
    Where a part deviates (another order, a clause more or less, a slip of the pen), the rest is
    read all the same. A number is never guessed: the words around it must prove what it is.
    """
    known = {**{one.key: one.choices[0] for one in scheme.head.options}, **words}
    source = Source(text, Folded.of(text, [scheme.publication.watermark]))
    matched = matched_source(scheme, section, known, source)
    texts = {text.key for text in section.texts}
    written = [one for one in matched or () if one.name in texts]
    if matched is not None and not any(map(str.isdigit, "".join(one.text for one in written))):
        return SectionReading(matched)
    told = _told(scheme, section, known, source.folded)
    if matched is not None and not _hides_figures(told, written):
        return SectionReading(matched)
    return _Writer(told, source).reading(aligned(told))


def _told(
    scheme: Scheme, section: SectionDefinition, words: Mapping[str, str], text: Folded
) -> Told:
    """A text with the course that it is read along.

    To build a course takes longer than to walk it. So the name of the entity is masked in both
    where that changes nothing, and one course serves all entities with names of that length.
    """
    names = {one.key: _names(scheme, one) for one in section.lists}
    entity = words.get("entity", "")
    plain = masked(text.text, entity)
    if plain is None or has_slip(plain, entity) or any(map(str.isdigit, entity)):
        course = course_of(parts_of_section(scheme, section, words, is_of_level=True))
    else:
        course = _course(scheme, section, {**words, "entity": mask_of(entity)})
        text = replace(text, text=plain)
    return Told(course, text, numbers_in(text.text), names)


_COURSES: Final[dict[tuple[object, ...], tuple[Scheme, Course]]] = {}
_MOST_COURSES: Final = 64


def _course(scheme: Scheme, section: SectionDefinition, words: Mapping[str, str]) -> Course:
    """The course of a section, built once for each choice of words; those used last are kept."""
    key = id(scheme), section.id, *sorted(words.items())
    known = _COURSES.pop(key, None)
    if known is None:
        parts = parts_of_section(scheme, section, words, is_of_level=True)
        known = scheme, course_of(parts)
        if len(_COURSES) >= _MOST_COURSES:
            del _COURSES[next(iter(_COURSES))]
    _COURSES[key] = known
    return known[1]


def _hides_figures(told: Told, written: Iterable[Matched]) -> bool:
    """Whether what was taken for a person's text holds figures of the template.

    That happens where a clause was left out and a paragraph too many is taken for a reason.
    """
    spans = [(one.start, one.end) for one in written]
    return any(
        told.is_own(one) and not one.is_glued and not one.wrong
        for number, place in enumerate(told.numbers)
        if any(start <= told.folded.places[place.start] < end for start, end in spans)
        for one in told.candidates(number)
    )


def _names(scheme: Scheme, definition: ListDefinition) -> Collection[str]:
    """What the items of a list may be called."""
    catalog = scheme.catalog_of(definition.each)
    return {folded(one.name) for one in catalog or () if len(one.code) in definition.levels}


@dataclass
class _Writer:
    told: Told
    source: Source
    matches: list[Matched] = field(default_factory=list)
    read: list[_Span] = field(default_factory=list)
    refused: list[_Span] = field(default_factory=list)
    item: str | None = None
    lists: dict[str, _Span] = field(default_factory=dict)

    def reading(self, members: Sequence[Member]) -> SectionReading:
        for member in members:
            self._between(member)
            if member.candidate is not None:
                self._number(member)
        for key, span in self.lists.items():
            self.matches.append(self.source.matched(span, key))
        found = {(one.start, one.end, one.name, one.aspect): one for one in self.matches}
        ordered = sorted(found.values(), key=lambda one: (one.start, -one.end))
        return SectionReading(tuple(ordered), tuple(self._unread()))

    def _number(self, member: Member) -> None:
        spot = self.told.course.spots[member.spot]
        span = self.told.begins(member.number), self.told.ends(member.number)
        assert spot is not None
        if spot.key and not self._is_known_item(spot.key):
            start = member.candidate.start if member.candidate else span[0]
            self.refused.append((start, span[1]))
            return
        name = f"{spot.key}.{self.item}" if spot.key else spot.name
        self.matches.append(self.source.matched(span, name, spot.aspect, spot.whole))
        tails = self.told.course.tails.get(member.spot, frozenset())
        standing = [one for one in tails if self.told.text.startswith(one, span[1])]
        end = span[1] + max(map(len, standing), default=0)
        self.read.append((span[0], end))
        if spot.key and member.candidate:
            start, _ = self.lists.get(spot.key, (member.candidate.start, end))
            self.lists[spot.key] = start, end

    def _is_known_item(self, key: str) -> bool:
        """Whether the item that is being read has a name that its list may have."""
        names = self.told.names[key]
        return self.item is not None and (
            not names or self.item in names or any(is_like(name, self.item) for name in names)
        )

    def _between(self, member: Member) -> None:
        """What stands before a member's number: a step's gap, or at least its label."""
        candidate, step, end = member.candidate, member.step, self.told.begins(member.number)
        if candidate is not None:
            if candidate.wrong:
                self._cover(candidate.label.text, candidate.start, end)
            else:
                self.read.append((candidate.start, end))
            self._label(member)
        if step is None or member.before is None:
            return
        start = self.told.ends(member.before.number)
        if step.opening is not None:
            self._open(step.opening, start, end, candidate.start if candidate else end)
        elif member.kind in ("exact", "skip"):
            found = step.pattern.compiled.fullmatch(self.told.text, start, end)
            assert found is not None
            self.read.append((start, end))
            self._parts(step.pattern, found)
        else:
            self._near(step.gap, start, end)

    def _label(self, member: Member) -> None:
        candidate = member.candidate
        assert candidate is not None
        label, end = candidate.label, self.told.begins(member.number)
        if label.after == "name":
            self.item = self.source.folded.text[candidate.start : end - len(label.text)]
        elif member.step is None:
            self.item = None
        for way, wording in label.ways:
            place = self.told.text.rfind(wording, candidate.start, end)
            self._part(way, (place, place + len(wording)))

    def _part(self, part: Part, span: _Span) -> None:
        match part:
            case Way(name=name, aspect=aspect):
                self.matches.append(self.source.matched(span, name, aspect))
            case Free(name=name):
                self.matches.append(self.source.matched(span, name))
            case Items(key=key):
                self.matches.append(self.source.matched(span, key))
                self.matches.extend(matched_items(part, span, self.source))
            case Name():
                self.item = self.source.folded.text[slice(*span)]
            case _:
                pass

    def _open(self, opening: Opening, start: int, end: int, label: int) -> None:
        """A person's text or a list of names, with the words around it.

        If not all words behind it are there, it goes up to the label of the next number.
        """
        opened = opening.before.compiled.match(self.told.text, start, end)
        assert opened is not None
        self._parts(opening.before, opened)
        closed = closing_of(opening, self.told.text, opened.end(), end)
        if closed is None:
            end = label
            while end > opened.end() and self.told.text[end - 1] in CLAUSE:
                end -= 1
        else:
            self._parts(opening.behind, closed)
        self._part(opening.part, (opened.end(), closed.start() if closed else end))
        self.read.append((start, end))

    def _parts(self, pattern: Pattern, found: re.Match[str]) -> None:
        for number, part in enumerate(pattern.groups, 1):
            if found[number] is not None:
                self._part(part, found.span(number))

    def _near(self, gap: Parts, start: int, end: int) -> None:
        text = self.told.text[start:end]
        name = self.item or ""
        words = linear(gap, text, name)
        if words is None:
            return
        self._cover(words, start, end)
        for way in _ways(gap):
            for wording in sorted(way.wordings, key=len, reverse=True):
                if wording in words and wording in text:
                    place = start + text.rfind(wording)
                    self._part(way, (place, place + len(wording)))
                    break

    def _cover(self, words: str, start: int, end: int) -> None:
        """Count as read what a stretch has of the words; the rest of it deviates."""
        text = self.told.text[start:end]
        self.read.extend((start + low, start + high) for low, high in shared_runs(words, text))

    def _unread(self) -> Iterator[_Span]:
        """The stretches that were not read, if they hold a letter or a digit."""
        text = self.source.folded.text
        left = bytearray(b"x" * len(text))
        for spans, sign in ((self.read, b" "), (self.refused, b"x")):
            for start, end in spans:
                left[start:end] = sign * (end - start)
        for found in _LEFT.finditer(bytes(left)):
            words = text[slice(*found.span())]
            if any(map(str.isalnum, words)):
                low = found.start() + len(words) - len(words.lstrip(_MARKS))
                high = found.start() + len(words.rstrip(_MARKS))
                yield self.source.folded.span(low, high)


def _ways(parts: Iterable[Part]) -> Iterator[Way]:
    for part in parts:
        match part:
            case Way():
                yield part
            case Choice(options=options):
                for option in options:
                    yield from _ways(option)
            case _:
                pass
