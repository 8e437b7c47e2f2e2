"""Labels that fit: broken into lines, cut with an ellipsis where even those are too few."""

from __future__ import annotations

from math import ceil
from typing import Final
from unicodedata import east_asian_width

__all__ = ["fitted", "text_width"]

_NARROW: Final = 0.58
"""How wide a Latin letter or figure is, in the size of the text; a Chinese character is 1."""

_NO_START: Final = frozenset("，。、；：！？）》〉」』〕”’％)]}>%,.:;!?")
_NO_END: Final = frozenset("（《〈「『〔“‘([{<")
_ELLIPSIS: Final = "…"


def text_width(text: str, size: float) -> int:
    """How wide a text is, about, rounded up.

    >>> text_width("支出12", 10)
    32
    """
    return ceil(sum(map(_em, text)) * size)


def _em(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WFA" else _NARROW


def fitted(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines of a width, cut with an ellipsis if it is longer.

    Lines are of like length; none holds a last character alone.

    >>> fitted("档案馆库房维护费", 70, 10, 2)
    ('档案馆库', '房维护费')
    >>> fitted("档案馆库房维护经费", 40, 10, 2)
    ('档案馆库', '房维护…')
    """
    words = " ".join(text.split())
    if not words:
        return ("",)
    lines, rest = _broken(words, width, size, most)
    if not rest:
        like = text_width(words, size) / max(len(lines), 1)
        while like < width and (shorter := _broken(words, like, size, len(lines)))[1]:
            like += size / 2
        return tuple(shorter[0] if like < width else lines)
    last = lines[-1]
    while last and text_width(last + _ELLIPSIS, size) > width:
        last = last[:-1]
    return (*lines[:-1], last + _ELLIPSIS)


def _broken(rest: str, width: float, size: float, most: int) -> tuple[list[str], str]:
    """The first lines of a text, and what they do not hold."""
    lines: list[str] = []
    while rest and len(lines) < most:
        end = _end(rest, width / size)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines, rest


def _end(text: str, room: float) -> int:
    """Where a line of this text ends: before what is too wide, no mark at the start of the next."""
    used = 0.0
    for at, char in enumerate(text):
        used += _em(char)
        if used > room + 1e-9:
            end = max(1, at)
            while end > 1 and (text[end] in _NO_START or text[end - 1] in _NO_END):
                end -= 1
            return _whole_word(text, end)
    return len(text)


def _whole_word(text: str, end: int) -> int:
    """An earlier end, if a number or Latin word would be cut and is not all of the line."""
    start = end
    while start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start]):
        start -= 1
    return start or end


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,-")
