"""Facts and what is printed, brought together: what stands in the tables and the text counts.

A disclosure brings its facts along, with exact amounts and evidence. Somebody may have changed a
cell or a sentence since; what would be checked then is not what would be published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import Disclosure, Section
from mingzhang.scheme import Scheme
from mingzhang.scheme.view import known_facts
from mingzhang.sentence import match_section
from mingzhang.sentence.scope import figure_unit

__all__ = ["as_stated"]


def as_stated(scheme: Scheme, disclosure: Disclosure) -> Disclosure:
    """The disclosure with facts that say what its tables and sections say.

    A fact that agrees keeps its exact amount and evidence. One that does not is read anew from
    its cell or sentence, and known only as displayed. A disclosure without facts stays so.
    """
    if not disclosure.facts:
        return disclosure
    facts = tuple(_facts(scheme, disclosure))
    return disclosure if facts == disclosure.facts else structs.replace(disclosure, facts=facts)


def _facts(scheme: Scheme, disclosure: Disclosure) -> Iterator[Fact]:
    brought = {fact.address: fact for fact in disclosure.facts}
    by_place: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in disclosure.facts:
        by_place[_place(disclosure, fact)].append(fact)
    unread = structs.replace(disclosure, facts=())
    tables = known_facts(scheme, structs.replace(unread, forms=()))
    yield from _kept(tables, brought)
    for section in disclosure.narrative:
        told = by_place[section.id]
        kept = [fact for fact in told if _is_stated(fact, section)]
        yield from kept
        if len(kept) < len(told):
            lost = {fact.address for fact in told} - {fact.address for fact in kept}
            yield from (one for one in _read(scheme, disclosure, section) if one.address in lost)
    yield from _kept(known_facts(scheme, structs.replace(unread, tables=())), brought)


def _kept(stated: Iterable[Fact], brought: Mapping[str, Fact]) -> Iterator[Fact]:
    """Facts as stated, with what was brought along for those that say the same."""
    for one in stated:
        fact = brought.get(one.address)
        yield fact if fact is not None and _says(fact) == _says(one) else one


def _says(fact: Fact) -> tuple[str | None, str]:
    return fact.text and fact.text.replace(",", ""), fact.unit


def _place(disclosure: Disclosure, fact: Fact) -> str | None:
    """The table or section that a fact stands in."""
    ids = [*(table.id for table in disclosure.tables), *(one.id for one in disclosure.narrative)]
    return next((key for key in ids if fact.address.startswith(f"{key}.")), None)


def _is_stated(fact: Fact, section: Section) -> bool:
    """Whether the text still stands where it stood; a place in a source file is another matter."""
    return all(
        section.text[place.start : place.end] == place.text
        for place in fact.evidence
        if place.start is not None and place.line is None and place.page is None
    )


def _read(scheme: Scheme, disclosure: Disclosure, section: Section) -> Iterator[Fact]:
    """The figures that a section states, one fact for each place, without shares and changes."""
    definition = scheme.section(section.id)
    figures = {figure.key: figure for figure in definition.figures}
    words = _words(scheme, disclosure)
    for one in match_section(scheme, definition, words, section.text) or ():
        figure = figures.get(one.name)
        if figure is not None and one.aspect is None:
            yield Fact(
                f"{section.id}.{one.name}",
                Coordinate.of(figure.at, figure.measure),
                one.text,
                figure_unit(scheme, figure.measure).name,
                evidence=(Evidence(text=one.text, start=one.start, end=one.end),),
            )


def _words(scheme: Scheme, disclosure: Disclosure) -> dict[str, str]:
    year = disclosure.fiscal_year
    return {
        "year": str(year),
        "last_year": str(year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
    }
