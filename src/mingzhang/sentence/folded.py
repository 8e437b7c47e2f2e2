"""A text as it is compared, and where each of its characters stands in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Folded", "folded"]

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„〝〞「」『』＂", '"'))
_REMNANT: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[A-Za-z0-9\s=\"':;-]{0,80})?/?>"
    r"|^[^\S\n]*(?:[-—–－]+\s?\d{1,4}\s?[-—–－]+|第\s?\d{1,4}\s?页)[^\S\n]*$",
    re.MULTILINE,
)
"""What stands in a text without belonging to it: a tag, or a line that is a page number."""


@lru_cache(maxsize=8192)
def _character(source: str) -> str:
    return "".join(unicodedata.normalize("NFKC", source).split()).translate(_QUOTES)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text as it is compared: width and quotes folded, spaces removed.

    >>> folded("“三公”经费， 0 万元") == folded('"三公"经费,0万元')
    True
    """
    return "".join(map(_character, text))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the place of each character in its source of `length` characters.

    `breaks` are the places, in the folded text, that begin a line of the source.
    """

    text: str
    places: tuple[int, ...]
    breaks: frozenset[int]
    length: int

    @classmethod
    def of(cls, source: str, marks: Iterable[str] = ()) -> Folded:
        """The folded text, without tags, page numbers and the `marks` that run across a page."""
        gone = {
            place
            for pattern in (_REMNANT, *map(_spread, filter(None, marks)))
            for found in pattern.finditer(source)
            for place in range(*found.span())
        }
        text: list[str] = []
        places: list[int] = []
        breaks = []
        for place, character in enumerate(source):
            if character == "\n":
                breaks.append(len(places))
            elif place not in gone:
                one = _character(character)
                text.append(one)
                places.extend([place] * len(one))
        return cls("".join(text), tuple(places), frozenset(breaks), len(source))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded characters stand in the source."""
        if start < end:
            return self.places[start], self.places[end - 1] + 1
        place = self.places[start] if start < len(self.places) else self.length
        return place, place


@lru_cache(maxsize=64)
def _spread(mark: str) -> re.Pattern[str]:
    """A mark, perhaps with spaces and line breaks between its characters."""
    return re.compile(r"\s*".join(map(re.escape, mark)))
