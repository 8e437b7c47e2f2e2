"""Text -> facts: the same templates as patterns for published text.

Width, spaces, line breaks and thousand separators of a transcription do not count. A pattern
knows no conditions but chosen options: which variant was written is read from the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mingzhang.scheme import Scheme
from mingzhang.scheme.condition import may_hold, parse_condition
from mingzhang.scheme.definition import ListDefinition, SectionDefinition
from mingzhang.scheme.template import (
    Call,
    Either,
    ListSlot,
    Literal,
    Node,
    Share,
    Slot,
    parse_template,
)
from mingzhang.sentence.numbers import NUMBER

__all__ = ["Matched", "match_section"]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a slot was found to say: its name, aspect and text, with its place in the source.

    For a share, `name` is the part and `aspect` is "share". A list gives an entry named after it
    with its whole text; one for each item follows, with `name` as key.member name.
    """

    name: str
    aspect: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text with width folded and spaces removed, and where each character came from."""

    text: str
    places: list[int]

    @classmethod
    def of(cls, source: str) -> _Folded:
        text: list[str] = []
        places: list[int] = []
        for place, character in enumerate(source):
            for folded in unicodedata.normalize("NFKC", character):
                if not folded.isspace():
                    text.append(folded)
                    places.append(place)
        return cls("".join(text), places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        if start == end:
            place = self.places[start] if start < len(self.places) else len(self.places)
            return place, place
        return self.places[start], self.places[end - 1] + 1


@dataclass
class _Pattern:
    """Turns nodes into a regular expression and remembers what each of its groups is."""

    scheme: Scheme
    section: SectionDefinition
    words: Mapping[str, str]
    groups: list[tuple[str, str | None]] = field(default_factory=list)

    def of(self, nodes: Iterable[Node], names: Mapping[str, str]) -> str:
        return "".join(self._node(node, names) for node in nodes)

    def _node(self, node: Node, names: Mapping[str, str]) -> str:
        match node:
            case Literal(text=text):
                return _literal(text)
            case Either(options=options):
                return f"(?:{'|'.join(map(_literal, options))})"
            case Slot(name=name, aspect=aspect):
                return self._slot(names.get(name, name), aspect)
            case Share(part=part):
                return self._group(names.get(part, part), "share", NUMBER)
            case Call(phrase=phrase, arguments=arguments):
                return self._call(phrase, [names.get(one, one) for one in arguments])
            case ListSlot(key=key):
                definition = {one.key: one for one in self.section.lists}[key]
                return self._group(key, None, list_pattern(definition))

    def _slot(self, name: str, aspect: str | None) -> str:
        if name in self.words:
            return _literal(self.words[name])
        if any(figure.key == name for figure in self.section.figures):
            return self._group(name, aspect, NUMBER)
        return self._group(name, None, ".*?")

    def _group(self, name: str, aspect: str | None, pattern: str) -> str:
        self.groups.append((name, aspect))
        return f"({pattern})"

    def _call(self, phrase: str, arguments: list[str]) -> str:
        definition = self.scheme.phrase(phrase)
        names = dict(zip(definition.parameters, arguments, strict=True))
        variants = [parse_template(variant.text) for variant in definition.variants]
        return f"(?:{'|'.join(self.of(variant, names) for variant in variants if variant)}|)"


def _literal(text: str) -> str:
    return re.escape(_Folded.of(text).text)


def item_pattern(definition: ListDefinition, opening: str = "(") -> str:
    """One item of a list, its name and its numbers in groups that open so.

    A name does not hold the separator, so that a list is parted in one way only: a list that goes
    wrong at its end would else be tried in all ways, twice as many with each item.
    """
    outside = re.escape(",;。" + _Folded.of(definition.separator).text[:1])
    parts = []
    for node in parse_template(definition.item):
        match node:
            case Literal(text=text):
                parts.append(_literal(text))
            case Slot(name="name"):
                parts.append(rf"{opening}[^\d{outside}]+?)")
            case _:
                parts.append(f"{opening}{NUMBER})")
    return "".join(parts)


def list_pattern(definition: ListDefinition) -> str:
    """A whole list: items joined by its separator and closed by its end, or its empty form."""
    item = item_pattern(definition, "(?:")
    items = f"{item}(?:{_literal(definition.separator)}{item})*{_literal(definition.end)}"
    return f"{items}|{_literal(definition.empty)}"


def match_section(
    scheme: Scheme, section: SectionDefinition, words: Mapping[str, str], text: str
) -> tuple[Matched, ...] | None:
    """What a published section says, slot by slot, or None where it does not follow the template.

    `words` are the disclosure's words (entity, year), which the text must repeat. An option among
    them leaves out what is written for its other choices; where two choices have the same
    wording (with other figures) only it tells them apart.
    """
    options = {one.key for one in scheme.head.options}
    chosen = {key: word for key, word in words.items() if key in options}
    folded = _Folded.of(text)
    pattern = _Pattern(scheme, section, words)
    parts = []
    for paragraph in section.paragraphs:
        if paragraph.when and not may_hold(parse_condition(paragraph.when), chosen):
            continue
        part = pattern.of(parse_template(paragraph.text), {})
        parts.append(f"(?:{part})?" if paragraph.when or paragraph.kind != "body" else part)
    found = re.fullmatch("".join(parts), folded.text)
    lists = {one.key: one for one in section.lists}
    return None if found is None else tuple(_matched(found, pattern.groups, lists, folded, text))


def _matched(
    found: re.Match[str],
    groups: Iterable[tuple[str, str | None]],
    lists: Mapping[str, ListDefinition],
    folded: _Folded,
    text: str,
) -> Iterator[Matched]:
    for number, (name, aspect) in enumerate(groups, 1):
        if found[number] is not None:
            start, end = folded.span(*found.span(number))
            yield Matched(name, aspect, text[start:end], start, end)
            if name in lists:
                yield from _items(lists[name], folded, found.span(number), text)


def _items(
    definition: ListDefinition, folded: _Folded, span: tuple[int, int], text: str
) -> Iterator[Matched]:
    """What the items of a list say: their numbers, or the bare name of one that has none."""
    place, end = span
    if folded.text[place:end] == _Folded.of(definition.empty).text:
        return
    end -= len(_Folded.of(definition.end).text)
    separator = _Folded.of(definition.separator).text
    item = re.compile(rf"{item_pattern(definition)}(?={re.escape(separator)}|\Z)")
    slots = [one for one in parse_template(definition.item) if not isinstance(one, Literal)]
    while place < end and (found := item.match(folded.text, place, end)):
        name = next(
            found[number]
            for number, slot in enumerate(slots, 1)
            if isinstance(slot, Slot) and slot.name == "name"
        )
        for number, slot in enumerate(slots, 1):
            is_name = isinstance(slot, Slot) and slot.name == "name"
            if not is_name or len(slots) == 1:
                aspect = "share" if isinstance(slot, Share) else None
                start, stop = folded.span(*found.span(number))
                yield Matched(f"{definition.key}.{name}", aspect, text[start:stop], start, stop)
        place = found.end() + len(separator)
