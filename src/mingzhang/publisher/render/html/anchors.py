"""The ids of one page: each stands once, and every link inside the page finds its target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from mingzhang.publisher.compose.page import Paragraph, Publication

__all__ = ["Anchors", "figure_fragment", "figure_id"]

_NO_ADDRESS = re.compile(r'[%#\[\]<>{}|\\^`"]')
_UNFIT = re.compile("[\\s\x00-\x1f\x7f\ufffe\uffff]")


def figure_id(fact: str) -> str:
    """The id of the first place of a displayed figure, not escaped.

    >>> figure_id("04.支出 总计.total")
    'f-04.支出%20总计.total'
    """
    return _identifier(f"f-{fact}")


def figure_fragment(fact: str) -> str:
    """The id of a displayed figure as a link names it: what no address may hold is encoded.

    >>> figure_fragment("12.财行[2024]94号 补助.total")
    'f-12.财行%5B2024%5D94号%2520补助.total'
    """
    return _NO_ADDRESS.sub(lambda found: quote(found[0], safe=""), figure_id(fact))


class Anchors:
    """Gives out the ids of one page, in the order in which the page is drawn.

    The anchors of the publication are reserved beforehand, so that no figure can take one. An
    address that comes again, of a figure or of a block, gets no second id.
    """

    def __init__(self, publication: Publication) -> None:
        self._targets = frozenset(filter(None, map(_identifier, _anchors(publication))))
        self._taken: set[str] = set()
        self._values = publication.values

    def link(self, anchor: str) -> str | None:
        """The address of a block on this page, or None if no block has this anchor."""
        identifier = _identifier(anchor)
        return f"#{escape(identifier)}" if identifier in self._targets else None

    def target(self, anchor: str) -> str:
        """The id attribute of a block that may be linked to; empty if it is given out already."""
        identifier = _identifier(anchor)
        return self._attribute(identifier) if identifier else ""

    def fact(self, fact: str) -> str:
        """The id attribute of a displayed figure; empty from the second place on."""
        identifier = figure_id(fact)
        return "" if identifier in self._targets else self._attribute(identifier)

    def figure(self, fact: str | None, content: str) -> str | None:
        """A displayed figure as an element with what it is worth; None if that is not known.

        The first place of a fact has its id, others point there.
        """
        if fact is None:
            return None
        value = self._values.get(fact)
        identifier = figure_id(fact)
        if value is None or identifier in self._targets:
            return None
        place = self._attribute(identifier) or f' data-fact="{escape(identifier)}"'
        return f'<data{place} value="{value}">{content}</data>'

    def own(self, name: str) -> str:
        """An escaped id for a part that only the page knows, such as a caption or its notes."""
        identifier = _identifier(name)
        while identifier in self._targets or identifier in self._taken:
            identifier += "-"
        self._taken.add(identifier)
        return escape(identifier)

    def _attribute(self, identifier: str) -> str:
        if identifier in self._taken:
            return ""
        self._taken.add(identifier)
        return f' id="{escape(identifier)}"'


def _anchors(publication: Publication) -> Iterator[str]:
    for chapter in publication.chapters:
        for block in chapter.blocks:
            if not isinstance(block, Paragraph):
                yield block.anchor


def _identifier(name: str) -> str:
    """White space and what no page may hold is written in an id as in an address."""
    return _UNFIT.sub(lambda found: quote(found[0]), name)
