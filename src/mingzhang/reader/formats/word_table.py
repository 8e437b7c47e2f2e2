"""The geometry of a Word table: which cell stands in which columns and over how many rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from lxml import etree

from mingzhang.model.word_data import W
from mingzhang.reader.formats.word_styles import children, is_on, number_of, value
from mingzhang.reader.formats.word_text import CHOSEN, chosen
from mingzhang.reader.source import ReadError

__all__ = ["WRAPPERS", "Slot", "content", "slots_of"]

WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdtContent", "ins", "moveTo", "smartTag", "customXml")
)
_ROW, _CELL, _CONTROL, _CONTENT = f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}sdtContent"
_ROW_PROPERTIES, _CELL_PROPERTIES = f"{W}trPr", f"{W}tcPr"
_SPAN, _ACROSS, _DOWN, _VALUE = f"{W}gridSpan", f"{W}hMerge", f"{W}vMerge", f"{W}val"
_AROUND: Final = WRAPPERS | {_CONTROL, CHOSEN}
_MOST_COLUMNS: Final = 1000
"""Word makes 63 at most."""

_HAIR: Final = 100
"""Twips (1.8 mm): edges nearer to each other than this were meant to be one."""


@dataclass(slots=True)
class Slot:
    """A cell with the columns it fills, from 0, and its rows."""

    cell: etree._Element
    start: int
    end: int
    rows: int = 1
    continues: bool = False


def content(container: etree._Element) -> Iterator[etree._Element]:
    """The children of a part of a document, those of controls and other wrappers among them."""
    for child in container:
        tag = child.tag
        if tag not in _AROUND:
            yield child
        elif tag == _CONTROL:
            inside = child.find(_CONTENT)
            if inside is not None:
                yield from content(inside)
        else:
            yield from content(chosen(child) if tag == CHOSEN else child)


def slots_of(table: etree._Element) -> list[list[Slot]]:
    """The cells of each row that is shown, without columns in which no cell begins."""
    rows = [list(_slots(row)) for row in content(table) if _is_shown_row(row)]
    _merge_down(rows)
    edges = _edges(table, rows)
    for slot in (slot for row in rows for slot in row):
        slot.start, slot.end = edges[slot.start], max(edges[slot.start] + 1, edges[slot.end])
    return [[slot for slot in row if not slot.continues] for row in rows]


def _is_shown_row(row: etree._Element) -> bool:
    if row.tag != _ROW:
        return False
    properties = next(row.iterchildren(_ROW_PROPERTIES), None)
    if properties is None:
        return True
    return properties.find(f"{W}del") is None and not is_on(properties, f"{W}hidden")


def _slots(row: etree._Element) -> Iterator[Slot]:
    """The cells of a row; one that goes on from its left neighbour in the old way widens it."""
    at = _count(value(next(row.iterchildren(_ROW_PROPERTIES), None), f"{W}gridBefore"), 0)
    last: Slot | None = None
    for cell in content(row):
        if cell.tag != _CELL:
            continue
        properties = children(next(cell.iterchildren(_CELL_PROPERTIES), None))
        span = properties.get(_SPAN)
        end = at + (_count(span.get(_VALUE), 1) if span is not None else 1)
        if last is not None and _goes_on(properties.get(_ACROSS)):
            last.end = end
        else:
            last = Slot(cell, at, end, continues=_goes_on(properties.get(_DOWN)))
            yield last
        at = end
        if at > _MOST_COLUMNS:
            raise ReadError(f"表格超过 {_MOST_COLUMNS} 列，未读取")


def _count(text: str | None, least: int) -> int:
    return min(max(number_of(text, least), least), _MOST_COLUMNS)


def _goes_on(merge: etree._Element | None) -> bool:
    return merge is not None and merge.get(_VALUE, "continue") == "continue"


def _merge_down(rows: Sequence[Sequence[Slot]]) -> None:
    """Give each continued place to the cell above it; one without such a cell is a cell itself."""
    above: dict[int, Slot] = {}
    for row in rows:
        here: dict[int, Slot] = {}
        for slot in row:
            owner = above.get(slot.start)
            if slot.continues and owner is not None:
                owner.rows += 1
                here[slot.start] = owner
            else:
                slot.continues = False
                here[slot.start] = slot
        above = here


def _edges(table: etree._Element, rows: Sequence[Sequence[Slot]]) -> dict[int, int]:
    """The column that begins or ends at each edge of the grid, counted by edges in use."""
    slots = [slot for row in rows for slot in row]
    used = sorted({slot.start for slot in slots} | {slot.end for slot in slots})
    joined = _near(table, used) - {(slot.start, slot.end) for slot in slots}
    starts = {slot.start for slot in slots}
    numbers: dict[int, int] = {}
    number = -1
    for before, edge in pairwise([-1, *used]):
        if number < 0 or (before, edge) not in joined:
            number += 1
        numbers[edge] = number
    return _without_empty(numbers, starts)


def _without_empty(numbers: dict[int, int], starts: set[int]) -> dict[int, int]:
    """Columns counted anew: one in which no cell begins is none."""
    begun = sorted({numbers[start] for start in starts})
    return {edge: bisect_left(begun, number) for edge, number in numbers.items()}


def _near(table: etree._Element, used: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs of neighbouring edges that lie a hair apart."""
    widths = [number_of(one.get(f"{W}w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if not used or used[-1] > len(widths):
        return set()
    places = list(accumulate(widths, initial=0))
    return {(one, two) for one, two in pairwise(used) if 0 < places[two] - places[one] < _HAIR}
