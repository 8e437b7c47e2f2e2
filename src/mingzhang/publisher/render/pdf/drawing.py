"""The flow of a publication as the data that `document.typ` draws: looks by name, texts as strings.

Texts are never markup. Lengths leave here in points.
"""

from __future__ import annotations

from typing import Any, Final

from mingzhang.publisher.compose.page import Cell, CellRole, Publication
from mingzhang.publisher.render.chart import chart_svg, draw_ahead
from mingzhang.publisher.render.paper import looks
from mingzhang.publisher.render.paper.cells import CELL_LOOKS, CELL_MARGIN_SIDE, CELL_MARGIN_TOP
from mingzhang.publisher.render.paper.cover import balanced
from mingzhang.publisher.render.paper.fitting import FittedGrid, Row, Slot
from mingzhang.publisher.render.paper.flow import TERM, Drawing, Item, Stretch, Table, Text, flow_of
from mingzhang.publisher.render.paper.lines import breakable, text_width
from mingzhang.publisher.render.paper.looks import Look
from mingzhang.publisher.render.paper.sheet import HEADER_DISTANCE, PORTRAIT, Sheet
from mingzhang.publisher.render.pdf.fonts import LATIN_FACE, Faces
from mingzhang.publisher.render.pdf.text import Setting

__all__ = ["drawing_of"]

_Json = dict[str, Any]
_POINT: Final = 20
"""Twips in a point."""

_BOLD: Final = 700
_ALIGNS: Final = {"left": "l", "center": "c", "right": "r"}
_PAGE: Final = "{page}"
_WATERMARK_LENGTH: Final = 440
_WATERMARK_TALLEST: Final = 130
"""Points."""


def drawing_of(publication: Publication, faces: Faces, setting: Setting) -> _Json:
    """All that is drawn of a publication."""
    drawing = _Drawing(publication, setting)
    drawn = {
        **drawing.frame(),
        "contents": drawing.contents(),
        "stretches": [drawing.stretch(one) for one in drawing.stretches],
        "entries": drawing.entries,
    }
    shown = setting.shown()
    return {
        **drawn,
        "looks": {look.id: _look(look, faces) for look in (*looks.LOOKS, *CELL_LOOKS)},
        "families": {style: faces.families(style, shown) for style in faces.of_style},
        "latin": LATIN_FACE,
        "regular": faces.only_regular(shown),
        "portrait": _sheet(PORTRAIT),
    }


def _points(twips: int) -> float:
    return twips / _POINT


def _sheet(sheet: Sheet) -> _Json:
    return {
        "width": _points(sheet.width),
        "height": _points(sheet.height),
        "top": _points(sheet.top),
        "bottom": _points(sheet.bottom),
        "side": _points(sheet.side),
        "head": _points(HEADER_DISTANCE),
    }


def _look(look: Look, faces: Faces) -> _Json:
    face = faces.of_style[look.east]
    return {
        "style": look.east,
        "weight": max(face.weight, _BOLD) if look.bold else face.weight,
        "size": look.size / 2,
        "line": _points(look.line),
        "before": _points(look.before),
        "after": _points(look.after),
        "align": look.align,
        "first": _points(look.first_line * look.em),
        "left": _points(look.left),
        "sticky": look.keep_next,
    }


class _Drawing:
    """The parts of a drawing."""

    def __init__(self, publication: Publication, setting: Setting) -> None:
        self.publication = publication
        self.set = setting
        self.stretches = flow_of(publication)
        self.listed = {entry.anchor: entry for entry in reversed(publication.contents.entries)}
        self.entries: dict[str, tuple[str, str]] = {}
        self.level = 0
        items = (item for stretch in self.stretches for item in stretch.items)
        charts = [(item.chart, item.units) for item in items if isinstance(item, Drawing)]
        if charts:
            draw_ahead(charts)

    def frame(self) -> _Json:
        """What stands around the chapters: the cover, what is in the margins, what describes."""
        page, cover = self.publication, self.publication.cover
        lines = (
            (looks.COVER_ENTITY, balanced(self.set(cover.entity), looks.COVER_ENTITY.em)),
            (looks.COVER_TITLE, self.set(cover.title)),
            (looks.COVER_DATE, self.set(cover.date or "")),
        )
        mark = self.set(page.watermark or "")
        language, _, region = page.language.partition("-")
        return {
            "title": self.set(page.title) or "—",
            "author": self.set(page.entity),
            "language": language,
            "region": region or None,
            "cover": [
                [look.id, breakable(text, look.em, PORTRAIT.text_width)]
                for look, text in lines
                if text
            ],
            "header": self.set(page.header),
            "footer": [self.set(part) for part in page.page_footer.partition(_PAGE)],
            "watermark": mark,
            "watermark_size": min(_WATERMARK_TALLEST, _WATERMARK_LENGTH // max(1, len(mark))),
        }

    def contents(self) -> _Json:
        """The contents; its entries are those of the headings."""
        contents = self.publication.contents
        return {"title": self.set(contents.title), "shown": bool(contents.entries)}

    def stretch(self, stretch: Stretch) -> _Json:
        """Chapters of one orientation: a run of items for each that begins on a new page."""
        runs: list[list[_Json]] = [[]]
        for item in stretch.items:
            if item.new_page:
                runs.append([])
            drawn = self._item(item, stretch.sheet)
            if drawn is not None:
                runs[-1].append(drawn)
        return {"sheet": _sheet(stretch.sheet), "runs": [run for run in runs if run]}

    def _item(self, item: Item, sheet: Sheet) -> _Json | None:
        if isinstance(item, Table):
            return self._table(item)
        if isinstance(item, Drawing):
            return self._chart(item)
        if not any(self.set(piece.text).strip() for piece in item.pieces):
            return None
        return self._text(item, sheet)

    def _text(self, text: Text, sheet: Sheet) -> _Json:
        look = text.look
        drawn: _Json = {"look": look.id, "anchor": text.anchor}
        if look.tab is not None:
            left, _, right = "".join(piece.text for piece in text.pieces).partition("\t")
            return {**drawn, "kind": "ends", "ends": [self.set(left), self.set(right)]}
        width = sheet.text_width - look.left - look.right
        pieces = [
            [breakable(self.set(piece.text), look.em, width), piece.style == TERM]
            for piece in text.pieces
        ]
        if look.outline is None:
            return {**drawn, "kind": "text", "pieces": pieces}
        self.level = min(look.outline + 1, self.level + 1)
        return {
            **drawn,
            "kind": "heading",
            "pieces": pieces,
            "level": self.level,
            "listed": self._has_entry(text.anchor),
        }

    def _has_entry(self, anchor: str | None) -> bool:
        """Whether a line of the contents leads to an anchor; it is kept, with its look."""
        entry = self.listed.pop(anchor, None) if anchor else None
        if entry is None:
            return False
        at = max(1, min(entry.level, len(looks.CONTENTS_LEVELS))) - 1
        self.entries[entry.anchor] = (looks.CONTENTS_LEVELS[at].id, self.set(entry.text))
        return True

    def _chart(self, drawing: Drawing) -> _Json:
        chart = drawing.chart
        return {
            "kind": "chart",
            "look": looks.CHART.id,
            "anchor": drawing.anchor,
            "svg": self.set(chart_svg(chart, width=drawing.units, theme="print")),
            "alternative": self.set(chart.alternative),
            "width": _points(drawing.width),
            "height": _points(drawing.height),
        }

    def _table(self, table: Table) -> _Json:
        fitted = table.fitted
        least = (fitted.row_height - fitted.family.line) / 2 / _POINT
        rows = [_Row(row, fitted, self.set).drawn() for row in fitted.rows]
        header = sum(row.is_header for row in fitted.rows)
        return {
            "kind": "table",
            "anchor": table.anchor,
            "label": self.set(table.grid.label),
            "look": fitted.family.blank.id,
            "columns": [_points(width) for width in fitted.columns],
            "pads": [_points(CELL_MARGIN_SIDE), max(least, _points(CELL_MARGIN_TOP))],
            "header": rows[:header],
            "rows": rows[header:],
        }


class _Row:
    """A row of a table: its cells, each with what makes it differ from the plainest one."""

    def __init__(self, row: Row, fitted: FittedGrid, setting: Setting) -> None:
        self.row = row
        self.fitted = fitted
        self.set = setting
        self.is_tall = row.height > fitted.row_height

    def drawn(self) -> list[_Json]:
        return [self._cell(slot, slot.cell) for slot in self.row.slots if slot.cell]

    def _cell(self, slot: Slot, cell: Cell) -> _Json:
        look = self.fitted.family.look(cell)
        if not cell.text:
            return {"t": "", "a": _ALIGNS[look.align], **self._spans(slot)}
        width = self.fitted.inner_width(slot) - look.left
        text = self.set(self.fitted.words(slot))
        drawn: _Json = {"t": text, "a": _ALIGNS[look.align]}
        if cell.role is CellRole.NUMBER and (wide := text_width(text, look.em)) > width:
            drawn["s"] = look.size / 2 * width / wide
        else:
            drawn["t"] = breakable(text, look.em, width)
        drawn.update(self._spans(slot))
        if look.bold or look.east != self.fitted.family.blank.east:
            drawn["l"] = look.id
        if look.left:
            drawn["i"] = _points(look.left)
        return drawn

    def _spans(self, slot: Slot) -> _Json:
        spans: _Json = {}
        if slot.columns > 1:
            spans["x"] = slot.columns
        if slot.rows > 1:
            spans["y"] = slot.rows
        if self.is_tall:
            spans["p"] = True
        if slot.rows > 1 or self.row.may_split:
            spans["b"] = True
        return spans
