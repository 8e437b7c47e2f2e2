"""Text -> facts: the same templates as patterns for published text.

Width, spaces, line breaks and thousand separators of a transcription do not count. A pattern
knows no conditions but chosen options: which variant was written is read from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import SectionDefinition
from mingzhang.sentence.folded import Folded
from mingzhang.sentence.mask import MASK, masked
from mingzhang.sentence.parts import (
    Free,
    Items,
    Name,
    Part,
    Pattern,
    Spot,
    Way,
    parts_of_section,
)

__all__ = ["Matched", "Source", "match_section", "matched_items", "matched_source"]

_ENTITY: Final = "entity"
_MOST: Final = 512
"""So many patterns are kept: one for each section, year and choice of wordings."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What a slot was found to say: its name, aspect and text, with its place in the source.

    For a share, `name` is the part, `aspect` is "share" and `whole` what it is a share of. A word
    that says which way a figure went has the aspect change or rate with its sign: change+, rate-,
    change= (no change). A list gives an entry named after it with its whole text; one for each
    item follows, with `name` as key.member name.
    """

    name: str
    aspect: str | None
    text: str
    start: int
    end: int
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A section's text, as it is and as it is compared."""

    text: str
    folded: Folded

    def matched(
        self,
        span: tuple[int, int],
        name: str,
        aspect: str | None = None,
        whole: str | None = None,
    ) -> Matched:
        """What stands at a span of the folded text."""
        start, end = self.folded.span(*span)
        return Matched(name, aspect, self.text[start:end], start, end, whole)


def match_section(
    scheme: Scheme, section: SectionDefinition, words: Mapping[str, str], text: str
) -> tuple[Matched, ...] | None:
    """What a published section says, slot by slot, or None where it does not follow the template.

    `words` are the disclosure's words (entity, year), which the text must repeat. An option among
    them leaves out what is written for its other choices; where two choices have the same
    wording (with other figures) only it tells them apart.
    """
    source = Source(text, Folded.of(text, [scheme.publication.watermark]))
    return matched_source(scheme, section, words, source)


def matched_source(
    scheme: Scheme, section: SectionDefinition, words: Mapping[str, str], source: Source
) -> tuple[Matched, ...] | None:
    """The same for a source that is folded already.

    The pattern of a section is long and serves every document of a year, for the name of the
    entity is masked in it and in the text.
    """
    text = masked(source.folded.text, words.get(_ENTITY, ""))
    if text is not None:
        words = {**words, _ENTITY: MASK}
    pattern = _pattern(scheme, section, words)
    found = pattern.compiled.fullmatch(text or source.folded.text)
    if found is None:
        return None
    return tuple(
        one
        for number, part in enumerate(pattern.groups, 1)
        if found[number] is not None
        for one in _matched(part, found.span(number), source)
    )


_KNOWN: Final[dict[tuple[object, ...], tuple[Scheme, Pattern]]] = {}


def _pattern(scheme: Scheme, section: SectionDefinition, words: Mapping[str, str]) -> Pattern:
    """The pattern of a section, made once for each choice of words."""
    key = id(scheme), section.id, *sorted(words.items())
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= _MOST:
            del _KNOWN[next(iter(_KNOWN))]
        known = _KNOWN[key] = scheme, Pattern(parts_of_section(scheme, section, words))
    return known[1]


def _matched(part: Part, span: tuple[int, int], source: Source) -> Iterator[Matched]:
    match part:
        case Spot(name=name, aspect=aspect, whole=whole):
            yield source.matched(span, name, aspect, whole)
        case Way(name=name, aspect=aspect):
            yield source.matched(span, name, aspect)
        case Free(name=name):
            yield source.matched(span, name)
        case Items(key=key):
            yield source.matched(span, key)
            yield from matched_items(part, span, source)
        case _:
            pass


def matched_items(items: Items, span: tuple[int, int], source: Source) -> Iterator[Matched]:
    """What the items of a list say: their numbers, or the bare name of one that has none."""
    text = source.folded.text
    place, end = span
    if text[place:end] == items.empty:
        return
    if items.end and text.endswith(items.end, place, end):
        end -= len(items.end)
    pattern = Pattern(items.item)
    whole = re.compile(rf"{pattern.compiled.pattern}(?={re.escape(items.separator)}|\Z)")
    has_numbers = any(isinstance(one, Spot) for one in items.item)
    while place < end and (found := whole.match(text, place, end)):
        name = next(
            found[number] for number, one in enumerate(pattern.groups, 1) if isinstance(one, Name)
        )
        for number, one in enumerate(pattern.groups, 1):
            if isinstance(one, Spot):
                key = f"{items.key}.{name}" if one.key else one.name
                yield source.matched(found.span(number), key, one.aspect, one.whole)
            elif isinstance(one, Name) and not has_numbers:
                yield source.matched(found.span(number), f"{items.key}.{name}")
        place = found.end() + len(items.separator)
