"""Where two texts differ beyond spaces, width of signs and the writing of one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Final

from mingzhang.checker.texts import narrow
from mingzhang.sentence import free_figures

__all__ = ["Differing", "differences", "number_value"]

_TOKEN: Final = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+|\S")
_SAME: Final = str.maketrans({"“": '"', "”": '"', "〝": '"', "〞": '"', "‘": "'", "’": "'",
                              "－": "-", "—": "-", "–": "-", "。": ".", "、": ","})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Differing:
    """A stretch that the two texts have otherwise, by its characters in each.

    `is_figure` says that a figure is another, is missing, or is there too much; years, numbering,
    telephone numbers and the like are words.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    is_figure: bool


@dataclass(frozen=True, slots=True)
class _Token:
    said: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.said[0].isdecimal()


def number_value(text: str) -> Decimal | None:
    """A printed number without the way it is written; None if it is none."""
    plain = narrow(text).replace(",", "").replace("−", "-").strip()
    return Decimal(plain) if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", plain) else None


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(_said(found[0]), *found.span())
        for found in _TOKEN.finditer(narrow(text).translate(_SAME))
    )


def _said(token: str) -> str:
    if not token[0].isdecimal():
        return token
    value = number_value(token)
    return f"{value.normalize():f}" if value is not None else token


@lru_cache(maxsize=256)
def differences(one: str, other: str) -> tuple[Differing, ...]:
    """The stretches in which two texts differ, in their order."""
    return tuple(_differences(_Text(one), _Text(other)))


class _Text:
    """A text with its tokens and its figures."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)

    @cached_property
    def _figures(self) -> frozenset[int]:
        spans = free_figures(self.text)
        return frozenset(place for start, end in spans for place in range(start, end))

    def is_figure(self, token: _Token) -> bool:
        """Whether a token is a figure, not a year or a numbering."""
        return token.is_number and token.start in self._figures

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the tokens from `start` to before `end`."""
        if start < end:
            return self.tokens[start].start, self.tokens[end - 1].end
        at = self.tokens[start].start if start < len(self.tokens) else len(self.text)
        return at, at


def _differences(one: _Text, other: _Text) -> Iterator[Differing]:
    left, right = ([token.said for token in text.tokens] for text in (one, other))
    if left == right:
        return
    for kind, *places in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            start, end, begin, stop = places
            yield from _split(one, (start, end), other, (begin, stop))


def _split(
    one: _Text, here: tuple[int, int], other: _Text, there: tuple[int, int]
) -> Iterator[Differing]:
    """A stretch with as many numbers on both sides is told number by number, then its words."""
    mine, theirs = one.tokens[slice(*here)], other.tokens[slice(*there)]
    numbers, others = ([token for token in side if token.is_number] for side in (mine, theirs))
    spans = one.span(*here), other.span(*there)
    if len(numbers) != len(others):
        figures = (*map(one.is_figure, mine), *map(other.is_figure, theirs))
        yield Differing(*spans, is_figure=any(figures))
        return
    for token, counterpart in zip(numbers, others, strict=True):
        if token.said != counterpart.said:
            is_figure = one.is_figure(token) or other.is_figure(counterpart)
            first, second = (token.start, token.end), (counterpart.start, counterpart.end)
            yield Differing(first, second, is_figure)
    words, meant = (
        [token.said for token in side if not token.is_number] for side in (mine, theirs)
    )
    if words != meant:
        yield Differing(*spans, is_figure=False)
