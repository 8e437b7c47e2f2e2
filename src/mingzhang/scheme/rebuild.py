"""A disclosure from what a published page shows of it and from the block that the page carries.

A reader says what the page shows; what it does not show is in the block. Who publishes a page does
the same with what he is about to show, and puts into the block what is then still missing, so that
the disclosure comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import structs

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import Disclosure
from mingzhang.model.difference import applied
from mingzhang.model.json import disclosure_from_builtins, disclosure_to_builtins
from mingzhang.model.page_facts import PageFact, PageFacts, exact_of
from mingzhang.scheme.scheme import Scheme
from mingzhang.scheme.view import known_facts

__all__ = ["ShownFigure", "rebuild"]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A displayed figure: its text as the disclosure has it, and its value if it is a number.

    In a form thousand separators are no part of the text. `evidence` is for a figure of the text:
    where it stands in its section, once for each place.
    """

    text: str
    value: str | None = None
    evidence: tuple[Evidence, ...] = ()


def rebuild(
    scheme: Scheme, shown: Disclosure, figures: Mapping[str, ShownFigure], block: PageFacts
) -> Disclosure:
    """The disclosure that a page was made from.

    `shown` is what the page shows of it without its facts; `figures` are those by address.

    Raises:
        ModelError: the block does not belong to such a page.
        CoordinateError: a coordinate of the block is none.
        ValueError: the same, of what the page does not show.
        IndexError: the same, of numbers in the block.
    """
    rest = dict(block.rest)
    said_of_facts = {"facts": rest.pop("facts", {})}
    known = structs.replace(shown, entity=block.entity, source=block.source, facts=())
    told = _applied(known, rest)
    facts = tuple(_facts(scheme, told, figures, block))
    return _applied(structs.replace(told, facts=facts), said_of_facts)


def _applied(known: Disclosure, said: dict[str, Any]) -> Disclosure:
    if not any(said.values()):
        return known
    return disclosure_from_builtins(applied(disclosure_to_builtins(known), said))


def _facts(
    scheme: Scheme, told: Disclosure, figures: Mapping[str, ShownFigure], block: PageFacts
) -> Iterator[Fact]:
    """Facts of tables with their blank cells, of the text, of forms, as a compiler has them."""
    carried = {
        fact.address: _fact(fact, figures[fact.address], block)
        for fact in block.facts
        if fact.address in figures
    }
    bound = {fact.address: fact for fact in known_facts(scheme, structs.replace(told, forms=()))}
    forms = {fact.address for fact in known_facts(scheme, structs.replace(told, tables=()))}
    for address, fact in bound.items():
        blank = structs.replace(fact, exact=0 if block.exact and fact.text is None else None)
        yield carried.get(address, blank)
    yield from (fact for key, fact in carried.items() if key not in bound and key not in forms)
    yield from (fact for key, fact in carried.items() if key in forms)


def _fact(said: PageFact, figure: ShownFigure, block: PageFacts) -> Fact:
    unit = block.units[said.unit]
    derivation = None if said.derivation.startswith("sum(") else said.derivation or None
    return Fact(
        said.address,
        Coordinate.parse(block.coordinates[said.coordinate]),
        figure.text,
        unit,
        exact_of(figure.value, unit, derivation) if block.exact else None,
        derivation,
        tuple(block.evidence[number] for number in said.evidence) or figure.evidence,
    )
