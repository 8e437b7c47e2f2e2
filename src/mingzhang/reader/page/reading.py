"""A page of ours -> the disclosure that it was made from, or the one that it now states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import structs

from mingzhang.cube import Fact
from mingzhang.model import Disclosure
from mingzhang.model.difference import applied
from mingzhang.model.json import disclosure_to_builtins
from mingzhang.model.page_facts import PageFacts
from mingzhang.reader.page.figures import Figure, figures_of
from mingzhang.reader.page.own import own_page
from mingzhang.reader.page.shown import Shown, shown_by
from mingzhang.reader.page.trial import rebuilt
from mingzhang.reader.source import ReadError

__all__ = ["disclosure_of_page"]


def disclosure_of_page(data: bytes) -> Disclosure:
    """The disclosure of a page that Mingzhang wrote: exactly the one that was published.

    On a page that was changed what is displayed counts: a figure whose text does not say what it is
    said to be worth is known as displayed, without evidence.

    Raises:
        ReadError: somebody else wrote the page, or its data are damaged.
    """
    page = own_page(data)
    shown = shown_by(page)
    found = rebuilt(page, shown) or rebuilt(page, shown, _fitting(page.block, shown))
    if found is None:
        raise ReadError("网页所带的数据与网页内容对不上；请换用发布时的原件")
    figures = {one.address: one for one in figures_of(page.block, page.places)}
    facts = tuple(_stated(found, figures))
    return found if facts == found.facts else structs.replace(found, facts=facts)


def _fitting(block: PageFacts, shown: Shown) -> PageFacts:
    """The block without what it says of parts that the page no longer has."""
    known = disclosure_to_builtins(shown.disclosure)
    rest = {key: said for key, said in block.rest.items() if _fits(known.get(key), said)}
    return structs.replace(block, rest=rest)


def _fits(known: object, said: object) -> bool:
    try:
        applied(known, said)
    except ValueError:
        return False
    return True


def _stated(disclosure: Disclosure, figures: Mapping[str, Figure]) -> Iterator[Fact]:
    """Facts as the page displays them; one that two places display differently comes twice."""
    for fact in disclosure.facts:
        figure = figures.get(fact.address)
        worth = figure.worth if figure is not None else None
        if figure is None or worth is None or not figure.edits(worth):
            yield fact
        elif len(fact.evidence) == len(figure.places) and fact.evidence[0].sheet is None:
            for place in fact.evidence:
                yield structs.replace(fact, text=place.text, exact=None, evidence=(place,))
        else:
            yield structs.replace(fact, exact=None, evidence=())
