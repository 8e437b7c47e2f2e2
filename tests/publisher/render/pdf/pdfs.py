"""PDF files of the samples and of small publications, and ways to look into them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.pdf import render_pdf
from mingzhang.reader.formats.pdf.structure import PagePiece, tagged_pieces
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.publishing import published_files

ROOT = Path(__file__).resolve().parents[4]
SAMPLES = sorted((ROOT / "samples").glob("*.xlsx"))


@dataclass(frozen=True)
class Published:
    """A sample with its pages and its PDF."""

    opened: Opened
    publication: Publication
    data: bytes
    pieces: tuple[PagePiece, ...]


@cache
def published(sample: Path, *, is_draft: bool = False) -> Published:
    opened = open_disclosure(sample)
    (data,) = published_files(opened, ["pdf"], is_draft=is_draft).values()
    pages = compose(opened.scheme, opened.disclosure, is_draft=is_draft)
    return Published(opened, pages, data, tuple(tagged_pieces(data)))


def drawn(publication: Publication) -> bytes:
    return render_pdf(publication).data


def tagged(data: bytes) -> list[str]:
    """The texts in the order of reading."""
    return [one.text for one in tagged_pieces(data) if one.kind == "tagged" and one.text.strip()]


def page_count(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def squeezed(text: str) -> str:
    return "".join(text.split())


def edited(data: bytes, old: str, new: str) -> bytes:
    """The file with a text changed as an editor of PDF files would, tags and data left alone."""
    document = pypdfium2.PdfDocument(data)
    places = [
        (page, text)
        for page in document
        for text, shown in _texts(page)
        if squeezed(shown) == old
    ]  # fmt: skip
    page, text = places[0]
    raw.FPDFText_SetText(text, (ctypes.c_ushort * (len(new) + 1))(*map(ord, new), 0))
    raw.FPDFPage_GenerateContent(page)
    return saved(document)


def type_sizes(data: bytes) -> Iterator[tuple[str, float]]:
    """Each piece of text on the pages with the size of its type in points."""
    for page in pypdfium2.PdfDocument(data):
        for one, text in _texts(page):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(one, size)
            yield text, round(size.value, 2)


def type_weights(data: bytes) -> Iterator[tuple[str, int]]:
    """Each piece of text on the pages with the weight of its type."""
    for page in pypdfium2.PdfDocument(data):
        for one, text in _texts(page):
            yield text, raw.FPDFFont_GetWeight(raw.FPDFTextObj_GetFont(one))


def saved(document: pypdfium2.PdfDocument) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _texts(page: pypdfium2.PdfPage) -> Iterator[tuple[pypdfium2.PdfObject, str]]:
    characters = page.get_textpage()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        room = ctypes.create_string_buffer(4000)
        at = ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))
        length = raw.FPDFTextObj_GetText(one, characters, at, 2000)
        yield one, room.raw[: 2 * length - 2].decode("utf-16-le").strip("\0 ")
