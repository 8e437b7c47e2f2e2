"""What styles say that matters to a reader: heading levels, numbering, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mingzhang.model.word_data import W

__all__ = ["NOT_STYLED", "Style", "Styles", "children", "is_on", "number_of", "value"]

_VALUE: Final = f"{W}val"
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_DEEPEST: Final = 9
_LONGEST_CHAIN: Final = 20


def value(element: etree._Element | None, path: str) -> str | None:
    """The `w:val` of a descendant, None if there is none."""
    found = element.find(path) if element is not None else None
    return found.get(_VALUE) if found is not None else None


def is_on(element: etree._Element | None, path: str) -> bool | None:
    """Whether a switch is on; None if it is not set."""
    found = element.find(path) if element is not None else None
    if found is None:
        return None
    return found.get(_VALUE, "1").lower() not in ("0", "false", "off", "none")


def children(element: etree._Element | None) -> dict[object, etree._Element]:
    """The children of an element of properties by their tags; quicker than to look for several."""
    return {child.tag: child for child in element} if element is not None else {}


def number_of(text: str | None, default: int = 0) -> int:
    """A whole number of the markup, or the default for what is none."""
    try:
        return int(text) if text and len(text) < 12 else default
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it takes from those it is based on.

    `level` is the heading level (1 is the highest); `numbering` and `depth` the list and its level.
    """

    id: str | None = None
    level: int | None = None
    numbering: str | None = None
    depth: int | None = None
    is_hidden: bool = False


NOT_STYLED: Final = Style()


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._read: dict[str, Style] = {}
        self._default = NOT_STYLED
        for element in root.iterfind(f"{W}style") if root is not None else ():
            key = element.get(f"{W}styleId", "")
            self._elements[key] = element
            is_paragraph = element.get(f"{W}type") == "paragraph"
            if is_paragraph and element.get(f"{W}default") in ("1", "true", "on"):
                self._default = self.of(key)

    def of(self, key: str | None) -> Style:
        """The style of this id; without one, that of paragraphs that name none."""
        if key is None or key not in self._elements:
            return self._default
        if key not in self._read:
            self._read[key] = self._made(key)
        return self._read[key]

    def is_hidden(self, key: str | None) -> bool:
        """Whether text of this character style is hidden."""
        return key in self._elements and self.of(key).is_hidden

    def _made(self, key: str) -> Style:
        chain = self._chain(key)
        numbering = next((found for one in chain if (found := _numbering(one))), None)
        depth = next((found for one in chain if (found := _depth(one))), None)
        hiding = (is_on(one, f"{W}rPr/{W}vanish") for one in chain)
        return Style(
            key,
            next((level for one in chain if (level := _level(one)) is not None), None) or None,
            numbering,
            number_of(depth) if depth else None,
            next((found for found in hiding if found is not None), False),
        )

    def _chain(self, key: str | None) -> list[etree._Element]:
        """The style and those it is based on."""
        chain: list[etree._Element] = []
        while key in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[key])
            key = value(chain[-1], f"{W}basedOn")
        return chain


def _level(style: etree._Element) -> int | None:
    """The heading level that a style itself sets; 0 says that it is none."""
    outline = value(style, f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        level = number_of(outline, _DEEPEST) + 1
        return level if level <= _DEEPEST else 0
    found = _HEADING.fullmatch(value(style, f"{W}name") or "")
    return int(found[1]) if found else None


def _numbering(style: etree._Element) -> str | None:
    return value(style, f"{W}pPr/{W}numPr/{W}numId")


def _depth(style: etree._Element) -> str | None:
    return value(style, f"{W}pPr/{W}numPr/{W}ilvl")
