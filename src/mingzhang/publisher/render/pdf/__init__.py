"""Draw a publication as a PDF: tagged, archival, with the data that machines read within it.

The flow is that of the Word file (`render.paper`). `fonts` and `coverage` choose the type, `text`
makes texts fit for it, `drawing` writes the flow as data, `document.typ` draws it and `rendering`
has Typst do so. No words are chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.pdf.drawing import drawing_of
from mingzhang.publisher.render.pdf.fonts import NoFontError, faces
from mingzhang.publisher.render.pdf.rendering import Attachment, TypesettingError, compiled
from mingzhang.publisher.render.pdf.text import GETA, Setting

__all__ = ["GETA", "Attachment", "NoFontError", "Pdf", "TypesettingError", "render_pdf"]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, the fonts that it was set in, and the characters that none of them has."""

    data: bytes
    fonts: str
    missing: tuple[str, ...]


def render_pdf(publication: Publication, attachments: Sequence[Attachment] = ()) -> Pdf:
    """The publication as a PDF file, byte for byte the same for the same publication and files.

    It is dated with the day that the publication names, else with the first of its fiscal year.

    Raises:
        NoFontError: there is no Chinese font.
        TypesettingError: it cannot be set.
    """
    chosen = faces()
    setting = Setting(chosen.has)
    drawing = drawing_of(publication, chosen, setting)
    data = compiled(drawing, attachments, _day(publication))
    return Pdf(data, chosen.told(), tuple(setting.missing))


def _day(publication: Publication) -> date:
    try:
        return date.fromisoformat(publication.properties.get("date", ""))
    except ValueError:
        return date(publication.fiscal_year, 1, 1)
