"""How wide columns and how high rows have to be, so that every figure and every line is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from mingzhang.publisher.compose.page import Cell, CellRole, Grid
from mingzhang.publisher.render.xlsx.paper import Paper
from mingzhang.publisher.render.xlsx.placing import Placed, placed

__all__ = [
    "HIGHEST",
    "Fitted",
    "column_edges",
    "fit",
    "line_count",
    "line_height",
    "row_parts",
    "table_columns",
    "text_pixels",
]

HIGHEST: Final = 400.0
"""A row of a spreadsheet is at most 409 points high."""

_PIXELS_PER_POINT: Final = 96 / 72
_PADDING: Final = 8
_FIGURE: Final = 0.6
"""The width of a digit, of the type size: some more than it is, for fonts that run wide."""
_INDENT: Final = 9
_LABEL_STRETCH: Final = 1.35
"""How much wider than its share a column of labels may become."""

_TABLE_DENSITIES: Final = ((10.5, 21.0), (10.5, 19.0), (10.0, 17.5), (10.0, 16.0), (9.0, 14.5))
_FORM_DENSITIES: Final = ((10.5, 20.0), (10.0, 18.0), (9.0, 16.0), (9.0, 14.5), (8.0, 13.0))
_TOO_LONG_FOR_ONE_PAGE: Final = 2
"""The density of a grid that takes several pages in any."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A grid ready to draw: the places of its cells, its type size and the heights of its rows."""

    places: tuple[Placed, ...]
    size: float
    heights: tuple[float, ...]
    header_rows: int


@lru_cache(maxsize=16384)
def _halves(text: str) -> int:
    """The width of a text in half-width characters."""
    if text.isascii():
        return len(text)
    return sum(1 if east_asian_width(char) in "NaH" else 2 for char in text)


def text_pixels(text: str, size: float) -> int:
    """The width of a text on one line with the white beside it.

    >>> text_pixels("支出总计", 12) - text_pixels("支出", 12)
    32
    """
    return ceil(_halves(text) * size / 2 * _PIXELS_PER_POINT) + _PADDING


def _figure_pixels(text: str, size: float) -> int:
    return ceil(len(text) * size * _FIGURE * _PIXELS_PER_POINT) + _PADDING


def line_count(text: str, size: float, pixels: float) -> int:
    """How many lines a text takes in a cell so wide; one too many rather than one too few.

    >>> line_count("机关事业单位基本养老保险缴费", 10, 120)
    2
    """
    room = max(2, int((pixels - _PADDING) / (size / 2 * _PIXELS_PER_POINT)))
    if "\n" in text:
        return sum(line_count(part, size, pixels) for part in text.split("\n"))
    width = _halves(text)
    return 1 if width <= room else ceil(width / max(1, room - 1))


def line_height(size: float) -> float:
    """The height of a line of text in points, in the tallest of the fonts that may stand in."""
    return size * 1.45


def row_parts(height: float) -> list[float]:
    """The heights of the spreadsheet's rows that a row of a grid takes: one if it is not too high.

    >>> row_parts(900.0)
    [300.0, 300.0, 300.0]
    """
    number = max(1, ceil(height / HIGHEST))
    return [height / number] * number


def table_columns(grid: Grid, paper: Paper) -> list[int]:
    """The widths of a table's columns in pixels: its shares of the paper, and what they must hold.

    A figure or a code is never broken; a label may widen its column somewhat before it is.
    """
    size = _TABLE_DENSITIES[0][0]
    total = sum(grid.widths) or 1
    widths = [max(24, int(paper.width * share / total)) for share in grid.widths]
    limits = [int(width * _LABEL_STRETCH) for width in widths]
    for place in placed((*grid.header, *grid.body), len(widths)):
        if place.columns == 1 and place.cell.text:
            wanted = _wanted(place.cell, size, limits[place.column])
            widths[place.column] = max(widths[place.column], wanted)
    return widths


def _wanted(cell: Cell, size: float, limit: int) -> int:
    if cell.role is CellRole.NUMBER:
        return _figure_pixels(cell.text, size)
    if cell.text.isascii():
        return _figure_pixels(cell.text, size) if " " not in cell.text else 0
    return min(text_pixels(cell.text, size) + _INDENT * cell.indent, limit)


def column_edges(shares: Iterable[Sequence[float]], width: int) -> list[int]:
    """The edges, in pixels from the left, that the columns of several grids have together.

    Edges that nearly meet are one, so that no column is too narrow to be seen.

    >>> column_edges([(0.5, 0.5), (0.25, 0.252, 0.498)], 400)
    [0, 100, 200, 400]
    """
    least = max(4, width // 60)
    found = sorted({edge for one in shares for edge in edges_of(one, width)})
    edges = [0]
    for edge in found:
        if edge - edges[-1] >= least and width - edge >= least:
            edges.append(edge)
    return [*edges, width]


def edges_of(shares: Sequence[float], width: int) -> list[int]:
    """The edges of one grid's columns."""
    total = sum(shares) or 1
    return [round(edge / total * width) for edge in accumulate(shares, initial=0.0)]


def fit(grid: Grid, widths: Sequence[int], room: float) -> Fitted:
    """A grid in the roomiest type and row height in which its height is at most `room`.

    `widths` are those of its columns in pixels. One that is too long for that takes a middle size.
    """
    places = tuple(placed((*grid.header, *grid.body), len(widths)))
    count = len(grid.header) + len(grid.body)
    edges = list(accumulate(widths, initial=0))
    densities = _FORM_DENSITIES if grid.is_form else _TABLE_DENSITIES
    made: list[tuple[float, tuple[float, ...]]] = []
    needs: dict[float, list[tuple[Placed, float]]] = {}
    for size, least in densities:
        if size not in needs:
            needs[size] = _needs(places, edges, size)
        made.append((size, _heights(needs[size], count, least)))
        if sum(made[-1][1]) <= room:
            break
    else:
        made.append(made[_TOO_LONG_FOR_ONE_PAGE])
    size, heights = made[-1]
    return Fitted(places, size, heights, len(grid.header))


def _needs(
    places: Sequence[Placed], edges: Sequence[int], size: float
) -> list[tuple[Placed, float]]:
    """The cells whose text takes several lines, with the height that they need."""
    needs = []
    for place in places:
        text = place.cell.text
        if not text or place.cell.role is CellRole.NUMBER:
            continue
        width = edges[place.column + place.columns] - edges[place.column]
        lines = line_count(text, size, width - _INDENT * place.cell.indent)
        if lines > 1:
            needs.append((place, lines * line_height(size) + 4))
    return needs


def _heights(needs: Sequence[tuple[Placed, float]], count: int, least: float) -> tuple[float, ...]:
    """The height of each row; a cell over several rows that needs more stretches the last."""
    heights = [least] * count
    for place, need in needs:
        if place.rows == 1:
            heights[place.row] = max(heights[place.row], need)
    for place, need in sorted(needs, key=lambda one: one[0].row + one[0].rows):
        if place.rows > 1:
            end = place.row + place.rows
            lacking = need - sum(heights[place.row : end])
            heights[end - 1] += max(0.0, lacking)
    return tuple(heights)
