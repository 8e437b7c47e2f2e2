"""The cells of a grid: headers that say what they head, figures that can be linked to."""

from __future__ import annotations

from functools import lru_cache

from mingzhang.publisher.compose.page import Cell, CellRole
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.columns import Columns
from mingzhang.publisher.render.html.markup import text
from mingzhang.publisher.render.labels import label_pieces

__all__ = ["body_row", "header_row"]

_CLASS = {CellRole.NUMBER: "number", CellRole.TEXT: "text", CellRole.CENTRED: "centred"}


def header_row(
    line: list[tuple[int, Cell]], columns: Columns, anchors: Anchors, *, is_top: bool
) -> str:
    """A line of headers; those of the top line head the column groups that they span."""
    cells: list[str] = []
    for column, cell in line:
        is_group = is_top and columns.are_grouped and cell.colspan > 1
        is_numeric = cell.colspan == 1 and column in columns.numeric
        tag, opening = _opening(
            cell.role if cell.text else CellRole.TEXT,
            "colgroup" if is_group else "col",
            "number" if is_numeric else "",
            column in columns.edges,
            cell.indent,
            cell.strong,
        )
        cells.append(_cell(tag, opening, cell, _label(cell.text), anchors))
    return f"\n<tr>{''.join(cells)}</tr>"


def body_row(
    line: list[tuple[int, Cell]], columns: Columns, anchors: Anchors, *, is_form: bool
) -> str:
    """A line of the body. In a form it may hold headers of columns too, and its labels are short."""
    edges, half = columns.edges, columns.count // 2
    cells: list[str] = []
    for column, cell in line:
        role = cell.role if cell.text else _without_text(cell.role)
        tag, opening = _opening(role, "col", "", column in edges, cell.indent, cell.strong)
        is_label = is_form and role in (CellRole.ROW_HEADER, CellRole.COLUMN_HEADER)
        content = _label(cell.text) if is_label else text(cell.text)
        if cell.colspan > half and role is CellRole.TEXT and content:
            content = f'<div class="along">{content}</div>'
        cells.append(_cell(tag, opening, cell, content, anchors))
    return f"\n<tr>{''.join(cells)}</tr>"


@lru_cache(maxsize=1024)
def _label(label: str) -> str:
    """A label with the places where its line may end, of which there may be none."""
    return "<wbr>".join(map(text, label_pieces(label)))


def _cell(tag: str, opening: str, cell: Cell, content: str, anchors: Anchors) -> str:
    identity = ""
    if (figure := anchors.figure(cell.fact, content)) is not None:
        content = figure
    elif cell.fact is not None:
        identity = anchors.fact(cell.fact)
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += f' rowspan="{cell.rowspan}"'
    return f"{opening}{identity}{spans}>{content}</{tag}>"


def _without_text(role: CellRole) -> CellRole:
    """What an empty cell is: a header that says nothing heads nothing."""
    return role if role is CellRole.NUMBER else CellRole.TEXT


@lru_cache(maxsize=1024)
def _opening(
    role: CellRole, scope: str, header_class: str, is_edge: bool, indent: int, is_strong: bool
) -> tuple[str, str]:
    """The tag of a cell and the beginning of its opening, up to the attributes of its own."""
    tag = "td"
    classes = [_CLASS.get(role, header_class)]
    scoping = ""
    if role is CellRole.COLUMN_HEADER:
        tag, scoping = "th", f' scope="{scope}"'
    elif role is CellRole.ROW_HEADER:
        tag, scoping = "th", ' scope="row"'
    if indent:
        classes.append(f"indent-{min(indent, 4)}")
    if is_strong:
        classes.append("strong")
    if is_edge:
        classes.append("edge")
    named = " ".join(filter(None, classes))
    return tag, f"<{tag}{scoping}" + (f' class="{named}"' if named else "")
