"""A page as it is seen: runs of characters with their boxes, and rules, from the top left."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mingzhang.reader.formats.pdf.pdfium import TextPage, box_of_page, rotation_of
from mingzhang.reader.formats.pdf.places import Paper
from mingzhang.reader.formats.pdf.rules import Rule, Rules, rules_of
from mingzhang.reader.formats.pdf.runs import Run, runs_of
from mingzhang.reader.formats.pdf.turned import Frame, turned_text

__all__ = ["Ink", "ink_of"]

_LARGE: Final = 28.0
"""From this height in points text is asked for its colour; body text is never so large."""

_FAINT_OPACITY: Final = 200
_FAINT_COLOUR: Final = 150

_PLAIN: Final = {
    **{
        code: plain
        for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
        for code in block
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
    },
    0x00: "\ufffd",
    0x02: "-",
    0xFFFE: "-",
    0xA0: " ",
    0x3000: " ",
}
"""Characters that are drawn like another one: radicals that a font's map gives for whole
characters, broad spaces, and the signs by which PDFium tells of a hyphen at the end of a line."""

_ODD: Final = re.compile("[\x00\x02\xa0\u2e80-\u2fdf\u3000\uf900-\ufaff\ufffe]")


@dataclass(slots=True)
class Ink:
    """What is drawn on a page.

    `boxes` holds x0, y0, x1, y1 of each character of `text`. `marks` are runs drawn over the page
    that belong to no line of its text.
    """

    paper: Paper
    text: str
    boxes: array[float]
    runs: list[Run]
    rules: Rules
    marks: list[Run] = field(default_factory=list)


def ink_of(page: int, characters: TextPage, number: int) -> Ink:
    """The text and the rules of an open page."""
    text = characters.text()
    if _ODD.search(text):
        text = text.translate(_PLAIN)
    frame = Frame(box_of_page(page), 0)
    boxes = characters.boxes()
    _set_upright(boxes, frame)
    runs = runs_of(text, boxes)
    marks: list[Run] = []
    if characters.slanted([run.start for run in runs]):
        frame, runs, marks = turned_text(characters, text, boxes, frame)
    wide, high = frame.size
    on_page = [run for run in runs if run.x1 > 0 < run.y1 and run.x0 < wide and run.y0 < high]
    faint = [run for run in on_page if _is_faint(characters, run, on_page)]
    return Ink(
        Paper(number, frame.size, (rotation_of(page) - frame.turns) % 4),
        text,
        boxes,
        [run for run in on_page if run not in faint] if faint else on_page,
        _framed(rules_of(page), frame),
        marks + faint,
    )


def _set_upright(boxes: array[float], frame: Frame) -> None:
    """PDFium's own boxes, left, top, right, bottom, as x0, y0, x1, y1."""
    left, _, _, top = frame.page
    boxes[1::4] = array("f", [top - y for y in boxes[1::4]])
    boxes[3::4] = array("f", [top - y for y in boxes[3::4]])
    if left:
        boxes[0::4] = array("f", [x - left for x in boxes[0::4]])
        boxes[2::4] = array("f", [x - left for x in boxes[2::4]])


def _is_faint(characters: TextPage, run: Run, runs: Sequence[Run]) -> bool:
    """Whether large text lets the page show through, or is pale and lies over other text."""
    if run.y1 - run.y0 < _LARGE:
        return False
    *colour, opacity = characters.fill(run.start)
    if opacity < _FAINT_OPACITY:
        return True
    return min(colour) >= _FAINT_COLOUR and any(
        other.x0 < run.x1 and run.x0 < other.x1 and other.y0 < run.y1 and run.y0 < other.y1
        for other in runs
        if other is not run
    )


def _framed(rules: Rules, frame: Frame) -> Rules:
    """Rules in the coordinates of the page as it is read."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for y, start, end in rules.level:
        x0, y0, x1, y1 = frame.box(start, y, end, y)
        (upright if frame.turns % 2 else level).append(_rule(x0, y0, x1, y1))
    for x, start, end in rules.upright:
        x0, y0, x1, y1 = frame.box(x, start, x, end)
        (level if frame.turns % 2 else upright).append(_rule(x0, y0, x1, y1))
    places = [] if frame.turns % 2 else [frame.box(x, y, x, y) for x, y in rules.joins]
    return Rules(level, upright, [(x, y) for x, y, _, _ in places])


def _rule(x0: float, y0: float, x1: float, y1: float) -> Rule:
    return Rule(y0, x0, x1) if x1 - x0 > y1 - y0 else Rule(x0, y0, y1)
