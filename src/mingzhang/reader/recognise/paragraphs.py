"""Paragraphs: lines of prose put together again where a line or page broke a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mingzhang.reader.recognise.vocabulary import Vocabulary
from mingzhang.reader.source import Passage, joined

__all__ = ["paragraphs"]

_ENDS: Final = re.compile(r"[。；：！？…!?;:.][”’\"'）)】〕]*\s*$")
_PROSE: Final = re.compile(r"[，。；：,;:]")
_BEGINS: Final = re.compile(
    r"\s*(?:[（(]?(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．](?!\d)|[①-⑳●·•])"
)
_IN_NUMBER: Final = re.compile(r"\d[.,，]?\s*$")
_NUMBER_GOES_ON: Final = re.compile(r"\s*(?:\d|[%％]|[万亿]?元|[个辆台套平])")
_LONG: Final = 30


def paragraphs(lines: Iterable[Passage], words: Vocabulary) -> Iterator[Passage]:
    """Lines, those joined that a break parts in the middle of a sentence."""
    together: list[Passage] = []
    for line in lines:
        if together and not _goes_on(together[-1].text, line.text, words):
            yield joined(together)
            together = []
        together.append(line)
    if together:
        yield joined(together)


def _goes_on(text: str, after: str, words: Vocabulary) -> bool:
    if _BEGINS.match(after):
        return False
    if _IN_NUMBER.search(text) and _NUMBER_GOES_ON.match(after):
        return True
    if _ENDS.search(text):
        return False
    if not _PROSE.search(text) and len(text) < _LONG:
        return False
    return not any(_is_heading(one, words) for one in (text, after))


def _is_heading(text: str, words: Vocabulary) -> bool:
    hit = words.hit(text, words.key(text)) if len(text) < _LONG * 2 else None
    return hit is not None and hit.is_exact
