"""Scanned pages: recognised where the extra is installed, else named as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reader.formats.pdfs import Leaf, pdf, stream

from mingzhang.reader.formats import scan
from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.formats.pdf.pdfium import open_document, open_page
from mingzhang.reader.formats.pdf.pixels import Pixels
from mingzhang.reader.source import Document, Grid, Line, Picture, ReadError

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "pdf"
STREET = FOLDER / "上海市普陀区人民政府万里街道办事处24年预算.pdf"

needs_extra = pytest.mark.skipif(
    not scan.can_recognise() or not FOLDER.is_dir(),
    reason="the extra ocr is not installed, or ../shared/pdf is not on this machine",
)


def scanned() -> Leaf:
    return Leaf(resources=b"/XObject<</I 4 0 R>>").draw("q 595 0 0 842 0 0 cm /I Do Q")


def picture() -> bytes:
    entries = (
        b"/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    return stream(bytes((255, 200, 200, 255)), entries)


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_MODULES", ("a_module_that_nobody_has",))


@pytest.mark.usefixtures("without_extra")
def test_a_scanned_pdf_names_the_extra_that_reads_it() -> None:
    with pytest.raises(ReadError, match=r"pip install 'mingzhang\[ocr\]'"):
        pdf_document(pdf(scanned(), extra=[picture()]))


@pytest.mark.usefixtures("without_extra")
def test_a_picture_names_the_extra_that_reads_it() -> None:
    with pytest.raises(ReadError, match=r"pip install 'mingzhang\[ocr\]'"):
        scan.image_document(b"\x89PNG\r\n\x1a\n")


@pytest.mark.usefixtures("without_extra")
def test_a_scanned_page_among_others_is_kept_as_a_picture() -> None:
    blocks = pdf_document(
        pdf(Leaf().text(50, 100, "部门预算"), scanned(), extra=[picture()])
    ).blocks
    assert [(type(block), block.page) for block in blocks] == [(Line, 1), (Picture, 2)]
    assert isinstance(blocks[1], Picture)
    assert blocks[1].data.startswith(b"\x89PNG")


@pytest.mark.usefixtures("without_extra")
def test_a_blank_page_is_nothing() -> None:
    (line,) = pdf_document(pdf(Leaf().text(50, 100, "部门预算"), Leaf())).blocks
    assert line.page == 1


def drawn(index: int) -> bytes:
    """A page of the published document as a picture."""
    with open_document(STREET.read_bytes()) as (document, _), open_page(document, index) as page:
        assert page is not None
        return Pixels.of(page, 150 / 72).png()


def cells(document: Document, page: int) -> list[tuple[int, int, int, int, str]]:
    return [
        (number, cell.column, cell.colspan, cell.rowspan, cell.text)
        for block in document.blocks
        if isinstance(block, Grid) and block.page == page
        for number, row in enumerate(block.rows)
        for cell in row
    ]


@needs_extra
def test_a_picture_of_a_table_reads_like_the_page_itself() -> None:
    found = scan.image_document(drawn(9))
    expected = cells(pdf_document(STREET.read_bytes()), 10)
    assert len(expected) > 50
    assert cells(found, 1) == expected
    assert found.media_type == "image/png"


@needs_extra
@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + b"0" * 50, b"rubbish"])
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="已损坏"):
        scan.image_document(data)
