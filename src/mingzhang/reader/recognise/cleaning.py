"""Strips made ready: marks and page numbers set aside, merged lines parted, cut titles joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from mingzhang.catalog.names import folded
from mingzhang.reader.recognise.strips import Strip
from mingzhang.reader.recognise.vocabulary import Hit, Vocabulary
from mingzhang.reader.source import Cell, Passage, joined

__all__ = ["Cleaned", "cleaned"]

_PAGE_NUMBER: Final = re.compile(
    r"[-—–―_·~\s]*\d{1,3}[-—–―_·~\s]*|第\s*\d{1,3}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}", re.DOTALL
)
_RULE: Final = re.compile(r"[-—–―=_:|+─━┼┬┴├┤┌┐└┘╋\s]*")
_FIGURES: Final = re.compile(r"\d\s*[.．]\s*\d|^\s*\d{3,7}\s")
_SENTENCE: Final = re.compile(r"[，。；：、,;:]")
_REMNANT: Final = re.compile(
    r"</?(?!t[dhr]\b)[a-z][a-z0-9]{0,9}\s*/?>|^\s*<t[dh]>|</t[dh]>\s*$", re.IGNORECASE
)
"""A tag that markup has left in a cell; one between two words is needed to part them."""
_SHORT: Final = 60
_LONGEST_MARK: Final = 40
_OFTEN: Final = 3
_MOST_LINES: Final = 3
_LONGEST_CHART: Final = 120
"""So many lines a chart has at most: names, values and marks of the axis."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The strips that say something, and the marks that stood among them."""

    strips: list[Strip]
    marks: list[Passage]


def cleaned(strips: Iterable[Strip], words: Vocabulary) -> Cleaned:
    """Set marks aside and give every strip one thing to say."""
    every, marks = _without_charts(list(strips), words)
    repeated = _repeated(every, words)
    kept: list[Strip] = []
    for strip in every:
        if _is_mark(strip, words, repeated):
            marks.append(strip.passage)
            continue
        if words.watermark[0] in strip.text and words.watermark in folded(strip.text):
            strip, found = _without(strip, _spaced(words.watermark))
            marks.extend(found)
        if strip.is_row and "<" in strip.text:
            strip, found = _without(strip, _REMNANT, _SHORT)
            marks.extend(found)
        kept.extend(_parted(strip, words))
    return Cleaned(list(_joined(kept, words)), marks)


def _without_charts(
    strips: Sequence[Strip], words: Vocabulary
) -> tuple[list[Strip], list[Passage]]:
    """Set aside the captions of charts, and what is written in those that were printed as text."""
    kept: list[Strip] = []
    marks: list[Passage] = []
    head: int | None = None
    for strip in strips:
        kept.append(strip)
        if words.chart_head.match(strip.text):
            head = len(kept) - 1
        elif found := words.caption.fullmatch(strip.text):
            above = len(kept) - 1
            start = above if head is None else head
            end = above + 1 if found["number"] else above  # without a number it is of the text
            marks.extend(one.passage for one in kept[start:end])
            del kept[start:end]
            head = None
        elif head is not None and len(kept) - head > _LONGEST_CHART:
            head = None
    return kept, marks


def _is_mark(strip: Strip, words: Vocabulary, repeated: set[str]) -> bool:
    if strip.role != "body":
        return True
    text = strip.text
    if len(text) <= _LONGEST_MARK and folded(text) in repeated:
        return True
    is_line = strip.grid is None or (len(strip.filled) == 1 and not text.isdigit())
    if is_line and len(text) < 24 and _PAGE_NUMBER.fullmatch(text):
        return True
    return text[0] in "-—–―=_:|+─━┼┬┴├┤┌┐└┘╋" and bool(_RULE.fullmatch(text)) and len(text) > 1


def _repeated(strips: Iterable[Strip], words: Vocabulary) -> set[str]:
    """Short texts that stand alone again and again and are no title: marks and running heads."""
    alone = Counter(
        folded(strip.text)
        for strip in strips
        if len(strip.filled) == 1
        and len(strip.text) <= _LONGEST_MARK
        and (strip.grid is None or not strip.grid.is_ruled)
        and not _FIGURES.search(strip.text)
        and not any(map(words.is_row_label, strip.text.split()))
    )
    found = {words.watermark}
    for text, times in alone.items():
        if times < _OFTEN or len(text) < 4 or _SENTENCE.search(text) or _is_structure(text, words):
            continue
        found.add(text)
    return found


def _is_structure(text: str, words: Vocabulary) -> bool:
    hit = words.hit(text, words.key(text))
    if hit is not None:
        return hit.kind != "cover"
    key = words.key(text)
    return words.is_form_word(text) or words.is_row_label(text) or words.may_end(key)


def _spaced(mark: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, mark)))


def _without(
    strip: Strip, pattern: re.Pattern[str], longest: int | None = None
) -> tuple[Strip, list[Passage]]:
    """A strip without a mark that was printed across it; cells longer than `longest` keep it."""
    marks: list[Passage] = []
    cells = []
    for cell in strip.cells:
        if longest is not None and len(cell.passage.text) > longest:
            cells.append(cell)
            continue
        kept, done = [], 0
        for found in pattern.finditer(cell.passage.text):
            kept.append(cell.passage.part(done, found.start()))
            marks.append(cell.passage.part(*found.span()))
            done = found.end()
        passage = joined([*kept, cell.passage.part(done)]).strip() if kept else cell.passage
        cells.append(replace(cell, passage=passage))
    return Strip(tuple(cells), strip.number, strip.grid, strip.level, strip.role), marks


def _parted(strip: Strip, words: Vocabulary) -> Iterator[Strip]:
    """A line cut where the name of the owner or the unit of a table, or a sentence, begins."""
    if not strip.filled:
        return
    text = strip.text
    if len(strip.filled) > 1 or len(text) > 2000:
        yield strip
        return
    cuts = (
        {found.start() for found in words.heading_lines.finditer(text)}
        if len(text) < 200
        else set()
    )
    if end := words.leading(text):
        cuts.add(end)
    starts = [0, *sorted(cuts - {0})]
    if len(starts) == 1:
        yield strip
        return
    passage = strip.filled[0].passage
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = passage.part(start, end).strip()
        if part:
            yield Strip((Cell(part, 0),), strip.number, None, strip.level)


def _joined(strips: list[Strip], words: Vocabulary) -> Iterator[Strip]:
    """Titles that were cut over two or three lines, in one."""
    at = 0
    while at < len(strips):
        strip = strips[at]
        taken = 1
        if _is_alone(strip) and (
            words.may_begin(strip.text, strip.key)
            or (at + 1 < len(strips) and words.may_end_form(strips[at + 1].key))
        ):
            for size in range(_MOST_LINES, 1, -1):
                several = strips[at : at + size]
                if len(several) == size and all(map(_is_alone, several)):
                    text = "".join(one.text for one in several)
                    hit = words.hit(text, words.key(text))
                    if hit and _is_whole_title(hit, strip, words):
                        strip, taken = _one(several), size
                        break
        yield strip
        at += taken


def _is_whole_title(hit: Hit, first: Strip, words: Vocabulary) -> bool:
    """Whether lines make one title: a form's may have any words before it, but no other title."""
    own = words.hit(first.text, first.key) if hit.kind == "form" else None
    return hit.is_exact and hit.kind != "mark" and not (own and own.is_exact)


def _is_alone(strip: Strip) -> bool:
    return len(strip.filled) == 1 and len(strip.text) <= _LONGEST_MARK


def _one(strips: list[Strip]) -> Strip:
    passage = joined(strip.filled[0].passage for strip in strips)
    return Strip((Cell(passage, 0),), strips[0].number, None, strips[0].level)
