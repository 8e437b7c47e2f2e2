"""Colours by what they are for: fixed on paper, classes on the screen (`chart.css` has both modes).

On paper and in light mode all are at least 4.5:1 on white, so that shapes are seen and text of the
paper's colour is read upon them. Colour never stands alone: every shape is named beside it, and
the second of two series is hatched.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

__all__ = ["COLOURS", "HUES", "css"]

COLOURS: Final = {
    "ink": "#1d2126",
    "soft": "#565c64",
    "hair": "#d5d3cc",
    "axis": "#767b82",
    "on": "#ffffff",
    "hue-1": "#2f6690",
    "hue-2": "#9a5b13",
    "hue-3": "#35764f",
    "hue-4": "#8a4a6b",
    "hue-5": "#5a5f94",
    "hue-6": "#a3392f",
    "rest": "#6b7178",
}
"""What a colour is for, and the colour on paper."""

HUES: Final = tuple(name for name in COLOURS if name.startswith("hue-"))


@cache
def css() -> str:
    """The styles that charts on the screen need: light, dark and forced colours."""
    return resources.files(__package__).joinpath("chart.css").read_text(encoding="utf-8")
