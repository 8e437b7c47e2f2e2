"""Characters that follow each other closely on one line, as runs: what layout works with."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = ["Run", "around", "parted", "pieces_of", "runs_of", "side_by_side"]

_AHEAD: Final = 0.3
_BACK: Final = 0.6
"""How far, in heights, the next character of a run may stand after or reach under the last."""

_GAP: Final = 0.8
"""From how many heights on a gap parts what stands in two columns."""


class Run(NamedTuple):
    """Characters of a page from `start` to before `stop`, and the box around them."""

    x0: float
    y0: float
    x1: float
    y1: float
    start: int
    stop: int


def around(boxes: array[float], start: int, stop: int) -> Run:
    """Some characters as a run."""
    part = boxes[4 * start : 4 * stop]
    return Run(min(part[0::4]), min(part[1::4]), max(part[2::4]), max(part[3::4]), start, stop)


def runs_of(text: str, boxes: array[float]) -> list[Run]:
    """The runs of a text whose characters have these boxes; white space and gaps part them."""
    runs: list[Run] = []
    lefts, tops, rights, bottoms = (boxes[shift::4].tolist() for shift in range(4))
    start = -1
    low = high = middle = ahead = back = 0.0
    number = 0
    for character, x0, y0, x1, y1 in zip(text, lefts, tops, rights, bottoms, strict=True):
        if low < x0 < high and y0 < middle < y1 and character > " ":
            high = x1 + ahead
            low = x1 - back
        else:
            if start >= 0:
                top, bottom = min(tops[start:number]), max(bottoms[start:number])
                runs.append(Run(lefts[start], top, rights[number - 1], bottom, start, number))
            if character > " ":
                start, middle = number, (y0 + y1) / 2
                ahead, back = _AHEAD * (y1 - y0), _BACK * (y1 - y0)
                low, high = x1 - back, x1 + ahead
            else:
                start, low, high = -1, 0.0, 0.0
        number += 1
    if start >= 0:
        runs.append(around(boxes, start, number))
    return runs


def side_by_side(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Runs by the line that they stand on, from the top, each line from the left."""
    line: list[Run] = []
    for run in sorted(runs, key=lambda run: run.y0 + run.y1):
        if line and run.y0 + run.y1 > 2 * line[0].y1:
            yield sorted(line)
            line = []
        line.append(run)
    if line:
        yield sorted(line)


def parted(line: Sequence[Run]) -> list[list[Run]]:
    """The runs of a line in pieces with wide gaps between them."""
    pieces = [[line[0]]]
    for before, run in pairwise(line):
        if run.x0 - before.x1 > _GAP * (run.y1 - run.y0):
            pieces.append([run])
        else:
            pieces[-1].append(run)
    return pieces


def pieces_of(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The pieces of all lines."""
    return (piece for line in side_by_side(runs) for piece in parted(line))
