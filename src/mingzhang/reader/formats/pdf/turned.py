"""Text that does not stand upright: turned pages, turned words, and marks across a page."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot
from typing import Final

from mingzhang.reader.formats.pdf.pdfium import Box, TextPage
from mingzhang.reader.formats.pdf.runs import Run, around, runs_of

__all__ = ["Frame", "turned_text"]

_STRAIGHT: Final = 0.03
"""How far a baseline may lean, as a share of its length, and still count as straight."""

_ASKEW: Final = 4
"""The lean of a character whose baseline is neither level nor upright."""


@dataclass(frozen=True, slots=True)
class Frame:
    """From a page's own coordinates to points from the top left of the page as it is read.

    `turns` counts quarter turns by which the text leans to the left in the page's coordinates.
    """

    page: Box
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        left, bottom, right, top = self.page
        wide, high = right - left, top - bottom
        return (high, wide) if self.turns % 2 else (wide, high)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page as x0, y0, x1, y1."""
        page_left, page_bottom, page_right, page_top = self.page
        if self.turns == 0:
            return left - page_left, page_top - top, right - page_left, page_top - bottom
        if self.turns == 1:
            return bottom - page_bottom, left - page_left, top - page_bottom, right - page_left
        if self.turns == 2:
            return page_right - right, bottom - page_bottom, page_right - left, top - page_bottom
        return page_top - top, page_right - right, page_top - bottom, page_right - left


def turned_text(
    characters: TextPage, text: str, boxes: array[float], upright: Frame
) -> tuple[Frame, list[Run], list[Run]]:
    """How a page with turned text is to be read, its runs, and the marks across it.

    `boxes`, as they are in the upright frame, become boxes in the frame given back.
    """
    slanted = characters.slanted(range(characters.count))
    leaning = {number: _lean(characters, number) for number in slanted}
    turns = _reading_turns(text, leaning)
    frame = Frame(upright.page, turns)
    _turn(boxes, upright, frame)
    for number, lean in leaning.items():
        if lean:
            box = _turned_box(characters, number, lean)
            boxes[4 * number : 4 * number + 4] = array("f", frame.box(*box))
    reading = [leaning.get(number, 0) for number in range(len(text))]
    plain = "".join(
        character if lean == turns else " " for character, lean in zip(text, reading, strict=True)
    )
    across = [
        number
        for number, lean in enumerate(reading)
        if lean != turns and not text[number].isspace()
    ]
    words = _words((number for number in across if reading[number] != _ASKEW), text, boxes)
    marks = _words((number for number in across if reading[number] == _ASKEW), text, boxes)
    return frame, [*runs_of(plain, boxes), *words], marks


def _turn(boxes: array[float], upright: Frame, frame: Frame) -> None:
    if frame.turns == upright.turns:
        return
    left, _, _, top = frame.page
    for at in range(0, len(boxes), 4):
        x0, y0, x1, y1 = boxes[at : at + 4]
        box = frame.box(left + x0, top - y1, left + x1, top - y0)
        boxes[at : at + 4] = array("f", box)


def _lean(characters: TextPage, number: int) -> int:
    """By how many quarter turns to the left a character's baseline leans."""
    a, b, *_ = characters.matrix(number)
    length = hypot(a, b)
    if abs(b) <= _STRAIGHT * length:
        return 0 if a >= 0 else 2
    if abs(a) <= _STRAIGHT * length:
        return 1 if b > 0 else 3
    return _ASKEW


def _reading_turns(text: str, leaning: dict[int, int]) -> int:
    """In which direction most of the text runs."""
    leans = Counter(lean for number, lean in leaning.items() if not text[number].isspace())
    leans[0] += len("".join(text.split())) - leans.total()
    return max(range(4), key=lambda turns: leans[turns])


def _turned_box(characters: TextPage, number: int, lean: int) -> Box:
    """The box of a turned character: its ink along the baseline, its font's height across it."""
    left, bottom, right, top = characters.ink(number)
    if lean == _ASKEW:
        return left, bottom, right, top
    x, y = characters.origin(number)
    a, b, *_ = characters.matrix(number)
    size = characters.size(number) * hypot(a, b)
    above, below = 0.88 * size, 0.12 * size
    if lean == 1:
        return x - above, bottom, x + below, top
    if lean == 3:
        return x - below, bottom, x + above, top
    return left, y - above, right, y + below


def _words(numbers: Iterable[int], text: str, boxes: array[float]) -> list[Run]:
    """Characters that follow each other, in the file and on the page, as runs."""
    words: list[range] = []
    for number in numbers:
        if (
            words
            and not text[words[-1].stop : number].strip()
            and _are_near(boxes, words[-1].stop - 1, number)
        ):
            words[-1] = range(words[-1].start, number + 1)
        else:
            words.append(range(number, number + 1))
    return [around(boxes, word.start, word.stop) for word in words]


def _are_near(boxes: array[float], one: int, other: int) -> bool:
    ax0, ay0, ax1, ay1 = boxes[4 * one : 4 * one + 4]
    bx0, by0, bx1, by1 = boxes[4 * other : 4 * other + 4]
    away = hypot((ax0 + ax1 - bx0 - bx1) / 2, (ay0 + ay1 - by0 - by1) / 2)
    return away <= 2.5 * max(ax1 - ax0, ay1 - ay0, bx1 - bx0, by1 - by0)
