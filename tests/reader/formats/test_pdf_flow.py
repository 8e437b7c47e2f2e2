"""How text flows over the pages of PDF files: columns, notes, long titles, numbers of pages."""

from __future__ import annotations

import pytest
from tests.reader.formats.pdfs import Leaf, pdf

from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.source import Line

PROSE = "本部门贯彻执行国家有关方针政策和法律法规并结合实际制订具体实施意见后组织实施工作"


def lines(*leaves: Leaf) -> list[tuple[str, str]]:
    blocks = pdf_document(pdf(*leaves)).blocks
    return [(block.role, block.text) for block in blocks if isinstance(block, Line)]


def column(leaf: Leaf, x: float, y: float, texts: list[str], step: float = 18) -> Leaf:
    for number, text in enumerate(texts):
        leaf.text(x, y + step * number, text)
    return leaf


@pytest.mark.parametrize("aside", [0, 5, 9])
def test_two_columns_are_read_one_after_the_other(aside: float) -> None:
    """Also where their lines do not stand at the same heights."""
    leaf = Leaf().text(200, 60, "第三部分情况说明关于本年度预算", 14)
    column(leaf, 50, 100, [PROSE[:23], PROSE[:23], PROSE[:23], "左栏到此为止。"])
    column(leaf, 300, 100 + aside, [PROSE[:24], PROSE[:24], PROSE[:24], "右栏到此为止。"])
    assert [text for _, text in lines(leaf)] == [
        "第三部分情况说明关于本年度预算",
        PROSE[:23] * 3 + "左栏到此为止。",
        PROSE[:24] * 3 + "右栏到此为止。",
    ]


def test_a_paragraph_goes_on_from_the_first_column_to_the_second() -> None:
    leaf = column(Leaf(), 50, 100, [PROSE[:23]] * 5)
    column(leaf, 300, 100, [PROSE[:24], "到此为止。", "二、收入"])
    assert [text for _, text in lines(leaf)] == [
        PROSE[:23] * 5 + PROSE[:24] + "到此为止。",
        "二、收入",
    ]


def test_punctuation_that_hangs_over_does_not_join_the_columns() -> None:
    leaf = column(Leaf(), 50, 100, [PROSE[:23], f"{PROSE[:23]}，", PROSE[:23], "左栏到此为止。"])
    column(leaf, 297, 100, [PROSE[:24], PROSE[:24], PROSE[:24], "右栏到此为止。"])
    assert [text for _, text in lines(leaf)] == [
        f"{PROSE[:23] * 2}，{PROSE[:23]}左栏到此为止。",
        PROSE[:24] * 3 + "右栏到此为止。",
    ]


def test_labels_with_their_values_are_no_columns() -> None:
    leaf = column(Leaf(), 50, 100, ["部门名称", "单位负责人", "编制", "实有"])
    column(leaf, 300, 100, ["甲局", "乙", "丙人", "丁人"])
    assert next(text for _, text in lines(leaf)) == "部门名称\t甲局"


def test_notes_at_the_foot_come_after_the_paragraph_that_goes_on_over_the_page() -> None:
    first = Leaf().text(70, 680, PROSE[:40] + "情况说明").text(50, 698, PROSE[:42] + "情况")
    first.line(50, 730, 190, 730).text(50, 736, "①机关运行经费指公用经费。", 8)
    second = Leaf().text(50, 100, "在第二页结束。").text(70, 118, PROSE[:42]).text(50, 136, "完。")
    assert [text for _, text in lines(first, second)] == [
        f"{PROSE[:40]}情况说明{PROSE[:42]}情况在第二页结束。",
        "①机关运行经费指公用经费。",
        f"{PROSE[:42]}完。",
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("— II —", "footer"),
        ("—1—", "footer"),
        ("第 3 页", "footer"),
        ("- iv -", "footer"),
        ("1", "body"),
        ("VI", "body"),
        ("—无—", "body"),
    ],
)
def test_a_number_set_off_by_dashes_is_that_of_the_page(text: str, role: str) -> None:
    assert lines(Leaf().text(50, 100, "目录").text(280, 800, text))[-1] == (
        role,
        text.replace(" ", ""),
    )


def test_roman_numerals_that_count_pages_are_their_numbers() -> None:
    leaves = [
        Leaf().text(50, 100, "目录").text(290, 800, numeral) for numeral in ("iii", "iv", "v")
    ]
    assert [role for role, _ in lines(*leaves)] == ["body", "footer"] * 3


def test_a_title_too_long_for_its_line_is_one() -> None:
    leaf = Leaf().text(57, 100, "中国共产党某某市某某区委员会社会工作部二〇二五年度部门", 18)
    leaf.text(264, 124, "预算公开", 18).text(246, 150, "（2025年度）", 18)
    for number in range(2):
        leaf.text(50, 200 + 20 * number, PROSE + "情况说明预算公开。")
    assert [text for _, text in lines(leaf)][:2] == [
        "中国共产党某某市某某区委员会社会工作部二〇二五年度部门预算公开",
        "（2025年度）",
    ]
