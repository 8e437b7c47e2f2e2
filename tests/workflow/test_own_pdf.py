"""PDF files of our own are believed as far as their pages show what they carry."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
import typst
from msgspec import structs
from tests.cli.program import Run, runner
from tests.department import workbook
from tests.publisher.render.docx_samples import portrait, publication
from tests.publisher.render.pdf.pdfs import SAMPLES, drawn, edited, published, saved

from mingzhang.model import Disclosure, disclosure_from_json, disclosure_to_json
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Heading
from mingzhang.publisher.render.pdf import Attachment, render_pdf
from mingzhang.reader.formats.pdf.plain import is_plain
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.own_pdf import own_pdf
from mingzhang.workflow.publishing import publish


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys, monkeypatch)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = tmp_path_factory.mktemp("book") / "预算.xlsx"
    path.write_bytes(workbook())
    return open_disclosure(path)


@pytest.fixture(scope="module")
def pdf(opened: Opened) -> bytes:
    (data,) = publish(opened, ["pdf"]).files.values()
    return data


def carrying(opened: Opened, data: bytes, name: str = "数据.json") -> bytes:
    """The department's pages with other data attached."""
    pages = compose(opened.scheme, opened.disclosure)
    return render_pdf(pages, [Attachment(name, "application/json", "data", "数据", data)]).data


@pytest.mark.parametrize(
    ("sample", "is_draft"), [*((sample, False) for sample in SAMPLES), (SAMPLES[0], True)]
)
def test_samples_give_back_exactly_what_was_published(sample: Path, is_draft: bool) -> None:
    file = published(sample, is_draft=is_draft)
    own = own_pdf(file.data)
    assert own is not None
    assert own.told() == []
    assert own.disclosure == file.opened.disclosure


def test_reading_and_verifying_an_untouched_file_say_nothing(
    run: Run, opened: Opened, pdf: bytes
) -> None:
    Path("公开.pdf").write_bytes(pdf)
    answer = run("read", "公开.pdf")
    assert (answer.code, answer.words) == (0, "")
    assert answer.data.encode() == disclosure_to_json(opened.disclosure)
    answer = run("verify", "公开.pdf")
    assert answer.code == 0
    assert answer.data.startswith("公开.pdf：与发布时一致（")
    assert run("check", "公开.pdf").code == 0


def test_an_edited_figure_is_told_with_its_page_and_is_what_is_read(run: Run, pdf: bytes) -> None:
    Path("改过.pdf").write_bytes(edited(pdf, "17.50", "17.51"))
    answer = run("verify", "改过.pdf")
    assert answer.code == 1
    first, difference, *_ = answer.data.splitlines()
    assert first.startswith("改过.pdf：有 1 处与发布时不一致")
    assert "页上显示“17.51”，所附数据为“17.50”［" in difference
    assert "（第 " in difference
    answer = run("read", "改过.pdf")
    assert answer.code == 0
    assert answer.lines[0] == "改过.pdf：页面与所附数据有 1 处不同，以下按页面内容读取："
    assert "页上显示“17.51”，所附数据为“17.50”" in answer.lines[1]
    assert "17.51" in answer.data
    answer = run("check", "改过.pdf")
    assert answer.code == 1
    assert answer.lines[0].startswith("改过.pdf：页面与所附数据有 1 处不同")


def test_edited_words_are_told(pdf: bytes) -> None:
    own = own_pdf(edited(pdf, "（一）保管全县各类档案。", "（一）保管全县各种档案。"))
    assert own is not None
    (difference,) = own.differences
    assert "各种档案" in (difference.displayed or "")
    assert "各类档案" in (difference.expected or "")


def with_object(data: bytes, change: Callable[[pypdfium2.PdfDocument], None]) -> bytes:
    document = pypdfium2.PdfDocument(data)
    change(document)
    return saved(document)


def write_over(document: pypdfium2.PdfDocument) -> None:
    page = document[4]
    text = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 12.0)
    words = "99.99"
    raw.FPDFText_SetText(text, (raw.FPDF_WCHAR * (len(words) + 1))(*map(ord, words), 0))
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 200, 300)
    raw.FPDFPage_InsertObject(page, text)
    raw.FPDFPage_GenerateContent(page)


def add_note(document: pypdfium2.PdfDocument) -> None:
    page = document[4]
    note = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_SQUARE)
    raw.FPDFPage_CloseAnnot(note)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (write_over, "第 5 页：“99.99”不在所附数据中"),
        (add_note, "第 5 页：有后加的批注或遮盖"),
        (lambda document: document.del_page(4), "没有显示"),
    ],
    ids=["text", "note", "page"],
)
def test_what_was_put_on_or_taken_from_the_pages_is_told(
    pdf: bytes, change: Callable[[pypdfium2.PdfDocument], None], told: str
) -> None:
    own = own_pdf(with_object(pdf, change))
    assert own is not None
    assert own.differences
    assert any(told in one.message for one in own.differences)


def renamed(disclosure: Disclosure) -> bytes:
    tables = tuple(
        structs.replace(
            table,
            rows=tuple(
                structs.replace(row, cells=dict.fromkeys(row.cells, "1.23"), label="别的")
                for row in table.rows
            ),
        )
        for table in disclosure.tables
    )
    entity = structs.replace(disclosure.entity, name="别的局")
    return disclosure_to_json(
        structs.replace(
            disclosure, entity=entity, tables=tables, narrative=(), overview=(), glossary=()
        )
    )


def test_data_of_another_document_are_not_believed(run: Run, opened: Opened) -> None:
    Path("错.pdf").write_bytes(carrying(opened, renamed(opened.disclosure)))
    answer = run("read", "错.pdf")
    assert answer.code == 0
    assert answer.lines == [
        "错.pdf：文件所附的公开数据是“别的局2026年度”的，与页面不是同一份，以下按页面内容读取"
    ]
    assert disclosure_from_json(answer.data.encode()).entity.name == opened.disclosure.entity.name
    answer = run("verify", "错.pdf")
    assert answer.code == 2
    assert "与页面不是同一份，不能核验" in answer.words


def test_damaged_data_are_told_and_the_pages_read(run: Run, opened: Opened) -> None:
    data = disclosure_to_json(opened.disclosure)[:-200]
    Path("坏.pdf").write_bytes(carrying(opened, data))
    answer = run("read", "坏.pdf")
    assert answer.code == 0
    assert answer.lines == ["坏.pdf：文件所附的公开数据已损坏，以下按页面内容读取"]
    assert run("verify", "坏.pdf").code == 2


@pytest.mark.parametrize("content", [b"{}", json.dumps({"a": 1}).encode(), b"\xff\xfe"])
def test_attachments_of_others_are_none_of_our_business(opened: Opened, content: bytes) -> None:
    assert own_pdf(carrying(opened, content)) is None
    assert own_pdf(drawn(publication(portrait(Heading(1, "一", "a"))))) is None
    assert own_pdf(b"%PDF-1.7 nothing") is None


def test_character_that_fonts_lack_is_told_and_believed(opened: Opened) -> None:
    disclosure = opened.disclosure
    first, *rest = disclosure.overview
    odd = structs.replace(first, text=f"{first.text}\n管理\ue001庙遗址。")
    made = publish(
        replace(opened, disclosure=structs.replace(disclosure, overview=(odd, *rest))), ["pdf"]
    )
    assert made.notices == ("字体中没有这些字：\ue001（U+E001），PDF 中印作“〓”",)
    (data,) = made.files.values()
    own = own_pdf(data)
    assert own is not None
    assert own.told() == []
    changed = own_pdf(edited(data, "管理〓庙遗址。", "管理〓庙遗迹。"))
    assert changed is not None
    assert len(changed.differences) == 1


def test_file_that_unpacks_to_very_much_is_looked_into_under_guard(
    opened: Opened, pdf: bytes, run: Run
) -> None:
    disclosure = opened.disclosure
    pages = compose(opened.scheme, disclosure)
    carried = (
        Attachment("数据.json", "application/json", "data", "数据", disclosure_to_json(disclosure)),
        Attachment("其他.txt", "text/plain", "supplement", "其他", b" " * (5 << 20)),
    )
    data = render_pdf(pages, carried).data
    assert not is_plain(data)
    own = own_pdf(data)
    assert own is not None
    assert own.is_as_published


def test_file_published_where_no_chart_could_be_drawn_is_believed(opened: Opened) -> None:
    disclosure = opened.disclosure
    pages = compose(opened.scheme, disclosure, has_charts=False)
    assert pages != compose(opened.scheme, disclosure)
    data = disclosure_to_json(disclosure)
    carried = Attachment("数据.json", "application/json", "data", "数据", data)
    own = own_pdf(render_pdf(pages, [carried]).data)
    assert own is not None
    assert own.told() == []


def reworded(opened: Opened, *, name: str = "", text: str = "") -> Opened:
    """The department under another name, with more said in its first overview."""
    disclosure = opened.disclosure
    first, *rest = disclosure.overview
    return replace(
        opened,
        disclosure=structs.replace(
            disclosure,
            entity=structs.replace(disclosure.entity, name=name or disclosure.entity.name),
            overview=(structs.replace(first, text=f"{first.text}\n{text}"), *rest),
        ),
    )


@pytest.mark.parametrize(
    "odd",
    [
        "\ue000", "\U0010fffd", "😀", "𠮷", "甲\u200b乙\u202e丙\u2060丁", "A" * 300, "a=b&" * 90,
        "葛\U000e0100城", "👨\u200d👩\u200d👧", "〓",
    ],
)  # fmt: skip
def test_what_fonts_lack_or_what_is_not_seen_is_no_difference(opened: Opened, odd: str) -> None:
    (data,) = publish(
        reworded(opened, name=f"某{odd}局", text=f"始{odd}终。"), ["pdf"]
    ).files.values()
    own = own_pdf(data)
    assert own is not None
    assert own.told() == []


def test_mark_for_a_missing_character_is_told_where_none_is_missing(opened: Opened) -> None:
    (data,) = publish(reworded(opened, text="管理\ue001庙遗址。"), ["pdf"]).files.values()
    own = own_pdf(edited(data, "管理〓庙遗址。", "管理〓〓遗址。"))
    assert own is not None
    (difference,) = own.differences
    assert difference.displayed == "管理〓〓遗址。"


@pytest.mark.parametrize("length", [5, 300, 20_000])
def test_file_that_is_cut_off_is_told_to_be_damaged(run: Run, pdf: bytes, length: int) -> None:
    Path("断.pdf").write_bytes(pdf[:length])
    answer = run("verify", "断.pdf")
    assert answer.code == 2
    assert answer.lines == ["断.pdf：不是完整的 PDF 文件，或文件已损坏；请重新导出后再试"]


def test_pdf_cannot_be_published_and_that_is_said(run: Run, pdf: bytes) -> None:
    Path("公开.pdf").write_bytes(pdf)
    answer = run("publish", "公开.pdf", "--out", "再次")
    assert answer.code == 2
    assert answer.lines == [
        "公开.pdf：这是 PDF；请给出填报工作簿（.xlsx），或用 read 把 PDF 读成公开数据 JSON 后给出"
    ]


def test_page_that_cannot_be_set_is_told_in_one_sentence(
    run: Run, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        message = "the text could not be displayed"
        raise typst.TypstError(message)

    Path("预算.json").write_bytes(disclosure_to_json(opened.disclosure))
    monkeypatch.setattr(typst, "compile", fail)
    answer = run("publish", "预算.json", "--format", "pdf", "--out", "公开")
    assert answer.code == 2
    assert answer.lines == [
        "pdf：排版时出错（the text could not be displayed），没有生成 PDF；"
        "请先生成其他格式（--format docx,html,xlsx,json,csv），并把这句话告诉开发者"
    ]
