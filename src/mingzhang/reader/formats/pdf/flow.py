"""How the text of a page flows: in one column, in two, in a frame beside it, in notes at its foot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from mingzhang.reader.formats.pdf.rules import Rules
from mingzhang.reader.formats.pdf.runs import Run, pieces_of, side_by_side

__all__ = ["Flow", "Stream", "flow_of"]

_FEWEST: Final = 3
"""So many lines stand at least in each of two columns."""

_MIDDLE: Final = (0.4, 0.62)
_ALIGNED: Final = 1.5
_FULL: Final = 1.5
_INDENT: Final = 3.0
_BROAD: Final = 8
"""How many heights a line of a column is broad at least."""

_SHORT_RULE: Final = (50.0, 0.4)
"""How long a rule over notes is: from so many points to this share of the breadth of the text."""

_SMALL: Final = 0.9
"""How high notes are at most, as a share of the text."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A part of a page that is read as a whole before what stands beside or below it.

    It is read at the height `top`, in the order of `number`; its text runs from `left` to `right`.
    """

    top: float
    number: int
    left: float
    right: float
    is_note: bool = False


Flow = list[tuple[Stream | None, list[Run]]]
"""Runs by the part that they belong to; None is the text that runs over the whole page."""


def flow_of(runs: Sequence[Run], rules: Rules) -> Flow:
    """The runs of a page outside of tables, by the part of the page that they belong to."""
    text, notes = _without_notes(runs, rules)
    parts = _columns(text)
    return [*parts, *([(_stream(notes, notes, 0, is_note=True), notes)] if notes else [])]


def _stream(
    band: Iterable[Run], runs: Sequence[Run], number: int, *, is_note: bool = False
) -> Stream:
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    return Stream(min(run.y0 for run in band), number, left, right, is_note)


def _without_notes(runs: Sequence[Run], rules: Rules) -> tuple[list[Run], list[Run]]:
    """The text, and the notes: what is smaller and stands below a short rule at the left."""
    whole = list(runs)
    if not runs or not rules.level:
        return whole, []
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    shortest, share = _SHORT_RULE
    tops = [
        rule.at
        for rule in rules.level
        if abs(rule.start - left) <= 2 * _FULL
        and shortest <= rule.end - left <= share * (right - left)
    ]
    above = [run for run in runs if run.y1 <= max(tops, default=0.0) + 1]
    if not above:
        return whole, []
    height = median(run.y1 - run.y0 for run in above)
    below = [run for run in runs if run.y0 >= max(tops) - 1]
    notes = [run for run in below if run.y1 - run.y0 <= _SMALL * height]
    if not notes or min(below, key=lambda run: run.y0) not in notes:
        return whole, []
    taken = set(notes)
    return [run for run in runs if run not in taken], notes


def _columns(runs: Sequence[Run]) -> Flow:
    """Runs with bands of two columns told apart; what crosses the gutter ends a band."""
    start = _second_column(runs)
    if start is None:
        return [(None, list(runs))]
    plain: list[Run] = []
    found: Flow = []
    for band in _bands(runs, start):
        sides = [run for run in band if run.x0 < start], [run for run in band if run.x0 >= start]
        if all(sides) and _is_prose(sides[0]) and _is_set_at(start, sides[1]):
            found.extend((_stream(band, side, number), side) for number, side in enumerate(sides))
        else:
            plain.extend(band)
    return [(None, plain), *found] if found else [(None, list(runs))]


def _second_column(runs: Sequence[Run]) -> float | None:
    """Where the lines of a second column start: near the middle, with many at or just right of it.

    Runs that reach over a place speak against it.
    """
    if len(runs) < 2 * _FEWEST:
        return None
    starts, ends = sorted(run.x0 for run in runs), sorted(run.x1 for run in runs)
    first, last = (starts[0] + share * (ends[-1] - starts[0]) for share in _MIDDLE)
    places = starts[bisect_left(starts, first) : bisect_right(starts, last)]
    height = median(run.y1 - run.y0 for run in runs)
    indent = _INDENT * height

    def over(place: float) -> int:
        return bisect_left(starts, place - _ALIGNED) - bisect_right(ends, place - _ALIGNED)

    def count(place: float) -> int:
        at = bisect_right(starts, place + _ALIGNED) + bisect_right(starts, place + indent)
        return at - 2 * bisect_left(starts, place - _ALIGNED) - 2 * over(place)

    best = max(places, key=count, default=None)
    if best is None or count(best) < 2 * _FEWEST:
        return None
    unindented = (one for one in places if abs(best - one - 2 * height) <= height / 4)
    return next((one for one in unindented if over(one) <= over(best)), best) - _ALIGNED


def _bands(runs: Sequence[Run], start: float) -> Iterator[list[Run]]:
    """Runs from the top, divided by the pieces of lines that run over the second column's start."""
    band: list[Run] = []
    for piece in pieces_of(runs):
        if _runs_over(piece, start):
            if band:
                yield band
            yield piece
            band = []
        else:
            band.extend(piece)
    if band:
        yield band


def _runs_over(piece: Sequence[Run], start: float) -> bool:
    """Whether a piece of a line belongs to neither column.

    A piece where the second column's start is a run's may be two lines that touch: punctuation may
    hang over at the end of the first column.
    """
    if any(run.x0 < start < run.x1 for run in piece):
        return True
    after = [run.x0 for run in piece if run.x0 >= start]
    if not after or piece[0].x0 >= start:
        return False
    is_short = piece[-1].x1 - piece[0].x0 < _BROAD * (piece[0].y1 - piece[0].y0)
    return is_short or after[0] > start + 2 * _ALIGNED


def _is_prose(runs: Sequence[Run]) -> bool:
    """Whether text is broken by the breadth of its column: most lines run from side to side."""
    lines = list(side_by_side(runs))
    if len(lines) < _FEWEST:
        return False
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    height = median(line[0].y1 - line[0].y0 for line in lines)
    full = sum(
        right - line[-1].x1 <= _FULL * height and line[0].x0 - left <= _INDENT * height
        for line in lines
    )
    return 2 * full >= len(lines) and right - left >= _BROAD * height


def _is_set_at(start: float, runs: Sequence[Run]) -> bool:
    """Whether most lines start at a place, or indented."""
    lines = list(side_by_side(runs))
    near = sum(line[0].x0 - start <= _INDENT * (line[0].y1 - line[0].y0) for line in lines)
    return 4 * near >= 3 * len(lines)
