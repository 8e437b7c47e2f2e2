"""A row of indicators laid over the columns it was printed in, when cells were lost or moved.

Each cell is put to a column (level, third level, value of either half) by what it looks like and,
less, by where it stands; the cheapest way to lay the row wins. Costs are in points: one point is a
small oddity, four make a reading hard to believe.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mingzhang.model.indicator_value import IndicatorValue, parse_value
from mingzhang.reader.recognise.forms.printed import LevelName, PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, Token
from mingzhang.reader.recognise.forms.spelling import spelled

__all__ = ["Half", "Layout", "Reading", "lay"]

_BEAM: Final = 12
"""So many ways to lay the cells are kept at each step."""

_DOUBT: Final = 0.8
"""A second reading that costs no more than this above the first makes the first doubtful."""

_COLUMN: Final = 0.25
_RULED_COLUMN: Final = 1.5
"""What each column costs that a cell stands off, up to four; the rules of a grid weigh more."""

_NO_VALUE: Final = 1.2
_NO_LEVEL3: Final = 3.5
_NO_FIRST_HALF: Final = 0.4
_ANOTHER_LEVEL2: Final = 1.0
_OTHER_LEVEL2: Final = 1.0
_SAME_AS_LEVEL3: Final = 1.5
_REPEATED: Final = 1.0
_REPEATED_TEXT: Final = 3.0
_LEFT_OUT: Final = 6.0

_MISPRINT: Final = 0.6
_UNKNOWN_LEVEL2: Final = 1.0
_RULED_LEVEL2: Final = 2.0
_LEVEL1_AS_LEVEL2: Final = 6.0
_LEVEL_AS_LEVEL3: Final = 2.5
_LEVEL_AS_VALUE: Final = 5.0

_LONGEST_LEVEL: Final = 12
_SHORT_UNIT: Final = 3
"""A number with a unit of no more characters is a value; with more it may be a sentence."""

Layout = tuple[tuple[int, int, int], ...]
"""For each half the columns where its second level, third level and value start."""


@dataclass(frozen=True, slots=True)
class Half:
    """What a row says in one half; `name` is what a known second level means."""

    level2: Token | None = None
    name: LevelName | None = None
    level3: Token | None = None
    value: Token | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read, with the points it cost; `is_sure` unless it could be read otherwise."""

    halves: tuple[Half, ...]
    level1: str | None
    cost: float
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with the points that each column would cost it; None where it cannot stand."""

    token: Token
    level: LevelName | None
    level1: float | None
    level2: float | None
    level3: float
    value: float


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    halves: tuple[Half, ...]
    level1: str | None = None
    is_whole: bool = True
    """Whether every cell found its column."""

    @property
    def open(self) -> Half:
        return self.halves[-1]


def lay(form: PrintedForm, layout: Layout, row: Row) -> Reading:
    """The best reading of a row."""
    cells = [_cell(form, token, is_ruled=row.is_ruled) for token in row.tokens]
    weight = _RULED_COLUMN if row.is_ruled else _COLUMN
    states = [_State(0.0, (Half(),))]
    for cell in cells:
        grown: list[_State] = []
        for state in states:
            grown.extend(_grow(layout, state, cell, weight))
        grown.sort(key=lambda state: state.cost)
        states = grown[:_BEAM]
    ends = sorted(map(_closed, states), key=lambda state: state.cost)
    best = ends[0]
    others = (state for state in ends[1:] if _said(state) != _said(best))
    second = next(others, None)
    is_sure = (second is None or second.cost - best.cost > _DOUBT) and best.is_whole
    blank = (Half(),) * (len(layout) - len(best.halves))
    return Reading(best.halves + blank, best.level1, best.cost, is_sure)


def _said(state: _State) -> list[tuple[Token | None, Token | None]]:
    return [(half.level3, half.value) for half in state.halves if half.level3 or half.value]


def _cell(form: PrintedForm, token: Token, *, is_ruled: bool) -> _Cell:
    text = token.text
    value = parse_value(text)
    found = form.levels.find(text)
    if found is None:
        level2 = _RULED_LEVEL2 if is_ruled else _unknown(form, text)
        return _Cell(token, None, None, level2, _level3(text, value), _value(value))
    name, misprint = found.meaning, 0.0 if found.is_exact else _MISPRINT
    is_first = name.level2 is None
    return _Cell(
        token,
        name,
        misprint if is_first else None,
        _LEVEL1_AS_LEVEL2 if is_first else misprint,
        _LEVEL_AS_LEVEL3 - 2 * misprint,
        _LEVEL_AS_VALUE - 3 * misprint,
    )


def _unknown(form: PrintedForm, text: str) -> float | None:
    """What it costs to take a text for a second level that the scheme does not know."""
    ending = form.level_ending
    if ending and spelled(text)[0].endswith(ending) and len(text) <= _LONGEST_LEVEL:
        return _UNKNOWN_LEVEL2
    return None


def _level3(text: str, value: IndicatorValue) -> float:
    if value.operator not in {"", "="}:
        return 5.0
    if value.kind in {"number", "range"}:
        return 4.0 if len(value.unit) <= _SHORT_UNIT or "/" in value.unit else 0.0
    if value.kind == "date":
        return 2.5
    return {1: 2.5, 2: 1.5, 3: 0.8, 4: 0.5}.get(len(text), 0.0)


def _value(value: IndicatorValue) -> float:
    if value.kind != "word":
        is_plain = value.operator not in {"", "="} or len(value.unit) <= _SHORT_UNIT
        return 0.0 if is_plain or "/" in value.unit or value.kind == "date" else 0.5
    size = len(value.text)
    return 0.3 if size <= 4 else min(2.5, 0.3 + 0.25 * (size - 4))


def _grow(layout: Layout, state: _State, cell: _Cell, weight: float) -> list[_State]:
    """All states that the next cell can lead to."""
    grown = _in_half(layout, state, cell, weight)
    if len(state.halves) < len(layout):
        onward = replace(_shut(state), halves=(*state.halves, Half()))
        grown += _in_half(layout, onward, cell, weight)
    grown.append(_skip(state, cell))
    return grown


def _in_half(layout: Layout, state: _State, cell: _Cell, weight: float) -> list[_State]:
    number, half, grown = len(state.halves) - 1, state.open, []
    columns = layout[number]

    def put(column: int, cost: float, changed: Half) -> None:
        off = abs(cell.token.column - column)
        total = state.cost + cost + min(weight * off, 4 * weight)
        grown.append(replace(state, cost=total, halves=(*state.halves[:-1], changed)))

    if cell.level1 is not None and number == 0 and half == Half():
        level1 = cell.level.level1 if cell.level else None
        grown.append(replace(state, cost=state.cost + cell.level1, level1=level1))
    if half.level3 is None and half.value is None:
        if cell.level2 is not None:
            again = _ANOTHER_LEVEL2 if half.level2 else 0.0
            cost = cell.level2 + again + _other_level2(state, cell)
            put(columns[0], cost, replace(half, level2=cell.token, name=cell.level))
        put(columns[1], cell.level3, replace(half, level3=cell.token))
    if half.value is None:
        cost = cell.value + _against_level3(state, cell)
        put(columns[2], cost, replace(half, value=cell.token))
    return grown


def _other_level2(state: _State, cell: _Cell) -> float:
    """The two halves of a row mostly belong to one second level."""
    first = state.halves[0].name
    if len(state.halves) < 2 or first is None or cell.level is None:
        return 0.0
    return 0.0 if cell.level.order == first.order else _OTHER_LEVEL2


def _against_level3(state: _State, cell: _Cell) -> float:
    """A value needs a third level before it, and seldom repeats one."""
    cost = 0.0 if state.open.level3 else _NO_LEVEL3
    thirds = {half.level3.text for half in state.halves if half.level3}
    return cost + (_SAME_AS_LEVEL3 if cell.token.text in thirds else 0.0)


def _skip(state: _State, cell: _Cell) -> _State:
    """The cell says what its half has said, or finds no place."""
    half, text = state.open, cell.token.text
    if half.level3 and half.level3.text == text:
        return replace(state, cost=state.cost + _REPEATED_TEXT)
    if any(one and one.text == text for one in (half.level2, half.value)):
        return replace(state, cost=state.cost + _REPEATED)
    if cell.level is not None:
        return replace(state, cost=state.cost + _REPEATED_TEXT)
    return replace(state, cost=state.cost + _LEFT_OUT, is_whole=False)


def _shut(state: _State) -> _State:
    half = state.open
    cost = 0.0
    if half.level3 and not half.value:
        cost = _NO_VALUE
    elif half == Half():
        cost = _NO_FIRST_HALF
    return replace(state, cost=state.cost + cost)


def _closed(state: _State) -> _State:
    return state if state.open == Half() else _shut(state)
