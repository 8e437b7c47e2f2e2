"""Draws lines and grids on one sheet from the top down, and keeps where everything came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from mingzhang.publisher.compose.page import Cell, CellRole, Orientation, Publication
from mingzhang.publisher.render.xlsx.fitting import (
    HIGHEST,
    Fitted,
    line_count,
    line_height,
    row_parts,
    text_pixels,
)
from mingzhang.publisher.render.xlsx.looks import SIZES, Formats
from mingzhang.publisher.render.xlsx.numbers import number_of
from mingzhang.publisher.render.xlsx.paper import paper_of, prepare

__all__ = ["Drawing", "Place", "Places"]

_CELL_ROOM = 5.0
_LINE_ROOM = 6.0


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the workbook, row and column from 0."""

    sheet: str
    row: int
    column: int

    @property
    def link(self) -> str:
        """The address of a link to the cell."""
        return f"internal:{quote_sheetname(self.sheet)}!{xl_rowcol_to_cell(self.row, self.column)}"

    @property
    def absolute(self) -> str:
        """The reference to the cell wherever it is used."""
        return (
            f"{quote_sheetname(self.sheet)}!{xl_rowcol_to_cell(self.row, self.column, True, True)}"
        )


class Places:
    """Where the blocks of the workbook begin and where each figure first stands.

    `figures` are those of grids, `mentions` those of prose.
    """

    def __init__(self) -> None:
        self.figures: dict[str, Place] = {}
        self.mentions: dict[str, Place] = {}
        self._anchors: dict[str, Place] = {}

    def put(self, anchor: str, sheet: str, row: int) -> None:
        """Keep where a block begins."""
        self._anchors.setdefault(anchor, Place(sheet, row, 0))

    def of(self, anchor: str) -> Place | None:
        """Where a block begins, if it is in the workbook."""
        return self._anchors.get(anchor)

    def of_figure(self, address: str) -> Place | None:
        """Where a figure stands, in a table rather than in prose."""
        return self.figures.get(address) or self.mentions.get(address)


class Drawing:
    """One sheet while it is drawn; `row` is the next that is free, `height` that of those above."""

    def __init__(
        self,
        page: Worksheet,
        name: str,
        orientation: Orientation,
        publication: Publication,
        formats: Formats,
        places: Places,
    ) -> None:
        self.page = page
        self.name = name
        self.paper = paper_of(orientation)
        self.formats = formats
        self.places = places
        self.row = 0
        self.height = 0.0
        self._edges = [0, self.paper.width]
        prepare(page, self.paper, publication)

    @property
    def width(self) -> int:
        """The width of all columns in pixels."""
        return self._edges[-1]

    def columns(self, widths: Sequence[int]) -> None:
        """Set the columns of the sheet, in pixels."""
        self._edges = list(accumulate(widths, initial=0))
        for column, width in enumerate(widths):
            self.page.set_column_pixels(column, column, width)

    def anchor(self, anchor: str) -> None:
        """Keep that a block begins at the next row."""
        self.places.put(anchor, self.name, self.row)

    def mention(self, address: str) -> None:
        """Keep that a figure stands in the text of the next row."""
        self.places.mentions.setdefault(address, Place(self.name, self.row, 0))

    def line(self, text: str, look: str, room: float = _LINE_ROOM) -> None:
        """A text over all columns, as high as its lines and `room` points more.

        One that is too high for a row takes several.
        """
        size = SIZES[look]
        lines = line_count(text, size, self.width)
        parts = row_parts(lines * line_height(size) + room)
        self._rows(parts)
        last = len(self._edges) - 2
        at = self.row - len(parts)
        self.write((at, 0, self.row - 1, last), text, self.formats.named(look))

    def pair(self, left: str, right: str) -> None:
        """Two texts on one line, one at each end."""
        count = len(self._edges) - 1
        size = SIZES["right"]
        if not right or count == 1:
            return self.line(left or right, "left" if left else "right")
        first = count - 1
        while first > 1 and self.width - self._edges[first] < text_pixels(right, size):
            first -= 1
        lines = line_count(left, size, self._edges[first])
        self._rows([lines * line_height(size) + _LINE_ROOM])
        at = self.row - 1
        self.write((at, 0, at, first - 1), left, self.formats.named("left"))
        self.write((at, first, at, count - 1), right, self.formats.named("right"))
        return None

    def space(self, height: float) -> None:
        """An empty row."""
        self._rows([height])

    def cells(
        self,
        texts: Sequence[str],
        looks: Sequence[str],
        columns: Sequence[int] | None = None,
        link: Place | None = None,
    ) -> int:
        """A row of texts, the first a link if it leads anywhere; gives the number of the row.

        Each begins at one of `columns` and ends before the next; without them, one text a column.
        """
        starts = range(len(texts) + 1) if columns is None else columns
        areas = list(pairwise(starts))
        parts = row_parts(max(map(self._needed, texts, looks, areas)))
        self._rows(parts)
        first, last = self.row - len(parts), self.row - 1
        for text, look, (start, end) in zip(texts, looks, areas, strict=True):
            target = link.link if link and start == starts[0] else None
            self.write((first, start, last, end - 1), text, self.formats.named(look), target)
        return first

    def grid(self, grid: Fitted, edges: Sequence[int], *, is_form: bool) -> int:
        """A grid whose columns begin at these columns of the sheet; gives the row below its header.

        Every covered cell has its border; a figure is a number and its place is kept.
        """
        starts = [self.row]
        for height in grid.heights:
            self._rows(row_parts(height))
            starts.append(self.row)
        for place in grid.places:
            area = (
                starts[place.row],
                edges[place.column],
                starts[place.row + place.rows] - 1,
                edges[place.column + place.columns] - 1,
            )
            self._cell(area, place.cell, grid.size, is_form)
        return starts[grid.header_rows]

    def write(
        self, area: tuple[int, int, int, int], text: str, look: Format, link: str | None = None
    ) -> None:
        """A text in an area (first row and column, last row and column), merged if it is one."""
        row, column = area[:2]
        if area[2:] != area[:2]:
            self.page.merge_range(*area, "", look)
        if link and text:
            self.page.write_url(row, column, link, look, text)
        elif text:
            self.page.write_string(row, column, text, look)
        else:
            self.page.write_blank(row, column, None, look)

    def finish(self) -> None:
        """Set what is printed: all rows and columns."""
        count = len(self._edges) - 1
        if self.row:
            self.page.print_area(0, 0, self.row - 1, count - 1)
            last = xl_rowcol_to_cell(self.row - 1, count - 1)
            self.page.ignore_errors({"number_stored_as_text": f"A1:{last}"})

    def _cell(
        self, area: tuple[int, int, int, int], cell: Cell, size: float, is_form: bool
    ) -> None:
        number = number_of(cell.text) if cell.role is CellRole.NUMBER else None
        look = self.formats.of_cell(cell, size, is_form, number.format if number else None)
        if number is None:
            self.write(area, cell.text, look)
        else:
            if area[2:] != area[:2]:
                self.page.merge_range(*area, "", look)
            self.page.write_number(*area[:2], number.value, look)
        if cell.fact is not None:
            self.places.figures.setdefault(cell.fact, Place(self.name, *area[:2]))

    def _needed(self, text: str, look: str, columns: tuple[int, int]) -> float:
        start, end = columns
        lines = line_count(text, SIZES[look], self._edges[end] - self._edges[start])
        return lines * line_height(SIZES[look]) + _CELL_ROOM

    def _rows(self, heights: Sequence[float]) -> None:
        for height in heights:
            high = min(HIGHEST, ceil(height * 4) / 4)
            self.page.set_row(self.row, high)
            self.row += 1
            self.height += high
