"""The PDF of each sample: everything is on its pages, tagged, outlined and carried."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pytest
from tests.publisher.render.docx_samples import (
    body,
    expenditure_grid,
    form_grid,
    landscape,
    portrait,
    publication,
)
from tests.publisher.render.pdf.pdfs import (
    SAMPLES,
    Published,
    drawn,
    page_count,
    published,
    squeezed,
    tagged,
    type_sizes,
)

from mingzhang.model import disclosure_to_json
from mingzhang.publisher.compose.page import Definition, Heading
from mingzhang.publisher.render.pdf import Attachment, render_pdf
from mingzhang.publisher.render.pdf.fonts import faces
from mingzhang.publisher.render.pdf.said import said_by
from mingzhang.reader.formats.pdf.attachments import attachments_of
from mingzhang.workflow.publishing import published_files


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Published:
    return published(request.param)


def test_every_figure_and_text_is_shown_once_and_in_order(sample: Published) -> None:
    shown = "".join(squeezed(one.text) for one in sample.pieces if one.kind == "tagged")
    rest = re.split(r"第一部分", shown)[-1]
    wanted = "".join(squeezed(one.text) for one in said_by(sample.publication, faces().has))
    assert Counter(shown) >= Counter(wanted)
    assert rest[:2000] == re.split(r"第一部分", wanted)[-1][:2000]


def test_figures_of_the_data_are_on_the_pages(sample: Published) -> None:
    shown = Counter(squeezed(one.text) for one in sample.pieces if one.kind == "tagged")
    cells = [
        text
        for table in sample.opened.disclosure.tables
        for row in table.rows
        for text in row.cells.values()
        if text is not None
    ]
    assert len(cells) > 150
    assert not Counter(cells) - shown


def test_outline_leads_to_each_heading_of_the_contents(sample: Published) -> None:
    document = pypdfium2.PdfDocument(sample.data)
    titles = [one.get_title() for one in document.get_toc()]
    headings = [
        block.text
        for chapter in sample.publication.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    ]
    assert list(map(squeezed, titles)) == list(map(squeezed, headings))


def test_contents_give_the_page_of_each_heading(sample: Published) -> None:
    document = pypdfium2.PdfDocument(sample.data)
    pages = {
        squeezed(one.get_title()): one.get_dest().get_index() for one in document.get_toc()
    }  # fmt: skip
    entries = {squeezed(one.text): one for one in sample.publication.contents.entries}
    for text, entry in entries.items():
        title = text if text in pages else text.partition("　")[2] or text
        found = next((at for name, at in pages.items() if title.endswith(name)), None)
        if found is None:
            continue
        label = document.get_page_label(found)
        assert any(
            squeezed(one.text) == f"{squeezed(entry.text)}{label}"
            for one in sample.pieces
            if one.kind == "tagged"
        ), entry


def test_data_and_workbook_are_carried_byte_for_byte(sample: Published) -> None:
    attached = attachments_of(sample.data)
    beside = published_files(sample.opened, ["json", "xlsx"])
    assert attached == beside
    data = disclosure_to_json(sample.opened.disclosure)
    assert next(iter(attached.values())) == data


def test_fonts_are_embedded_and_subset(sample: Published) -> None:
    fonts = re.findall(rb"/Type/Font/Subtype/Type0/BaseFont/([\w+-]+)", sample.data)
    assert len(fonts) >= 4
    assert all(re.match(rb"[A-Z]{6}\+", one) for one in fonts)
    assert sample.data.count(b"/FontFile") == len(fonts)


def test_language_title_and_tags_are_declared(sample: Published) -> None:
    assert b"/Lang(zh-CN)" in sample.data
    assert b"/MarkInfo" in sample.data
    document = pypdfium2.PdfDocument(sample.data)
    described = document.get_metadata_dict()
    assert described["Title"] == sample.publication.title
    assert described["Author"] == sample.publication.entity
    assert described["CreationDate"].startswith(f"D:{sample.publication.fiscal_year}0101")


def test_same_publication_gives_the_same_bytes() -> None:
    one = published_files(published(SAMPLES[0]).opened, ["pdf"])
    assert list(one.values()) == [published(SAMPLES[0]).data]


def test_every_page_of_a_draft_bears_the_mark() -> None:
    draft = published(SAMPLES[0], is_draft=True)
    mark = draft.publication.watermark
    assert mark
    marked = {one.page for one in draft.pieces if one.kind == "artifact" and mark in one.text}
    assert marked == set(range(1, page_count(draft.data) + 1))
    final = [one for one in published(SAMPLES[0]).pieces if one.kind == "artifact"]
    assert not any(mark in one.text for one in final)


def pages_of(data: bytes, text: str) -> list[int]:
    """The pages that show a text, tagged or not."""
    document = pypdfium2.PdfDocument(data)
    return [at for at, page in enumerate(document) if text in page.get_textpage().get_text_range()]


def test_header_is_repeated_on_each_page_of_a_table_and_tagged_once() -> None:
    data = drawn(publication(portrait(Heading(1, "表", "part"), expenditure_grid(120))))
    count = page_count(data)
    assert count >= 4
    assert pages_of(data, "科目编码") == list(range(1, count))
    assert tagged(data).count("科目编码") == 1


def test_a_title_stays_with_its_table_at_the_foot_of_a_page() -> None:
    for lines in range(18, 26):
        blocks = [
            *[body("一行文字")] * lines,
            Heading(2, "支出总表", "title"),
            expenditure_grid(40),
        ]
        data = drawn(publication(portrait(Heading(1, "第一部分", "part"), *blocks)))
        title = pages_of(data, "支出总表")[-1]
        assert title == pages_of(data, "科目编码")[0]
        assert title == pages_of(data, "948.41")[0]
        assert title == pages_of(data, "单位：万元")[0]


@pytest.mark.parametrize(
    ("heading", "size"),
    [(Heading(1, "第一部分　概况", "a"), 22), (Heading(3, "（一）概况", "a"), 16)],
)
def test_headings_are_as_large_as_their_styles_say(heading: Heading, size: int) -> None:
    data = drawn(publication(portrait(heading, body("文"))))
    assert [one for text, one in type_sizes(data) if text.endswith("概况")] == [size]


def test_a_title_on_two_lines_is_one_title() -> None:
    title = "第三部分　2026年度部门预算和三公经费情况说明"
    data = drawn(publication(portrait(Heading(1, title, "a"), body("文"))))
    assert [squeezed(one) for one in tagged(data)].count(squeezed(title)) == 1
    (mark,) = pypdfium2.PdfDocument(data).get_toc()
    assert mark.get_title() == title.replace("\u3000", " ")


def test_a_long_form_goes_on_over_pages_with_all_its_text() -> None:
    prose = 90
    data = drawn(publication(portrait(Heading(1, "表", "part"), form_grid(1, prose))))
    assert page_count(data) >= 3
    shown = squeezed("".join(tagged(data)))
    assert "全面落实年度工作安排，按月拨付资金，确保专款专用。" * prose in shown
    assert shown.count("培训党务干部人数") == 28


def test_pages_lie_as_their_chapters_do() -> None:
    data = drawn(
        publication(
            portrait(Heading(1, "一", "a"), body("甲")), landscape(body("乙")), portrait(body("丙"))
        )
    )
    document = pypdfium2.PdfDocument(data)
    sizes = [page.get_size() for page in document]
    assert [width > height for width, height in sizes] == [False, False, True, False]
    assert [document.get_page_label(at) for at in range(1, 4)] == ["1", "2", "3"]


def test_terms_are_bold_and_followed_by_their_meaning() -> None:
    term = Definition("一、", "基本支出", "指保障运转的支出。", "term-1")
    data = drawn(publication(portrait(Heading(1, "名词解释", "a"), term)))
    assert "一、基本支出：指保障运转的支出。" in tagged(data)
    assert b"NotoSerifSC-Bold" in data or b"Bold" in data


def test_heading_levels_are_never_skipped() -> None:
    headings = [Heading(level, f"标题{level}", f"h{level}") for level in (3, 1, 4, 2, 4)]
    data = drawn(publication(portrait(*headings)))
    levels = [one.level for one in pypdfium2.PdfDocument(data).get_toc()]
    assert levels == [0, 0, 1, 1, 2]


def test_publication_without_anything_has_its_cover() -> None:
    data = drawn(publication())
    assert page_count(data) >= 1
    assert "中共盂县委组织部" in tagged(data)


def test_date_that_the_publication_names_dates_the_file() -> None:
    page = publication(portrait(Heading(1, "一", "a")), properties={"date": "2025-03-07"})
    described = pypdfium2.PdfDocument(drawn(page)).get_metadata_dict()
    assert described["CreationDate"].startswith("D:20250307")


def test_files_are_attached_with_what_they_are() -> None:
    content = bytes(range(256))
    page = publication(portrait(Heading(1, "一", "a")))
    one = Attachment("数据.bin", "application/octet-stream", "data", "原始数据", content)
    data = render_pdf(page, [one]).data
    assert attachments_of(data) == {"数据.bin": content}
    assert b"/AFRelationship/Data" in data


def test_two_thousand_rows_are_drawn_in_proportion() -> None:
    data = drawn(publication(portrait(Heading(1, "表", "part"), expenditure_grid(2000))))
    texts = tagged(data)
    assert "201321999" in texts[-6:]
    assert 40 <= page_count(data) <= 100
    assert texts.count("330.29") == 6000
