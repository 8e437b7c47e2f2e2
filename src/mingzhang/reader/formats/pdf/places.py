"""Where the characters of a passage stand on a page, and the evidence for some of them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from mingzhang.cube import Evidence
from mingzhang.reader.source import Place

__all__ = ["PagePlace", "Paper"]

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as it is read: its size, and the quarter turns from there to how it is shown."""

    number: int
    size: tuple[float, float]
    turn: int = 0

    def shown(self, box: Box) -> Box:
        """A box in points from the top left of the page as it is shown, to one decimal."""
        x0, y0, x1, y1 = box
        wide, high = self.size
        for _ in range(self.turn):
            x0, y0, x1, y1 = high - y1, x0, high - y0, x1
            wide, high = high, wide
        return round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)


@dataclass(slots=True, eq=False)
class PagePlace:
    """The boxes of a passage's characters: x0, y0, x1, y1 of each, one after the other."""

    paper: Paper
    boxes: array[float]

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """The page, and the box around the characters; of a text on two pages, those on this."""
        if until is self:
            boxes = self.boxes[4 * start : 4 * end]
        elif isinstance(until, PagePlace) and until.paper is self.paper:
            boxes = self.boxes[4 * start :] + until.boxes[: 4 * end]
        else:
            boxes = self.boxes[4 * start :]
        around = min(boxes[0::4]), min(boxes[1::4]), max(boxes[2::4]), max(boxes[3::4])
        return Evidence(text, page=self.paper.number, bbox=self.paper.shown(around))
