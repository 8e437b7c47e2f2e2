"""How large the box of a comment must be, and which cells of its sheet it lies over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from lxml import etree

__all__ = ["Box", "Measures"]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WIDTH: Final = 300
_CHARACTER: Final = 12
"""The width of a Chinese character of nine points; others take half of it."""

_LINE: Final = 16
_RIM: Final = 12
_GAP: Final = 15
_DEFAULT_WIDTH: Final = 8.43
_DEFAULT_HEIGHT: Final = 15.0
_TALLEST: Final = 1200
_LAST_COLUMN: Final = (1 << 14) - 1
_LAST_ROW: Final = (1 << 20) - 1
_TRUE: Final = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Box:
    """A box in pixels; the anchor is its left, top, right and bottom, each a cell's and a distance."""

    width: int
    height: int
    anchor: tuple[int, ...]


class Measures:
    """The widths of a worksheet's columns and the heights of its rows, in pixels."""

    def __init__(self, sheet: etree._Element) -> None:
        defaults = sheet.find(f"{_MAIN}sheetFormatPr")
        self._width = _pixels_across(_number(defaults, "defaultColWidth", _DEFAULT_WIDTH))
        self._height = _pixels_down(_number(defaults, "defaultRowHeight", _DEFAULT_HEIGHT))
        self._columns = [
            (
                int(_number(one, "min", 1)) - 1,
                int(_number(one, "max", 1)) - 1,
                0 if one.get("hidden") in _TRUE
                else _pixels_across(_number(one, "width", _DEFAULT_WIDTH)),
            )
            for one in sheet.iterfind(f"{_MAIN}cols/{_MAIN}col")
        ]  # fmt: skip
        self._rows: dict[int, int] = {}
        number = -1
        for row in sheet.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
            number = int(_number(row, "r", number + 2)) - 1
            if row.get("hidden") in _TRUE:
                self._rows[number] = 0
            elif row.get("ht") is not None:
                self._rows[number] = _pixels_down(_number(row, "ht", _DEFAULT_HEIGHT))

    def box(self, row: int, column: int, lines: Sequence[str]) -> Box:
        """The box right of a cell, as large as these lines of text."""
        height = min(_RIM + _LINE * sum(map(_rows_of, lines)), _TALLEST)
        left = min(column + 1, _LAST_COLUMN)
        top = max(row - 1, 0)
        right, across = _reached(left, _GAP + _WIDTH, self._column, _LAST_COLUMN)
        bottom, down = _reached(top, _GAP + height, self._row, _LAST_ROW)
        return Box(_WIDTH, height, (left, _GAP, top, _GAP, right, across, bottom, down))

    def _column(self, column: int) -> int:
        for first, last, width in self._columns:
            if first <= column <= last:
                return width
        return self._width

    def _row(self, row: int) -> int:
        return self._rows.get(row, self._height)


def _reached(first: int, distance: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """The column or row that so many pixels from the first lead to, and how far into it."""
    at = first
    while at < last and distance >= size(at):
        distance -= size(at)
        at += 1
    return at, distance


def _rows_of(line: str) -> int:
    """How many rows a line takes in a box."""
    halves = sum(2 if east_asian_width(one) in "WFA" else 1 for one in line)
    return max(1, ceil(halves * _CHARACTER / 2 / (_WIDTH - _RIM)))


def _pixels_across(width: float) -> int:
    return int(width * 7 + 5)


def _pixels_down(height: float) -> int:
    return int(height * 4 / 3)


def _number(element: etree._Element | None, name: str, default: float) -> float:
    try:
        return float(element.get(name, "")) if element is not None else default
    except ValueError:
        return default
