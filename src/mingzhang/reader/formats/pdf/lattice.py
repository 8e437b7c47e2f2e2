"""Rules that cross make a lattice; a border that is missing between two of its fields joins them.

Where a table has no outer border its rules' ends are one. Level rules under each other that cross
none make one of a single column, which is a table only if its text stands in columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from mingzhang.reader.formats.pdf.rules import Rule, Rules

__all__ = ["Field", "Lattice", "lattices_of"]

_REACH: Final = 3.0
"""How far rules may miss each other, and lines of a double border may lie apart."""

_HIGHEST_ROW: Final = 4.0
"""So many times the usual height a row without upright rules is high at most."""

_MOST_PAIRS: Final = 4_000_000
"""So many pairs of rules are a drawing; no table has them."""


class Field(NamedTuple):
    """A rectangle of a lattice that no rule divides; `bottom` and `right` are not in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """Columns between `xs`, rows between `ys`, and the fields in the order of reading.

    `joins` are those of the page's rules. One that is open has level rules alone.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]
    joins: tuple[tuple[float, float], ...] = ()
    is_open: bool = False

    def divided(self, walls: Mapping[float, int]) -> Lattice:
        """With more walls; each is given with the rows, as bits, that it runs through."""
        xs = sorted({*self.xs, *walls})
        column = {x: number for number, x in enumerate(xs)}
        fields = []
        for top, left, bottom, right in self.fields:
            rows = (1 << bottom) - (1 << top)
            first, last = column[self.xs[left]], column[self.xs[right]]
            inner = [n for n in range(first + 1, last) if walls.get(xs[n], 0) & rows == rows]
            for start, stop in pairwise([first, *inner, last]):
                fields.append(Field(top, start, bottom, stop))
        return Lattice(tuple(xs), self.ys, tuple(fields), self.joins)

    def field_numbers(self) -> list[list[int]]:
        """By row and column, which field is there."""
        numbers = [[0] * (len(self.xs) - 1) for _ in self.ys[1:]]
        for number, field in enumerate(self.fields):
            for row in numbers[field.top : field.bottom]:
                row[field.left : field.right] = [number] * (field.right - field.left)
        return numbers

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the lattice."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def area(self) -> float:
        """How large it is."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def lattices_of(rules: Rules) -> list[Lattice]:
    """The lattices of a page that have two fields or more, from the top."""
    if len(rules.level) * len(rules.upright) > _MOST_PAIRS:
        return []
    crossing, alone = _crossing(rules)
    found = [_lattice(group) for group in crossing]
    found.extend(_open_lattices(alone, rules.joins))
    lattices = [lattice for lattice in found if len(lattice.fields) > 1]
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _crossing(rules: Rules) -> tuple[list[Rules], list[Rule]]:
    """Rules in groups that hang together, and level rules that cross none."""
    level = sorted(rules.level)
    heights = [rule.at for rule in level]
    group_of = list(range(len(level)))
    crossed: list[tuple[int, Rule]] = []
    for upright in rules.upright:
        first = bisect_left(heights, upright.start - _REACH)
        last = bisect_right(heights, upright.end + _REACH)
        met = [n for n in range(first, last) if _meets(level[n], upright.at)]
        if met:
            crossed.append((met[0], upright))
            root = _root(group_of, met[0])
            for number in met[1:]:
                group_of[_root(group_of, number)] = root
    groups: dict[int, Rules] = {}
    alone: list[Rule] = []
    for number, upright in crossed:
        groups.setdefault(_root(group_of, number), Rules()).upright.append(upright)
    for number, rule in enumerate(level):
        group = groups.get(_root(group_of, number))
        if group:
            group.level.append(rule)
        else:
            alone.append(rule)
    if rules.joins:
        for group in groups.values():
            group.joins.extend(rules.joins)
    return list(groups.values()), alone


def _open_lattices(alone: Sequence[Rule], joins: Sequence[tuple[float, float]]) -> list[Lattice]:
    """Level rules of one breadth under each other, as lattices of one column."""
    groups: list[list[Rule]] = []
    for rule in sorted(alone):
        for group in groups:
            first = group[0]
            if abs(first.start - rule.start) <= _REACH and abs(first.end - rule.end) <= _REACH:
                group.append(rule)
                break
        else:
            groups.append([rule])
    lattices = []
    for group in groups:
        for ys in _near(_snapped(rule.at for rule in group)):
            fields = tuple(Field(row, 0, row + 1, 1) for row in range(len(ys) - 1))
            xs = group[0].start, group[0].end
            lattices.append(Lattice(xs, ys, fields, tuple(joins), is_open=True))
    return lattices


def _meets(level: Rule, x: float) -> bool:
    return level.start - _REACH <= x <= level.end + _REACH


def _near(ys: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Heights in groups: where one row would be far higher than the others, a table ends."""
    if len(ys) < 2:
        return
    usual = median(after - before for before, after in pairwise(ys))
    start = 0
    for number, (before, after) in enumerate(pairwise(ys), 1):
        if after - before > _HIGHEST_ROW * usual:
            yield tuple(ys[start:number])
            start = number
    yield tuple(ys[start:])


def _root(group_of: list[int], number: int) -> int:
    while group_of[number] != number:
        group_of[number] = group_of[group_of[number]]
        number = group_of[number]
    return number


def _lattice(rules: Rules) -> Lattice:
    across = [rule.at for rule in rules.upright]
    down = [rule.at for rule in rules.level]
    xs = _snapped([*across, *_outermost(across, rules.level)])
    ys = _snapped([*down, *_outermost(down, rules.upright)])
    walls = _borders(rules.upright, xs, ys)
    floors = _borders(rules.level, ys, xs)
    fields = tuple(_fields(walls, floors, len(ys) - 1, len(xs) - 1))
    return Lattice(xs, ys, fields, tuple(rules.joins))


def _outermost(places: Sequence[float], crossing: Sequence[Rule]) -> list[float]:
    """Where crossing rules end beyond the outermost place: the open side of a table."""
    start = min(rule.start for rule in crossing)
    end = max(rule.end for rule in crossing)
    return [
        *([start] if start < min(places) - _REACH else []),
        *([end] if end > max(places) + _REACH else []),
    ]


def _snapped(places: Iterable[float]) -> tuple[float, ...]:
    """Places in order, those within reach of each other as one."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= _REACH:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(sum(group) / len(group) for group in groups)


def _borders(rules: Iterable[Rule], places: Sequence[float], steps: Sequence[float]) -> list[int]:
    """For each place, as bits, beside which steps a rule runs there."""
    middles = [(start + end) / 2 for start, end in pairwise(steps)]
    borders = [0] * len(places)
    for rule in rules:
        first = bisect_left(middles, rule.start)
        last = bisect_right(middles, rule.end)
        borders[_nearest(places, rule.at)] |= (1 << last) - (1 << first)
    return borders


def _nearest(places: Sequence[float], at: float) -> int:
    after = bisect_left(places, at)
    near = [n for n in (after - 1, after) if 0 <= n < len(places)]
    return min(near, key=lambda n: abs(places[n] - at))


def _fields(walls: list[int], floors: list[int], rows: int, columns: int) -> Iterable[Field]:
    """Fields from the top left: as wide as no wall stops it, then as deep as no floor does."""
    taken = [0] * rows
    for top in range(rows):
        left = 0
        while left < columns:
            if taken[top] >> left & 1:
                left += 1
                continue
            right = left + 1
            while right < columns and not (walls[right] >> top | taken[top] >> right) & 1:
                right += 1
            width = (1 << right) - (1 << left)
            bottom = top + 1
            while (
                bottom < rows
                and not (floors[bottom] | taken[bottom]) & width
                and not any(walls[inner] >> bottom & 1 for inner in range(left + 1, right))
            ):
                bottom += 1
            for row in range(top, bottom):
                taken[row] |= width
            yield Field(top, left, bottom, right)
            left = right
