"""Who publishes what: entity, level and year, by the majority of the places that state them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.model.disclosure import Level
from mingzhang.reader.recognise.outline import Outline
from mingzhang.reader.recognise.strips import Strip, worded
from mingzhang.reader.recognise.vocabulary import Vocabulary
from mingzhang.reader.source import Passage, joined
from mingzhang.scheme.words import filled

__all__ = ["Identity", "identity_of"]

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*年?")
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says about itself, most places agreeing; None where it says nothing."""

    entity: str | None
    level: Level
    year: int | None


def identity_of(outline: Outline, words: Vocabulary) -> Identity:
    """Entity, level and year; one wrong place among several does not mislead."""
    titles = list(_titles(outline))
    sentences = [
        (found["year"], found["entity"])
        for chapter in outline.sections.values()
        for strip in chapter.body
        if (found := words.opening_of(strip.text))
    ]
    names = [*_owners(outline, words), *(name for _, name in sentences), *_on_cover(outline, words)]
    years = [year for passage in titles for year in _YEAR.findall(passage.text)]
    years.extend(year for year, _ in sentences)
    return Identity(
        _most_common_name(names),
        _level([*titles, *(strip.passage for strip in outline.tables if not strip.is_row)], words),
        int(Counter(years).most_common(1)[0][0]) if years else None,
    )


def _titles(outline: Outline) -> Iterator[Passage]:
    """Lines that carry the year: cover, contents, titles, table headers."""
    chapters = (*outline.overview.values(), *outline.sections.values())
    strips: list[Strip] = [*outline.cover, *outline.contents]
    for part in outline.parts.values():
        strips.extend(part)
    for chapter in chapters:
        strips.extend(chapter.title)
    strips.extend(strip for strip in outline.tables if strip.number in outline.hits)
    yield from (strip.passage for strip in strips)


def _owners(outline: Outline, words: Vocabulary) -> Iterator[str]:
    for strip in outline.tables:
        for cell in strip.filled:
            if found := words.owner.match(cell.passage.text):
                yield cell.passage.text[found.end() :]


def _on_cover(outline: Outline, words: Vocabulary) -> Iterator[str]:
    """What stands on the cover before the title, in one or more lines."""
    before: list[Passage] = []
    for strip in outline.cover:
        hit = words.hit(strip.text, strip.key)
        if hit and hit.kind == "cover":
            break
        if found := words.cover_name(strip.text):
            yield found
            return
        if len(strip.text) < _LONGEST_NAME:
            before.append(strip.passage)
    else:
        return
    yield _YEAR.sub("", joined(before).text)


def _most_common_name(names: Iterable[str]) -> str | None:
    """The name most places give, as most of them print it."""
    printed: dict[str, Counter[str]] = {}
    for name in names:
        words = "".join(name.split())
        if 1 < len(words) <= _LONGEST_NAME:
            printed.setdefault(folded(words), Counter())[words] += 1
    if not printed:
        return None
    best = max(printed.values(), key=lambda ways: ways.total())
    return best.most_common(1)[0][0]


def _level(titles: Iterable[Passage], words: Vocabulary) -> Level:
    """The level whose word most titles use, of those whose wording depends on it."""
    texts = [worded(passage.text) for passage in titles if len(passage.text) < 2 * _LONGEST_NAME]
    votes: Counter[Level] = Counter({"department": 0, "unit": 0})
    for level in votes:
        word = words.scheme.level_word(level)
        known = {worded(filled(title, {"level": word, "year": "2000"})) for title in words.by_level}
        votes[level] = sum(any(one in text for one in known) for text in texts)
    return "unit" if votes["unit"] > votes["department"] else "department"
