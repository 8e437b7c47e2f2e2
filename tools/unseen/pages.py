"""A publication as the flat run of lines and rows that a transcription has, still undamaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import (
    Cell,
    Definition,
    Grid,
    Heading,
    Paragraph,
    Publication,
)
from mingzhang.scheme import load_scheme

__all__ = ["Item", "Kind", "Line", "Rows", "pages_of"]

Kind = Literal[
    "cover", "contents", "part", "mark", "table", "left", "right", "note",
    "section", "words", "form", "term",
]  # fmt: skip

_FUNDING: Final = re.compile(r"期资金总额$|^年度资金总额$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and what it is: the heading of a table, a sentence, a name of the cover."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table or form, a text for every column; the first `header` name the columns.

    `spans` are the cells as the publication has them, for markup that tells spans.
    """

    rows: tuple[tuple[str, ...], ...]
    header: int
    is_form: bool
    spans: tuple[tuple[Cell, ...], ...]


Item = Line | Rows


def pages_of(disclosure: Disclosure) -> tuple[Item, ...]:
    """The publication of a disclosure, in the order and with the rows that are seen published."""
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return tuple(_items(compose(scheme, disclosure)))


def _items(publication: Publication) -> Iterator[Item]:
    yield Line("cover", publication.cover.entity)
    yield Line("cover", publication.cover.title)
    yield Line("contents", "目 录")
    for number, entry in enumerate(publication.contents.entries, 1):
        yield Line("contents", f"{entry.text}.....\t{number // 3 + 1}")
    heading: Heading | None = None
    for chapter in publication.chapters:
        for block in chapter.blocks:
            if isinstance(block, Heading) and block.level == 2:
                heading = block
                continue
            yield from _headed(heading, block)
            heading = None
            if isinstance(block, Heading):
                yield Line("part" if block.level == 1 else "words", block.text)
            elif isinstance(block, Grid):
                yield from _grid(block)
            elif isinstance(block, Definition):
                yield Line("term", f"{block.ordinal.rstrip('、')}、{block.term}：{block.text}")
            elif isinstance(block, Paragraph):
                is_form = block.style.value.startswith("form")
                yield Line("form" if is_form else "words", block.text)


def _headed(heading: Heading | None, block: object) -> Iterator[Item]:
    """The heading before a block; a table has its mark above."""
    if heading is None:
        return
    is_table = isinstance(block, Grid) and not block.is_form
    if isinstance(block, Grid) and block.mark:
        yield Line("mark", block.mark)
    yield Line("table" if is_table else "section", heading.text)


def _grid(grid: Grid) -> Iterator[Item]:
    if grid.left:
        yield Line("left", grid.left)
    if grid.right:
        yield Line("right", grid.right)
    spans = (*grid.header, *grid.body)
    rows = _laid(spans, len(grid.widths))
    if grid.is_form:
        rows = tuple(_as_printed(rows))
    yield Rows(rows, len(grid.header), grid.is_form, spans)
    for note in grid.notes:
        yield Line("note", note)


def _laid(spans: tuple[tuple[Cell, ...], ...], width: int) -> tuple[tuple[str, ...], ...]:
    """A text for every place; a cell that spans gives its text once."""
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(spans):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken[number + down, column + right] = "" if down or right else cell.text
            column += cell.colspan
    return tuple(
        tuple(taken.get((number, at), "") for at in range(width)) for number in range(len(spans))
    )


def _as_printed(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    """The rows of a form with what published ones have more: colons, and who filled it in."""
    goal = False
    for row in rows:
        if goal:
            yield ("总体目标", *row[1:])
        elif row[0] == "总体目标":
            yield (*row[1:], "")
        elif row[0] == "填报日期":
            yield ("负责人：", "", "经办人：", "", "联系电话：", "", "填报日期：", row[1])
        elif row[0] == "实施期绩效目标":
            yield ("目标类型", *row[1:])
        else:
            yield tuple(f"{text}：" if _FUNDING.search(text) else text for text in row)
        goal = row[0] == "总体目标"
