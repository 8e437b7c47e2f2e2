"""Amounts for possible lines that explain all figures; where none do, the fewest figures to doubt.

A linear program finds amounts nearest to the printed figures. They are rounded to whole steps, and
a small whole-numbered program mends what the rounding moved out of a range. The result is checked
in integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from mingzhang.compiler.tables.candidates import Candidate
from mingzhang.compiler.tables.figures import Figure
from mingzhang.compiler.tables.program import Program, UnsolvedError
from mingzhang.cube import Line

__all__ = ["deviating", "lines_of"]

_SCALE: Final = 1_000_000
"""Amounts in programs are in 万元, which numeric solvers like better than 分."""

_LITTLE: Final = 1e-5
"""A weight that decides only where nothing else does."""

_STEPS: Final = (100, 1)
"""Whole 元 where figures allow it, else 分."""

_MOST_STEPS: Final = 1_000
_NEW_LINE: Final = 10
"""What a step of a line costs that was not there."""

_NOTHING: Final = 5e-7
_MOST_FLAGS: Final = 5_000
"""Beyond so many figures the fewest are not looked for: that would take minutes."""

_SECONDS: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Sum:
    """Figures that the same candidates add up to: the amount, in 分, is from low to high."""

    candidates: tuple[int, ...]
    low: int
    high: int
    middle: int


def lines_of(candidates: Sequence[Candidate], figures: Sequence[Figure]) -> list[Line] | None:
    """Lines whose sums are displayed as all figures are, near the printed ones; None if none are."""
    sums = _sums(candidates, figures)
    if sums is None:
        return None
    near = _nearest(sums, candidates)
    if near is None:
        return None
    for step in _STEPS:
        amounts = _whole(sums, near, step)
        if amounts is not None:
            return [
                Line(one.members, amount)
                for one, amount in zip(candidates, amounts, strict=True)
                if amount
            ]
    return None


def _sums(candidates: Sequence[Candidate], figures: Sequence[Figure]) -> list[_Sum] | None:
    """A sum for all figures of the same candidates; None where two exclude each other."""
    grouped: dict[tuple[int, ...], list[Figure]] = {}
    for one, within in zip(figures, _within(candidates, len(figures)), strict=True):
        grouped.setdefault(tuple(within), []).append(one)
    sums = []
    for among, group in grouped.items():
        low = max(0, *(one.displayed.low for one in group))
        high = min(one.displayed.high for one in group)
        if low > high or (low > 0 and not among):
            return None
        if among:
            sums.append(_Sum(among, low, high, min(max(group[0].middle, low), high)))
    return sums


def _within(candidates: Sequence[Candidate], count: int) -> list[list[int]]:
    """The candidates that add to each figure."""
    within: list[list[int]] = [[] for _ in range(count)]
    for index, one in enumerate(candidates):
        for place in one.reach:
            within[place].append(index)
    return within


def _nearest(sums: Sequence[_Sum], candidates: Sequence[Candidate]) -> list[int] | None:
    """Amounts in 分, not yet whole steps, whose sums lie nearest to the printed figures."""
    program = Program()
    columns = [program.column(0, inf, one.cost) for one in candidates]
    for one in sums:
        factors: dict[int, float] = {columns[index]: 1 for index in one.candidates}
        program.row(one.low / _SCALE, one.high / _SCALE, factors)
        if one.low < one.high:
            off = {program.column(0, inf, 1): 1.0, program.column(0, inf, 1): -1.0}
            program.row(one.middle / _SCALE, one.middle / _SCALE, {**factors, **off})
    values = program.solve()
    return None if values is None else [round(values[one] * _SCALE) for one in columns]


def _whole(sums: Sequence[_Sum], near: Sequence[int], step: int) -> list[int] | None:
    """Amounts in whole steps, changed as little as the ranges ask for."""
    amounts = [round(one / step) for one in near]
    bounds = []
    for one in sums:
        stands = sum(amounts[index] for index in one.candidates)
        low, high = -(-one.low // step), one.high // step
        if low > high:
            return None
        bounds.append((one, low - stands, high - stands))
    if any(low > 0 or high < 0 for _, low, high in bounds):
        moves = _moves(bounds, amounts)
        if moves is None:
            return None
        amounts = [one + move for one, move in zip(amounts, moves, strict=True)]
    return [one * step for one in amounts]


def _moves(bounds: Sequence[tuple[_Sum, int, int]], amounts: Sequence[int]) -> list[int] | None:
    """How many steps each amount moves so that every sum lies within its bounds."""
    program = Program()
    up = [program.column(0, _MOST_STEPS, 1 if one else _NEW_LINE, whole=True) for one in amounts]
    down = [program.column(0, min(_MOST_STEPS, one), 1, whole=True) for one in amounts]
    for one, low, high in bounds:
        factors = {up[index]: 1.0 for index in one.candidates}
        factors.update({down[index]: -1.0 for index in one.candidates})
        program.row(low, high, factors)
    values = program.solve()
    if values is None:
        return None
    return [round(values[more] - values[less]) for more, less in zip(up, down, strict=True)]


# Figures to doubt


def deviating(candidates: Sequence[Candidate], figures: Sequence[Figure]) -> list[int]:
    """The figures that cannot hold, as few as possible: without them the others can."""
    within = _within(candidates, len(figures))
    stretched = _stretched(candidates, figures, within)
    if len(stretched) <= 1 or len(figures) > _MOST_FLAGS:
        return stretched
    try:
        fewest = _fewest(candidates, figures, within)
    except UnsolvedError:
        return stretched
    return fewest if len(fewest) < len(stretched) else stretched


def _bounds(one: Figure) -> tuple[float, float]:
    """The range of a figure in whole 元 where it has any, so that neighbours lie well apart."""
    low, high = max(0, one.displayed.low), one.displayed.high
    step = _STEPS[0]
    if -(-low // step) <= high // step:
        low, high = -(-low // step) * step, high // step * step
    return low / _SCALE, high / _SCALE


def _stretched(
    candidates: Sequence[Candidate], figures: Sequence[Figure], within: Sequence[Sequence[int]]
) -> list[int]:
    """The figures that move if all together move as little as possible."""
    program = Program()
    columns = [program.column(0, inf, one.cost * _LITTLE) for one in candidates]
    moved = []
    for one, among in zip(figures, within, strict=True):
        low, high = _bounds(one)
        up, down = program.column(0, inf, 1), program.column(0, inf, 1)
        factors = {columns[index]: 1.0 for index in among}
        program.row(low, high, {**factors, up: 1.0, down: -1.0})
        moved.append((up, down))
    values = program.solve()
    if values is None:
        return list(range(len(figures)))
    return [
        number
        for number, (up, down) in enumerate(moved)
        if values[up] > _NOTHING or values[down] > _NOTHING
    ]


def _fewest(
    candidates: Sequence[Candidate], figures: Sequence[Figure], within: Sequence[Sequence[int]]
) -> list[int]:
    program = Program()
    program.set_option("time_limit", _SECONDS)
    program.set_option("mip_feasibility_tolerance", 1e-9)
    most = sum(_bounds(one)[1] for one in figures)
    columns = [program.column(0, most, one.cost * _LITTLE / most) for one in candidates]
    flags = [program.column(0, 1, 1 + rank / 1e4, whole=True) for rank, _ in enumerate(figures)]
    for one, among, flag in zip(figures, within, flags, strict=True):
        low, high = _bounds(one)
        factors = {columns[index]: 1.0 for index in among}
        program.row(low, inf, {**factors, flag: low})
        program.row(-inf, high, {**factors, flag: -most})
    values = program.solve()
    return [] if values is None else [n for n, flag in enumerate(flags) if values[flag] > 0.5]
