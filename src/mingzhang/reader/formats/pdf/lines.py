"""Runs -> lines of text, and lines -> the text of a cell.

PDF knows no spaces, lines or paragraphs, only characters at places. Chinese text takes no space
where characters stand a little apart; words and numbers of Latin letters do.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mingzhang.reader.formats.pdf.flow import Stream
from mingzhang.reader.formats.pdf.ink import Ink
from mingzhang.reader.formats.pdf.places import PagePlace, Paper
from mingzhang.reader.formats.pdf.runs import Run
from mingzhang.reader.source import Passage

__all__ = [
    "FULL",
    "TAB",
    "Run",
    "TextLine",
    "between_words",
    "lines_of",
    "part_of",
    "wrapped",
]

_WORD_GAP: Final = 0.12
_SCRIPT_GAP: Final = 0.6
_CHINESE_GAP: Final = 0.9
_COLUMN_GAP: Final = 2.0
"""From how many heights a gap is a space between words, between figures and Chinese characters,
between Chinese characters, and a tab."""


TAB: Final = "\t"
"""What stands for a gap as wide as between columns in a line outside of tables."""

FULL: Final = 1.5
"""Within how many heights of the right margin a line ends that is broken by its width."""


@dataclass(slots=True)
class TextLine:
    """Runs side by side as one line; `stream` is the part of a page that it belongs to."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    boxes: array[float]
    stream: Stream | None = None

    @property
    def height(self) -> float:
        """The height of its tallest character."""
        return self.y1 - self.y0

    def columns(self) -> list[TextLine]:
        """The parts of the line between its tabs."""
        parts = []
        start = 0
        for text in self.text.split(TAB):
            boxes = self.boxes[4 * start : 4 * (start + len(text))]
            x0, y0, x1, y1 = min(boxes[0::4]), min(boxes[1::4]), max(boxes[2::4]), max(boxes[3::4])
            parts.append(TextLine(x0, y0, x1, y1, text, boxes))
            start += len(text) + 1
        return parts

    def passage(self, paper: Paper) -> Passage:
        """The line with the place of each character."""
        return Passage.at(self.text, PagePlace(paper, self.boxes))


def lines_of(runs: Sequence[Run], ink: Ink, gap: str = " ") -> list[TextLine]:
    """Runs as lines from top to bottom; `gap` stands for a gap as wide as between columns."""
    if len(runs) == 1:
        return [part_of(ink, runs[0])]
    return [_line(sorted(line), ink, gap) for line in _side_by_side(runs)]


def part_of(ink: Ink, run: Run) -> TextLine:
    """One run as a line."""
    x0, y0, x1, y1, start, stop = run
    return TextLine(x0, y0, x1, y1, ink.text[start:stop], ink.boxes[4 * start : 4 * stop])


def _side_by_side(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run.y0 + run.y1):
        shared = min(bottom, run.y1) - max(top, run.y0)
        if lines and shared >= 0.5 * min(bottom - top, run.y1 - run.y0):
            lines[-1].append(run)
            if run.y1 - run.y0 > bottom - top:
                top, bottom = run.y0, run.y1
        else:
            lines.append([run])
            top, bottom = run.y0, run.y1
    return lines


def _line(runs: list[Run], ink: Ink, gap: str) -> TextLine:
    x0, y0, x1, y1, start, stop = runs[0]
    texts = [ink.text[start:stop]]
    boxes = ink.boxes[4 * start : 4 * stop]
    last = runs[0]
    for run in runs[1:]:
        text = ink.text[run.start : run.stop]
        if _is_same(text, texts[-1], run, last):
            continue
        space = _space(texts[-1][-1], text[0], run.x0 - x1, max(y1 - y0, run.y1 - run.y0), gap)
        if space:
            texts.append(space)
            boxes.extend((x1, max(y0, run.y0), max(x1, run.x0), min(y1, run.y1)))
        texts.append(text)
        boxes.extend(ink.boxes[4 * run.start : 4 * run.stop])
        x1, y0, y1 = max(x1, run.x1), min(y0, run.y0), max(y1, run.y1)
        last = run
    return TextLine(x0, y0, x1, y1, "".join(texts), boxes)


def _is_same(text: str, last_text: str, run: Run, last: Run) -> bool:
    """Whether a run is the last one printed again a little aside, which makes it bold."""
    aside = 0.2 * (run.y1 - run.y0)
    return text == last_text and run.x0 - last.x0 < aside and abs(run.y0 - last.y0) < aside


def _space(before: str, after: str, gap: float, height: float, wide: str) -> str:
    """What stands between two runs of a line."""
    if gap > _COLUMN_GAP * height:
        return wide
    if _is_latin(before) and _is_latin(after):
        limit = _WORD_GAP
    elif before.isascii() or after.isascii():
        limit = _SCRIPT_GAP
    else:
        limit = _CHINESE_GAP
    return " " if gap > limit * height else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def between_words(before: str, after: str) -> str:
    """What a line break inside a text stands for: nothing, but a space between Latin words."""
    is_word = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    return " " if is_word else ""


def wrapped(lines: Sequence[TextLine], right: float) -> TextLine:
    """The lines of a cell as one text; a line that ends early before `right` ends a paragraph.

    Only a cell where some line is full is known to be broken by its width.
    """
    is_broken = any(line.x1 >= right - FULL * line.height for line in lines[:-1])
    text = lines[0].text
    boxes = lines[0].boxes
    for before, line in pairwise(lines):
        ends_early = is_broken and before.x1 < right - 2 * FULL * before.height
        separator = "\n" if ends_early else between_words(text[-1], line.text[0])
        if separator:
            boxes.extend((before.x1, before.y0, before.x1, before.y1))
        text = f"{text}{separator}{line.text}"
        boxes.extend(line.boxes)
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return TextLine(x0, lines[0].y0, x1, lines[-1].y1, text, boxes)
