"""Printed words compared as a reader would: width, spaces, marks and small misprints do not count."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
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

_REMEMBERED: Final = 4096
"""So many texts are remembered with their meaning: forms say the same again and again."""


@lru_cache(maxsize=65536)
def spelled(text: str) -> tuple[str, str]:
    """A text without numbering and marks; once with the words in its brackets, once without."""
    plain = _NUMBERING.sub("", folded(text))
    if plain.isalnum():
        return plain, plain
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
        self._known: dict[str, Found[T]] = {}
        for word, meaning in words:
            for key in spelled(word):
                if key:
                    self._known.setdefault(key, Found(meaning, is_exact=True))
        longest = max(map(len, self._known), default=0)
        self._limit = 3 * longest + 2 * _WIDEST
        self._by_piece = _by_piece(self._known)
        pieces = (piece for found in self._by_piece.values() for piece in found)
        self._piece = re.compile("|".join(map(re.escape, pieces)) or r"\Z(?!)")
        self._longest = longest + _WIDEST
        self.find = lru_cache(maxsize=_REMEMBERED)(self._find)
        """The word that is printed here, exactly or nearly."""
        self.exact = lru_cache(maxsize=_REMEMBERED)(self._exact)
        """The word that is printed here without a misprint."""

    def _exact(self, text: str) -> Found[T] | None:
        if len(text) > self._limit:
            return None
        whole, short = spelled(text)
        return self._known.get(whole) or self._known.get(short)

    def close(self, text: str) -> list[T]:
        """All that the text may mean if it is a misprint, equally near each."""
        best: dict[T, None] = {}
        least = 2 * _WIDEST
        key = spelled(text)[0]
        for known in self._alike(key):
            differs = _misprint(key, known)
            if differs is None or differs > least:
                continue
            if differs < least:
                least, best = differs, {}
            best[self._known[known].meaning] = None
        return list(best)

    def _alike(self, key: str) -> list[str]:
        """The words that share a piece with a text, in their order; no other comes near it."""
        if len(key) > self._longest or not self._piece.search(key):
            return []
        found = {
            word
            for size, words in self._by_piece.items()
            for start in range(len(key) - size + 1)
            for word in words.get(key[start : start + size], ())
        }
        return [word for word in self._known if word in found]

    def _find(self, text: str) -> Found[T] | None:
        if len(text) > self._limit:
            return None
        if exact := self.exact(text):
            return exact
        near = self.close(text)
        return Found(near[0], is_exact=False) if len(near) == 1 else None


def _by_piece(words: Iterable[str]) -> dict[int, dict[str, list[str]]]:
    """Words by their pieces, and these by their size.

    A word that may differ in two characters is cut in three: one piece is left whole. The first is
    no longer than half the word, so that it is also in what is left of a word that was cut off.
    """
    found: dict[int, dict[str, list[str]]] = {}
    for word in words:
        if len(word) >= _SHORTEST:
            count = _limit(len(word)) + 1
            cuts = [number * len(word) // count for number in range(count + 1)]
            for start, end in pairwise(cuts):
                found.setdefault(end - start, {}).setdefault(word[start:end], []).append(word)
    return found


def _limit(size: int) -> int:
    """By how many characters a misprint of a word of this size may differ from it."""
    return min(_WIDEST, 1 + max(0, size - 4) // 4)


def _misprint(key: str, known: str) -> int | None:
    """How far a text is from a word, None if too far to be it; one cut off at its end is nearest."""
    size = len(known)
    if min(size, len(key)) < _SHORTEST:
        return None
    if len(key) < size <= 2 * len(key) and known.startswith(key):
        return 1
    limit = _limit(size)
    differs = distance(key, known, limit)
    return 2 * differs if differs <= limit else None
