"""Differing stretches of texts, in the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.across.approved.pair import ApprovedPair, TextPair
from mingzhang.checker.across.approved.wording import Differing

__all__ = ["around", "is_of_name", "words_before"]

_AROUND: Final = 10
_WORDS: Final = re.compile(r"[\u4e00-\u9fff“”（）()]{1,10}(?=[^\u4e00-\u9fff]{0,12}$)")


def around(text: str, start: int, end: int) -> str:
    """A stretch with the words before and after it."""
    return text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ").strip()


def words_before(text: str, place: int) -> str:
    """The words right before a place, which name it in any version of the text."""
    found = _WORDS.search(text, 0, place)
    return found[0] if found else ""


def is_of_name(pair: ApprovedPair, text: TextPair, one: Differing) -> bool:
    """Whether a stretch differs only because the publisher's name is another, which is told once."""
    name, approved = pair.published.disclosure.entity.name, pair.approved.disclosure.entity.name
    return (
        name != approved
        and _is_inside(text.published, name, one.first)
        and _is_inside(text.approved, approved, one.second)
    )


def _is_inside(text: str, name: str, span: tuple[int, int]) -> bool:
    return any(start <= span[0] and span[1] <= start + len(name) for start in _places(text, name))


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name) if name else -1
    while at >= 0:
        yield at
        at = text.find(name, at + 1)
