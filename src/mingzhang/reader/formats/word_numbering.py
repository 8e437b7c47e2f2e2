"""Numbers of paragraphs that Word counts itself: 一、 and （一） stand in no text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from mingzhang.model.word_data import W
from mingzhang.reader.formats.word_numerals import numeral
from mingzhang.reader.formats.word_styles import Style, is_on, number_of, value

__all__ = ["Numbering"]

_LEVELS: Final = 9
_LONGEST: Final = 100
"""What a number may be written with; it is repeated with each paragraph."""

_NONE: Final = "0"
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None
    in_digits: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract numbering, and how far it has been counted."""

    levels: dict[int, _Level]
    counted: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True, slots=True)
class _Instance:
    """A numbering that paragraphs name: a list, with levels and starts of its own."""

    list: _List
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        lists: dict[str, _List] = {}
        links: dict[str, str] = {}
        for element in root.iterfind(f"{W}abstractNum") if root is not None else ():
            key = element.get(f"{W}abstractNumId", "")
            lists[key] = _List(_levels(element))
            if name := value(element, f"{W}styleLink"):
                links[name] = key
        for element in root.iterfind(f"{W}abstractNum") if root is not None else ():
            name = value(element, f"{W}numStyleLink")
            if name in links:
                lists[element.get(f"{W}abstractNumId", "")] = lists[links[name]]
        self._instances: dict[str, _Instance] = {}
        for element in root.iterfind(f"{W}num") if root is not None else ():
            one = lists.get(value(element, f"{W}abstractNumId") or "")
            if one is not None:
                self._instances[element.get(f"{W}numId", "")] = _instance(element, one)

    def text(self, own: etree._Element | None, style: Style) -> str:
        """The number of the next paragraph, with what parts it from the text; "" without one.

        `own` is the numbering that the paragraph itself names.
        """
        key = value(own, f"{W}numId") or style.numbering
        instance = self._instances.get(key or _NONE)
        if instance is None:
            return ""
        depth = value(own, f"{W}ilvl")
        at = number_of(depth) if depth else self._depth(instance, style)
        return self._counted(instance, at) if 0 <= at < _LEVELS else ""

    def _depth(self, instance: _Instance, style: Style) -> int:
        """The level of a paragraph that gets its numbering from its style."""
        if style.depth is not None:
            return style.depth
        levels = {**instance.list.levels, **instance.levels}
        return next((at for at, one in levels.items() if one.style and one.style == style.id), 0)

    def _counted(self, instance: _Instance, at: int) -> str:
        counted = instance.list.counted
        levels = {**instance.list.levels, **instance.levels}
        level = levels.get(at, _Level())
        before = counted[at]
        if at in instance.starts:
            before = instance.starts.pop(at) - 1
        counted[at] = level.start if before is None else before + 1
        for deeper in range(at + 1, _LEVELS):
            after = levels.get(deeper, _Level()).restarts_after
            if after is None or after > at:
                counted[deeper] = None
        if level.number_format in ("bullet", "none"):
            return ""

        def shown(found: re.Match[str]) -> str:
            one = levels.get(int(found[1]) - 1, _Level())
            number = counted[int(found[1]) - 1]
            number = one.start if number is None else number
            return numeral(number, "decimal" if level.in_digits else one.number_format)

        written = _PLACE.sub(shown, level.text)
        parted = level.suffix != "nothing" and written[-1:].isascii()
        return f"{written} " if written and parted else written


def _instance(element: etree._Element, one: _List) -> _Instance:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in element.iterfind(f"{W}lvlOverride"):
        at = number_of(override.get(f"{W}ilvl"))
        start = value(override, f"{W}startOverride")
        if start is not None:
            starts[at] = number_of(start, 1)
        for own in override.iterfind(f"{W}lvl"):
            levels[at] = _level(own)
            starts.setdefault(at, levels[at].start)
        if at in levels and at in starts:
            levels[at] = replace(levels[at], start=starts[at])
    return _Instance(one, levels, starts)


def _levels(element: etree._Element) -> dict[int, _Level]:
    return {number_of(one.get(f"{W}ilvl")): _level(one) for one in element.iterfind(f"{W}lvl")}


def _level(element: etree._Element) -> _Level:
    restart = value(element, f"{W}lvlRestart")
    return _Level(
        number_of(value(element, f"{W}start")),
        value(element, f"{W}numFmt") or "decimal",
        (value(element, f"{W}lvlText") or "")[:_LONGEST],
        value(element, f"{W}suff") or "tab",
        number_of(restart) if restart else None,
        bool(is_on(element, f"{W}isLgl")),
        value(element, f"{W}pStyle"),
    )
