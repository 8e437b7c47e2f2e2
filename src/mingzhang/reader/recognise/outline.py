"""The outline of a document: cover, contents, parts, tables, sections, forms and glossary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from mingzhang.reader.recognise.cleaning import cleaned
from mingzhang.reader.recognise.strips import Strip, strips_of, worded
from mingzhang.reader.recognise.vocabulary import Hit, Vocabulary
from mingzhang.reader.source import Document, Passage

__all__ = ["Chapter", "Outline", "outline_of"]

State = Literal["cover", "overview", "tables", "narrative", "forms", "glossary"]

_ENTRY: Final = re.compile(r"(?:[\s.·•…．。‥⋯_-]{2,}|\s)(\d{1,3})\W*$")
_LEADERS: Final = re.compile(r"[\s.·•…．。‥⋯_-]{3,}\d{0,3}\W*$")
_DOTS: Final = re.compile(r"[.·•…．。‥⋯]{4,}")
_TERM: Final = re.compile(r"\W*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．:：)）]\s*")
_ATTACHED: Final = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[：:]?")
_LONGEST_ENTRY: Final = 60
_LONGEST_LEADERS: Final = 400
"""How long an entry is at most with the dots that lead to its page number."""


@dataclass(slots=True)
class Chapter:
    """A section: the lines of its title, and what stands under it."""

    title: list[Strip] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What stands in a document, by the part that it belongs to; `hits` are the titles found."""

    cover: list[Strip] = field(default_factory=list)
    contents: list[Strip] = field(default_factory=list)
    marks: list[Passage] = field(default_factory=list)
    parts: dict[str, list[Strip]] = field(default_factory=dict)
    overview: dict[str, Chapter] = field(default_factory=dict)
    tables: list[Strip] = field(default_factory=list)
    sections: dict[str, Chapter] = field(default_factory=dict)
    forms: list[Strip] = field(default_factory=list)
    glossary: list[Strip] = field(default_factory=list)
    loose: list[Strip] = field(default_factory=list)
    hits: dict[int, Hit] = field(default_factory=dict)


def outline_of(document: Document, words: Vocabulary) -> Outline:
    """Divide a document into its parts; every strip goes to one of them."""
    ready = cleaned(strips_of(document), words)
    for number, strip in enumerate(ready.strips):
        strip.number = number
    outline = Outline(marks=ready.marks)
    start, end = _contents(ready.strips, words)
    outline.contents = ready.strips[start:end]
    walk = _Walk(outline, words)
    for strip in (*ready.strips[:start], *ready.strips[end:]):
        walk.take(strip)
    return outline


def _entry(strip: Strip, words: Vocabulary) -> tuple[Hit | None, bool]:
    """What an entry of the contents names, and whether dots or a page number stand behind it."""
    text = strip.text
    if len(text) > _LONGEST_LEADERS:
        return None, False
    tail = _LEADERS.search(text) or _ENTRY.search(text)
    title = text[: tail.start()] if tail else text
    if len(title) > _LONGEST_ENTRY * 2:
        return None, False
    ends = strip.filled[-1].text
    has_page = tail is not None and (ends[-1:].isdigit() or bool(_DOTS.search(tail[0])))
    return words.hit(title, worded(title)), has_page


def _contents(strips: Sequence[Strip], words: Vocabulary) -> tuple[int, int]:
    """Where the list of contents begins and ends; it ends before a title comes a second time."""
    start = _contents_start(strips, words)
    if start is None:
        return 0, 0
    seen: set[tuple[str, ...]] = set()
    end, paged, strange = start + 1, 0, 0
    for number in range(start + 1, len(strips)):
        hit, has_page = _entry(strips[number], words)
        name = _name(strips[number], hit) if hit else None
        if has_page and (hit or paged):
            paged += 1
        elif name in seen or len(strips[number].text) > _LONGEST_ENTRY or strange > 1:
            break
        elif hit is None or (paged > _FEW and not _goes_on(strips, number, words)):
            strange += 1
            continue
        seen.update([name] if name else ())
        end, strange = number + 1, 0
    return start, end


def _name(strip: Strip, hit: Hit) -> tuple[str, ...]:
    """What tells entries apart: subheadings of one section only differ in their words."""
    return hit.kind, *hit.names, *([strip.key] if hit.kind == "inside" else [])


_FEW: Final = 2


def _goes_on(strips: Sequence[Strip], number: int, words: Vocabulary) -> bool:
    """Whether an entry with its page follows soon."""
    return any(
        hit is not None and has_page
        for hit, has_page in (_entry(strip, words) for strip in strips[number + 1 : number + 4])
    )


def _contents_start(strips: Sequence[Strip], words: Vocabulary) -> int | None:
    run = 0
    for number, strip in enumerate(strips[: max(200, len(strips) // 4)]):
        hit, has_page = _entry(strip, words)
        if hit and hit.kind == "contents":
            return number
        run = run + 1 if hit and has_page else 0
        if run == _FEW + 2:
            return number - run + 1
    return None


class _Walk:
    """Goes through the strips and knows which part it is in."""

    def __init__(self, outline: Outline, words: Vocabulary) -> None:
        self.outline = outline
        self.words = words
        self.state: State = "cover"
        self.chapter: Chapter | None = None
        self.section = ""

    def take(self, strip: Strip) -> None:
        hit = self._hit(strip)
        if hit is not None and self._begins(strip, hit):
            return
        if strip.is_row and len(strip.filled) > 1:
            self._guess_by_row(strip)
        elif self.state != "glossary" and self._is_term(strip):
            self.state, self.chapter = "glossary", None
        elif self.state != "cover" and (found := self.words.said_in(strip.text)):
            self._guess_by_sentence(found)
        self._keep(strip)

    def _hit(self, strip: Strip) -> Hit | None:
        if len(strip.filled) != 1 or len(strip.text) > 2 * _LONGEST_ENTRY:
            return None
        return self.words.hit(strip.text, strip.key)

    def _begins(self, strip: Strip, hit: Hit) -> bool:
        """Go where a title leads; false if the line is no title here."""
        if hit.kind == "part":
            self.state, self.chapter = _HOLDS[hit.names[0]], None
            self.outline.parts.setdefault(hit.names[0], []).append(strip)
            return True
        if hit.kind == "overview" and self.state in {"cover", "overview"}:
            self._enter("overview", self.outline.overview, hit.names[0], strip)
            return True
        if hit.kind == "section" and (hit.is_exact or self.state != "forms"):
            self.section = hit.names[0]
            self._enter("narrative", self.outline.sections, self.section, strip)
            return True
        if hit.kind == "inside" and hit.is_exact and self.state not in {"cover", "overview"}:
            self._guess_by_sentence(hit.names[0])
        if hit.kind in {"table", "mark"}:
            self.state, self.chapter = "tables", None
            self.outline.hits[strip.number] = hit
        elif hit.kind == "form" and self.state != "cover":
            self.state, self.chapter = "forms", None
            self.outline.hits[strip.number] = hit
        return False

    def _enter(
        self, state: State, chapters: dict[str, Chapter], name: str, strip: Strip | None
    ) -> None:
        self.state = state
        self.chapter = chapters.setdefault(name, Chapter())
        if strip is not None:
            self.chapter.title.append(strip)

    def _guess_by_row(self, strip: Strip) -> None:
        """Forms and tables may begin without a title; their first rows tell."""
        if self.state == "tables" and not self.words.begins_form(strip):
            return
        if self.words.begins_form(strip):
            self.state, self.chapter = "forms", None
        elif self.words.is_header(strip):
            self.state, self.chapter = "tables", None

    def _guess_by_sentence(self, section: str) -> None:
        """A section whose title is lost begins with its first sentence."""
        if self.state == "glossary" or section in self.outline.sections:
            return
        self.section = section
        self._enter("narrative", self.outline.sections, section, None)

    def _is_term(self, strip: Strip) -> bool:
        number = _TERM.match(strip.text) if self.state in {"narrative", "forms"} else None
        return number is not None and self.words.term_of(strip.text[number.end() :]) is not None

    def _keep(self, strip: Strip) -> None:
        outline = self.outline
        if self.state == "cover":
            outline.cover.append(strip)
        elif self.state == "tables":
            outline.tables.append(strip)
        elif self.state == "forms":
            outline.forms.append(strip)
        elif self.state == "glossary" and len(strip.filled) <= _FEW:
            is_heading = _ATTACHED.fullmatch(strip.text) is not None
            (outline.loose if is_heading else outline.glossary).append(strip)
        elif self.chapter is not None:
            self.chapter.body.append(strip)
        else:
            outline.loose.append(strip)


_HOLDS: Final[dict[str, State]] = {
    "overview": "overview",
    "tables": "tables",
    "narrative": "narrative",
    "glossary": "glossary",
}
