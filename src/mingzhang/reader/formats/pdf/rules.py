"""The rules drawn on a page: level and upright straight lines, however a program painted them.

A border may be a stroked line, a thin filled rectangle, the side of a stroked rectangle, a filled
polygon around one cell, or a row of dashes. Larger filled areas are background and no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from mingzhang.reader.formats.pdf.pdfium import (
    FORM,
    PATH,
    Box,
    Matrix,
    PageObjects,
    bounds_of,
    matrix_of,
    outlines_of,
)

__all__ = ["Rule", "Rules", "merged", "rules_of"]

_THIN: Final = 2.5
_BROAD: Final = 6.0
"""A border this broad is taken for one only if it is far longer than broad."""

_DASH_GAP: Final = 3.0
_SHORTEST: Final = 5.0
_SNAP: Final = 1.0
_JOIN: Final = 0.1
_DEEPEST_FORM: Final = 6
_UPRIGHT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Corners = list[tuple[float, float]]


class Rule(NamedTuple):
    """A straight line: `at` a height from `start` to `end` across, or at a place across, down."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The level and the upright rules of a page.

    `joins` are places, across and down, where one level rule ends and the next begins: programs
    that draw each cell's border by itself so tell of cells that no upright rule parts.
    """

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    joins: list[tuple[float, float]] = field(default_factory=list)


def rules_of(page: int) -> Rules:
    """The rules of an open page, in its own coordinates."""
    rules = Rules()
    _gather(PageObjects.of_page(page), _UPRIGHT, rules, 0)
    return Rules(merged(rules.level), merged(rules.upright), list(_joins(rules.level)))


def _joins(level: Iterable[Rule]) -> Iterator[tuple[float, float]]:
    for line in _on_one_line(sorted(level)):
        long = sorted((rule.start, rule.end) for rule in line if rule.end - rule.start > _SHORTEST)
        for (_, end), (start, _) in pairwise(long):
            if abs(end - start) <= _JOIN:
                yield start, line[0].at


def _gather(objects: PageObjects, matrix: Matrix, rules: Rules, depth: int) -> None:
    paths = objects.of_type(PATH)
    bounds = bounds_of(paths)
    boxes = zip(bounds[0::4], bounds[1::4], bounds[2::4], bounds[3::4], strict=True)
    for path, box in zip(paths, boxes, strict=True):
        if not _add_thin(*_placed_box(box, matrix), rules):
            _add_outlines(path, matrix, rules)
    if depth < _DEEPEST_FORM:
        for form in objects.of_type(FORM):
            inside = PageObjects.of_form(form)
            _gather(inside, _product(matrix_of(form), matrix), rules, depth + 1)


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return (
        a * k + b * n,
        a * m + b * o,
        c * k + d * n,
        c * m + d * o,
        e * k + f * n + p,
        e * m + f * o + q,
    )


def _placed(corners: Corners, matrix: Matrix) -> Corners:
    if matrix is _UPRIGHT:
        return corners
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]


def _placed_box(box: Box, matrix: Matrix) -> Box:
    if matrix is _UPRIGHT:
        return box
    left, bottom, right, top = box
    return _box(_placed([(left, bottom), (right, top)], matrix))


def _add_thin(left: float, bottom: float, right: float, top: float, rules: Rules) -> bool:
    """Whether an outline is as thin as a rule; it is then one (a dot may be part of either)."""
    wide, high = right - left, top - bottom
    if wide > _THIN and high > _THIN and not _is_broad_rule(wide, high):
        return False
    if wide >= high or wide <= _THIN:
        rules.level.append(Rule((bottom + top) / 2, left, right))
    if high >= wide or high <= _THIN:
        rules.upright.append(Rule((left + right) / 2, bottom, top))
    return True


def _is_broad_rule(wide: float, high: float) -> bool:
    return min(wide, high) <= _BROAD and max(wide, high) >= 20 * _BROAD


def _add_outlines(path: int, matrix: Matrix, rules: Rules) -> None:
    """The rules in a path that is not one itself."""
    is_stroked, outlines = outlines_of(path)
    own = matrix_of(path)
    placed = [_placed(corners, _product(own, matrix)) for corners in outlines]
    broad = [
        corners for corners in placed if len(outlines) == 1 or not _add_thin(*_box(corners), rules)
    ]
    if is_stroked or (broad and _is_frame(broad)):
        for corners in broad:
            _add_sides(corners, rules)


def _is_frame(outlines: list[Corners]) -> bool:
    """Whether a filled area is a border: an outline within another, or one that runs back."""
    if len(outlines) == 1:
        return len(outlines[0]) > 6 and all(_is_straight(*side) for side in pairwise(outlines[0]))
    boxes = [_box(corners) for corners in outlines]
    return any(
        all(abs(inner - outer) <= _BROAD for inner, outer in zip(one, other, strict=True))
        for one, other in pairwise(boxes)
    )


def _box(corners: Corners) -> Box:
    across = [x for x, _ in corners]
    up = [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _is_straight(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return abs(start[0] - end[0]) <= _SNAP or abs(start[1] - end[1]) <= _SNAP


def _add_sides(corners: Corners, rules: Rules) -> None:
    for start, end in _sides(corners):
        if _is_straight(start, end):
            _add_thin(*_box([start, end]), rules)


def _sides(corners: Corners) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The sides of an outline; one with four corners or more is taken as closed."""
    yield from pairwise(corners)
    if len(corners) >= 4:
        yield corners[-1], corners[0]


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces on one line joined over small gaps; what stays as short as a dot is dropped."""
    found: list[Rule] = []
    for line in _on_one_line(sorted(rules)):
        at = sum(rule.at for rule in line) / len(line)
        line.sort(key=lambda rule: rule.start)
        start, end = line[0].start, line[0].end
        for rule in line[1:]:
            if rule.start > end + _DASH_GAP:
                found.append(Rule(at, start, end))
                start = rule.start
                end = rule.end
            else:
                end = max(end, rule.end)
        found.append(Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _on_one_line(rules: list[Rule]) -> Iterator[list[Rule]]:
    line: list[Rule] = []
    for rule in rules:
        if line and rule.at - line[0].at > _SNAP:
            yield line
            line = []
        line.append(rule)
    if line:
        yield line
