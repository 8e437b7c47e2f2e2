"""Text of PDF files outside of tables: order, paragraphs, marks, running heads, evidence."""

from __future__ import annotations

import pytest
from tests.reader.formats.pdfs import A4, LANDSCAPE, Leaf, pdf

from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.source import Block, Grid, Line

LONG = "本部门贯彻执行国家有关方针政策和法律法规并结合实际制订具体实施意见后组织实施工作"


def blocks(*leaves: Leaf) -> tuple[Block, ...]:
    return pdf_document(pdf(*leaves)).blocks


def lines(*leaves: Leaf) -> list[str]:
    return [block.text for block in blocks(*leaves) if isinstance(block, Line)]


def roles(*leaves: Leaf) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in blocks(*leaves) if isinstance(block, Line)]


def test_lines_come_from_the_top_however_the_file_orders_them() -> None:
    leaf = Leaf().text(50, 300, "第三行").text(50, 100, "第一行").text(50, 200, "第二行")
    assert lines(leaf) == ["第一行", "第二行", "第三行"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(50, "预"), (60.5, "算")], "预算"),
        ([(50, "目"), (80, "录")], "目 录"),
        ([(50, "部门名称：甲局"), (400, "单位：万元")], "部门名称：甲局\t单位：万元"),
        ([(50, "2025"), (72.5, "年预算")], "2025年预算"),
        ([(50, "Budget"), (83, "2025")], "Budget 2025"),
        ([(50, "支出"), (50.4, "支出")], "支出"),
    ],
)
def test_gaps_in_a_line(parts: list[tuple[float, str]], expected: str) -> None:
    leaf = Leaf()
    for x, text in parts:
        leaf.text(x, 100, text)
    assert lines(leaf) == [expected]


@pytest.mark.parametrize(
    ("written", "read"), [("⼯作", "工作"), ("预\u3000算", "预算"), ("支\u00a0出", "支出")]
)
def test_characters_drawn_like_others_are_read_as_those(written: str, read: str) -> None:
    assert lines(Leaf().text(50, 100, written))[0].replace(" ", "") == read


def test_a_line_broken_by_the_width_of_the_page_goes_on_in_the_next() -> None:
    leaf = Leaf().text(70, 100, LONG[:42]).text(50, 118, "继续到此为止。").text(70, 136, LONG[:42])
    leaf.text(50, 154, "第二段结束。")
    assert lines(leaf) == [f"{LONG[:42]}继续到此为止。", f"{LONG[:42]}第二段结束。"]


def test_a_short_line_is_a_paragraph_of_its_own() -> None:
    leaf = Leaf().text(50, 100, "一、部门职责").text(50, 118, "二、机构设置")
    leaf.text(50, 136, LONG).text(50, 154, LONG)
    assert lines(leaf)[:2] == ["一、部门职责", "二、机构设置"]


def test_an_item_after_a_full_line_starts_a_paragraph() -> None:
    full = f"{LONG[:40]}完成。"
    leaf = Leaf().text(50, 100, full).text(50, 118, "（二）指导信访工作。").text(50, 136, full)
    assert lines(leaf) == [full, "（二）指导信访工作。", full]


def test_contents_with_dots_stay_lines() -> None:
    entry = "一、概况" + "…" * 38
    leaf = Leaf().text(50, 100, entry).text(50, 118, entry)
    assert lines(leaf) == [entry, entry]


def test_a_paragraph_goes_on_over_the_page_and_its_foot_follows_it() -> None:
    pages = [
        Leaf()
        .text(50, 100, f"{LONG}{start}")
        .text(50, 700, f"{LONG}{end}")
        .text(290, 800, f"— {number} —")
        for number, (start, end) in enumerate(("甲乙", "丙丁", "戊己"), 1)
    ]
    assert roles(*pages) == [
        ("body", f"{LONG}甲"),
        ("body", f"{LONG}乙{LONG}丙"),
        ("footer", "—1—"),
        ("body", f"{LONG}丁{LONG}戊"),
        ("footer", "—2—"),
        ("body", f"{LONG}己"),
        ("footer", "—3—"),
    ]


def test_what_stands_on_most_pages_is_a_running_head() -> None:
    pages = [
        Leaf()
        .text(200, 30, "甲局2025年预算公开", 8)
        .text(50, 100, f"第{n}章")
        .text(50, 815, f"{n}")
        for n in "一二三"
    ]
    for number, page in enumerate(pages):
        page.operators[-1] = Leaf().text(290, 815, str(number + 4)).operators[0]
    found = roles(*pages)
    assert found == [
        item
        for number, chapter in enumerate("一二三")
        for item in (
            ("header", "甲局2025年预算公开"),
            ("body", f"第{chapter}章"),
            ("footer", str(number + 4)),
        )
    ]


def test_a_number_at_the_foot_that_does_not_count_pages_is_text() -> None:
    found = roles(Leaf().text(290, 815, "7"), Leaf().text(290, 815, "2025"))
    assert found == [("body", "7"), ("body", "2025")]


def test_a_mark_across_the_page_stands_in_no_line_and_no_cell() -> None:
    leaf = Leaf().table((50, 200, 400), (380, 420, 460), [("科目", "合计"), ("行政运行", "14.89")])
    leaf.draw("0.8 g").text(150, 500, "审核稿", 60, angle=45).draw("0 g").text(50, 100, "说明")
    found = blocks(leaf)
    assert [block.text for block in found if isinstance(block, Line) and block.role == "mark"] == [
        "审核稿"
    ]
    (grid,) = (block for block in found if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["科目", "合计"],
        ["行政运行", "14.89"],
    ]
    assert ("body", "说明") in roles(leaf)


def test_pale_large_text_over_other_text_is_a_mark() -> None:
    leaf = Leaf().draw("0.85 g").text(100, 200, "内部资料", 80).draw("0 g").text(120, 240, LONG)
    assert sorted(roles(leaf)) == [("body", LONG), ("mark", "内部资料")]


def test_a_large_title_is_no_mark() -> None:
    assert roles(Leaf().text(50, 200, "部门预算公开", 48)) == [("body", "部门预算公开")]


def test_a_word_set_sideways_in_a_cell_stands_in_the_cell() -> None:
    leaf = Leaf().grid((50, 80, 200), (100, 200)).text(90, 110, "行政运行", 9)
    leaf.draw("BT /F 9 Tf 0 1 -1 0 70 680 Tm <57fa672c> Tj ET")
    (grid,) = blocks(leaf)
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[0]] == ["基本", "行政运行"]


def test_text_outside_of_the_clip_is_not_seen() -> None:
    leaf = Leaf().draw("q 0 500 595 342 re W n").text(50, 100, "看得见").text(50, 700, "看不见")
    leaf.draw("Q").text(50, 750, "也看得见")
    assert lines(leaf) == ["看得见", "也看得见"]


def test_text_beside_the_page_is_not_seen() -> None:
    assert lines(Leaf().text(50, 100, "页内").text(700, 100, "页外").text(50, -60, "页上")) == [
        "页内"
    ]


def turned(leaf: Leaf) -> Leaf:
    """A landscape page as printers send it: drawn upright on portrait paper, turned for viewing."""
    leaf.upright = (0, 1, -1, 0, 595, 0)
    return leaf


def test_a_turned_page_is_read_upright_with_its_places_as_shown() -> None:
    page = Leaf(LANDSCAPE).table((50, 200, 400), (100, 120), [("科目", "14.89")])
    sheet = turned(Leaf(A4, rotate=90))
    sheet.operators = page.operators
    boxes = []
    for leaf in (page, sheet):
        (grid,) = blocks(leaf)
        assert isinstance(grid, Grid)
        assert [cell.text for cell in grid.rows[0]] == ["科目", "14.89"]
        evidence = grid.rows[0][1].passage.evidence()
        assert evidence is not None
        boxes.append(evidence.bbox)
    assert boxes[0] is not None
    assert boxes[1] == pytest.approx(boxes[0], abs=3)


def test_text_along_the_long_side_of_an_unturned_page_is_read_upright_and_found_as_shown() -> None:
    sheet = turned(Leaf(A4))
    sheet.operators = Leaf(LANDSCAPE).text(100, 50, "部门预算", 10).operators
    sheet.operators = [
        operator.replace(str(LANDSCAPE[1] - 50 - 8.8), str(595 - 50 - 8.8))
        for operator in sheet.operators
    ]
    (line,) = blocks(sheet)
    assert isinstance(line, Line)
    assert line.text == "部门预算"
    evidence = line.passage.evidence()
    assert evidence is not None
    assert evidence.bbox is not None
    x0, y0, x1, y1 = evidence.bbox
    assert x1 - x0 < 15
    assert y1 - y0 > 35
    assert 45 <= x0 <= 55
    assert 842 - 145 <= y0 <= 842 - 135


def test_evidence_is_the_box_of_the_characters_asked_for() -> None:
    (line,) = blocks(Leaf().text(50, 100, "合计14.89万元"))
    assert isinstance(line, Line)
    start = line.text.index("14.89")
    evidence = line.passage.evidence(start, start + 5)
    assert evidence is not None
    assert (evidence.text, evidence.page) == ("14.89", 1)
    assert evidence.bbox is not None
    x0, y0, x1, y1 = evidence.bbox
    assert (x0, x1) == pytest.approx((70, 95), abs=1)
    assert (y0, y1) == pytest.approx((100, 110), abs=1)


def test_evidence_of_a_text_on_two_lines_goes_around_both() -> None:
    (line,) = blocks(Leaf().text(70, 100, LONG).text(50, 118, "继续"))
    assert isinstance(line, Line)
    evidence = line.passage.evidence(30)
    assert evidence is not None
    assert evidence.bbox is not None
    assert evidence.bbox[0] == pytest.approx(50, abs=0.5)
    assert evidence.bbox[3] == pytest.approx(128, abs=1)


def test_evidence_of_a_text_on_two_pages_is_its_part_on_the_first() -> None:
    pages = [Leaf().text(50, 100, LONG).text(50, 780, LONG), Leaf().text(50, 60, "继续。")]
    line = blocks(*pages)[1]
    assert isinstance(line, Line)
    assert line.text == f"{LONG}继续。"
    evidence = line.passage.evidence(len(LONG) - 2, len(LONG) + 2)
    assert evidence is not None
    assert evidence.page == 1
    assert evidence.bbox is not None
    assert evidence.bbox[1] > 770
    after = line.passage.evidence(len(LONG))
    assert after is not None
    assert after.page == 2


def test_every_character_stands_in_exactly_one_block() -> None:
    leaf = Leaf().text(50, 60, "甲乙丙").table((50, 150, 250), (100, 120), [("丁戊", "己")])
    leaf.text(50, 200, "庚").text(200, 200, "辛")
    found = "".join(
        text
        for block in blocks(leaf)
        for text in (
            [block.text]
            if isinstance(block, Line)
            else [p.text for p in block.passages()] if isinstance(block, Grid) else []
        )
    )  # fmt: skip
    assert sorted("".join(found.split())) == sorted("甲乙丙丁戊己庚辛")


def test_character_that_is_written_in_two_halves_is_one() -> None:
    assert lines(Leaf().text(50, 100, "甲𠮷").text(50, 200, "第二行")) == ["甲𠮷", "第二行"]
    (grid,) = (
        one
        for one in blocks(
            Leaf().grid([50, 150, 250], [50, 80, 110]).text(55, 60, "𠮷").text(155, 60, "丙")
            .text(55, 90, "丁").text(155, 90, "1.00")
        )
        if isinstance(one, Grid)
    )  # fmt: skip
    assert [one.text for one in grid.passages() if one] == ["𠮷", "丙", "丁", "1.00"]


def test_half_of_a_character_is_a_lost_one() -> None:
    leaf = Leaf().draw("BT /F 10 Tf 1 0 0 1 50 700 Tm <7532D8424E59> Tj ET")
    assert lines(leaf) == ["甲\ufffd乙"]
