"""The lines above a drawing: unit and source, and which colour is which series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mingzhang.publisher.render.chart.words import text_width

__all__ = ["HEAD_LEADING", "SWATCH", "Legend", "head_height", "legend_fits", "legend_width"]

HEAD_LEADING: Final = 1.7
"""The height of a line of the head, in the size of its text."""

SWATCH: Final = 12
"""The side of the square that shows a colour."""


Legend = tuple[tuple[str, str, bool], ...]
"""The series: name, colour, and whether it is hatched."""


def legend_width(size: float, legend: Sequence[tuple[str, str, bool]]) -> int:
    """How wide the names of the series are with their squares."""
    return sum(text_width(name, size) + 2 * SWATCH + 5 for name, _, _ in legend)


def legend_fits(width: int, size: float, head: str, legend: Legend) -> bool:
    """Whether the names of the series stand beside unit and source."""
    names = legend_width(size, legend)
    return not names or text_width(head, size) + names <= width


def head_height(width: int, size: float, head: str, legend: Legend) -> int:
    """The room that the head takes."""
    lines = 1 if legend_fits(width, size, head, legend) else 2
    return round(size * (HEAD_LEADING * lines + 0.5))
