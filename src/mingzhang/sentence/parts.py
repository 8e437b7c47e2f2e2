"""A section's template taken apart for reading: what may stand where, without conditions.

Words are folded as the text is. Which variant was written is read from the text; only a chosen
option, or the level of the entity, leaves out what is written for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mingzhang.scheme import Scheme
from mingzhang.scheme.condition import may_hold, parse_condition
from mingzhang.scheme.definition import ListDefinition, SectionDefinition
from mingzhang.scheme.template import (
    Call,
    Direction,
    Either,
    ListSlot,
    Literal,
    Node,
    Share,
    Slot,
    parse_template,
)
from mingzhang.sentence.folded import folded
from mingzhang.sentence.mask import as_pattern
from mingzhang.sentence.numbers import NUMBER

__all__ = [
    "Break",
    "Choice",
    "Free",
    "Items",
    "Name",
    "Part",
    "Parts",
    "Pattern",
    "Spot",
    "Way",
    "Words",
    "parts_of_section",
]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand as they are; `is_known` if they are a word of the disclosure."""

    text: str
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """Where a paragraph begins."""


@dataclass(frozen=True, slots=True)
class Way:
    """Wordings that say which way a figure went; `aspect` is change or rate with a sign."""

    name: str
    aspect: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """A text that a person wrote, or a word that is not known."""

    name: str
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a list's item."""

    key: str
    outside: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands; `whole` is what a share is of, `key` the list that it is in."""

    name: str
    aspect: str | None = None
    whole: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list: items with a separator between them and an end, or its empty form."""

    key: str
    item: Parts
    separator: str
    end: str
    empty: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives; those of a phrase say the same of the same figures."""

    options: tuple[Parts, ...]
    is_phrase: bool = False


Part = Words | Break | Way | Free | Name | Spot | Items | Choice
Parts = tuple[Part, ...]


def parts_of_section(
    scheme: Scheme,
    section: SectionDefinition,
    words: Mapping[str, str],
    *,
    is_of_level: bool = False,
) -> Parts:
    """What may stand in a section, given the words of the disclosure as far as they are known.

    `is_of_level` leaves out what is written for entities of another level.
    """
    asked = {one.key for one in scheme.head.options} | ({"level"} if is_of_level else set())
    chosen = {key: word for key, word in words.items() if key in asked}
    maker = _Maker(scheme, section, words)
    found: list[Part] = []
    for paragraph in section.paragraphs:
        if paragraph.when and not may_hold(parse_condition(paragraph.when), chosen):
            continue
        parts: Parts = (Break(), *maker.of(paragraph.text, {}))
        if paragraph.when or paragraph.kind != "body":
            found.append(Choice((parts, ())))
        else:
            found.extend(parts)
    return tuple(found)


@dataclass(frozen=True)
class _Maker:
    scheme: Scheme
    section: SectionDefinition
    words: Mapping[str, str]

    def of(self, text: str, names: Mapping[str, str]) -> Parts:
        return tuple(self._part(node, names) for node in parse_template(text))

    def _part(self, node: Node, names: Mapping[str, str]) -> Part:
        match node:
            case Literal(text=text):
                return Words(folded(text))
            case Either(options=options):
                return Choice(tuple(self.of(one, {}) for one in self.scheme.wordings(options)))
            case Direction(name=name, aspect=aspect, sign=sign, wordings=wordings):
                spread = self.scheme.wordings(wordings)
                texts = tuple(dict.fromkeys(map(self._filled, spread)))
                return Way(names.get(name, name), f"{aspect}{sign}", texts)
            case Slot(name=name, aspect=aspect):
                return self._slot(names.get(name, name), aspect)
            case Share(part=part, whole=whole):
                return Spot(names.get(part, part), "share", names.get(whole, whole))
            case Call(phrase=phrase, arguments=arguments):
                return self._call(phrase, [names.get(one, one) for one in arguments])
            case ListSlot(key=key):
                return self._items({one.key: one for one in self.section.lists}[key])

    def _filled(self, wording: str) -> str:
        parts = self.of(wording, {})
        return "".join(part.text for part in parts if isinstance(part, Words))

    def _slot(self, name: str, aspect: str | None) -> Part:
        if name in self.words:
            return Words(folded(self.words[name]), is_known=True)
        if any(figure.key == name for figure in self.section.figures):
            return Spot(name, aspect)
        return Free(name, all(text.key != name for text in self.section.texts))

    def _call(self, phrase: str, arguments: list[str]) -> Part:
        definition = self.scheme.phrase(phrase)
        names = dict(zip(definition.parameters, arguments, strict=True))
        variants = [self.of(variant.text, names) for variant in definition.variants]
        return Choice((*filter(None, variants), ()), is_phrase=True)

    def _items(self, definition: ListDefinition) -> Items:
        return Items(
            definition.key,
            tuple(self._of_item(definition)),
            folded(definition.separator),
            folded(definition.end),
            folded(definition.empty),
        )

    def _of_item(self, definition: ListDefinition) -> Iterator[Part]:
        outside = ",;。" + folded(definition.separator)[:1]
        for node in parse_template(definition.item):
            match node:
                case Slot(name="name"):
                    yield Name(definition.key, outside)
                case Slot(name="amount"):
                    yield Spot("amount", key=definition.key)
                case Share(part="amount", whole=whole):
                    yield Spot("amount", "share", whole, definition.key)
                case _:
                    yield self._part(node, {})


class Pattern:
    """Parts as a regular expression, with what each of its groups is."""

    def __init__(self, parts: Parts) -> None:
        self.groups: list[Part] = []
        self.compiled = re.compile(_expression(parts, self.groups))

    @cached_property
    def at_end(self) -> re.Pattern[str]:
        """The same, to be searched for where a text ends so."""
        return re.compile(rf"(?:{self.compiled.pattern})\Z")


def _expression(parts: Parts, groups: list[Part] | None) -> str:
    return "".join(_alternative(part, groups) for part in parts)


def _alternative(part: Part, groups: list[Part] | None) -> str:
    match part:
        case Words(text=text):
            return as_pattern(re.escape(text))
        case Break():
            return ""
        case Choice(options=options):
            return f"(?:{'|'.join(_expression(option, groups) for option in options)})"
        case _ if groups is not None:
            groups.append(part)
            return f"({_value(part)})"
        case _:
            return f"(?:{_value(part)})"


def _value(part: Part) -> str:
    match part:
        case Way(wordings=wordings):
            return "|".join(map(re.escape, wordings))
        case Name(outside=outside):
            # A name does not hold the separator, so that a list is parted in one way only: a list
            # that goes wrong at its end would else be tried in all ways, twice as many an item.
            return rf"[^\d{re.escape(outside)}]+?"
        case Items(item=item, separator=separator, end=end, empty=empty):
            one = _expression(item, None)
            several = f"{one}(?:{re.escape(separator)}{one})*{re.escape(end)}"
            return f"{several}|{re.escape(empty)}"
        case Spot():
            return NUMBER
        case _:
            return ".*?"
