"""Texts that would upset a typesetter come out as the plain text that they are."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publisher.render.chart.charts import chart
from tests.publisher.render.docx_samples import body, head, label, number, portrait, publication
from tests.publisher.render.pdf.pdfs import drawn, squeezed, tagged, type_weights

from mingzhang.publisher.compose.page import Cell, CellRole, Definition, Grid, Heading
from mingzhang.publisher.render.paper.lines import ZERO_WIDTH_SPACE
from mingzhang.publisher.render.paper.sheet import PORTRAIT
from mingzhang.publisher.render.pdf import render_pdf
from mingzhang.publisher.render.pdf.fonts import Faces
from mingzhang.reader.formats.pdf.structure import tagged_pieces

MARKUP = [
    "#set page(width: 1pt)", "#panic()", "$x^2$", "*粗* _斜_ `码`", "<label> @ref", "[a](b) \\ \\u{41}",
    "= 标题", "- 项", "/ 词: 义", "// 注 /* 注 */", '"引" “引” \'引\'', "--- ... -? ~", "#(1+1)",
    '{"json": null}', "</w:t><script>alert(1)</script>", "&amp;&#65;", "%d %s {page} {0}", "\\",
]  # fmt: skip


def grid(*texts: str) -> Grid:
    rows = tuple((label(text), number("1.00"), Cell(text, CellRole.TEXT)) for text in texts)
    header = ((head("名称"), head("金额"), head("说明")),)
    return Grid("t", "表", (0.4, 0.2, 0.4), header, rows)


def rightmost(data: bytes) -> float:
    """Where the text of all pages that goes farthest ends, in points."""
    return max(
        text.get_charbox(at)[2]
        for page in pypdfium2.PdfDocument(data)
        for text in [page.get_textpage()]
        for at in range(text.count_chars())
    )


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_is_typed(text: str) -> None:
    page = publication(portrait(Heading(1, text, "a"), body(text), grid(text)), entity=text)
    shown = [squeezed(one) for one in tagged(drawn(page))]
    assert shown.count(squeezed(text)) == 5


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=40))
def test_any_text_makes_a_page(text: str) -> None:
    page = publication(
        portrait(Heading(1, "一", "a"), body(f"始{text}终"), grid(text)), entity=text
    )
    shown = squeezed("".join(tagged(drawn(page))))
    assert "始" in shown
    assert "终" in shown


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        ("甲\x07乙\x00丙", "甲乙丙", ()),
        ("甲\u200b乙\ufeff丙\u202e丁", "甲乙丙丁", ()),
        ("甲\U000f0000乙", "甲〓乙", ("\U000f0000",)),
        ("甲\ue000乙", "甲〓乙", ("\ue000",)),
        ("第①项〇号，％（全角）", "第①项〇号，％（全角）", ()),
        ("葛\U000e0100城", "葛城", ()),
    ],
)
def test_characters_without_type_are_replaced_and_told(
    text: str, shown: str, missing: tuple[str, ...]
) -> None:
    made = render_pdf(publication(portrait(Heading(1, "一", "a"), body(text))))
    assert shown in tagged(made.data)
    assert made.missing == missing


def test_character_that_no_font_has_is_replaced_in_charts_too() -> None:
    odd = chart(names=("甲\ue000", "乙\U0010fffd"))
    made = render_pdf(publication(portrait(Heading(1, "一", "a"), odd)))
    assert set(made.missing) == {"\ue000", "\U0010fffd"}


def test_characters_of_the_regular_weight_alone_are_set_in_it_among_bold_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = publication(portrait(Heading(1, "一", "a"), Definition("一、", "词", "义", "d")))
    bold = {weight for text, weight in type_weights(drawn(page)) if "词" in text}
    monkeypatch.setattr(Faces, "only_regular", lambda *_: ["词"])
    regular = {weight for text, weight in type_weights(drawn(page)) if "词" in text}
    assert max(regular) < min(bold)


@pytest.mark.parametrize(
    "long", ["A1b2C3d4" * 30, "onload=window.injected=4>javascript:window.injected=5//" * 5]
)
def test_word_that_fits_in_no_line_is_broken_within_its_cell(long: str) -> None:
    page = publication(portrait(Heading(1, "一", "a"), grid(long)))
    data = drawn(page)
    assert rightmost(data) <= (PORTRAIT.width - PORTRAIT.side) / 20
    pieces = tagged_pieces(data)
    shown = [one.text.replace(ZERO_WIDTH_SPACE, "") for one in pieces if one.kind == "tagged"]
    assert [squeezed(one) for one in shown].count(long) == 2
    assert "1.00" in shown


def test_figure_that_is_too_wide_for_its_column_is_set_smaller_not_broken() -> None:
    figure = "123456789012.34"
    narrow = Grid(
        "t", "表", (0.94, 0.06), ((head("名称"), head("金额")),), ((label("甲"), number(figure)),)
    )
    assert figure in tagged(drawn(publication(portrait(Heading(1, "一", "a"), narrow))))


def test_name_of_many_characters_stands_on_several_lines_of_the_cover() -> None:
    name = "中国共产党某某某某自治区某某某某市某某某某县委员会某某某某工作领导小组办公室" * 2
    page = publication(portrait(Heading(1, "一", "a")), entity=name)
    assert name in [squeezed(one) for one in tagged(drawn(page))]


def test_empty_texts_leave_nothing_behind() -> None:
    page = publication(portrait(Heading(1, "", "a"), body(""), grid("")), entity="")
    assert "1.00" in tagged(drawn(page))
