"""Prose: sections of overview and narrative, glossary and attached lists, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Final

from mingzhang.model import Attachment, AttachmentRow, Placed, Section, Term
from mingzhang.reader.recognise.outline import Chapter
from mingzhang.reader.recognise.paragraphs import paragraphs
from mingzhang.reader.recognise.placing import placed
from mingzhang.reader.recognise.strips import Strip, worded
from mingzhang.reader.recognise.vocabulary import Vocabulary
from mingzhang.reader.source import Passage, joined

__all__ = ["ReadSection", "attachments", "glossary", "sections"]

_NUMBER: Final = re.compile(r"\W*(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})[、.．:：)）]\s*")
_OTHER_TERM: Final = re.compile(r"([^，。；：:]{2,24})[：:]\s*")
_LISTED_CODE: Final = re.compile(r"[A-Z]\d{0,6}")


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section with its text as a passage, and the rows of lists that stood in it."""

    section: Section
    passage: Passage
    rows: tuple[Strip, ...]
    title: Passage


def sections(
    chapters: Mapping[str, Chapter], titles: Mapping[str, str], words: Vocabulary
) -> Iterator[ReadSection]:
    """The sections that are there, in the order of their titles in the scheme."""
    for name, title in titles.items():
        chapter = chapters.get(name)
        if chapter is None:
            continue
        listed = {
            worded(one.title) for one in words.scheme.publication.attachments if one.section == name
        }
        if all(len(strip.filled) == 1 for strip in chapter.body):
            listed = set()
        is_row = [len(strip.filled) > 1 or strip.key in listed for strip in chapter.body]
        rows = tuple(compress(chapter.body, is_row))
        lines = [strip.passage for strip, row in zip(chapter.body, is_row, strict=True) if not row]
        passage = joined(paragraphs(lines, words), "\n")
        printed = joined(strip.passage for strip in chapter.title[:1])
        shown = _NUMBER.sub("", printed.text, count=1) if printed else title
        yield ReadSection(Section(id=name, title=shown, text=passage.text), passage, rows, printed)


def glossary(strips: Iterable[Strip], words: Vocabulary) -> tuple[list[Term], list[Placed]]:
    """The entries of the glossary; lines that follow an entry belong to it."""
    entries: list[tuple[Passage, list[Passage]]] = []
    for strip in strips:
        for term, rest in _parts(strip, words, first=not entries):
            if term is not None:
                entries.append((term, []))
            if rest and entries:
                entries[-1][1].append(rest)
    terms, places = [], []
    for number, (term, lines) in enumerate(entries, 1):
        text = joined(paragraphs(lines, words), "\n")
        name = _NUMBER.sub("", term.text, count=1).strip("：: 　")
        terms.append(Term(term=words.terms.get(worded(name), name), text=text.text))
        places.append(placed(f"glossary.{number}.term", term))
        places.append(placed(f"glossary.{number}.text", text))
    return terms, places


def _parts(
    strip: Strip, words: Vocabulary, *, first: bool
) -> Iterator[tuple[Passage | None, Passage]]:
    """Term and explanation of an entry, which may stand in two cells."""
    passages = [cell.passage for cell in strip.filled]
    if len(passages) == len(("term", "text")):
        number = _NUMBER.match(passages[0].text)
        found = words.term_of(passages[0].text[number.end() if number else 0 :])
        if found:
            yield passages[0], passages[1]
            return
    yield from _entry(strip.passage, words, first=first)


def _entry(
    line: Passage, words: Vocabulary, *, first: bool
) -> Iterator[tuple[Passage | None, Passage]]:
    """The term that a line explains, None if it goes on with the entry above."""
    number = _NUMBER.match(line.text)
    start = number.end() if number else 0
    found = words.term_of(line.text[start:]) if number or first else None
    if found:
        end = start + found[1]
        yield line.part(0, end), line.part(end)
        return
    other = _OTHER_TERM.match(line.text, start) if number else None
    if other:
        yield line.part(0, other.end()), line.part(other.end())
    elif first:
        yield line, line.part(0, 0)
    else:
        yield None, line


def attachments(
    read: ReadSection, words: Vocabulary
) -> tuple[list[Attachment], list[Placed], list[Passage]]:
    """Lists attached to a section, known by their header; other rows belong to nothing."""
    found: list[Attachment] = []
    places: list[Placed] = []
    loose: list[Passage] = []
    for definition in words.scheme.publication.attachments:
        if definition.section != read.section.id:
            continue
        codes = words.scheme.catalog(definition.catalog)
        rows: list[AttachmentRow] = []
        path = f"attachments.{definition.id}"
        for number, strip in enumerate(read.rows):
            code, name = strip.filled[0].passage.text, strip.filled[-1].passage.text
            if _LISTED_CODE.fullmatch(code) and len(strip.filled) == 2:
                level = 1 + len(codes.parents(code)) if code in codes else len(code) // 2 + 1
                rows.append(AttachmentRow(code=code, name=name, level=level))
                places.append(placed(f"{path}.rows.{code}", strip.passage))
            else:
                places.append(placed(f"{path}.header.{number}", strip.passage, with_text=True))
        if rows:
            title = definition.title
            found.append(
                Attachment(id=definition.id, section=read.section.id, title=title, rows=tuple(rows))
            )
            return found, places, loose
    return [], [], [strip.passage for strip in read.rows]
