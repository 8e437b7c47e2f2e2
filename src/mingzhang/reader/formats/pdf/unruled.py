"""Tables without rules: lines whose parts stand under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.reader.formats.pdf.lines import TAB, TextLine
from mingzhang.reader.formats.pdf.places import Paper
from mingzhang.reader.formats.pdf.tables import Table
from mingzhang.reader.source import Cell, Grid

__all__ = ["with_tables"]

_FIGURE: Final = re.compile(r"[-−(（]?\d[\d,，]*(?:[.．]\d+)?[)）%％]?")
_PAGE_NUMBER: Final = re.compile(r"\d{1,3}")
_FEWEST: Final = 3
_APART: Final = 2.5
"""How many heights lie at most between the lines of one table."""

_Span = tuple[float, float]


def with_tables(lines: Sequence[TextLine], paper: Paper) -> list[TextLine | Table]:
    """The lines from the top, those that look tabular as tables."""
    found: list[TextLine | Table] = []
    for block in _blocks(lines):
        table = _table(block, paper)
        found.extend([table] if table else block)
    return found


def _blocks(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines in runs of such as have tabs, not far from each other, and of such as have none."""
    block: list[TextLine] = []
    for line in lines:
        if block and (
            (TAB in line.text) != (TAB in block[-1].text)
            or line.y0 - block[-1].y1 > _APART * line.height
        ):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _table(block: Sequence[TextLine], paper: Paper) -> Table | None:
    """The lines as a table, if there are enough of them, with figures under each other."""
    if len(block) < _FEWEST or TAB not in block[0].text:
        return None
    rows = [line.columns() for line in block]
    spans = _columns(rows)
    placed = [_placed(row, spans) for row in rows]
    if len(spans) < 2 or not _has_figures(placed) or _is_contents(placed):
        return None
    cells = tuple(
        tuple(Cell(part.passage(paper), column, span) for column, span, part in row)
        for row in placed
    )
    x0, x1 = min(line.x0 for line in block), max(line.x1 for line in block)
    grid = Grid(cells, is_ruled=False, page=paper.number)
    return Table(x0, block[0].y0, x1, block[-1].y1, grid)


def _columns(rows: Sequence[Sequence[TextLine]]) -> list[_Span]:
    """What the parts of the fullest lines cover, from the left; headers may span columns."""
    most = max(map(len, rows))
    spans: list[_Span] = []
    for x0, x1 in sorted((part.x0, part.x1) for row in rows if len(row) == most for part in row):
        if spans and x0 < spans[-1][1]:
            spans[-1] = spans[-1][0], max(x1, spans[-1][1])
        else:
            spans.append((x0, x1))
    return spans


def _placed(row: Sequence[TextLine], spans: Sequence[_Span]) -> list[tuple[int, int, TextLine]]:
    """Each part of a line with its column and how many it spans; none shares one with another."""
    placed: list[tuple[int, int, TextLine]] = []
    free = 0
    for number, part in enumerate(row):
        last = len(spans) - (len(row) - number - 1)
        met = [n for n, (x0, x1) in enumerate(spans) if part.x0 < x1 and x0 < part.x1]
        near = met or [_nearest(part, spans)]
        first = min(max(near[0], free), max(free, last - 1))
        span = max(1, min(near[-1] + 1, last) - first)
        placed.append((first, span, part))
        free = first + span
    return placed


def _nearest(part: TextLine, spans: Sequence[_Span]) -> int:
    middle = (part.x0 + part.x1) / 2
    return min(range(len(spans)), key=lambda n: abs(sum(spans[n]) / 2 - middle))


def _has_figures(rows: Sequence[Sequence[tuple[int, int, TextLine]]]) -> bool:
    """Whether some column holds figures in at least half of the lines."""
    columns = [column for row in rows for column, _, part in row if _FIGURE.fullmatch(part.text)]
    return any(2 * columns.count(column) >= len(rows) for column in set(columns))


def _is_contents(rows: Sequence[Sequence[tuple[int, int, TextLine]]]) -> bool:
    """Whether the lines are titles with the numbers of their pages."""
    pages = [row[-1][2].text for row in rows]
    if not all(len(row) == 2 and _PAGE_NUMBER.fullmatch(row[-1][2].text) for row in rows):
        return False
    numbers = list(map(int, pages))
    return numbers == sorted(numbers)
