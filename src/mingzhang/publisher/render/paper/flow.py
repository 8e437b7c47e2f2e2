"""From neutral pages to a flow: what follows what on which sheet, each text with its look.

The flow is drawn by `drawing` and counted by `pagination`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from mingzhang.publisher.compose.page import (
    Block,
    Chapter,
    Chart,
    Definition,
    Grid,
    Heading,
    Paragraph,
    ParagraphStyle,
    Publication,
)
from mingzhang.publisher.render.chart import chart_height
from mingzhang.publisher.render.paper import looks
from mingzhang.publisher.render.paper.fitting import FittedGrid, fit_sheets
from mingzhang.publisher.render.paper.lines import line_count, text_width
from mingzhang.publisher.render.paper.looks import Look
from mingzhang.publisher.render.paper.sheet import Sheet, sheet_for

__all__ = ["TERM", "Drawing", "Item", "Piece", "Stretch", "Table", "Text", "flow_of", "text_lines"]

_UNIT = 13
"""Twips of a unit in which charts are laid out, so that their text is of 8.5 points or so."""
_FEW = 3
"""Fewer lines than these do not stand on a page alone, if a chart can go with them."""
_TALLEST = Fraction(3, 5)
"""The share of its sheet that a chart takes at most."""

_WIDE_SPACE = "\u3000"

TERM = "Term"
"""The character style of a term that is defined."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one character style; `fact` as in the neutral page."""

    text: str
    fact: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph with the anchors that lead to it."""

    look: Look
    pieces: tuple[Piece, ...]
    anchor: str | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid that has been fitted to its sheet."""

    grid: Grid
    fitted: FittedGrid
    new_page: bool = False

    @property
    def anchor(self) -> str:
        """The anchor that leads to the grid."""
        return self.grid.anchor


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, with its size in twips; it was laid out `units` wide."""

    chart: Chart
    units: int
    width: int
    height: int
    new_page: bool = False

    @property
    def anchor(self) -> str:
        """The anchor that leads to the chart."""
        return self.chart.anchor


Item = Text | Table | Drawing


@dataclass(frozen=True, slots=True)
class Stretch:
    """Chapters of one orientation that follow each other: a section of the document."""

    sheet: Sheet
    items: tuple[Item, ...]


def flow_of(publication: Publication) -> tuple[Stretch, ...]:
    """The chapters as stretches; chapters with nothing in them leave no page."""
    stretches: list[Stretch] = []
    filled = [chapter for chapter in publication.chapters if chapter.blocks]
    for orientation, chapters in groupby(filled, key=lambda chapter: chapter.orientation):
        sheet = sheet_for(orientation)
        items: list[Item] = []
        for chapter in chapters:
            first, *rest = _chapter_items(chapter, sheet)
            items += [replace(first, new_page=bool(items)), *rest]
        stretches.append(Stretch(sheet, tuple(_separated(items))))
    return tuple(stretches)


def _chapter_items(chapter: Chapter, sheet: Sheet) -> list[Item]:
    items: list[Item] = []
    blocks = chapter.blocks
    for index, block in enumerate(blocks):
        follower = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Grid):
            before = blocks[index - 1] if index else None
            items += _grid_items(block, sheet, items, has_title=_is_title(before, block))
        elif isinstance(block, Chart):
            items += _chart_items(block, sheet)
        elif isinstance(block, Heading) and _is_title(block, follower):
            items += _title_items(
                block, follower, sheet, is_later=any(isinstance(i, Table) for i in items)
            )
        else:
            items.append(_text(block, sheet))
    return _ended(items, sheet) or [Text(looks.SEPARATOR, ())]


def _ended(items: list[Item], sheet: Sheet) -> list[Item]:
    """The items of a chapter; a line or two that end it do not leave the chart before them."""
    match items:
        case [*others, Drawing() as chart, Text(look) as caption, Text() as last] if (
            look is looks.PARAGRAPHS[ParagraphStyle.CAPTION] and text_lines(last, sheet) < _FEW
        ):
            return [*others, chart, replace(caption, look=looks.KEPT_CAPTION), last]
    return items


def _is_title(block: Block | None, follower: Block | None) -> bool:
    """Whether a heading is the title of the table that follows: it has a mark or a line between."""
    return (
        isinstance(block, Heading)
        and isinstance(follower, Grid)
        and block.level == 2
        and bool(follower.mark or follower.left or follower.right)
    )


def _title_items(
    heading: Heading, follower: Block | None, sheet: Sheet, *, is_later: bool
) -> Iterable[Text]:
    if isinstance(follower, Grid) and follower.mark:
        look = looks.LATER_TABLE_MARK if is_later else looks.TABLE_MARK
        yield Text(look, (Piece(follower.mark),))
    title = _titled(heading.text, looks.TABLE_TITLE, sheet)
    yield Text(looks.TABLE_TITLE, (Piece(title),), heading.anchor)


def _chart_items(chart: Chart, sheet: Sheet) -> Iterable[Item]:
    units = sheet.text_width // _UNIT
    height = chart_height(chart, width=units) * _UNIT
    most = min(height, int(sheet.text_height * _TALLEST))
    yield Drawing(chart, units, units * _UNIT * most // height, most)
    if not chart.is_captioned:
        yield Text(looks.PARAGRAPHS[ParagraphStyle.CAPTION], (Piece(chart.title),))


def _text(block: Heading | Paragraph | Definition, sheet: Sheet) -> Text:
    if isinstance(block, Heading):
        look = looks.HEADINGS[max(1, min(block.level, len(looks.HEADINGS))) - 1]
        return Text(look, (Piece(_titled(block.text, look, sheet)),), block.anchor)
    if isinstance(block, Paragraph):
        pieces = tuple(Piece(run.text, run.fact) for run in block.runs)
        return Text(looks.PARAGRAPHS[block.style], pieces)
    term = Piece(block.ordinal + block.term + _colon(block.text), style=TERM)
    return Text(looks.DEFINITION, (term, Piece(block.text)), block.anchor)


def _titled(title: str, look: Look, sheet: Sheet) -> str:
    """A title that stands in the middle, on two lines by its full-width space if it needs them."""
    if look.align != "center" or line_count(title, look.em, sheet.text_width) == 1:
        return title
    return title.replace(_WIDE_SPACE, "\n", 1)


def _colon(text: str) -> str:
    return "" if not text or text[0] in "：:" else "："


def _grid_items(grid: Grid, sheet: Sheet, before: list[Item], *, has_title: bool) -> Iterable[Item]:
    items: list[Item] = []
    if grid.mark and not has_title:
        items.append(Text(looks.TABLE_MARK, (Piece(grid.mark),)))
    if grid.left or grid.right:
        ends = (Piece(grid.left or ""), Piece("\t"), Piece(grid.right or ""))
        items.append(Text(looks.meta_look(sheet), ends))
    notes = [Text(looks.TABLE_NOTE, (Piece(note),)) for note in grid.notes]
    pieces = fit_sheets(grid, sheet, _taken([*before, *items], notes, sheet))
    items += [Table(grid, piece, new_page=number > 0) for number, piece in enumerate(pieces)]
    return [*items, *notes]


def _taken(before: list[Item], after: list[Text], sheet: Sheet) -> int:
    """The height that other things take on the sheet where a grid would begin.

    Only what certainly stands on that sheet counts: the start of the chapter, if it is short.
    """
    texts = [item for item in before if isinstance(item, Text)]
    lead = sum(text_height(text, sheet) for text in texts)
    if len(texts) < len(before) or lead > sheet.text_height // 2:
        head = reversed(texts[-3:])
        lead = sum(text_height(text, sheet) for text in head if text.look.keep_next)
    return lead + sum(text_height(text, sheet) for text in after) + looks.SEPARATOR.line


def text_lines(text: Text, sheet: Sheet) -> int:
    """How many lines a paragraph takes."""
    look = text.look
    width = sheet.text_width - look.left - look.right
    words = "".join(piece.text for piece in text.pieces)
    if look.tab is not None and "\t" in words:
        words = words.replace("\t", " ")
        is_one = text_width(words, look.em) <= sheet.text_width
        return 1 if is_one else max(2, line_count(words, look.em, width))
    return line_count(words, look.em, width, look.first_line * look.em, hanging=look.hangs)


def text_height(text: Text, sheet: Sheet) -> int:
    """The height of a paragraph with the space around it."""
    return text.look.before + text_lines(text, sheet) * text.look.line + text.look.after


def _separated(items: list[Item]) -> Iterable[Item]:
    """The items, with what must stand between two tables and after the last one."""
    for index, item in enumerate(items):
        yield item
        follower = items[index + 1] if index + 1 < len(items) else None
        if isinstance(item, Table) and not isinstance(follower, Text):
            yield Text(looks.SEPARATOR, ())
