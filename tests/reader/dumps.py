"""Text dumps of a publication, as OCR and copying give them: lines, and cells parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.department import workbook

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Cell, Definition, Grid, Heading, Publication


@cache
def department() -> Disclosure:
    """The invented department's disclosure, as it was compiled."""
    return compile_budget(read_budget(workbook())).disclosure


@cache
def dump() -> str:
    """The invented department's publication as text."""
    budget = read_budget(workbook())
    return "\n".join(dumped(compose(budget.scheme, department(), has_charts=False)))


def dumped(publication: Publication) -> Iterator[str]:
    """The lines of a publication: cover, contents, then block by block."""
    yield from ("", publication.cover.entity, "", publication.cover.title, "")
    yield from (publication.contents.title, "")
    for number, entry in enumerate(publication.contents.entries, 1):
        yield f"{entry.text}.....\t{number}"
    for chapter in publication.chapters:
        for block in chapter.blocks:
            if isinstance(block, Heading):
                yield from ("", block.text)
            elif isinstance(block, Grid):
                yield from _grid(block)
            elif isinstance(block, Definition):
                yield from ("", f"{block.ordinal}、{block.term}：{block.text}")
            else:
                yield from ("", block.text)


def _grid(grid: Grid) -> Iterator[str]:
    for line in (grid.mark, grid.left, grid.right):
        if line:
            yield from ("", line)
    yield ""
    yield from rows(grid)
    for note in grid.notes:
        yield from ("", note)


def rows(grid: Grid) -> Iterator[str]:
    """The rows; a cell that spans gives its text once and empty cells for the rest."""
    width = len(grid.widths)
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate((*grid.header, *grid.body)):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            _place(taken, cell, number, column)
            column += cell.colspan
        yield "\t".join(taken.get((number, at), "") for at in range(width))


def _place(taken: dict[tuple[int, int], str], cell: Cell, row: int, column: int) -> None:
    for down in range(cell.rowspan):
        for right in range(cell.colspan):
            taken[row + down, column + right] = "" if down or right else cell.text
