"""Patterns in texts, and findings about the stretches that they match."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found
from mingzhang.checker.texts import narrow
from mingzhang.model import Severity

__all__ = ["hits", "narrative", "span_found"]

_AROUND: Final = 10
"""So many characters before and after are quoted, for the reader to find the place."""

_BEFORE: Final = re.compile(r"[\u4e00-\u9fff]{0,6}$")
"""The words before, which tell a slip from the same slip elsewhere in the text."""


def narrative(document: Examined) -> Iterator[Prose]:
    """The texts of the sections that explain the figures."""
    return (text for text in document.prose if text.path.startswith("narrative."))


@dataclass(frozen=True, slots=True)
class _Whole:
    """All texts of a document as one, in one width of characters, with the start of each."""

    texts: Sequence[Prose]
    plain: str
    starts: Sequence[int]


@lru_cache(maxsize=4)
def _whole(document: Examined, *, is_running: bool) -> _Whole:
    texts = document.prose if is_running else document.texts
    starts = accumulate((len(text.text) + 1 for text in texts), initial=0)
    return _Whole(texts, narrow("\n".join(text.text for text in texts)), tuple(starts))


def hits(
    document: Examined,
    pattern: re.Pattern[str],
    *,
    words: Collection[str] = (),
    is_running: bool = False,
) -> Iterator[tuple[Prose, re.Match[str]]]:
    """Where a pattern stands in all texts, or in running ones, in one width of characters.

    Places are those of the text as printed. Only texts are searched that hold one of the `words`,
    of which every match must hold one: without them, those that the pattern itself finds by one
    search through all texts, which does not see where a text begins or ends.
    """
    whole = _whole(document, is_running=is_running)
    places = (
        (place for word in words for place in _places(whole.plain, word))
        if words
        else (found.start() for found in pattern.finditer(whole.plain))
    )
    for number in sorted({bisect_right(whole.starts, place) - 1 for place in places}):
        plain = whole.plain[whole.starts[number] : whole.starts[number + 1] - 1]
        for found in pattern.finditer(plain):
            yield whole.texts[number], found


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def span_found(
    document: Examined,
    text: Prose,
    span: tuple[int, int],
    *,
    expected: str | None = None,
    severity: Severity | None = None,
    **values: str,
) -> Found:
    """A finding that these characters of a text are wrong, or that something is wrong there.

    The rule's message may use {where}, {stated}, {around} (the words around it), {expected} as
    “，应为…” where it is known, and `values`.
    """
    start, end = span
    stated = text.text[start:end]
    before = text.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text.text[end : end + _AROUND].partition("\n")[0]
    around = f"{before}{stated}{after}".replace("\n", " ").strip()
    words = _BEFORE.search(text.text, max(0, start - 6), start)
    said = f"，应为“{expected}”" if expected else ""
    return Found(
        subject=tuple(filter(None, (text.path, words[0] if words else "", stated))),
        where=text.label,
        position=text.path,
        values={
            "where": text.label,
            "stated": stated,
            "around": around,
            "expected": said,
            **values,
        },
        stated=stated,
        expected=expected,
        evidence=document.evidence(text.path, start, end),
        severity=severity,
    )
