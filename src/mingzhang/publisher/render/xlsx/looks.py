"""How each kind of cell looks, as the properties of a spreadsheet format, and the formats made.

Fonts follow the practice of government offices: 方正小标宋简体 for titles, 黑体 for the levels
below, 宋体 in tables and text. Sizes are points.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from mingzhang.publisher.compose.page import Cell, CellRole, ParagraphStyle

__all__ = ["HEADINGS", "PARAGRAPHS", "SIZES", "Formats", "cell_look"]

Look = dict[str, Any]

XIAOBIAOSONG: Final = "方正小标宋简体"
HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
SONG: Final = "宋体"
_DEEPEST: Final = 15
_INK: Final = "#0B4F8A"

_BASE: Final[Look] = {"font_name": SONG, "font_size": 11, "valign": "vcenter", "text_wrap": True}
_LOOKS: Final[dict[str, Look]] = {
    "title": {"font_name": XIAOBIAOSONG, "font_size": 18, "align": "center"},
    "part": {"font_name": XIAOBIAOSONG, "font_size": 20, "align": "center"},
    "section": {"font_name": HEI, "font_size": 14},
    "subsection": {"font_name": HEI, "font_size": 12},
    "point": {"font_size": 12, "bold": True},
    "body": {"font_size": 12, "align": "left", "valign": "top"},
    "caption": {"font_name": HEI, "font_size": 12, "align": "center"},
    "form_title": {"font_name": XIAOBIAOSONG, "font_size": 16, "align": "center"},
    "form_year": {"font_name": KAI, "font_size": 11, "align": "center"},
    "note": {"font_size": 9, "align": "left", "valign": "top"},
    "mark": {"font_name": HEI, "font_size": 10.5},
    "left": {"font_size": 10.5, "align": "left"},
    "right": {"font_size": 10.5, "align": "right"},
    "term": {"font_size": 11, "bold": True, "border": 1, "valign": "top"},
    "meaning": {"font_size": 11, "border": 1, "valign": "top"},
    "cover": {"font_name": HEI, "font_size": 16, "align": "center"},
    "cover_title": {"font_name": XIAOBIAOSONG, "font_size": 24, "align": "center"},
    "cover_date": {"font_name": KAI, "font_size": 14, "align": "center"},
    "contents": {"font_name": HEI, "font_size": 14, "align": "center"},
    "entry1": {"font_name": HEI, "font_size": 12, "font_color": _INK},
    "entry2": {"font_size": 11, "indent": 2, "font_color": _INK},
    "entry3": {"font_size": 11, "indent": 4, "font_color": _INK},
    "entry": {"font_size": 11, "font_color": _INK, "border": 1},
    "number": {"font_size": 11, "align": "center", "border": 1},
    "place": {"font_size": 11, "align": "right", "font_color": "#555555"},
    "column": {"font_size": 10, "bold": True, "align": "center", "border": 1},
    "address": {"font_size": 10, "border": 1, "font_color": _INK},
    "datum": {"font_size": 10, "border": 1},
    "figure": {"font_size": 10, "border": 1, "align": "right", "text_wrap": False},
}
_ROLES: Final[dict[CellRole, Look]] = {
    CellRole.COLUMN_HEADER: {"bold": True, "align": "center"},
    CellRole.ROW_HEADER: {"align": "left"},
    CellRole.TEXT: {"align": "left"},
    CellRole.NUMBER: {"align": "right", "text_wrap": False},
    CellRole.CENTRED: {"align": "center"},
}
HEADINGS: Final = ("part", "section", "subsection", "point")
"""The look of a heading by its level, from 1."""

PARAGRAPHS: Final = {
    ParagraphStyle.BODY: "body",
    ParagraphStyle.CAPTION: "caption",
    ParagraphStyle.FORM_TITLE: "form_title",
    ParagraphStyle.FORM_YEAR: "form_year",
    ParagraphStyle.NOTE: "note",
}
SIZES: Final = {name: float(look.get("font_size", 11)) for name, look in _LOOKS.items()}
"""The type size of each look."""


def cell_look(cell: Cell, size: float, is_form: bool, number_format: str | None) -> Look:
    """How a cell of a grid looks; the labels of a form are short words and stand centred."""
    look: Look = {"font_size": size, "border": 1, **_ROLES[cell.role]}
    if cell.role is CellRole.ROW_HEADER and is_form:
        look["align"] = "center"
    if cell.indent and cell.role in (CellRole.ROW_HEADER, CellRole.TEXT):
        look |= {"align": "left", "indent": min(cell.indent, _DEEPEST)}
    if cell.strong:
        look["bold"] = True
    if number_format:
        look["num_format"] = number_format
    elif cell.role is CellRole.NUMBER and cell.text:
        look["text_wrap"] = True
    elif cell.role is not CellRole.NUMBER and cell.text.isascii() and cell.text:
        look["num_format"] = "@"  # a code stays the text that it is when its cell is edited
    return look


class Formats:
    """The formats of one workbook; the same look is made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self._named: dict[str, Format] = {}
        self._cells: dict[tuple[object, ...], Format] = {}

    def named(self, name: str, **more: object) -> Format:
        """The format of a look by its name, changed in some properties."""
        if more:
            return self._of({**_LOOKS[name], **more})
        found = self._named.get(name)
        if found is None:
            found = self._named[name] = self._of(_LOOKS[name])
        return found

    def of_cell(self, cell: Cell, size: float, is_form: bool, number_format: str | None) -> Format:
        """The format of a cell of a grid."""
        kind = (not cell.text, cell.text.isascii())
        key = (cell.role, cell.indent, cell.strong, size, is_form, number_format, kind)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._of(cell_look(cell, size, is_form, number_format))
        return found

    def _of(self, look: Look) -> Format:
        full = {**_BASE, **look}
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(full)
        return self._made[key]
