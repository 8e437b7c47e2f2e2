"""Printed words compared as a reader would: width, spaces, marks and small misprints do not count."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from mingzhang.catalog.names import folded

__all__ = ["Found", "Words", "distance", "spelled"]

T = TypeVar("T", bound=Hashable)

_NUMBERING: Final = re.compile(r"^\(?[\d一二三四五六七八九十]{1,2}[.、)]")
_BRACKET: Final = re.compile(r"\([^()]*\)")
_MARK: Final = re.compile(r"[^\w]|_")
_SHORTEST: Final = 3
"""Words of fewer characters must be printed exactly."""

_WIDEST: Final = 3
"""No word differs by more characters than this from how it should be printed."""


@lru_cache(maxsize=65536)
def spelled(text: str) -> tuple[str, str]:
    """A text without numbering and marks; once with the words in its brackets, once without."""
    plain = _NUMBERING.sub("", folded(text))
    return _MARK.sub("", plain), _MARK.sub("", _BRACKET.sub("", plain))


def distance(one: str, other: str, limit: int) -> int:
    """How many characters must be put in, left out or changed; more than `limit` counts alike."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            change = before[column - 1] + (letter != against)
            now.append(min(change, before[column] + 1, now[-1] + 1))
        if min(now) > limit:
            return limit + 1
        before = now
    return min(before[-1], limit + 1)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a text means, and whether it is printed just so."""

    meaning: T
    is_exact: bool


class Words(Generic[T]):
    """Words with a meaning each, found in spite of misprints if only one of them comes near."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        self._known: dict[str, T] = {}
        for word, meaning in words:
            for key in spelled(word):
                if key:
                    self._known.setdefault(key, meaning)
        self._limit = 3 * max(map(len, self._known), default=0) + 2 * _WIDEST
        self._seen: dict[str, Found[T] | None] = {}

    def find(self, text: str) -> Found[T] | None:
        """The word that is printed here, exactly or nearly."""
        if len(text) > self._limit:
            return None
        if text not in self._seen:
            self._seen[text] = self._find(text)
        return self._seen[text]

    def exact(self, text: str) -> Found[T] | None:
        """The word that is printed here without a misprint."""
        if len(text) > self._limit:
            return None
        known = [self._known[key] for key in spelled(text) if key in self._known]
        return Found(known[0], is_exact=True) if known else None

    def close(self, text: str) -> list[T]:
        """All that the text may mean if it is a misprint, equally near each."""
        best: dict[T, None] = {}
        least = 2 * _WIDEST
        key = spelled(text)[0]
        for known, meaning in self._known.items():
            differs = _misprint(key, known)
            if differs is None or differs > least:
                continue
            if differs < least:
                least, best = differs, {}
            best[meaning] = None
        return list(best)

    def _find(self, text: str) -> Found[T] | None:
        if exact := self.exact(text):
            return exact
        near = self.close(text)
        return Found(near[0], is_exact=False) if len(near) == 1 else None


def _misprint(key: str, known: str) -> int | None:
    """How far a text is from a word, None if too far to be it; one cut off at its end is nearest."""
    size = len(known)
    if min(size, len(key)) < _SHORTEST:
        return None
    if len(key) < size <= 2 * len(key) and known.startswith(key):
        return 1
    limit = min(_WIDEST, 1 + max(0, size - 4) // 4)
    differs = distance(key, known, limit)
    return 2 * differs if differs <= limit else None
