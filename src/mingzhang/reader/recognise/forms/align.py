"""A row of indicators laid over the columns it was printed in, when cells were lost or moved.

Each cell is put to a column (level, third level, value of either half) by what it looks like and,
less, by where it stands; the cheapest way to lay the row wins. Costs are in points: one point is a
small oddity, four make a reading hard to believe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from operator import itemgetter
from typing import Final, NamedTuple

from mingzhang.model.indicator_value import IndicatorValue, parse_value
from mingzhang.reader.recognise.forms.printed import LevelName, PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, Token
from mingzhang.reader.recognise.forms.spelling import spelled

__all__ = ["Half", "Layout", "Reading", "lay", "lay_for_less"]

_BEAM: Final = 12
"""So many ways to lay the cells are kept at each step."""

_DOUBT: Final = 0.8
"""A second reading that costs no more than this above the first makes the first doubtful."""

_ROOM: Final = _DOUBT + 0.01
"""Ways that cost more than this above the first that is found are not followed.

Costs only grow, so that the readings are those of a full search, for a tenth of the work.
"""

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


class _Looks(NamedTuple):
    """What a cell looks like: the points each column would cost it; None where it cannot stand.

    `order` is that of a known level.
    """

    order: int | None
    level1: float | None
    level2: float | None
    level3: float
    value: float


class _Cell(NamedTuple):
    """A cell as it is laid: its column, the first cell of the row with its text, its looks."""

    column: int
    same: int
    looks: _Looks


_HalfCells = tuple[int | None, int | None, int | None]
"""The cells that are second level, third level and value of a half, by number."""

_EMPTY: Final[_HalfCells] = (None, None, None)


class _State(NamedTuple):
    cost: float
    halves: tuple[_HalfCells, ...]
    level1: int | None = None
    is_whole: bool = True
    """Whether every cell found its column."""


def lay(form: PrintedForm, layout: Layout, row: Row) -> Reading:
    """The best reading of a row."""
    reading = lay_for_less(form, layout, row, inf)
    assert reading is not None
    return reading


def lay_for_less(form: PrintedForm, layout: Layout, row: Row, cost: float) -> Reading | None:
    """The best reading of a row, if it costs less than that."""
    first: dict[str, int] = {}
    cells = tuple(
        _Cell(token.column, first.setdefault(text, number), _looks(form, text, row.is_ruled))
        for number, (token, text) in enumerate(zip(row.tokens, row.texts, strict=True))
    )
    weight = _RULED_COLUMN if row.is_ruled else _COLUMN
    if _least(layout, cells) >= cost:
        return None
    best, is_sure = _best(layout, cells, weight, cost)
    if best is None or best.cost >= cost:
        return None
    return _reading(form, layout, row, best, is_sure)


def _least(layout: Layout, cells: Sequence[_Cell]) -> float:
    """What a row costs at least: a half holds three cells, any more must say something again."""
    surplus = sum(cell.looks.level1 is None for cell in cells) - 3 * len(layout)
    return _REPEATED * max(surplus, 0)


def _reading(form: PrintedForm, layout: Layout, row: Row, state: _State, is_sure: bool) -> Reading:
    tokens = row.tokens

    def half(cells: _HalfCells) -> Half:
        level2, level3, value = (None if one is None else tokens[one] for one in cells)
        known = form.levels.find(level2.text) if level2 else None
        return Half(level2, known.meaning if known else None, level3, value)

    blank = (Half(),) * (len(layout) - len(state.halves))
    known = None if state.level1 is None else form.levels.find(tokens[state.level1].text)
    level1 = known.meaning.level1 if known else None
    return Reading((*map(half, state.halves), *blank), level1, state.cost, is_sure)


@lru_cache(maxsize=16384)
def _best(
    layout: Layout, cells: tuple[_Cell, ...], weight: float, cost: float
) -> tuple[_State | None, bool]:
    """The best way to lay the cells and whether it is sure; None if it costs more than that.

    Remembered, for many rows look like another: a level, words, a number.
    """
    search = _Search(layout, cells, weight)
    first = search.ends(cost, 1)
    limit = (first[0].cost if first else cost) + _ROOM
    ends = search.ends(limit, _BEAM)
    if not ends or ends[0].cost + _DOUBT >= limit:
        if not first:
            return None, False
        ends = search.ends(inf, _BEAM)
    best = ends[0]
    others = (state for state in ends[1:] if _said(state) != _said(best))
    second = next(others, None)
    is_sure = (second is None or second.cost - best.cost > _DOUBT) and best.is_whole
    return best, is_sure


def _said(state: _State) -> list[tuple[int | None, int | None]]:
    return [half[1:] for half in state.halves if half[1:] != (None, None)]


@lru_cache(maxsize=8192)
def _looks(form: PrintedForm, text: str, is_ruled: bool) -> _Looks:
    """Remembered, for a row is laid several times, and forms say the same again and again."""
    value = parse_value(text)
    found = form.levels.find(text)
    if found is None:
        level2 = _RULED_LEVEL2 if is_ruled else _unknown(form, text)
        return _Looks(None, None, level2, _level3(text, value), _value(value))
    name, misprint = found.meaning, 0.0 if found.is_exact else _MISPRINT
    is_first = name.level2 is None
    return _Looks(
        name.order,
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


class _Search:
    """Lays cells one after the other, in every way that costs no more than a limit."""

    def __init__(self, layout: Layout, cells: Sequence[_Cell], weight: float) -> None:
        self.layout = layout
        self.cells = cells
        self.weight = weight
        self.limit = inf

    def ends(self, limit: float, beam: int) -> list[_State]:
        """The best ways to lay all cells, the cheapest first; `beam` are kept at each step."""
        self.limit = limit
        states = [_State(0.0, (_EMPTY,))]
        for number in range(len(self.cells)):
            grown: list[_State] = []
            for state in states:
                grown.extend(self._grown(state, number))
            grown.sort(key=_cost)
            states = grown[:beam]
        return sorted(map(_closed, states), key=_cost)

    def _grown(self, state: _State, number: int) -> Iterator[_State]:
        """All states that the next cell can lead to."""
        yield from self._in_half(state, number)
        if len(state.halves) < len(self.layout):
            cost = _shut(state)
            if cost <= self.limit:
                onward = _State(cost, (*state.halves, _EMPTY), state.level1, state.is_whole)
                yield from self._in_half(onward, number)
        cost, is_placed = self._skip(state, number)
        if cost <= self.limit:
            yield _State(cost, state.halves, state.level1, state.is_whole and is_placed)

    def _in_half(self, state: _State, number: int) -> Iterator[_State]:
        cost, halves, level1, is_whole = state
        *before, (level2, level3, value) = halves
        column, _, looks = self.cells[number]
        if looks.level1 is not None and halves == (_EMPTY,) and cost + looks.level1 <= self.limit:
            yield _State(cost + looks.level1, halves, number, is_whole)
        if value is not None:
            return
        columns = self.layout[len(before)]
        if level3 is None:
            if looks.level2 is not None:
                other = looks.level2 + self._other_level2(halves, looks.order)
                total = cost + other + self._off(column, columns[0])
                if total <= self.limit:
                    yield _State(total, (*before, (number, None, None)), level1, is_whole)
            total = cost + looks.level3 + self._off(column, columns[1])
            if total <= self.limit:
                yield _State(total, (*before, (level2, number, None)), level1, is_whole)
        total = cost + (looks.value + self._against_level3(halves, number))
        total += self._off(column, columns[2])
        if total <= self.limit:
            yield _State(total, (*before, (level2, level3, number)), level1, is_whole)

    def _off(self, column: int, wanted: int) -> float:
        return min(self.weight * abs(column - wanted), 4 * self.weight)

    def _other_level2(self, halves: Sequence[_HalfCells], order: int | None) -> float:
        """A half has one second level; the two halves of a row mostly belong to the same."""
        again = _ANOTHER_LEVEL2 if halves[-1][0] is not None else 0.0
        first = halves[0][0]
        if len(halves) < 2 or first is None or order is None:
            return again
        known = self.cells[first].looks.order
        return again if known is None or known == order else again + _OTHER_LEVEL2

    def _against_level3(self, halves: Sequence[_HalfCells], number: int) -> float:
        """A value needs a third level before it, and seldom repeats one."""
        cost = _NO_LEVEL3 if halves[-1][1] is None else 0.0
        is_again = any(self._are_same(level3, number) for _, level3, _ in halves)
        return cost + (_SAME_AS_LEVEL3 if is_again else 0.0)

    def _skip(self, state: _State, number: int) -> tuple[float, bool]:
        """What it costs that a cell says what its half has said, or finds no place."""
        level2, level3, value = state.halves[-1]
        if self._are_same(level3, number):
            return state.cost + _REPEATED_TEXT, True
        if self._are_same(level2, number) or self._are_same(value, number):
            return state.cost + _REPEATED, True
        if self.cells[number].looks.order is not None:
            return state.cost + _REPEATED_TEXT, True
        return state.cost + _LEFT_OUT, False

    def _are_same(self, one: int | None, other: int) -> bool:
        return one is not None and self.cells[one].same == self.cells[other].same


def _shut(state: _State) -> float:
    """What a way costs when nothing more comes into its last half."""
    half = state.halves[-1]
    if half == _EMPTY:
        return state.cost + _NO_FIRST_HALF
    return state.cost + (_NO_VALUE if half[1] is not None and half[2] is None else 0.0)


def _closed(state: _State) -> _State:
    return state if state.halves[-1] == _EMPTY else state._replace(cost=_shut(state))


_cost: Final = itemgetter(0)
