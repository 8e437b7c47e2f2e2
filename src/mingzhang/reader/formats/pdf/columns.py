"""Columns of a table that no upright rule parts: by the joins in its level rules, or by its text.

A browser draws the border under each cell by itself, and its pieces tell of the cells. Elsewhere
figures and labels that stand under each other, with nothing between them, make columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from mingzhang.reader.formats.pdf.lattice import Lattice
from mingzhang.reader.formats.pdf.runs import Run, parted, side_by_side

__all__ = ["hidden_walls"]

_REACH: Final = 3.0
_FEWEST: Final = 3
_MOST_LINES: Final = 3
"""So many lines a row of text has at most; where a table has many rows, only lines with gaps count."""

_FIGURE: Final = re.compile(r"[-−(（]?\d[\d,，]*(?:[.．]\d+)?[)）%％]?")

_Span = tuple[float, float]


def hidden_walls(
    lattice: Lattice, runs: Mapping[int, Sequence[Run]], text: str
) -> dict[float, int]:
    """Places of walls that are not drawn, with the rows, as bits, that each runs through.

    `runs` are those of each field by its number, of a page with this `text`.
    """
    if lattice.is_open and _has_rows_of_its_own(lattice, runs):
        return {}
    walls = _joined_walls(lattice)
    if not walls:
        walls = dict.fromkeys(_gutters(lattice, runs, text), (1 << len(lattice.ys) - 1) - 1)
    for number, found in runs.items() if walls else ():
        top, _, bottom, _ = lattice.fields[number]
        rows = (1 << bottom) - (1 << top)
        for run in found:
            inset = min(1.0, (run.x1 - run.x0) / 4)
            for x in walls:
                if run.x0 + inset < x < run.x1 - inset:
                    walls[x] &= ~rows
    return {x: rows for x, rows in walls.items() if rows}


def _has_rows_of_its_own(lattice: Lattice, runs: Mapping[int, Sequence[Run]]) -> bool:
    """Whether level rules divide only parts of a table, whose rows are told by their text."""
    for found in runs.values():
        if len(found) > _MOST_LINES:
            lines = [parted(line) for line in side_by_side(found)]
            counted = (
                lines
                if len(lattice.fields) < _MOST_LINES
                else [line for line in lines if len(line) > 1]
            )
            if len(counted) > _MOST_LINES:
                return True
    return False


def _joined_walls(lattice: Lattice) -> dict[float, int]:
    """Walls where the rules under rows are joined; a rule of one piece tells nothing."""
    joins: list[list[float]] = [[] for _ in lattice.ys]
    for x, y in lattice.joins:
        floor = min(max(1, bisect_left(lattice.ys, y - _REACH)), len(lattice.ys) - 1)
        if abs(lattice.ys[floor] - y) <= _REACH and lattice.xs[0] < x < lattice.xs[-1]:
            joins[floor].append(x)
    walls: dict[float, int] = {}
    for x in sorted({x for found in joins for x in found}):
        if all(abs(x - other) > _REACH for other in (*lattice.xs, *walls)):
            walls[x] = sum(
                1 << row
                for row, found in enumerate(joins[1:])
                if not found or any(abs(x - other) <= _REACH for other in found)
            )
    return walls


def _gutters(lattice: Lattice, runs: Mapping[int, Sequence[Run]], text: str) -> Iterator[float]:
    """What lies free, in each column of a lattice, between text that stands under each other."""
    lines: dict[int, list[list[list[Run]]]] = {}
    for number, found in runs.items():
        _, left, _, right = lattice.fields[number]
        if right == left + 1:
            lines.setdefault(left, []).extend(map(parted, side_by_side(found)))
    for found_lines in lines.values():
        several = [line for line in found_lines if len(line) > 1]
        if len(several) >= _FEWEST and 2 * len(several) >= len(found_lines):
            columns = _columns(found_lines)
            if _has_figures(found_lines, columns, text):
                yield from ((x0 + x1) / 2 for (_, x0), (x1, _) in pairwise(columns))


def _span(part: Sequence[Run]) -> _Span:
    return part[0].x0, max(run.x1 for run in part)


def _columns(lines: Sequence[Sequence[Sequence[Run]]]) -> list[_Span]:
    """What the parts of the lines cover, the fullest lines first; one over two columns is none."""
    columns: list[_Span] = []
    for line in sorted(lines, key=len, reverse=True):
        for part in line:
            x0, x1 = _span(part)
            met = [n for n, (start, end) in enumerate(columns) if x0 < end and start < x1]
            if not met:
                columns.append((x0, x1))
            elif len(met) == 1:
                start, end = columns[met[0]]
                columns[met[0]] = min(start, x0), max(end, x1)
    return sorted(columns)


def _has_figures(
    lines: Iterable[Sequence[Sequence[Run]]], columns: Sequence[_Span], text: str
) -> bool:
    """Whether some column but the first holds figures and hardly anything else."""
    counts = [[0, 0] for _ in columns]
    for line in lines:
        for part in line:
            x0, x1 = _span(part)
            is_figure = len(part) == 1 and _FIGURE.fullmatch(text, part[0].start, part[0].stop)
            for number, (start, end) in enumerate(columns):
                if x0 < end and start < x1:
                    counts[number][bool(is_figure)] += 1
    return any(figures >= max(2, others) for others, figures in counts[1:])
