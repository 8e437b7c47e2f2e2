"""Rows that no rule divides: figures under each other in several cells of one ruled row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from mingzhang.reader.formats.pdf.lines import TextLine

__all__ = ["stacked_lines"]

_FIGURE: Final = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_FEWEST: Final = 3
"""So many figures under each other are rows; two may be one figure broken in two."""

_ASIDE: Final = 0.6
"""How many heights the lines of one row lie apart at most."""


def stacked_lines(cells: Mapping[int, Sequence[TextLine]]) -> list[dict[int, list[TextLine]]]:
    """The lines of a row's cells, by cell, as the rows they are; none if they are one row.

    They are rows if two cells or more hold nothing but figures, at the same heights; the lines of
    a label go to the nearest figure.
    """
    figures = [
        lines
        for lines in cells.values()
        if len(lines) > 1 and all(_FIGURE.fullmatch(line.text) for line in lines)
    ]
    if len(figures) < 2:
        return []
    longest = max(figures, key=len)
    heights = [_middle(line) for line in longest]
    if len(longest) < _FEWEST or not all(
        abs(_middle(line) - heights[_nearest(line, heights)]) <= _ASIDE * line.height
        for lines in figures
        for line in lines
    ):
        return []
    rows: list[dict[int, list[TextLine]]] = [{} for _ in heights]
    for number, lines in cells.items():
        for line in lines:
            rows[_nearest(line, heights)].setdefault(number, []).append(line)
    return rows


def _middle(line: TextLine) -> float:
    return (line.y0 + line.y1) / 2


def _nearest(line: TextLine, heights: Sequence[float]) -> int:
    return min(range(len(heights)), key=lambda number: abs(heights[number] - _middle(line)))
