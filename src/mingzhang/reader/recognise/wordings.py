"""What the texts of a scheme look like in print: its titles, sentences, labels and terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from mingzhang.reader.recognise.strips import worded
from mingzhang.scheme import Scheme
from mingzhang.scheme.words import filled

__all__ = [
    "chart_lines",
    "form_words",
    "heading_pattern",
    "line_opening",
    "row_words",
    "sentence_pattern",
    "term_pattern",
    "titles_of_scheme",
    "whole_sentences",
    "wordings",
]

_FIGURE: Final = re.compile(r"\{(?!year|entity|level|as_of|last_year|\})[^}]*\}")
_FEW: Final = 3
_LONG: Final = 12


def line_opening(scheme: Scheme, line: str, slot: str) -> re.Pattern[str]:
    """How a line of this template begins, before its slot; spaces and colons vary."""
    openings = {
        words.partition(f"{{{slot}}}")[0].rstrip("：: ") for words in wordings(scheme, line)
    }
    inner = "|".join(r"\s*".join(map(re.escape, one)) for one in sorted(openings))
    return re.compile(rf"(?:{inner})\s*[：:]\s*")


def chart_lines(scheme: Scheme) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How the line above a chart begins, and the caption below it; its number may be missing."""
    words = scheme.charts.words
    titles = "|".join(_spaced(chart.title) for chart in scheme.charts.charts)
    number, _, title = words.caption.partition("{title}")
    caption = f"(?P<number>{_slotted(number)})?(?:{titles or '(?!)'}){_slotted(title)}"
    return re.compile(rf"\s*{_slotted(words.head)}"), re.compile(rf"\s*{caption}\s*")


def _slotted(template: str) -> str:
    """A template as a pattern: anything short in its slots, spaces vary."""
    parts = re.split(r"\{\w+\}", template)
    return r"\s*\S{1,6}?\s*".join(map(_spaced, parts))


def _spaced(text: str) -> str:
    return r"\s*".join(re.escape(one) for one in text if not one.isspace())


def titles_of_scheme(scheme: Scheme) -> Iterator[str]:
    """Every title and line whose wording may depend on the level."""
    publication = scheme.publication
    yield from (publication.cover, scheme.tables.owner_line)
    yield from (part.title for part in publication.parts)
    yield from (one.title for one in publication.overview)
    yield from (section.title for section in scheme.narrative.sections)


def term_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """A term of the glossary at the head of its explanation."""
    either = "|".join(r"\W*".join(one) for one in sorted(terms, key=len, reverse=True))
    return re.compile(rf"\W*({either})[”\"’)）]?\s*(?:[：:]\s*|$|(?=是|指(?!导)|，|,|包含|包括))")


def sentence_pattern(scheme: Scheme) -> re.Pattern[str]:
    """The words right before the first figure of each section's first sentence that has one."""
    known = []
    for number, section in enumerate(scheme.narrative.sections):
        for paragraph in section.paragraphs:
            before = _FIGURE.split(re.sub(r"⟨[^⟩]*⟩", "{}", paragraph.text), maxsplit=1)
            words = before[0].rpartition("}")[2] if len(before) > 1 else ""
            if paragraph.kind == "body" and len(words) > _FEW:
                known.append(rf"(?P<s{number}>{re.escape(words[-_LONG:])})(?=\s*\d)")
                break
    return re.compile("|".join(known))


def whole_sentences(scheme: Scheme) -> dict[str, str]:
    """Sentences without figures, each with its section."""
    found = {}
    for section in scheme.narrative.sections:
        for paragraph in section.paragraphs:
            if paragraph.kind == "body" and "{" not in paragraph.text:
                pieces = [piece.split("|") for piece in re.split(r"[⟨⟩]", paragraph.text)]
                found.update(dict.fromkeys(map(worded, map("".join, product(*pieces))), section.id))
    return {words: name for words, name in found.items() if len(words) > _LONG - _FEW - 1}


def form_words(scheme: Scheme) -> Iterator[str]:
    """Labels, levels and year lines of forms, as titles are compared."""
    for form in scheme.forms:
        yield worded(form.year_line)
        yield worded(filled(form.year_line, {"year": "2000"}))
        for row in form.rows:
            yield from (worded(cell.text or "") for cell in row if not isinstance(cell, str))
        for cell in (*form.indicator_header, *form.task_header):
            yield worded(cell.text or "")
        yield from (worded(choice) for one in form.fields for choice in (one.label, *one.choices))
        for level in form.levels:
            yield worded(level.name)
            yield from (worded(name) for two in level.levels for name in (two.name, *two.also))


def row_words(scheme: Scheme) -> Iterator[str]:
    """Headers, fixed labels and empty notes of tables, as titles are compared."""
    for table in scheme.tables.tables:
        for row in table.header:
            for cell in row:
                yield worded(filled(cell if isinstance(cell, str) else cell.text, {"year": "2000"}))
        rules = [rule for side in table.sides for band in side.bands for rule in band.rows]
        yield from (worded(rule.label) for rule in rules)
        yield worded(table.empty_note)


def heading_pattern(scheme: Scheme) -> re.Pattern[str]:
    """Titles of sections, with or without signs between their words, before a sentence."""
    titles = [one.title for one in scheme.narrative.sections]
    titles.extend(one.title for one in scheme.publication.overview)
    words = {worded(words) for title in titles for words in wordings(scheme, title)}
    either = "|".join(r"[^\w]*".join(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"\W*(?:{either})[”\"’]?(?:[：:。]+|(?=[\s（(]|\d{{4}}年|\d、|本|无))")


def wordings(scheme: Scheme, text: str) -> Iterable[str]:
    """A title in the words of each level, without year and entity."""
    for level in dict.fromkeys(scheme.head.level_words.values()):
        yield filled(text, {"level": level, "year": "2000"})
