"""A fitted grid as a Word table."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.publisher.render.docx.controls import Controls
from mingzhang.publisher.render.docx.markup import Bookmarks, escape, paragraph
from mingzhang.publisher.render.paper.fitting import FittedGrid, Row, Slot
from mingzhang.publisher.render.paper.flow import Table

__all__ = ["table_markup"]


def table_markup(table: Table, bookmarks: Bookmarks, controls: Controls) -> str:
    """The table; its anchor and its page break stand in its first cell."""
    fitted = table.fitted
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in fitted.columns)
    rows = [_row(row, fitted, controls) for row in fitted.rows[1:]]
    first = _first_row(table, bookmarks, controls)
    return (
        f"<w:tbl>{_properties(table)}<w:tblGrid>{columns}</w:tblGrid>{first}{''.join(rows)}</w:tbl>"
    )


def _properties(table: Table) -> str:
    fitted, label = table.fitted, table.grid.label
    caption = f'<w:tblCaption w:val="{escape(label)}"/>' if label else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{fitted.family.table_style}"/>'
        f'<w:tblW w:w="{sum(fitted.columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
    )


def _first_row(table: Table, bookmarks: Bookmarks, controls: Controls) -> str:
    row = table.fitted.rows[0]
    corner, *others = row.slots
    content = bookmarks.around(table.anchor, _content(corner, table.fitted, controls))
    cells = _cell(corner, row, table.fitted, content, new_page=table.new_page)
    return _wrapped(row, table.fitted, cells + _cells(others, row, table.fitted, controls))


def _row(row: Row, fitted: FittedGrid, controls: Controls) -> str:
    return _wrapped(row, fitted, _cells(row.slots, row, fitted, controls))


def _wrapped(row: Row, fitted: FittedGrid, cells: str) -> str:
    split = "" if row.may_split else "<w:cantSplit/>"
    header = "<w:tblHeader/>" if row.is_header else ""
    return (
        f'<w:tr><w:trPr>{split}<w:trHeight w:val="{fitted.row_height}" w:hRule="atLeast"/>'
        f"{header}</w:trPr>{cells}</w:tr>"
    )


def _cells(slots: Iterable[Slot], row: Row, fitted: FittedGrid, controls: Controls) -> str:
    return "".join(_cell(slot, row, fitted, _content(slot, fitted, controls)) for slot in slots)


def _content(slot: Slot, fitted: FittedGrid, controls: Controls) -> str:
    if slot.cell is None:
        return ""
    return controls.run(fitted.words(slot), fact=slot.cell.fact)


def _cell(slot: Slot, row: Row, fitted: FittedGrid, content: str, *, new_page: bool = False) -> str:
    width = sum(fitted.columns[slot.column : slot.column + slot.columns])
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merge = ""
    if slot.cell is None:
        merge = "<w:vMerge/>"
    elif slot.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    style = fitted.family.look(slot.cell).id if slot.cell else fitted.family.blank.id
    words = paragraph(style, content, keep_next=row.is_header, new_page=new_page)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{words}</w:tc>'
