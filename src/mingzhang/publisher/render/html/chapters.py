"""The chapters in their order: each block drawn where it stands, headings opening sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from mingzhang.publisher.compose.page import (
    Block,
    Chapter,
    Chart,
    Definition,
    Grid,
    Heading,
    Paragraph,
    ParagraphStyle,
)
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.charts import chart_figure, charts_ahead
from mingzhang.publisher.render.html.markup import text
from mingzhang.publisher.render.html.prose import definition_list, paragraph
from mingzhang.publisher.render.html.sections import Sections
from mingzhang.publisher.render.html.table import mark_line, table

__all__ = ["Chapters"]


class Chapters:
    """Draws the chapters of one page, knowing what stands above the block at hand."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._sections = Sections()
        self._title = ""  # the heading or form title in force
        self._mark: str | None = None  # the mark drawn with that heading
        self._labels: set[str] = set()

    def draw(self, chapters: Sequence[Chapter | str]) -> Iterator[str]:
        """The markup of all chapters, piece by piece; what is markup already stands as it is."""
        charts_ahead(chapter for chapter in chapters if isinstance(chapter, Chapter))
        for chapter in chapters:
            if isinstance(chapter, str):
                yield chapter
            else:
                yield from self._chapter(chapter)
        yield self._sections.leave_all()

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        blocks = chapter.blocks
        orientation = chapter.orientation.value
        if blocks and not isinstance(blocks[0], Heading):
            yield self._sections.enter_sheet(f' class="sheet {orientation}"')
        terms: list[Definition] = []
        for index, block in enumerate(blocks):
            if isinstance(block, Definition):
                terms.append(block)
                continue
            yield self._glossary(terms)
            sheet = "sheet " if index == 0 else ""
            yield self._block(block, blocks[index + 1 :], f"{sheet}{orientation}")
        yield self._glossary(terms)

    def _glossary(self, terms: list[Definition]) -> str:
        drawn = definition_list(terms, self._anchors) if terms else ""
        terms.clear()
        return drawn

    def _block(
        self, block: Heading | Grid | Paragraph | Chart, following: tuple[Block, ...], classes: str
    ) -> str:
        if isinstance(block, Heading):
            return self._heading(block, following, classes)
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, Chart):
            return chart_figure(block, self._anchors)
        if block.style is ParagraphStyle.FORM_TITLE:
            self._title = block.text
        return paragraph(block, self._anchors)

    def _heading(self, heading: Heading, following: tuple[Block, ...], classes: str) -> str:
        self._title = heading.text
        self._mark = _mark_below(following)
        kind = " has-table" if _has_table(following) else ""
        rank, opening = self._sections.enter(
            heading.level, f' class="level-{heading.level} {classes}{kind}"'
        )
        target = self._anchors.target(heading.anchor)
        title = f"<h{rank}{target}>{text(heading.text)}</h{rank}>"
        if self._mark is not None:
            title = f"<hgroup>{mark_line(self._mark)}{title}</hgroup>"
        return f"{opening}\n{title}"

    def _grid(self, grid: Grid) -> str:
        role = "group" if grid.label in self._labels else "region"  # a landmark's name is its own
        self._labels.add(grid.label)
        mark, self._mark = self._mark, None
        return table(
            grid,
            self._anchors,
            named_above=_repeats(grid.label, self._title),
            marked_above=mark is not None and mark == grid.mark,
            role=role,
        )


def _repeats(label: str, title: str) -> bool:
    """Whether a label says what the title above says, more or less."""
    return bool(title) and (label in title or title in label)


def _mark_below(following: tuple[Block, ...]) -> str | None:
    """The mark of the table that a heading is the title of: it stands above the title."""
    first = following[0] if following else None
    return first.mark if isinstance(first, Grid) else None


def _has_table(following: tuple[Block, ...]) -> bool:
    own = takewhile(lambda block: not isinstance(block, Heading), following)
    return any(isinstance(block, Grid) and not block.is_form for block in own)
