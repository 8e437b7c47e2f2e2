"""The headings that a scheme prescribes, and what a document has in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines
from mingzhang.checker.rules.identity.patterns import bare
from mingzhang.scheme.words import filled, ordinal

__all__ = ["Entry", "Heading", "entries", "headings", "likeness", "number_of", "said"]

_TAIL: Final = re.compile(r"(?:[\s.·•…．。‥⋯_\-—]{2,}|\s)\s*[-－—]?\s*(\d{1,3})\W*$")
_MARKUP: Final = re.compile(r"[\s#*>]+")
_LEADERS: Final = re.compile(r"[\s.·•…．。‥⋯_\-—]+$")
_NUMERAL: Final = r"([一二三四五六七八九十]{1,3}|\d{1,2})"
_ORDINAL: Final = re.compile(
    rf"\s*(?:第\s*{_NUMERAL}\s*部分|[（(]\s*{_NUMERAL}\s*[)）]|{_NUMERAL}\s*(?=[、.．:：]))\s*[、.．:：]?\s*"
)
_TABLE: Final = re.compile(rf"\s*附?表\s*{_NUMERAL}\s*[、.．:：]?\s*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?度?|[〇○零一二三四五六七八九]{4}年度?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A prescribed heading: the path of its line in a read document, ordinal and words.

    `whole` is how the contents print it.
    """

    path: str
    kind: str
    owner: str
    ordinal: str
    title: str
    whole: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its words, where they begin in it, and its page."""

    line: FrameLine
    words: str
    start: int
    page: int | None


def said(text: str) -> str:
    """A heading as it is compared: without number, year, signs, spaces.

    >>> said("三、2025年 收支情况") == said("收支情况")
    True
    """
    text = folded(text)
    return bare(_YEAR.sub("", text[_numbered_until(text) :]))


def number_of(text: str) -> str:
    """The number before a heading, in Chinese numerals; empty if it has none.

    >>> number_of("表3 收支情况"), number_of("第二部分 报表"), number_of("一般情况")
    ('三', '二', '')
    """
    text = folded(text)
    found = _TABLE.match(text) or _ORDINAL.match(text)
    number = next(filter(None, found.groups()), "") if found else ""
    return ordinal(int(number)) if number.isdigit() and int(number) else number


def _numbered_until(text: str) -> int:
    found = _TABLE.match(text) or _ORDINAL.match(text)
    return found.end() if found else 0


def likeness(one: str, other: str) -> float:
    """How alike two headings are, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=4)
def headings(document: Examined) -> tuple[Heading, ...]:
    """All prescribed headings, in order."""
    return tuple(_headings(document))


def _headings(document: Examined) -> Iterator[Heading]:
    scheme, words = document.scheme, dict(document.words)
    for part in scheme.publication.parts:
        title = filled(part.title, words)
        yield Heading(f"parts.{part.holds}.1", "part", part.holds, number_of(title), title, title)
        if part.holds == "overview":
            for one in scheme.publication.overview:
                yield _numbered("overview", one.id, one.ordinal, filled(one.title, words))
        elif part.holds == "tables":
            for table in scheme.tables.tables:
                title = filled(table.title, words)
                entry = filled(
                    scheme.publication.table_entry,
                    {**words, "ordinal": table.ordinal, "title": title},
                )
                path = f"tables.{table.id}.title"
                yield Heading(path, "title", table.id, table.ordinal, title, entry)
        elif part.holds == "narrative":
            for section in scheme.narrative.sections:
                title = filled(section.title, words)
                yield _numbered("narrative", section.id, section.ordinal, title)
                for paragraph in section.paragraphs:
                    if paragraph.listed:
                        path = f"narrative.{section.id}"
                        text = paragraph.text
                        yield Heading(path, "subheading", section.id, "", text, text)


def _numbered(part: str, owner: str, ordinal: str, title: str) -> Heading:
    whole = f"{ordinal}、{title}"
    return Heading(f"{part}.{owner}.title", "section", owner, ordinal, title, whole)


@lru_cache(maxsize=4)
def entries(document: Examined) -> tuple[Entry, ...]:
    """The lines of the contents, without their own title."""
    name = bare(document.scheme.publication.contents)
    lines = (line for line in frame_lines(document) if line.kind == "contents")
    return tuple(_entry(line) for line in lines if bare(line.text) != name)


def _entry(line: FrameLine) -> Entry:
    tail = _TAIL.search(line.text)
    words = _LEADERS.sub("", line.text[: tail.start()] if tail else line.text)
    marks = _MARKUP.match(words)
    start = marks.end() if marks else 0
    return Entry(line, words[start:], start, int(tail[1]) if tail else None)
