"""Files that are no PDF, or are built to take all time and memory: a clear message, soon."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from tests.reader.formats.pdfs import Leaf, pdf, stream, whole

from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.formats.pdf.plain import is_plain
from mingzhang.reader.source import Line, ReadError

_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_ENCRYPT = (
    b"/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<<"
    b"/Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
)


def forms_that_fan_out() -> bytes:
    shown = [
        stream(b"/X Do " * 10, _FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 5))
        for number in range(8)
    ]
    leaf = Leaf(resources=b"/XObject<</X 4 0 R>>").draw("/X Do")
    return pdf(leaf, extra=[*shown, stream(b"0 0 m 9 9 l S", _FORM)])


def a_form_that_shows_itself() -> bytes:
    form = stream(b"/X Do /X Do", _FORM + b"/Resources<</XObject<</X 4 0 R>>>>")
    return pdf(Leaf(resources=b"/XObject<</X 4 0 R>>").draw("/X Do"), extra=[form])


def pages_that_hold_themselves() -> bytes:
    return whole([_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def a_million_pages() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return whole([_CATALOG, b"<</Type/Pages/Kids[%s]/Count 1000000>>" % (b"3 0 R " * 9000), page])


def content_used_a_thousandfold() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[%s]>>" % (b"4 0 R " * 3000)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return whole([_CATALOG, pages, page, stream(b"0 0 m 5 5 l S\n" * 10_000)])


def a_million_shapes() -> bytes:
    return pdf(Leaf().draw("0 0 m 5 5 l S\n" * 1_000_000))


def a_hundred_megabytes_of_blanks() -> bytes:
    return pdf(Leaf().draw(" " * 100_000_000))


@pytest.mark.parametrize(
    "build",
    [
        forms_that_fan_out,
        a_form_that_shows_itself,
        pages_that_hold_themselves,
        a_million_pages,
        content_used_a_thousandfold,
        a_million_shapes,
        a_hundred_megabytes_of_blanks,
    ],
)
def test_a_file_out_of_proportion_is_refused_within_ten_seconds(build: Callable[[], bytes]) -> None:
    data = build()
    start = time.monotonic()
    with pytest.raises(ReadError, match=r"再试|导出"):
        pdf_document(data)
    assert time.monotonic() - start < 10


def test_a_million_objects_beside_the_pages_do_no_harm() -> None:
    data = pdf(Leaf().text(50, 100, "部门预算"), extra=[b"<</A 1>>"] * 1_000_000)
    start = time.monotonic()
    (line,) = pdf_document(data).blocks
    assert isinstance(line, Line)
    assert line.text == "部门预算"
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不是 PDF 文件"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "内容是图片"),
        (b"\xff\xd8\xff\xe0" + b"0" * 100, "内容是图片"),
        (b"PK\x03\x04" + b"0" * 100, "不是 PDF 文件"),
        (b"%PDF-1.7\n" + b"rubbish " * 100, "已损坏"),
        (pdf(Leaf().text(50, 100, "密"), trailer=_ENCRYPT), "需要密码"),
        (pdf(Leaf()), "没有可以读取的文字"),
        (whole([_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]), "没有可以读取的文字|已损坏"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as raised:
        pdf_document(data)
    assert "\n" not in str(raised.value)


def test_a_file_cut_short_is_read_as_far_as_it_is_whole_or_refused() -> None:
    data = pdf(Leaf().text(50, 100, "部门预算"))
    for share in (2, 3, 4):
        cut = data[: len(data) * share // 4 - 200]
        try:
            blocks = pdf_document(cut).blocks
        except ReadError:
            continue
        assert all(isinstance(block, Line) for block in blocks)


def test_a_file_read_under_guard_is_read_the_same() -> None:
    leaf = Leaf().text(50, 100, "部门预算").table((50, 150, 250), (130, 150), [("甲", "1.00")])
    plain = pdf(leaf)
    unusual = pdf(leaf, extra=[b"<</Type/Font/Subtype/Type3>>"])
    assert is_plain(plain)
    assert not is_plain(unusual)
    one, other = pdf_document(plain), pdf_document(unusual)
    for expected, found in zip(one.blocks, other.blocks, strict=True):
        if isinstance(expected, Line) and isinstance(found, Line):
            assert found.text == expected.text
            assert found.passage.evidence() == expected.passage.evidence()
