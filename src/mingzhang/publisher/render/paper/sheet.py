"""The sheets of paper a publication is printed on, in twips (a twentieth of a point)."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.publisher.compose.page import Orientation

__all__ = ["HEADER_DISTANCE", "LANDSCAPE", "PORTRAIT", "Sheet", "sheet_for"]

_A4_SHORT = 11906
_A4_LONG = 16838
_TOP = 1417
_BOTTOM = 1304
_SIDE = 1247
HEADER_DISTANCE = 794
"""From the edge of the paper to the running head and to the footer."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its margins.

    >>> PORTRAIT.text_width, PORTRAIT.text_height
    (9412, 14117)
    """

    width: int
    height: int
    top: int = _TOP
    bottom: int = _BOTTOM
    side: int = _SIDE

    @property
    def text_width(self) -> int:
        """The width of the type area."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> int:
        """The height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def is_landscape(self) -> bool:
        """Whether the long side lies at the bottom."""
        return self.width > self.height


PORTRAIT = Sheet(_A4_SHORT, _A4_LONG)
LANDSCAPE = Sheet(_A4_LONG, _A4_SHORT)


def sheet_for(orientation: Orientation) -> Sheet:
    """The sheet that a chapter of this orientation is printed on."""
    return LANDSCAPE if orientation is Orientation.LANDSCAPE else PORTRAIT
