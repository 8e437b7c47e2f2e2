"""Sheets of blocks below each other: prose with its headings, and the performance forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from mingzhang.publisher.compose.page import (
    Block,
    Definition,
    Grid,
    Heading,
    Paragraph,
    ParagraphStyle,
)
from mingzhang.publisher.compose.workbook import Sheet
from mingzhang.publisher.render.xlsx.drawing import Drawing
from mingzhang.publisher.render.xlsx.fitting import column_edges, edges_of, fit
from mingzhang.publisher.render.xlsx.looks import HEADINGS, PARAGRAPHS

__all__ = ["draw_forms", "draw_prose"]

_TERM = (0.26, 0.74)
"""The shares of a glossary term and of its meaning."""

_LIST = (0.08, 0.92)
"""The shares of the number and the name in the list of forms."""

_PARAGRAPH_START = "　　"
_PART_ROOM = 16.0
_ROOM = 8.0
_SLACK = 16.0
_PROSE_WIDTH = 590
"""The width of a line of prose in pixels: the 156 mm of an official document (GB/T 9704).

It leaves room beside it: programs without the workbook's font draw columns wider, and do not fit a
single column to the paper.
"""
_PRINT_SCALE = 85
"""Forms are printed so much smaller that they stay on the paper there too."""


def draw_prose(drawing: Drawing, sheet: Sheet) -> None:
    """Draw the blocks of a part."""
    blocks = [block for page in sheet.pages for block in page]
    has_terms = any(isinstance(block, Definition) for block in blocks)
    flow = _Flow(drawing, blocks, [_TERM] if has_terms else [], _PROSE_WIDTH)
    for block in blocks:
        flow.block(block)
    drawing.page.fit_to_pages(1, 0)
    drawing.finish()


def draw_forms(drawing: Drawing, sheet: Sheet) -> None:
    """Draw a list of the forms, then each form on a page of its own.

    Spreadsheets may pass over page breaks where they fit a sheet to the paper; so the sheet is
    printed at a scale at which it is one page wide.
    """
    blocks = [block for page in sheet.pages for block in page]
    flow = _Flow(drawing, blocks, [_LIST], drawing.paper.width)
    drawing.line(sheet.name, "form_title", _PART_ROOM)
    names = list(_named(sheet.pages))
    listed = [
        flow.row((str(number), name), ("number", "entry"), _LIST)
        for number, (_, name) in enumerate(names, 1)
    ]
    breaks = []
    for page in sheet.pages:
        breaks.append(drawing.row)
        flow.page(page)
    for (grid, name), (row, column) in zip(names, listed, strict=True):
        place = drawing.places.of(grid.anchor)
        if place:
            drawing.page.write_url(row, column, place.link, drawing.formats.named("entry"), name)
    drawing.page.set_h_pagebreaks(breaks)
    drawing.page.set_print_scale(_PRINT_SCALE)
    drawing.finish()


def _named(pages: Iterable[Sequence[Block]]) -> Iterator[tuple[Grid, str]]:
    """Each form with its name: its label without the title that stands above it."""
    for page in pages:
        title = next((one.text for one in page if isinstance(one, Paragraph)), "")
        for block in page:
            if isinstance(block, Grid):
                yield block, block.label.removeprefix(f"{title}：")


class _Flow:
    """Draws blocks on a sheet whose columns serve all grids on it together."""

    def __init__(
        self,
        drawing: Drawing,
        blocks: Sequence[Block],
        more: Sequence[tuple[float, float]],
        width: int,
    ) -> None:
        self.drawing = drawing
        self.width = width
        shares = [block.widths for block in blocks if isinstance(block, Grid)]
        self.edges = column_edges([*dict.fromkeys(shares), *more], self.width)
        self.top = 0.0
        drawing.columns([right - left for left, right in pairwise(self.edges)])

    def page(self, blocks: Sequence[Block]) -> None:
        """Blocks that begin on a new page."""
        self.top = self.drawing.height
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """One block, below what is drawn already."""
        match block:
            case Heading():
                self.drawing.anchor(block.anchor)
                look = HEADINGS[min(block.level, len(HEADINGS)) - 1]
                self.drawing.line(block.text, look, _PART_ROOM if block.level == 1 else _ROOM)
            case Paragraph():
                self._paragraph(block)
            case Definition():
                self.drawing.anchor(block.anchor)
                term = f"{block.ordinal}{block.term}"
                self.row((term, block.text), ("term", "meaning"), _TERM)
            case Grid():
                self._grid(block)

    def row(
        self, texts: Sequence[str], looks: Sequence[str], shares: Sequence[float]
    ) -> tuple[int, int]:
        """A row of texts in columns of these shares; gives row and column of the last."""
        columns = self._columns(shares)
        first = self.drawing.cells(texts, looks, columns)
        return first, columns[-2]

    def _paragraph(self, block: Paragraph) -> None:
        for run in block.runs:
            if run.fact is not None:
                self.drawing.mention(run.fact)
        start = _PARAGRAPH_START if block.style is ParagraphStyle.BODY else ""
        self.drawing.line(start + block.text, PARAGRAPHS[block.style], _ROOM)

    def _grid(self, grid: Grid) -> None:
        drawing = self.drawing
        drawing.anchor(grid.anchor)
        if grid.mark:
            drawing.line(grid.mark, "mark")
        if grid.left or grid.right:
            drawing.pair(grid.left or "", grid.right or "")
        columns = self._columns(grid.widths)
        widths = [self.edges[right] - self.edges[left] for left, right in pairwise(columns)]
        room = drawing.paper.height * 100 / _PRINT_SCALE - (drawing.height - self.top) - _SLACK
        drawing.grid(fit(grid, widths, room), columns, is_form=grid.is_form)
        for note in grid.notes:
            drawing.line(note, "note", 4)

    def _columns(self, shares: Sequence[float]) -> list[int]:
        """The columns of the sheet at which the columns of a grid begin, and the end."""
        return [
            min(range(len(self.edges)), key=lambda at: abs(self.edges[at] - edge))
            for edge in edges_of(shares, self.width)
        ]
