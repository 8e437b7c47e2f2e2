"""The figures that a publication displays, each with all of its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.cube import Evidence
from mingzhang.publisher.compose.page import Grid, Heading, Paragraph, Publication
from mingzhang.scheme.rebuild import ShownFigure

__all__ = ["shown_figures"]


def shown_figures(publication: Publication) -> dict[str, ShownFigure]:
    """The displayed figures by address, as one finds them who reads the page.

    A figure of the text brings along where it stands in its section; of one that is no number
    only the first place is marked.
    """
    found: dict[str, ShownFigure] = {}
    for address, text, evidence in _places(publication):
        known, value = found.get(address), publication.values.get(address)
        if known is None:
            found[address] = ShownFigure(text, value, evidence)
        elif value is not None:
            found[address] = replace(known, evidence=known.evidence + evidence)
    return found


_Place = tuple[str, str, tuple[Evidence, ...]]


def _places(publication: Publication) -> Iterator[_Place]:
    for chapter in publication.chapters:
        offset = 0
        for block in chapter.blocks:
            if isinstance(block, Grid):
                yield from _in_grid(block)
            elif isinstance(block, Heading):
                offset = offset + len(block.text) + 1 if block.level > 2 else 0
            elif isinstance(block, Paragraph):
                yield from _in_paragraph(block, offset)
                offset += len(block.text) + 1


def _in_grid(grid: Grid) -> Iterator[_Place]:
    for row in grid.body:
        for cell in row:
            if cell.fact is not None and cell.text:
                text = cell.text.replace(",", "") if grid.is_form else cell.text
                yield cell.fact, text, ()


def _in_paragraph(paragraph: Paragraph, start: int) -> Iterator[_Place]:
    for run in paragraph.runs:
        end = start + len(run.text)
        if run.fact is not None:
            yield run.fact, run.text, (Evidence(run.text, start=start, end=end),)
        start = end
