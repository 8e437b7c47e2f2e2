"""The usual way to the same Word file: python-docx, cell by cell through its interface."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from docx.table import Table

from mingzhang.publisher.compose.page import (
    Definition,
    Grid,
    Heading,
    Orientation,
    Paragraph,
    Publication,
)


def render_usual(publication: Publication) -> bytes:
    """The publication's headings, paragraphs and merged tables, without contents or styles."""
    document = docx.Document()
    document.add_heading(publication.cover.entity, 0)
    document.add_paragraph(publication.cover.title)
    for chapter in publication.chapters:
        section = document.add_section()
        landscape = chapter.orientation is Orientation.LANDSCAPE
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        for block in chapter.blocks:
            match block:
                case Heading(level=level, text=text):
                    document.add_heading(text, level)
                case Paragraph():
                    document.add_paragraph(block.text)
                case Definition(term=term, text=text):
                    document.add_paragraph(f"{term}：{text}")
                case Grid():
                    _table(document.add_table(0, len(block.widths), "Table Grid"), block)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(table: Table, grid: Grid) -> None:
    rows = (*grid.header, *grid.body)
    for _ in rows:
        table.add_row()
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (index, column) in taken:
                column += 1
            last = (index + cell.rowspan - 1, column + cell.colspan - 1)
            taken.update(
                (line, place)
                for line in range(index, last[0] + 1)
                for place in range(column, last[1] + 1)
            )
            target = table.cell(index, column)
            if last != (index, column):
                target = target.merge(table.cell(*last))
            target.text = cell.text
            for run in target.paragraphs[0].runs:
                run.font.size = Pt(9)
