"""Figures as content controls, each bound to the element that holds what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from mingzhang.model.word_data import FIGURES_PART, binding_markup, figure_tag
from mingzhang.publisher.compose.figures import Figure
from mingzhang.publisher.render.docx.markup import escape, run

__all__ = ["Controls"]

_LONGEST_ALIAS: Final = 64
"""What Word takes for the title and the tag of a control."""


class Controls:
    """The figures of a document: the controls that show them and the part they are bound to.

    An address that is shown in two ways (133140 and 133,140) has an element for each, so that
    every control is bound to what it shows.
    """

    def __init__(
        self, figures: Iterable[Figure], place_of: Callable[[str], str], store: str
    ) -> None:
        """`store` is the id of the part; `place_of` names an address in words."""
        self._place_of = place_of
        self._store = store
        self._figures = {figure.address: figure for figure in figures}
        keys = ((figure.address, figure.text) for figure in self._figures.values())
        self._elements = {key: number for number, key in enumerate(keys, 1)}
        self._drawn = 0

    def run(self, text: str, style: str | None = None, fact: str | None = None) -> str:
        """A run; that of a figure in a control, which can be edited but not deleted."""
        drawn = run(text, style)
        if not drawn or fact is None:
            return drawn
        self._drawn += 1
        element = self._elements.setdefault((fact, text), len(self._elements) + 1)
        name = escape(_short(self._place_of(fact)))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{escape(figure_tag(fact))}"/>'
            f'<w:id w:val="{self._drawn}"/><w:lock w:val="sdtLocked"/>'
            f"{binding_markup(element, self._store)}<w:text/></w:sdtPr>"
            f"<w:sdtContent>{drawn}</w:sdtContent></w:sdt>"
        )

    def part(self) -> str:
        """The part that holds every figure with all that is known of it."""
        elements = "".join(self._element(address, text) for address, text in self._elements)
        return f'<figures xmlns="{FIGURES_PART}">{elements}</figures>'

    def _element(self, address: str, text: str) -> str:
        figure = self._figures.get(address)
        said = {
            "shown": text,
            "text": text,
            "tag": figure_tag(address),
            "address": address,
            "name": self._place_of(address),
        }
        if figure is not None:
            said |= {"coordinate": figure.coordinate, "unit": figure.unit}
            if figure.amount is not None:
                said["amount"] = f"{figure.amount:f}"
        written = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in said.items())
        return f"<figure>{written}</figure>"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_ALIAS else f"{name[: _LONGEST_ALIAS - 1]}…"
