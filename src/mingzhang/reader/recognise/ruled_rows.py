"""Rows of a ruled table, read by its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.cube import Evidence
from mingzhang.reader.recognise.ruled_columns import Columns, is_numbering
from mingzhang.reader.recognise.shapes import Shape
from mingzhang.reader.recognise.strips import unbroken, worded
from mingzhang.reader.recognise.tokens import amount_text
from mingzhang.reader.source import Cell

__all__ = ["RuledRow", "rows_of"]

_DASH: Final = re.compile(r"[-—–―－─/]+")
_IN_BRACKETS: Final = re.compile(r"\((\d[\d,.]*)\)")
_CODE: Final = re.compile(r"\d{3}(?:\d{2}){0,2}")
_CODED: Final = re.compile(r"(\d{3}(?:\d{2}){0,2})[\s\-—:：]*(?=[^\d\s.,，．年月日号%])")
_LETTERS: Final = re.compile(r"([A-Z]+)(\d+)")

_Rows = Sequence[tuple[Cell, ...]]


@dataclass(slots=True)
class RuledRow:
    """A row of one side: its label columns and its amounts, None where blank."""

    side: int
    stubs: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str | None] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)


def rows_of(rows: _Rows, columns: Columns, shape: Shape) -> tuple[list[RuledRow], list[str]]:
    """The rows of all sides in the order of the grid, and what is wrong with single cells."""
    reader = _Reader(columns, shape, _letters(rows))
    for row in rows:
        reader.take(row)
    return reader.rows, reader.problems


def _letters(rows: _Rows) -> Mapping[int, str]:
    """What a worksheet calls each column of the grid, known from cells that say something."""
    found: dict[int, str] = {}
    for row in rows:
        for cell in row:
            evidence = cell.passage.evidence()
            if evidence and evidence.cell and (name := _LETTERS.fullmatch(evidence.cell)):
                found.setdefault(cell.column, name[1])
    return found


class _Reader:
    def __init__(self, columns: Columns, shape: Shape, letters: Mapping[int, str]) -> None:
        self.columns = columns
        self.shape = shape
        self.letters = letters
        self.rows: list[RuledRow] = []
        self.problems: list[str] = []
        self.merged: dict[int, tuple[Cell, int]] = {}
        self.has_codes = any(slot.kind == "code" for slot in shape.slots)

    def take(self, row: tuple[Cell, ...]) -> None:
        """Read a row of the grid on each of its sides."""
        cells = {column: cell for cell in row for column in (cell.column,)}
        words = frozenset(worded(cell.text) for cell in row if cell.text)
        if not words or is_numbering(row) or words in self.columns.header:
            return
        self._keep_merged(row, cells)
        for side in range(len(self.shape.table.sides)):
            self._side(side, cells, row)

    def _keep_merged(self, row: tuple[Cell, ...], cells: dict[int, Cell]) -> None:
        """A label that spans rows stands in each of them."""
        for column, (cell, left) in list(self.merged.items()):
            if left and column not in cells:
                cells[column] = cell
                self.merged[column] = (cell, left - 1)
        for cell in row:
            if cell.rowspan > 1:
                self.merged[cell.column] = (cell, cell.rowspan - 1)

    def _side(self, side: int, cells: Mapping[int, Cell], row: tuple[Cell, ...]) -> None:
        line = RuledRow(side)
        for number, slot in enumerate(self.shape.slots):
            column = self.columns.slots.get(number)
            if slot.side != side or column is None:
                continue
            cell = cells.get(column)
            text = unbroken(cell.passage).text if cell else ""
            if slot.kind != "amount":
                if text:
                    line.stubs[slot.kind] = text
                continue
            is_below = cell is not None and cell not in row
            line.cells[slot.key] = None if is_below else self._amount(text, cell)
            if evidence := self._evidence(cell, column, row):
                line.evidence[slot.key] = evidence
        self._settle(line)
        if line.stubs.get("label") or line.stubs.get("code"):
            self.rows.append(line)
        elif any(line.cells.values()):
            first = next(key for key, text in line.cells.items() if text)
            place = _place(line.evidence.get(first))
            self.problems.append(f"{place}这一行有金额，没有名称；请补上名称，或删去这一行")

    def _amount(self, text: str, cell: Cell | None) -> str | None:
        plain = folded(text)
        if not plain or _DASH.fullmatch(plain):
            return None
        negative = _IN_BRACKETS.fullmatch(plain)
        amount = amount_text(f"-{negative[1]}" if negative else text)
        if amount is None:
            place = _place(cell.passage.evidence() if cell else None)
            self.problems.append(f"{place}“{text}”不是数字，请改为数字")
        return amount

    def _evidence(self, cell: Cell | None, column: int, row: tuple[Cell, ...]) -> Evidence | None:
        """Where an amount stands; a blank cell is named by its column and its neighbours' row."""
        found = cell.passage.evidence() if cell else None
        if found is not None or column not in self.letters:
            return found
        for other in row:
            beside = other.passage.evidence()
            if beside and beside.cell and (name := _LETTERS.fullmatch(beside.cell)):
                return Evidence("", sheet=beside.sheet, cell=f"{self.letters[column]}{name[2]}")
        return None

    def _settle(self, line: RuledRow) -> None:
        """Put codes and labels where they belong."""
        stubs = line.stubs
        code = re.sub(r"\.0+$", "", re.sub(r"[\s\-]", "", stubs.pop("code", "")))
        label = stubs.get("label", "")
        if code and not _CODE.fullmatch(code):
            found = _CODED.match(code)
            label = label or code[found.end() if found else 0 :]
            code = found[1] if found else ""
        coded = _CODED.match(label)
        if coded and (
            not code if self.has_codes else self._is_label(label[coded.end() :], line.side)
        ):
            code = coded[1] if self.has_codes else ""
            label = label[coded.end() :]
        if code:
            stubs["code"] = code
        if label:
            stubs["label"] = label
        if government := stubs.get("government_label"):
            found = _CODED.match(government)
            stubs["government_label"] = government[found.end() :] if found else government

    def _is_label(self, label: str, side: int) -> bool:
        return worded(label) in self.shape.labels[side]


def _place(evidence: Evidence | None) -> str:
    if evidence is None or evidence.cell is None:
        return "："
    sheet = f"{evidence.sheet}!" if evidence.sheet else ""
    return f"（{sheet}{evidence.cell}）："
