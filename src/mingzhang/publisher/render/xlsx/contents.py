"""The first sheet: who publishes what, and a link to each part, table, section and sheet."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.publisher.compose.page import ContentsEntry, Publication
from mingzhang.publisher.render.xlsx.drawing import Drawing

__all__ = ["draw_contents"]

_NAME_SHARE = 0.8
_LEVELS = 3
_SMALLEST_SCALE = 0.7
"""How small contents may be printed to end on the page they begin."""


def draw_contents(
    drawing: Drawing, publication: Publication, entries: Iterable[ContentsEntry]
) -> None:
    """Draw the cover and the contents; beside each entry stands the sheet that it is on."""
    width = drawing.paper.width
    drawing.columns([int(width * _NAME_SHARE), width - int(width * _NAME_SHARE)])
    cover = publication.cover
    drawing.space(18)
    drawing.line(cover.entity, "cover", 12)
    drawing.line(cover.title, "cover_title", 18)
    if cover.date:
        drawing.line(cover.date, "cover_date", 10)
    drawing.space(18)
    drawing.line(publication.contents.title, "contents", 14)
    for entry in entries:
        _entry(drawing, entry)
    is_short = drawing.height < drawing.paper.height / _SMALLEST_SCALE
    drawing.page.fit_to_pages(1, 1 if is_short else 0)
    drawing.finish()


def _entry(drawing: Drawing, entry: ContentsEntry) -> None:
    place = drawing.places.of(entry.anchor)
    look = f"entry{max(1, min(entry.level, _LEVELS))}"
    drawing.cells((entry.text, place.sheet if place else ""), (look, "place"), link=place)
