"""A publication as one workbook."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Final

from xlsxwriter.workbook import Workbook

from mingzhang.cube import Fact
from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.publisher.compose.figures import figures
from mingzhang.publisher.compose.page import Orientation, Publication
from mingzhang.publisher.compose.workbook import Sheet, SheetKind, book_of
from mingzhang.publisher.render.xlsx.carried import with_disclosure
from mingzhang.publisher.render.xlsx.contents import draw_contents
from mingzhang.publisher.render.xlsx.data import draw_data
from mingzhang.publisher.render.xlsx.drawing import Drawing, Places
from mingzhang.publisher.render.xlsx.flow import draw_forms, draw_prose
from mingzhang.publisher.render.xlsx.looks import Formats
from mingzhang.publisher.render.xlsx.names import name_of
from mingzhang.publisher.render.xlsx.table import draw_table

__all__ = ["render_xlsx"]

_METRICS: Final = {
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
    "default_column_width": 72,
    "default_row_height": 18,
}
"""Those of a Chinese office: columns are as wide as so many digits of the workbook's own font,
which every program there has."""

_DRAW: Final = {
    SheetKind.TABLE: draw_table,
    SheetKind.FORMS: draw_forms,
    SheetKind.PROSE: draw_prose,
}


def render_xlsx(
    publication: Publication,
    facts: Sequence[Fact],
    place_of: Callable[[str], str] = str,
    disclosure: Disclosure | None = None,
) -> bytes:
    """The publication as an .xlsx file, byte for byte the same for the same publication.

    `facts` are listed on the last sheet; `place_of` names the address of each in words. Every
    figure of a table has a defined name, made of its address. The file carries the `disclosure`,
    if one is given, to be read back exactly.
    """
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, **deepcopy(_METRICS)})  # it writes into them
    workbook.set_properties(
        {
            "title": publication.title,
            "author": publication.entity,
            "comments": publication.properties.get("description", ""),
            "created": datetime.datetime(publication.fiscal_year, 1, 1),
        }
    )
    formats, places = Formats(workbook), Places()
    book = book_of(publication)

    def drawing(name: str, orientation: Orientation) -> Drawing:
        page = workbook.add_worksheet(name)
        return Drawing(page, name, orientation, publication, formats, places)

    contents = drawing(book.contents, Orientation.PORTRAIT)
    for sheet in book.sheets:
        _draw_sheet(drawing(sheet.name, sheet.orientation), sheet, places)
    data = drawing(book.figures, Orientation.LANDSCAPE)
    places.put(book.figures_anchor, book.figures, 0)
    draw_data(data, figures(facts, place_of))
    draw_contents(contents, publication, book.entries)
    for address, cell in places.figures.items():
        workbook.define_name(name_of(address), f"={cell.absolute}")
    workbook.close()
    if disclosure is None:
        return buffer.getvalue()
    said = disclosure_to_json(disclosure)
    names = {name_of(address): address for address in places.figures}
    return with_disclosure(buffer.getvalue(), said, names)


def _draw_sheet(drawing: Drawing, sheet: Sheet, places: Places) -> None:
    for anchor in (sheet.anchor, *sheet.anchors):
        places.put(anchor, sheet.name, 0)
    _DRAW[sheet.kind](drawing, sheet)
