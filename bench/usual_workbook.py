"""The usual way to an Excel file of the same tables: openpyxl, cell by cell."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.publisher.compose.page import Grid, Heading, Paragraph, Publication

_EDGE = Side(style="thin")


def render_usual_workbook(publication: Publication) -> bytes:
    """Each table on a sheet of its own, each form and the text on one, merged cells and borders."""
    book = Workbook()
    text = book.active
    assert text is not None
    forms = book.create_sheet("forms")
    for chapter in publication.chapters:
        for block in chapter.blocks:
            match block:
                case Heading(text=words):
                    text.append([words])
                case Paragraph():
                    text.append([block.text])
                case Grid(is_form=True):
                    _grid(forms, block)
                case Grid():
                    _grid(book.create_sheet(block.anchor[:31]), block)
                case _:
                    text.append([block.text])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _grid(sheet: Worksheet, grid: Grid) -> None:
    first = sheet.max_row + 1
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate((*grid.header, *grid.body), first):
        column = 1
        for cell in row:
            while (index, column) in taken:
                column += 1
            place = sheet.cell(index, column, _value(cell.text))
            place.font = Font(name="SimSun", size=9, bold=cell.strong)
            place.alignment = Alignment(wrap_text=True, vertical="center")
            place.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
            last = (index + cell.rowspan - 1, column + cell.colspan - 1)
            taken.update(
                (line, spot)
                for line in range(index, last[0] + 1)
                for spot in range(column, last[1] + 1)
            )
            if last != (index, column):
                sheet.merge_cells(
                    start_row=index, start_column=column, end_row=last[0], end_column=last[1]
                )


def _value(text: str) -> str | float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return text
