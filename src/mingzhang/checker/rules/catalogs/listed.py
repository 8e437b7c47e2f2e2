"""Lists in sentences: where they stand, the names they hold, the codes that these are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from mingzhang.catalog import Catalog
from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rules.identity.patterns import loose
from mingzhang.scheme.definition import ListDefinition
from mingzhang.scheme.template import ListSlot, Literal, parse_template

__all__ = ["Item", "Listed", "lists_in", "nearest"]

_GAP: Final = r"[^。；\n]{0,60}?"
_TAIL: Final = 6
_NAME: Final = re.compile(r"\s*([^\d\s][^\d]*?)\s*(?=\d|$)")
_REST: Final = "支出"
_PARTING: Final = ("；", ";")
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a list and where it stands; `code` is None if the code list has no such name."""

    name: str
    start: int
    end: int
    code: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of a section, with what stands before it."""

    section: str
    definition: ListDefinition
    prose: Prose
    start: int
    end: int
    items: tuple[Item, ...]


@lru_cache(maxsize=4)
def lists_in(document: Examined) -> tuple[Listed, ...]:
    """The lists of the narrative whose members come from a code list."""
    return tuple(_lists(document))


def _lists(document: Examined) -> Iterator[Listed]:
    texts = {prose.path: prose for prose in document.prose}
    for section in document.scheme.narrative.sections:
        prose = texts.get(f"narrative.{section.id}")
        for definition in section.lists if prose else ():
            codes = document.scheme.catalog_of(definition.each)
            templates = tuple(one.text for one in section.paragraphs)
            opening = _opening(templates, definition.key)
            found = opening.search(prose.text) if prose and opening else None
            if prose and codes and found:
                start, end = found.end(), _end(prose.text, found.end(), definition, codes)
                items = tuple(_items(prose.text, start, end, definition, codes))
                yield Listed(section.id, definition, prose, start, end, items)


@lru_cache(maxsize=64)
def _opening(templates: tuple[str, ...], key: str) -> re.Pattern[str] | None:
    """Finds what stands before a list: the last words, and those before the figure before them."""
    for template in templates:
        nodes = parse_template(template) if f"{{*{key}}}" in template else ()
        words: list[str] = []
        for node in nodes:
            if isinstance(node, ListSlot) and node.key == key:
                first = loose(words[-2][-_TAIL:]) + _GAP if len(words) > 1 else ""
                return re.compile(first + loose(words[-1])) if words else None
            if isinstance(node, Literal):
                words.append(node.text)
    return None


def _end(text: str, start: int, definition: ListDefinition, codes: Catalog) -> int:
    """Where the list ends: at the end of its sentence, or of a line that closes it.

    A list that is parted by other signs than prescribed goes on while members follow them.
    """
    stop = "[。]" if "；" in definition.separator else "[。；;]"
    closing = loose(definition.end) if definition.end else ""
    last = re.compile(
        rf"(?:{closing}\s*)?(?:{stop}|\Z)|{closing}\s*\n" if closing else rf"{stop}|\n|\Z"
    )
    found = last.search(text, start)
    while found and found[0] in _PARTING and _is_member(text, found.end(), definition, codes):
        found = last.search(text, found.end())
    return found.start() if found else len(text)


def _is_member(text: str, start: int, definition: ListDefinition, codes: Catalog) -> bool:
    """Whether a name of the code list and a figure stand here."""
    found = _NAME.match(text, start)
    return found is not None and _code(found[1], definition, codes) is not None


def _items(
    text: str, start: int, end: int, definition: ListDefinition, codes: Catalog
) -> Iterator[Item]:
    signs = "；;" if "；" in definition.separator else "、，,；;"
    for piece in re.compile(rf"[^{signs}]+").finditer(text, start, end):
        found = _NAME.match(piece[0])
        if found is None or folded(found[1]) == folded(definition.empty):
            continue
        first, last = (piece.start() + at for at in found.span(1))
        yield Item(found[1], first, last, _code(found[1], definition, codes))


def _code(name: str, definition: ListDefinition, codes: Catalog) -> str | None:
    for words in (name, name + _REST):
        for entry in codes.named(words):
            if len(entry.code) in definition.levels:
                return entry.code
    return None


def nearest(name: str, codes: Catalog, levels: tuple[int, ...], within: str = "") -> str | None:
    """The code whose name comes closest, if one comes close."""
    best, code = _NEAR, None
    letters = set(folded(name))
    for entry in codes:
        if len(entry.code) not in levels or not entry.code.startswith(within):
            continue
        other = folded(entry.name)
        if len(letters.intersection(other)) * 2 < len(letters):
            continue
        ratio = SequenceMatcher(None, folded(name), other, autojunk=False).ratio()
        if ratio > best:
            best, code = ratio, entry.code
    return code
