"""A worksheet as it is shown, before it becomes blocks: texts by place, merged and hidden parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mingzhang.reader.source import ReadError

__all__ = ["Allowance", "Area", "RawSheet", "cell_name", "place_of"]

_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_MOST_CELLS: Final = 300_000
"""More filled cells than any department's tables have; beyond it a file is meant to harm."""

Area = tuple[int, int, int, int]
"""First and last row, first and last column, all counted from 0."""


@dataclass(slots=True)
class Allowance:
    """How many filled cells the sheets of one workbook may still have together."""

    left: int = _MOST_CELLS


@dataclass(slots=True)
class RawSheet:
    """What a worksheet shows.

    `rows` has the text of each filled cell by row and column from 0; `merged` the areas that are
    one cell; `unsaved` the names of cells whose formula has no result in the file; `head` and
    `foot` what is printed over and under its pages.
    """

    name: str | None
    is_hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    allowance: Allowance = field(default_factory=Allowance)

    def put(self, row: int, column: int, text: str) -> None:
        """Note the text of a cell.

        Raises:
            ReadError: the sheet holds too much.
        """
        if not text.strip():
            return
        self.allowance.left -= 1
        if self.allowance.left < 0:
            raise ReadError(f"表格里有内容的单元格超过 {_MOST_CELLS} 个，未读取；请只留下要读的表")
        self.rows.setdefault(row, {})[column] = text

    def is_column_hidden(self, column: int) -> bool:
        """Whether a column is not shown."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def cell_name(row: int, column: int) -> str:
    """The name of a cell; rows and columns count from 0.

    >>> cell_name(6, 10), cell_name(0, 26)
    ('K7', 'AA1')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def place_of(name: str) -> tuple[int, int] | None:
    """Row and column from 0 of a cell's name; None if it is none.

    >>> place_of("K7")
    (6, 10)
    """
    found = _PLACE.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
