"""Lines of text -> paragraphs: a line that is broken by the page's width goes on in the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mingzhang.reader.formats.pdf.lines import FULL, TAB, TextLine, between_words
from mingzhang.reader.formats.pdf.places import PagePlace, Paper
from mingzhang.reader.source import Line, Passage, joined

__all__ = ["Margins", "SetLine", "goes_on", "margins_of", "paragraph"]

_ALIKE: Final = 0.15
_SPACING: Final = 1.3
"""How many heights lie at most between the lines of one paragraph."""

_BROAD: Final = 0.5
"""What share of a page's width its lines of running text take at least."""

_AGREEING: Final = 4.0
_LONG: Final = 0.75
_WORD: Final = re.compile(r"[!-~]*[，。；：、）》”！？]*")
_LEADERS: Final = re.compile(r"[.…·．。_]{4,}\s*\d{0,4}$")
_SUBTITLE: Final = re.compile(r"[(（\d]")
_TITLE_ROOM: Final = 2.5
"""How many heights a title that is broken may leave of the breadth between the margins."""

_SENTENCE_END: Final = "。；！？：;!?"
_ITEM: Final = re.compile(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、．]"
    r"|\d{1,2}\.(?!\d)|第[一二三四五六七八九十]+[章节部条]|[注附]\s*[:：]|附件"
)


Margins = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it is set on its page, between the page's margins."""

    line: TextLine
    paper: Paper
    margins: Margins

    def is_full_before(self, line: TextLine) -> bool:
        """Whether the first word of the next line did not fit at the end of this one."""
        word = max(1, len((_WORD.match(line.text) or [""])[0]))
        width = line.boxes[4 * word - 2] - line.x0
        room = self.margins[1] - self.line.x1
        return room <= max(width, self.line.height) + self.line.height / 2

    @property
    def breaks_off(self) -> bool:
        """Whether the line runs nearly to the right margin and ends within a sentence."""
        left, right = self.margins
        is_long = self.line.x1 >= left + _LONG * (right - left)
        return is_long and self.line.text[-1] not in f"{_SENTENCE_END}）)"

    @property
    def starts_at_margin(self) -> bool:
        """Whether it starts at the left margin, without the indent of a paragraph's first line."""
        return self.line.x0 <= self.margins[0] + 0.8 * self.line.height


def margins_of(pages: Sequence[tuple[Paper, Sequence[TextLine]]]) -> list[Margins]:
    """Between which places the text of each page runs.

    Two lines that end alike show the right margin; a page without such a pair has the margins of
    the others of its breadth, or as much room at its right as at its left.
    """
    own = [_margins(lines, paper.size[0]) for paper, lines in pages]
    found: dict[float, list[Margins]] = {}
    for (paper, _), margins in zip(pages, own, strict=True):
        if margins:
            found.setdefault(paper.size[0], []).append(margins)
    shared = {
        width: (
            -_outermost([-left for left, _ in several]),
            _outermost([right for _, right in several]),
        )
        for width, several in found.items()
    }
    return [
        margins or shared.get(paper.size[0]) or _alike_margins(lines, paper.size[0])
        for (paper, lines), margins in zip(pages, own, strict=True)
    ]


def _outermost(places: Iterable[float]) -> float:
    """The largest place that two pages share; the largest of all if no two agree."""
    ordered = sorted(places, reverse=True)
    alike = (one for one, other in pairwise(ordered) if one - other <= _AGREEING)
    return next(alike, ordered[0])


def _margins(lines: Sequence[TextLine], width: float) -> Margins | None:
    plain = [line for line in lines if TAB not in line.text and line.x1 <= width]
    left = min((line.x0 for line in plain), default=0.0)
    right = max((line.x1 for line in plain), default=0.0)
    ending = [line for line in plain if line.x1 >= right - FULL * line.height]
    return (left, right) if len(ending) > 1 and right - left >= _BROAD * width else None


def _alike_margins(lines: Sequence[TextLine], width: float) -> Margins:
    left = min((line.x0 for line in lines), default=0.0)
    right = max(width - left, max((line.x1 for line in lines), default=0.0))
    return (left, right) if right - left >= _BROAD * width else (0.0, width)


def goes_on(before: SetLine, line: SetLine) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    height, next_height = before.line.height, line.line.height
    if TAB in before.line.text or TAB in line.line.text:
        return False
    if not _is_title_broken(before, line) and not (
        line.starts_at_margin and (before.is_full_before(line.line) or before.breaks_off)
    ):
        return False
    if abs(height - next_height) > _ALIKE * max(height, next_height):
        return False
    if before.paper is line.paper and line.line.y0 - before.line.y1 > _SPACING * height:
        return False
    if before.paper.size != line.paper.size:
        return False
    if _LEADERS.search(before.line.text):
        return False
    return before.line.text[-1] not in _SENTENCE_END or not _ITEM.match(line.line.text)


def _is_title_broken(before: SetLine, line: SetLine) -> bool:
    """Whether two lines set in the middle are one that was too long."""
    aside = abs(before.line.x0 + before.line.x1 - line.line.x0 - line.line.x1) / 2
    room = before.line.x0 - before.margins[0] + before.margins[1] - before.line.x1
    return (
        before.paper is line.paper
        and aside <= before.line.height / 2
        and line.line.x0 - before.line.x0 > before.line.height
        and room <= _TITLE_ROOM * before.line.height
        and not _SUBTITLE.match(line.line.text)
    )


def paragraph(lines: Sequence[SetLine]) -> Line:
    """Lines as one paragraph; its page is the one where it starts."""
    pieces: list[Passage] = []
    page: list[SetLine] = []
    for line in lines:
        if page and page[-1].paper is not line.paper:
            pieces.append(_passage(page))
            separator = between_words(page[-1].line.text[-1], line.line.text[0])
            pieces.append(Passage(separator))
            page = []
        page.append(line)
    pieces.append(_passage(page))
    passage = pieces[0] if len(pieces) == 1 else joined(pieces)
    return Line(passage, page=lines[0].paper.number)


def _passage(lines: Sequence[SetLine]) -> Passage:
    """Lines of one page as one passage."""
    text = lines[0].line.text
    boxes = lines[0].line.boxes
    if len(lines) > 1:
        boxes = boxes[:]
    for before, line in pairwise(lines):
        separator = between_words(text[-1], line.line.text[0])
        if separator:
            end = before.line
            boxes.extend((end.x1, end.y0, end.x1, end.y1))
        text = f"{text}{separator}{line.line.text}"
        boxes.extend(line.line.boxes)
    return Passage.at(text, PagePlace(lines[0].paper, boxes))
