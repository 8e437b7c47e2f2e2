"""How many lines a text takes: full-width characters, Times figures, and where a line may break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import east_asian_width

__all__ = ["ZERO_WIDTH_SPACE", "breakable", "line_count", "text_width"]

_TIMES = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500"
    " 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889"
    " 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500"
    " 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480"
    " 200 480 541"
)
_WIDTHS = {chr(32 + at): int(width) for at, width in enumerate(_TIMES.split())}
"""Widths of ASCII in Times New Roman, in thousandths of the size."""
_TOKEN = re.compile(r" +|[A-Za-z0-9]+(?:[.,:/'_@&+-]+[A-Za-z0-9]+)*|.", re.DOTALL)
_NO_START = frozenset(")]}>%,.:;!?，。、；：？！）】》〉」』〕”’％…—·~～° ")
_NO_END = frozenset("([{<（【《〈「『〔“‘￥$")
_HANGING = frozenset("，。、；：！？")
"""Marks that may stand in the margin after a Chinese character, where a look allows it."""
_SEAM = re.compile("(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])")
_UNBROKEN = re.compile("[!-~]+")
"""What typesetters may take for one word, marks and all."""
ZERO_WIDTH_SPACE = "\u200b"
"""A place where a line may end though no space is seen."""

SEAM = 200
"""The space a word processor adds between a Chinese character and a letter or figure."""


def _char_width(char: str) -> int:
    width = _WIDTHS.get(char)
    if width is None:
        width = 500 if east_asian_width(char) in "NaH" and char not in "≤≥" else 1000
        _WIDTHS[char] = width
    return width


def text_width(text: str, em: int) -> int:
    """The width of a text on one line, in the unit of `em`, rounded up.

    >>> text_width("支出12", 200)
    640
    """
    gaps = len(_SEAM.findall(text)) * SEAM
    return -(-(sum(map(_char_width, text)) + gaps) * em // 1000)


def line_count(text: str, em: int, width: int, indent: int = 0, *, hanging: bool = False) -> int:
    """How many lines of `width` the text takes, its first line `indent` shorter; at least one.

    With `hanging`, a mark may end a line in the margin.

    >>> line_count("一二三四五六", 200, 800)
    2
    >>> line_count("一二三四，五六", 200, 800)  # 四 goes with its comma
    2
    >>> line_count("一二三四，五六七八", 200, 800, hanging=True)
    2
    """
    if (len(text) * em <= width - indent and "\n" not in text) or width < em:
        return 1
    limit, first = width * 1000 // em, indent * 1000 // em
    return sum(_part_lines(part, limit, first, hanging) for part in text.split("\n"))


@lru_cache(maxsize=8192)
def _part_lines(text: str, limit: int, indent: int, hanging: bool) -> int:
    lines, used, before = 1, indent, ""
    for unit in _units(text):
        full = sum(map(_char_width, unit))
        bare = unit.rstrip(" ")
        need = full if bare == unit else sum(map(_char_width, bare))
        if hanging and bare[-1:] in _HANGING and _is_chinese((before + bare)[-2:-1]):
            need -= 1000
        seam = SEAM if _SEAM.search(before + unit[0]) else 0
        if used + seam + need <= limit:
            used += seam + full
        elif full <= limit:
            lines, used = lines + 1, full
        else:
            more, used = _broken(unit, limit, used)
            lines += more
        before = unit[-1]
    return lines


def breakable(text: str, em: int, width: int) -> str:
    """The text with a place to break after each character of what would fit on no line.

    What has no space is also broken at its marks, as it is counted.

    >>> breakable("见 abcdef", 200, 400).replace(ZERO_WIDTH_SPACE, "|")
    '见 a|b|c|d|e|f'
    >>> breakable("见 a=b<c", 200, 400).replace(ZERO_WIDTH_SPACE, "|")
    '见 a|=|b|<c'
    """
    if len(text) * em <= width:
        return text
    is_long = any(text_width(run, em) > width for run in _UNBROKEN.findall(text))
    broken = ""
    for unit in _units(text):
        if is_long and _UNBROKEN.fullmatch(broken[-1:] + unit[0]):
            broken += ZERO_WIDTH_SPACE
        fits = text_width(unit.rstrip(" "), em) <= width
        broken += unit if fits else ZERO_WIDTH_SPACE.join(unit)
    return broken


def _is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _broken(unit: str, limit: int, used: int) -> tuple[int, int]:
    """More lines and the width used on the last, for a unit that fits on no line.

    It starts a line of its own unless it stands at the start of one.
    """
    lines = 0
    if used:
        lines, used = 1, 0
    for char in unit:
        width = _char_width(char)
        if used + width > limit:
            lines, used = lines + 1, 0
        used += width
    return lines, used


def _units(text: str) -> Iterator[str]:
    """The pieces of a text between which a line may break."""
    unit = ""
    for token in _TOKEN.findall(text):
        if unit and token[0] not in _NO_START and unit[-1] not in _NO_END:
            yield unit
            unit = token
        else:
            unit += token
    if unit:
        yield unit
