"""Running heads and feet: text that stands at the same place on most pages, and page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from mingzhang.reader.formats.pdf.lines import TextLine
from mingzhang.reader.source import Role

__all__ = ["running_roles"]

_MARGIN: Final = 0.12
"""The share of a page's height, at its head and at its foot, where such lines stand."""

_NEAR: Final = 3.0
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－―·•\s]*(?:第\s*)?(\d{1,4}|[ivxl]{1,8}|[Ⅰ-Ⅻ])(?:\s*页)?"
    r"(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–－―·•\s]*",
    re.IGNORECASE,
)
_SET_OFF: Final = re.compile(r"[-—–－―·•].*[-—–－―·•]|第.*页.*", re.DOTALL)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}

_Place = tuple[str, int, Role]


def running_roles(
    pages: Sequence[tuple[float, Sequence[TextLine]]],
) -> list[list[Role]]:
    """The role of each line; a page is given by its height and its lines outside of tables."""
    margins = [[_margin(line, height) for line in lines] for height, lines in pages]
    repeated = _repeated(pages, margins)
    numbered = _numbered(pages, margins)
    roles: list[list[Role]] = []
    for (height, lines), sides in zip(pages, margins, strict=True):
        found: list[Role] = []
        for line, side in zip(lines, sides, strict=True):
            is_running = side != "body" and (
                any(key in repeated for key in _keys(line, height, side))
                or _page_number(line, len(roles)) in numbered
                or _is_set_off(line)
            )
            found.append(side if is_running else "body")
        roles.append(found)
    return roles


def _margin(line: TextLine, height: float) -> Role:
    if line.y1 <= _MARGIN * height:
        return "header"
    return "footer" if line.y0 >= (1 - _MARGIN) * height else "body"


def _keys(line: TextLine, height: float, side: Role) -> tuple[_Place, _Place]:
    """The line's text without its figures, and its place from its edge, to either side."""
    text = _DIGITS.sub("#", "".join(line.text.split()))
    place = (line.y0 if side == "header" else height - line.y1) / _NEAR
    return (text, int(place), side), (text, int(place + 0.5) - 1000, side)


def _repeated(
    pages: Sequence[tuple[float, Sequence[TextLine]]], margins: Sequence[Sequence[Role]]
) -> set[_Place]:
    """What stands on most pages."""
    counts: Counter[_Place] = Counter()
    for (height, lines), sides in zip(pages, margins, strict=True):
        seen: set[_Place] = set()
        for line, side in zip(lines, sides, strict=True):
            if side != "body":
                seen.update(_keys(line, height, side))
        counts.update(seen)
    enough = max(3, len(pages) / 2)
    return {key for key, count in counts.items() if count >= enough}


def _numbered(
    pages: Sequence[tuple[float, Sequence[TextLine]]], margins: Sequence[Sequence[Role]]
) -> set[int | None]:
    """By how much page numbers run ahead of the pages, where two pages or more agree."""
    ahead: Counter[int | None] = Counter()
    for index, ((_, lines), sides) in enumerate(zip(pages, margins, strict=True)):
        found = {
            _page_number(line, index)
            for line, side in zip(lines, sides, strict=True)
            if side != "body"
        }
        ahead.update(found - {None})
    return {shift for shift, count in ahead.items() if count >= 2}


def _page_number(line: TextLine, index: int) -> int | None:
    """By how much the page number that a line is runs ahead of its page."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    return _number(found[1]) - index if found else None


def _is_set_off(line: TextLine) -> bool:
    """Whether a line is a page number between dashes, which needs no other page to tell."""
    return bool(_SET_OFF.fullmatch(line.text) and _PAGE_NUMBER.fullmatch(line.text))


def _number(text: str) -> int:
    """An Arabic or Roman numeral's value."""
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[sign] for sign in unicodedata.normalize("NFKC", text).lower()]
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))
