"""Which table a fragment is: by title, number, header, labels and width together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.reader.recognise.fragments import Fragment
from mingzhang.reader.recognise.shapes import Shape
from mingzhang.reader.recognise.strips import worded
from mingzhang.reader.recognise.tokens import amount_text
from mingzhang.reader.recognise.vocabulary import Hit

__all__ = ["identify"]

_TITLE: Final = 6.0
_NEAR_TITLE: Final = 4.0
_MARK: Final = 1.5
_HEADER: Final = 6.0
_WIDTH: Final = 1.0
_LABELS: Final = 4.0
_CODES: Final = 2.0
_ORDER: Final = 0.02
_ENOUGH: Final = 3.0
_SAMPLE: Final = 16


def identify(fragments: Sequence[Fragment], shapes: dict[str, Shape]) -> dict[str, Fragment]:
    """A table for each fragment that is like one; no table twice, the best likeness first."""
    order = {name: number for number, name in enumerate(shapes)}
    samples = [_sample(fragment) for fragment in fragments]
    scored = [
        (
            _likeness(fragment, samples[number], shape) - _ORDER * abs(number - order[name]),
            number,
            name,
        )
        for number, fragment in enumerate(fragments)
        for name, shape in shapes.items()
    ]
    found: dict[str, Fragment] = {}
    taken: set[int] = set()
    for score, number, name in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score < _ENOUGH:
            break
        if number not in taken and name not in found:
            found[name] = fragments[number]
            taken.add(number)
    return {name: found[name] for name in shapes if name in found}


def _likeness(fragment: Fragment, sample: _Sample, shape: Shape) -> float:
    name = shape.table.id
    score = max((_titled(hit, name) for hit, _ in fragment.titles), default=0.0)
    score += max((_MARK for hit, _ in fragment.marks if name in hit.names), default=0.0)
    return score + _by_header(sample, shape) + _by_rows(sample, shape)


def _titled(hit: Hit, name: str) -> float:
    if name not in hit.names:
        return 0.0
    return (_TITLE if hit.is_exact else _NEAR_TITLE) / len(hit.names)


def _by_header(sample: _Sample, shape: Shape) -> float:
    words = sample.header | sample.titles & shape.header
    if not words:
        return 0.0
    both = len(words & shape.header)
    return _HEADER * both / len(words | shape.header) - (
        _HEADER / 2 if both * 2 < len(words) else 0
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    """What a fragment is judged by: its header, word by word and cell by cell, and its first rows.

    Of the rows it has how wide they are, and which words and codes stand there.
    """

    header: frozenset[str]
    titles: frozenset[str]
    widths: list[int]
    words: list[str]
    coded: int


def _sample(fragment: Fragment) -> _Sample:
    rows = fragment.rows[:_SAMPLE]
    texts = [
        text
        for strip in rows
        for cell in strip.filled
        for text in ([cell.passage.text] if strip.is_row else cell.passage.text.split())
    ]
    words = [worded(text) for text in texts if amount_text(text) is None]
    coded = sum(_CODE.match(strip.filled[0].passage.text) is not None for strip in rows)
    header = [cell.passage.text for strip in fragment.header for cell in strip.filled]
    return _Sample(
        frozenset(filter(None, (worded(word) for text in header for word in text.split()))),
        frozenset(filter(None, map(worded, header))),
        [len(strip.cells) for strip in rows],
        [word for word in words if word],
        coded,
    )


def _by_rows(sample: _Sample, shape: Shape) -> float:
    if not sample.widths:
        return 0.0
    count = len(sample.widths)
    score = _WIDTH * sum(width == len(shape.slots) for width in sample.widths) / count
    if sample.words:
        known = sum(word in shape.words for word in sample.words) / len(sample.words)
        score += _LABELS * (known if any(shape.is_open) else 2 * known - 1)
    if sample.coded * 2 > count:
        score += _CODES if shape.has_codes else -_CODES
    elif shape.has_codes and count > _FEW:
        score -= _CODES
    return score


_CODE: Final = re.compile(r"\s*\d{3}(?:\d{2}){0,2}(?![\d.．,，])")
_FEW: Final = 2
