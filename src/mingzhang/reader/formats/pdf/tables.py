"""Lattices and the text in them -> grids."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from mingzhang.reader.formats.pdf.columns import hidden_walls
from mingzhang.reader.formats.pdf.ink import Ink
from mingzhang.reader.formats.pdf.lattice import Field, Lattice
from mingzhang.reader.formats.pdf.lines import lines_of, wrapped
from mingzhang.reader.formats.pdf.places import PagePlace
from mingzhang.reader.formats.pdf.runs import Run
from mingzhang.reader.formats.pdf.stacked import stacked_lines
from mingzhang.reader.source import Cell, Grid, Passage

__all__ = ["Table", "ruled_tables"]

_FIGURE: Final = re.compile(r"[-−(（]?[\d,，.．]+[)）%％]?")
_EMPTY: Final = Passage("")
_FEWEST: Final = 3
"""Only cells with so many runs may hold several rows."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with where it stands."""

    x0: float
    y0: float
    x1: float
    y1: float
    grid: Grid


class _Filling:
    """The runs in each field of a lattice, by number, and those that reach over a rule."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.numbers = lattice.field_numbers()
        self.walls = lattice.xs[1:-1]
        self.floors = lattice.ys[1:-1]
        self.runs: dict[int, list[Run]] = {}
        self.crossing: list[tuple[Run, list[tuple[int, Run]]]] = []

    def put(self, run: Run, boxes: array[float]) -> None:
        """Into the field or the fields where a run's characters are."""
        x0, y0, x1, y1, _, _ = run
        row = self.numbers[bisect_right(self.floors, (y0 + y1) / 2)]
        inset = min(1.0, (x1 - x0) / 4)
        first = row[bisect_right(self.walls, x0 + inset)]
        if first == row[bisect_right(self.walls, x1 - inset)]:
            self.runs.setdefault(first, []).append(run)
        else:
            self.crossing.append((run, _split(run, self.walls, row, boxes)))

    def has_text(self) -> bool:
        """Whether any text stands in the lattice."""
        return bool(self.runs or self.crossing)

    def all_runs(self) -> list[Run]:
        """All that was put in."""
        found = [run for runs in self.runs.values() for run in runs]
        return [*found, *(run for run, _ in self.crossing)]


def ruled_tables(lattices: Sequence[Lattice], ink: Ink) -> tuple[list[Table], list[Run]]:
    """The tables of a page that have text, and the runs that stand in none."""
    fillings = [_Filling(lattice) for lattice in lattices]
    inmost = sorted(fillings, key=lambda filling: filling.lattice.area())
    outside = []
    for run in ink.runs:
        x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
        for filling in inmost:
            if filling.lattice.holds(x, y):
                filling.put(run, ink.boxes)
                break
        else:
            outside.append(run)
    tables = []
    for filling in filter(_Filling.has_text, fillings):
        divided = _divided(filling, ink)
        if divided.lattice.is_open:
            outside.extend(divided.all_runs())
        else:
            _put_crossing(divided, ink.text)
            tables.append(_table(divided, ink))
    return tables, outside


def _divided(filling: _Filling, ink: Ink) -> _Filling:
    """A filling with the columns that no rule parts."""
    walls = hidden_walls(filling.lattice, filling.runs, ink.text)
    if not walls:
        return filling
    divided = _Filling(filling.lattice.divided(walls))
    for run in filling.all_runs():
        divided.put(run, ink.boxes)
    return divided


def _split(
    run: Run, walls: Sequence[float], row: Sequence[int], boxes: array[float]
) -> list[tuple[int, Run]]:
    """The characters of a run by the field that their middle is in."""
    lefts = boxes[4 * run.start : 4 * run.stop : 4]
    rights = boxes[4 * run.start + 2 : 4 * run.stop : 4]
    middles = [(x0 + x1) / 2 for x0, x1 in zip(lefts, rights, strict=True)]
    parts = []
    start = 0
    for number, group in groupby(row[bisect_right(walls, x)] for x in middles):
        stop = start + len(list(group))
        x0, x1 = min(lefts[start:stop]), max(rights[start:stop])
        part = Run(x0, run.y0, x1, run.y1, run.start + start, run.start + stop)
        parts.append((number, part))
        start = stop
    return parts


def _put_crossing(filling: _Filling, text: str) -> None:
    """Runs over rules: a text that flows on into an empty field is one, else each field has its own.

    A label flows to the right, a figure, being aligned at its end, to the left.
    """
    taken = set(filling.runs)
    for run, parts in filling.crossing:
        is_figure = _FIGURE.fullmatch(text, run.start, run.stop)
        owner = parts[-1 if is_figure else 0][0]
        others = {number for number, _ in parts} - {owner}
        if _flows(parts, filling.walls) and not others & taken:
            filling.runs.setdefault(owner, []).append(run)
        else:
            for number, part in parts:
                filling.runs.setdefault(number, []).append(part)


def _flows(parts: Sequence[tuple[int, Run]], xs: Sequence[float]) -> bool:
    """Whether text runs across rules as if they were not there."""
    for (_, before), (_, after) in pairwise(parts):
        wall = min(xs, key=lambda x: abs(2 * x - before.x1 - after.x0))
        height = before.y1 - before.y0
        if after.x0 - before.x1 > 0.1 * height:
            return False
        if abs(before.x1 - wall) < 0.1 * height and abs(after.x0 - wall) < 0.1 * height:
            return False
    return True


def _table(filling: _Filling, ink: Ink) -> Table:
    lattice = filling.lattice
    by_row: list[list[tuple[int, Field]]] = [[] for _ in lattice.ys[1:]]
    for number, field in enumerate(lattice.fields):
        by_row[field.top].append((number, field))
    rows: list[tuple[Cell, ...]] = []
    for fields in by_row:
        rows.extend(_stacked(fields, filling, ink) or [_row(fields, filling, ink)])
    grid = Grid(tuple(rows), page=ink.paper.number)
    return Table(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1], grid)


def _row(fields: Sequence[tuple[int, Field]], filling: _Filling, ink: Ink) -> tuple[Cell, ...]:
    xs = filling.lattice.xs
    cells = []
    for number, (top, left, bottom, right) in fields:
        runs = filling.runs.get(number)
        passage = _passage(runs, xs[right], ink) if runs else _EMPTY
        cells.append(Cell(passage, left, right - left, bottom - top))
    return tuple(cells)


def _stacked(
    fields: Sequence[tuple[int, Field]], filling: _Filling, ink: Ink
) -> list[tuple[Cell, ...]]:
    """The rows of a ruled row that holds several; none if it is one."""
    runs = [filling.runs.get(number, ()) for number, _ in fields]
    if sum(len(found) >= _FEWEST for found in runs) < 2 or not _is_apart(fields, filling):
        return []
    lines = {n: lines_of(found, ink) for n, found in enumerate(runs) if found}
    xs = filling.lattice.xs
    rows = []
    for parts in stacked_lines(lines):
        cells = []
        for number, (_, (_, left, _, right)) in enumerate(fields):
            part = parts.get(number)
            passage = wrapped(part, xs[right]).passage(ink.paper) if part else _EMPTY
            cells.append(Cell(passage, left, right - left))
        rows.append(tuple(cells))
    return rows


def _is_apart(fields: Sequence[tuple[int, Field]], filling: _Filling) -> bool:
    """Whether no cell of a row reaches into another row."""
    columns = sum(right - left for _, (_, left, _, right) in fields)
    deep = any(bottom - top > 1 for _, (top, _, bottom, _) in fields)
    return not deep and columns == len(filling.lattice.xs) - 1


def _passage(runs: Sequence[Run], right: float, ink: Ink) -> Passage:
    """The text of a field that ends at `right`."""
    if len(runs) == 1:
        _, _, _, _, start, stop = runs[0]
        return Passage.at(
            ink.text[start:stop], PagePlace(ink.paper, ink.boxes[4 * start : 4 * stop])
        )
    lines = lines_of(runs, ink)
    text = lines[0] if len(lines) == 1 else wrapped(lines, right)
    return text.passage(ink.paper)
