"""Budget tables and forms as tables that a screen reader, a phone and a printer can follow."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.publisher.compose.page import Grid
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.cells import body_row, header_row
from mingzhang.publisher.render.html.columns import Columns, placed
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.render.html.measures import column_class, form_measures, table_measures

__all__ = ["mark_line", "table"]


def mark_line(mark: str) -> str:
    """The mark that stands above a table's title."""
    return f'<p class="mark">{text(mark)}</p>'


def table(grid: Grid, anchors: Anchors, *, named_above: bool, marked_above: bool, role: str) -> str:
    """A grid between its line and its notes, in a frame that scrolls sideways by itself.

    `named_above` and `marked_above` say that a heading already shows the label and the mark;
    `role` is what the frame is to assistive software.
    """
    identity = anchors.target(grid.anchor)
    caption = anchors.own(f"caption-{grid.anchor}")
    hidden = ' class="visually-hidden"' if named_above else ""
    mark = mark_line(grid.mark) if grid.mark and not marked_above else ""
    line, line_id = _line(grid, anchors)
    notes, notes_id = _notes(grid, anchors)
    described = " ".join(filter(None, (line_id, notes_id)))
    description = f' aria-describedby="{described}"' if described else ""
    kind = "form" if grid.is_form else "figures"
    kind_of_form = f' data-kind="{attribute(grid.kind)}"' if grid.kind else ""
    measures = table_measures(len(grid.widths))
    if grid.is_form and grid.widths:
        measures = form_measures(grid.widths[0])
    return (
        f'\n<div class="{kind}"{identity}{kind_of_form}{measures}>{mark}{line}'
        f'<div class="scroll" role="{role}" tabindex="0" aria-labelledby="{caption}">'
        f'<table{description}><caption id="{caption}"{hidden}>{text(grid.label)}</caption>'
        f"{''.join(_rows(grid, anchors))}</table></div>{notes}</div>"
    )


def _line(grid: Grid, anchors: Anchors) -> tuple[str, str]:
    if not grid.left and not grid.right:
        return "", ""
    identifier = anchors.own(f"line-{grid.anchor}")
    sides = f"<span>{text(grid.left or '')}</span> <span>{text(grid.right or '')}</span>"
    return f'<p class="line" id="{identifier}">{sides}</p>', identifier


def _notes(grid: Grid, anchors: Anchors) -> tuple[str, str]:
    if not grid.notes:
        return "", ""
    identifier = anchors.own(f"notes-{grid.anchor}")
    lines = "".join(f"<p>{text(note)}</p>" for note in grid.notes)
    return f'<div class="notes" id="{identifier}">{lines}</div>', identifier


def _rows(grid: Grid, anchors: Anchors) -> Iterator[str]:
    columns = Columns.of(grid)
    width = len(grid.widths)
    yield _column_groups(grid, columns)
    if grid.header:
        yield "\n<thead>"
        for depth, line in enumerate(placed(grid.header, width)):
            yield header_row(line, columns, anchors, is_top=depth == 0)
        yield "</thead>"
    if grid.body:
        yield "\n<tbody>"
        for line in placed(grid.body, width):
            yield body_row(line, columns, anchors, is_form=grid.is_form)
        yield "</tbody>"


def _column_groups(grid: Grid, columns: Columns) -> str:
    shares = iter(grid.widths)
    return "".join(
        "<colgroup>"
        + "".join(f'<col class="{column_class(next(shares))}">' for _ in range(span))
        + "</colgroup>"
        for span in columns.groups
    )
