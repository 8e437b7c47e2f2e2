"""The block of facts of a page: what its figures mean, and what it does not show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from msgspec import structs

from mingzhang.cube import Evidence, Fact
from mingzhang.model import Disclosure
from mingzhang.model.difference import difference
from mingzhang.model.json import (
    disclosure_from_builtins,
    disclosure_sha256,
    disclosure_to_builtins,
)
from mingzhang.model.page_facts import PageFact, PageFacts
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.facts.figures import shown_figures
from mingzhang.publisher.facts.shown import shown_disclosure
from mingzhang.publisher.render.html.markup import legible
from mingzhang.scheme import Scheme
from mingzhang.scheme.identities import sums
from mingzhang.scheme.rebuild import ShownFigure, rebuild
from mingzhang.scheme.view import known_facts

__all__ = ["figure_facts", "page_facts"]

_Item = TypeVar("_Item", bound=Hashable)


def page_facts(scheme: Scheme, disclosure: Disclosure, publication: Publication) -> PageFacts:
    """The block for a page of this disclosure, composed as this publication."""
    figures = shown_figures(publication)
    block = _block(scheme, disclosure, figures)
    actual = disclosure_to_builtins(disclosure)
    known = _legible(disclosure_to_builtins(shown_disclosure(scheme, disclosure)))
    said = {key: actual[key] for key in ("entity", "source")}  # by the block itself
    rest = difference({**known, **said}, {**actual, "facts": []})
    block = structs.replace(block, rest=rest)
    rebuilt = rebuild(scheme, disclosure_from_builtins(known), figures, block)
    facts = difference(disclosure_to_builtins(rebuilt)["facts"], actual["facts"])
    return structs.replace(block, rest={**rest, **({"facts": facts} if facts else {})})


def figure_facts(scheme: Scheme, disclosure: Disclosure, publication: Publication) -> PageFacts:
    """What the figures of a publication mean, without what no page of it shows."""
    return _block(scheme, disclosure, shown_figures(publication))


def _block(scheme: Scheme, disclosure: Disclosure, figures: Mapping[str, ShownFigure]) -> PageFacts:
    facts: dict[str, Fact] = {}
    for fact in known_facts(scheme, disclosure):
        if fact.address in figures:
            facts.setdefault(fact.address, fact)
    totals = _added_up(scheme, disclosure, {name: number for number, name in enumerate(facts)})
    coordinates: dict[str, int] = {}
    units: dict[str, int] = {}
    places: dict[Evidence, int] = {}
    entries = tuple(
        PageFact(
            fact.address,
            _number(str(fact.coordinate), coordinates),
            _number(fact.unit, units),
            fact.derivation or totals.get(fact.address, ""),
            tuple(_number(one, places) for one in _told(fact, figures[fact.address])),
            _label(scheme, fact.address),
        )
        for fact in facts.values()
    )
    year = disclosure.fiscal_year
    return PageFacts(
        sha256=disclosure_sha256(disclosure),
        scheme=disclosure.scheme,
        fiscal_year=year,
        period=f"{year}-01-01/{year + 1}-01-01",
        entity=disclosure.entity,
        source=disclosure.source,
        exact=any(fact.exact is not None for fact in facts.values()),
        coordinates=tuple(coordinates),
        units=tuple(units),
        evidence=tuple(places),
        facts=entries,
    )


def _number(item: _Item, known: dict[_Item, int]) -> int:
    return known.setdefault(item, len(known))


def _told(fact: Fact, figure: ShownFigure) -> tuple[Evidence, ...]:
    """The evidence that the places of a figure do not give."""
    return () if fact.evidence == figure.evidence else fact.evidence


def _added_up(scheme: Scheme, disclosure: Disclosure, numbers: Mapping[str, int]) -> dict[str, str]:
    """For each total the numbers of its parts, along the row and down the column."""
    found: dict[str, list[str]] = defaultdict(list)
    for identity in sums(scheme, disclosure):
        parts = [numbers[one.address] for one in identity.parts if one.address in numbers]
        if parts:
            found[identity.whole.address].append(f"sum({','.join(map(str, parts))})")
    return {address: ";".join(dict.fromkeys(said)) for address, said in found.items()}


def _label(scheme: Scheme, address: str) -> str:
    """What a figure of the text is called; one of a table or a form is named by its headers."""
    for section in scheme.narrative.sections:
        if address.startswith(f"{section.id}."):
            key = address.removeprefix(f"{section.id}.").partition(".")[0]
            return {one.key: one.label for one in section.figures}.get(key, "")
    return ""


def _legible(value: Any) -> Any:
    """What a page shows of texts, in whatever they stand."""
    if isinstance(value, dict):
        return {key: _legible(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_legible(one) for one in value]
    return legible(value) if isinstance(value, str) else value
