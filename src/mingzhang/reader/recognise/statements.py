"""Sentences -> facts: what the sections of a document state, with the place of every figure.

The facts have the addresses, coordinates and derivations that compiling gives them, so that what
was published and what was read can be compared. A figure whose words fit no template is no fact;
where it stands is told instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final

from msgspec import structs

from mingzhang.cube import Coordinate, Evidence, Fact, Space
from mingzhang.model import Disclosure, Register, RegisterItem
from mingzhang.reader.recognise.members import member_named
from mingzhang.reader.source import Passage
from mingzhang.scheme import Scheme
from mingzhang.scheme.condition import names_in, parse_condition
from mingzhang.scheme.definition import RegisterDefinition, SectionDefinition
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.view import known_facts
from mingzhang.sentence import Matched, SectionReading, read_section
from mingzhang.sentence.folded import folded
from mingzhang.sentence.scope import figure_unit

__all__ = ["Statements", "registers_stated", "statements"]

_MONEY: Final = re.compile(r"\s*([万亿]?元)")
_MONEY_UNITS: Final = ("元", "万元", "亿元")
_ENDS: Final = frozenset("，,；;：:。、\n")
_FOREIGN: Final = re.compile(r"[^\d,，.．\-−－]")
_DAY: Final = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Statements:
    """What a section states.

    `matches` are all slots that were read, words and directions too; `options` the wordings that
    the publisher is seen to have chosen; `unread` the parts that no template could read.
    """

    facts: tuple[Fact, ...]
    matches: tuple[Matched, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Evidence, ...] = ()


def statements(
    scheme: Scheme, disclosure: Disclosure, section_id: str, passage: Passage
) -> Statements:
    """What a section of a document states; `disclosure` holds what is known of the rest.

    Where the publisher's choice of a wording does not show in the text, but in its figures, the
    choice is taken that agrees with the tables, else the first.
    """
    section = scheme.section(section_id)
    words = _words(scheme, disclosure)
    open_options = [one for one in scheme.head.options
                    if one.key in _asked_in(section) and one.key not in words]  # fmt: skip
    readers = [
        _Reader(scheme, disclosure, section, passage, {**words, **chosen})
        for chosen in _choices({one.key: one.choices for one in open_options})
    ]
    stated = [reader.statements() for reader in readers]
    if len(stated) == 1:
        return stated[0]
    others = _amounts(known_facts(scheme, disclosure))
    ranks = [_rank(one, others) for one in stated]
    best = max(ranks)
    found = stated[ranks.index(best)]
    if ranks.count(best) > 1:
        return found
    chosen = readers[ranks.index(best)].words
    options = {one.key: chosen[one.key] for one in open_options}
    return Statements(found.facts, found.matches, options, found.unread)


def _words(scheme: Scheme, disclosure: Disclosure) -> dict[str, str]:
    """The words of a disclosure that its sentences repeat."""
    options = {one.key for one in scheme.head.options}
    chosen = {key: word for key, word in disclosure.settings.items() if key in options}
    year = disclosure.fiscal_year
    return {
        "year": str(year),
        "last_year": str(year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
        **chosen,
    }


def _asked_in(section: SectionDefinition) -> set[str]:
    return {
        name
        for paragraph in section.paragraphs
        if paragraph.when
        for name in names_in(parse_condition(paragraph.when))
    }


def _choices(options: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    for chosen in product(*options.values()):
        yield dict(zip(options, chosen, strict=True))


def _amounts(facts: Iterable[Fact]) -> dict[Coordinate, set[Decimal]]:
    """What is stated elsewhere; several amounts at one place where the document is not at one."""
    found: dict[Coordinate, set[Decimal]] = {}
    for fact in facts:
        if fact.text is not None and fact.derivation is None:
            found.setdefault(fact.coordinate, set()).add(_number(fact.text))
    return found


def _rank(stated: Statements, others: Mapping[Coordinate, set[Decimal]]) -> tuple[int, int]:
    """How well a reading does: how little is left over, how many more figures agree than not."""
    left = sum(len(one.text) for one in stated.unread)
    agreements = (
        1 if _number(fact.text) in others[fact.coordinate] else -1
        for fact in stated.facts
        if fact.text is not None and fact.derivation is None and fact.coordinate in others
    )
    return -left, sum(agreements)


def _number(text: str) -> Decimal:
    return Decimal(folded(text).replace(",", "").replace("−", "-"))


def _printed(text: str) -> str:
    """A number as printed, without what a line break or a mark across the page put into it."""
    return _FOREIGN.sub("", text)


class _Reader:
    """Reads one section with one choice of words."""

    def __init__(
        self,
        scheme: Scheme,
        disclosure: Disclosure,
        section: SectionDefinition,
        passage: Passage,
        words: Mapping[str, str],
    ) -> None:
        self.scheme = scheme
        self.disclosure = disclosure
        self.section = section
        self.passage = passage
        self.words = words
        self.space: Space = space_of(scheme, disclosure)
        self.places = {one.key: Coordinate.of(one.at, one.measure) for one in section.figures}
        self.lists = {one.key: one for one in section.lists}

    def statements(self) -> Statements:
        reading = read_section(self.scheme, self.section, self.words, self.passage.text)
        found: dict[tuple[str, str | None, str], Fact] = {}
        unnamed = []
        for one in reading.matches:
            if self._is_figure(one):
                fact = self._fact(one)
                if fact is None:
                    unnamed.append((self._name_before(one.start), one.end))
                else:
                    _add(found, fact)
        return Statements(
            tuple(found.values()), reading.matches, {}, tuple(self._unread(reading, unnamed))
        )

    def _is_figure(self, one: Matched) -> bool:
        """Whether a match is a figure, and not a word, a text, a direction or a bare name."""
        key, dot, _ = one.name.partition(".")
        is_direction = one.aspect is not None and not one.aspect.isalpha()
        return not is_direction and (
            one.name in self.places or (bool(dot) and "{amount" in self._item(key))
        )

    def _item(self, key: str) -> str:
        return self.lists[key].item if key in self.lists else ""

    def _fact(self, one: Matched) -> Fact | None:
        key, place = one.name, self.places.get(one.name)
        if place is None:
            named = self._listed(one.name)
            if named is None:
                return None
            key, place = named
        address = ".".join(filter(None, (self.section.id, key, one.aspect)))
        return Fact(
            address,
            place,
            _printed(one.text),
            self._unit(one, place),
            derivation=self._derivation(one, place),
            evidence=(self._evidence(one.start, one.end),),
        )

    def _listed(self, name: str) -> tuple[str, Coordinate] | None:
        """The key and place of a list's item: its member, found by name."""
        key, _, item = name.partition(".")
        definition = self.lists[key]
        member = member_named(self.scheme, self.disclosure, definition, item)
        if member is None:
            return None
        within = Coordinate.of(definition.at)
        place = self.space.meet(within, Coordinate.of({definition.each: member}))
        return f"{key}.{member}", place

    def _name_before(self, place: int) -> int:
        """Where the words begin that a number has right before it."""
        while place and self.passage.text[place - 1] not in _ENDS:
            place -= 1
        return place

    def _derivation(self, one: Matched, place: Coordinate) -> str | None:
        if one.whole is not None:
            return f"share({place},{self.places[one.whole]})"
        return f"{one.aspect}({place})" if one.aspect else None

    def _unit(self, one: Matched, place: Coordinate) -> str:
        if one.aspect in ("share", "rate"):
            return "%"
        unit = figure_unit(self.scheme, place.measure).name
        printed = _MONEY.match(self.passage.text, one.end)
        return printed[1] if printed and unit in _MONEY_UNITS else unit

    def _evidence(self, start: int, end: int) -> Evidence:
        text = self.passage.text[start:end]
        return self.passage.evidence(start, end) or Evidence(text, start=start, end=end)

    def _unread(
        self, reading: SectionReading, unnamed: Iterable[tuple[int, int]]
    ) -> Iterator[Evidence]:
        for start, end in sorted((*reading.unread, *unnamed)):
            yield self._evidence(start, end)


def _add(found: dict[tuple[str, str | None, str], Fact], fact: Fact) -> None:
    """Add a fact, or a further place to one that states the same."""
    key = fact.address, str(_number(fact.text or "0")), fact.unit
    known = found.get(key, structs.replace(fact, evidence=()))
    found[key] = structs.replace(known, evidence=(*known.evidence, *fact.evidence))


def registers_stated(scheme: Scheme, stated: Iterable[Statements]) -> tuple[Register, ...]:
    """The registers that sections state the figures of, as far as they do."""
    stated = tuple(stated)
    figures = {
        fact.coordinate: fact.text
        for one in reversed(stated)
        for fact in reversed(one.facts)
        if fact.text is not None and fact.derivation is None
    }
    days = (_day(match.text) for one in stated for match in one.matches if match.name == "as_of")
    as_of = next(filter(None, days), None)
    return tuple(
        Register(
            id=definition.id,
            title=definition.title,
            unit=definition.unit,
            as_of=as_of if definition.is_stock else None,
            items=items,
        )
        for definition in scheme.registers
        if (items := tuple(_items(definition, figures)))
    )


def _items(
    definition: RegisterDefinition, figures: Mapping[Coordinate, str]
) -> Iterator[RegisterItem]:
    for item in definition.items:
        place = {definition.dimension: item.member} if definition.dimension and item.member else {}
        text = figures.get(Coordinate.of(place, definition.id))
        if text is not None:
            yield RegisterItem(key=item.key, label=item.label, value=str(_number(text)))


def _day(text: str) -> str | None:
    """A day as printed, in ISO form; None if it is none."""
    found = _DAY.search(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
