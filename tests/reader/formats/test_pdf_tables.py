"""Ruled and unruled tables of PDF files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reader.formats.pdfs import A4, Leaf, pdf

from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.source import Grid, Line

XS = (50, 150, 250, 350)
YS = (100, 120, 140)
ROWS = (("科目", "合计", "基本支出"), ("行政运行", "14.89", "12.00"))


def grids(leaf: Leaf) -> list[Grid]:
    return [block for block in pdf_document(pdf(leaf)).blocks if isinstance(block, Grid)]


def lines(leaf: Leaf) -> list[str]:
    return [block.text for block in pdf_document(pdf(leaf)).blocks if isinstance(block, Line)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def spans(grid: Grid) -> list[list[tuple[int, int, int]]]:
    return [[(cell.column, cell.colspan, cell.rowspan) for cell in row] for row in grid.rows]


def filled(leaf: Leaf) -> Leaf:
    for y, row in zip(YS, ROWS, strict=False):
        for x, text in zip(XS, row, strict=False):
            leaf.text(x + 3, y + 3, text, 9)
    return leaf


def cells() -> Iterator[tuple[float, float, float, float]]:
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            yield x0, y0, x1, y1


def stroked_lines(leaf: Leaf) -> None:
    leaf.grid(XS, YS)


def thin_rectangles(leaf: Leaf) -> None:
    for x in XS:
        leaf.box(x - 0.4, YS[0], x + 0.4, YS[-1], "f")
    for y in YS:
        leaf.box(XS[0], y - 0.4, XS[-1], y + 0.4, "f")


def pieces_for_each_cell(leaf: Leaf) -> None:
    for x0, y0, x1, y1 in cells():
        for line in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            leaf.line(*line)


def stroked_rectangles(leaf: Leaf) -> None:
    for box in cells():
        leaf.box(*box)


def filled_frames(leaf: Leaf) -> None:
    """Each cell's border as one area between two rectangles."""
    for x0, y0, x1, y1 in cells():
        outer = f"{x0} {A4[1] - y1} {x1 - x0} {y1 - y0} re"
        inner = f"{x0 + 1} {A4[1] - y1 + 1} {x1 - x0 - 2} {y1 - y0 - 2} re"
        leaf.draw(f"{outer} {inner} f*")


def one_path(leaf: Leaf) -> None:
    high = A4[1]
    leaf.draw(" ".join(f"{x} {high - YS[0]} m {x} {high - YS[-1]} l" for x in XS))
    leaf.draw(" ".join(f"{XS[0]} {high - y} m {XS[-1]} {high - y} l" for y in YS) + " S")


def dashes(leaf: Leaf) -> None:
    for y in YS:
        for x in range(XS[0], XS[-1], 5):
            leaf.line(x, y, x + 3, y)
    for x in XS:
        for y in range(YS[0], YS[-1], 4):
            leaf.line(x, y, x, y + 2)


def double_rules(leaf: Leaf) -> None:
    for shift in (-1, 1):
        leaf.grid([x + shift for x in XS], [y + shift for y in YS])


def no_outer_border(leaf: Leaf) -> None:
    for x in XS[1:-1]:
        leaf.line(x, YS[0], x, YS[-1])
    for y in YS[1:-1]:
        leaf.line(XS[0], y, XS[-1], y)


def over_a_background(leaf: Leaf) -> None:
    leaf.draw("0.9 g").box(XS[0], YS[0], XS[-1], YS[1], "f").draw("0 g").grid(XS, YS)


@pytest.mark.parametrize(
    "paint",
    [
        stroked_lines,
        thin_rectangles,
        pieces_for_each_cell,
        stroked_rectangles,
        filled_frames,
        one_path,
        dashes,
        double_rules,
        no_outer_border,
        over_a_background,
    ],
)
def test_a_table_is_the_same_however_its_rules_are_painted(paint: Callable[[Leaf], None]) -> None:
    leaf = Leaf()
    paint(leaf)
    (grid,) = grids(filled(leaf))
    assert texts(grid) == [list(row) for row in ROWS]
    assert spans(grid) == [[(0, 1, 1), (1, 1, 1), (2, 1, 1)]] * 2
    assert grid.is_ruled
    assert grid.page == 1


def test_rules_inside_a_form_count_where_the_form_is_placed() -> None:
    leaf = Leaf(resources=b"/XObject<</X 4 0 R>>").draw("q 2 0 0 2 50 600 cm /X Do Q")
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 77>>stream\n"
        b"0 0 m 90 0 l 0 20 m 90 20 l 0 0 m 0 20 l 45 0 m 45 20 l 90 0 m 90 20 l S       \nendstream"
    )
    leaf.text(60, 842 - 630, "类", 9).text(150, 842 - 630, "201", 9)
    document = pdf_document(pdf(leaf, extra=[form]))
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert texts(grid) == [["类", "201"]]


def test_a_missing_rule_joins_cells() -> None:
    leaf = Leaf()
    for x, start in ((50, 100), (150, 100), (250, 120), (350, 100)):
        leaf.line(x, start, x, 160)
    leaf.line(50, 100, 350, 100).line(150, 120, 350, 120).line(50, 140, 350, 140)
    leaf.line(50, 160, 350, 160)
    leaf.text(80, 115, "科目", 9).text(230, 105, "预算数", 9)
    leaf.text(180, 125, "合计", 9).text(280, 125, "基本支出", 9)
    leaf.text(60, 145, "合计", 9).text(180, 145, "1.00", 9).text(280, 145, "0.50", 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["科目", "预算数"], ["合计", "基本支出"], ["合计", "1.00", "0.50"]]
    assert spans(grid) == [
        [(0, 1, 2), (1, 2, 1)],
        [(1, 1, 1), (2, 1, 1)],
        [(0, 1, 1), (1, 1, 1), (2, 1, 1)],
    ]


@st.composite
def tilings(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """Rectangles (top, left, bottom, right) that fill some rows and columns."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    tiles = []
    while free:
        top, left = min(free)
        right = left + 1
        while (top, right) in free and draw(st.booleans()):
            right += 1
        bottom = top + 1
        while (
            bottom < rows
            and all((bottom, column) in free for column in range(left, right))
            and draw(st.integers(0, 3)) == 0
        ):
            bottom += 1
        free -= {(row, column) for row in range(top, bottom) for column in range(left, right)}
        tiles.append((top, left, bottom, right))
    return tiles


@settings(max_examples=60, deadline=None)
@given(tilings())
def test_any_table_of_merged_cells_is_read_as_it_is(
    tiles: list[tuple[int, int, int, int]],
) -> None:
    leaf = Leaf().text(50, 50, "表", 10)
    for number, (top, left, bottom, right) in enumerate(tiles):
        x0, y0, x1, y1 = 50 + 70 * left, 100 + 25 * top, 50 + 70 * right, 100 + 25 * bottom
        leaf.box(x0, y0, x1, y1).text(x0 + 4, y0 + 6, f"格{number}", 9)
    found = grids(leaf)
    if len(tiles) == 1:
        assert found == []
        return
    (grid,) = found
    expected = _without_empty_lines(tiles)
    got = [
        (row, cell.column, row + cell.rowspan, cell.column + cell.colspan, cell.text)
        for row, line in enumerate(grid.rows)
        for cell in line
    ]
    assert got == [(*tile, f"格{number}") for number, tile in enumerate(expected)]


def _without_empty_lines(
    tiles: Sequence[tuple[int, int, int, int]],
) -> list[tuple[int, int, int, int]]:
    """The tiles, where a row or column that none starts with is no row or column."""
    ys = sorted({y for top, _, bottom, _ in tiles for y in (top, bottom)})
    xs = sorted({x for _, left, _, right in tiles for x in (left, right)})
    return [
        (ys.index(top), xs.index(left), ys.index(bottom), xs.index(right))
        for top, left, bottom, right in tiles
    ]


def test_several_tables_of_a_page_come_in_order_with_the_lines_between_them() -> None:
    leaf = Leaf().text(50, 80, "表一", 12)
    leaf.table((50, 150, 250), (100, 120), [("甲", "1.00")])
    leaf.text(50, 200, "表二", 12)
    leaf.table((50, 150, 250), (220, 240), [("乙", "2.00")])
    blocks = pdf_document(pdf(leaf)).blocks
    assert [b.text if isinstance(b, Line) else texts(b) for b in blocks] == [  # type: ignore[arg-type]
        "表一",
        [["甲", "1.00"]],
        "表二",
        [["乙", "2.00"]],
    ]


def test_a_small_gap_between_header_and_body_does_not_part_a_table() -> None:
    leaf = Leaf().table((50, 150, 250), (100, 120), [("科目", "合计")])
    leaf.table((50, 150, 250), (122, 142), [("行政运行", "1.00")])
    (grid,) = grids(leaf)
    assert texts(grid) == [["科目", "合计"], ["行政运行", "1.00"]]


def test_a_frame_around_text_is_no_table() -> None:
    leaf = Leaf().box(40, 90, 400, 140).text(50, 100, "内部资料", 12)
    assert grids(leaf) == []
    assert lines(leaf) == ["内部资料"]


def test_a_table_in_a_frame_is_read_without_it() -> None:
    leaf = Leaf().box(20, 20, 575, 820).table((50, 150, 250), (100, 120), [("甲", "1.00")])
    (grid,) = grids(leaf)
    assert texts(grid) == [["甲", "1.00"]]


def test_an_empty_lattice_is_no_table() -> None:
    assert grids(Leaf().text(50, 50, "图").grid((50, 100, 150), (200, 300, 400))) == []


def test_lines_of_a_cell_are_joined_without_spaces_in_chinese() -> None:
    leaf = Leaf().grid((50, 150, 250), (100, 160))
    leaf.text(60, 105, "国有资本经营", 9).text(60, 117, "预算拨款", 9)
    leaf.text(160, 105, "Total of", 9).text(160, 117, "all", 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["国有资本经营预算拨款", "Total of all"]]


def test_a_figure_broken_over_two_lines_stays_one_figure() -> None:
    leaf = Leaf().grid((50, 95, 250), (100, 160))
    leaf.text(52, 105, "12,345,", 9).text(52, 117, "678.90", 9).text(160, 105, "合计", 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["12,345,678.90", "合计"]]


def test_a_paragraph_that_ends_early_in_a_full_cell_ends_in_the_text() -> None:
    leaf = Leaf().grid((50, 150, 250), (100, 180))
    leaf.text(60, 105, "项目概况", 9)
    for number, text in enumerate(("一二三四五六七八九十", "完。", "另起一段")):
        leaf.text(154, 105 + 14 * number, text, 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["项目概况", "一二三四五六七八九十完。\n另起一段"]]


def test_figures_that_touch_at_a_rule_stay_in_their_columns() -> None:
    leaf = Leaf().grid((50, 100, 150), (100, 120))
    leaf.text(59.5, 105, "12345.67", 10).text(100.4, 105, "98765.43", 10)
    (grid,) = grids(leaf)
    assert texts(grid) == [["12345.67", "98765.43"]]


def test_a_label_that_flows_over_a_rule_stays_whole() -> None:
    leaf = Leaf().grid((50, 100, 200, 250), (100, 120))
    leaf.text(53, 105, "机关事业单位基本养老保险", 9).text(210, 105, "5.64", 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["机关事业单位基本养老保险", "", "5.64"]]


def test_a_figure_that_flows_over_a_rule_to_the_left_stays_whole() -> None:
    leaf = Leaf().grid((50, 150, 180, 250), (100, 120))
    leaf.text(124, 105, "123,456.78", 10).text(190, 105, "合计", 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["", "123,456.78", "合计"]]


def test_columns_without_rules_are_told_by_their_places() -> None:
    leaf = Leaf().text(50, 60, "项目支出预算表", 14)
    for number, row in enumerate((("科目", "合计", "基本支出"), ("行政运行", "14.89", "12.00"),
                                  ("住房公积金", "2.97", "2.97"), ("合计", "17.86", "14.97"))):  # fmt: skip
        for x, text in zip((50, 250, 400), row, strict=True):
            leaf.text(x, 100 + 18 * number, text, 10)
    (grid,) = grids(leaf)
    assert not grid.is_ruled
    assert texts(grid) == [
        ["科目", "合计", "基本支出"],
        ["行政运行", "14.89", "12.00"],
        ["住房公积金", "2.97", "2.97"],
        ["合计", "17.86", "14.97"],
    ]
    assert lines(leaf) == ["项目支出预算表"]


def test_a_header_over_two_columns_without_rules_spans_them() -> None:
    leaf = Leaf().text(50, 100, "科目").text(255, 100, "预算数（含上年结转）", 12)
    for number, row in enumerate(
        (("甲", "1.00", "2.00"), ("乙", "3.00", "4.00"), ("丙", "5", "6"))
    ):
        for x, text in zip((50, 250, 340), row, strict=True):
            leaf.text(x, 118 + 18 * number, text, 10)
    (grid,) = grids(leaf)
    assert spans(grid)[0] == [(0, 1, 1), (1, 2, 1)]


def test_a_missing_figure_leaves_its_column_empty() -> None:
    leaf = Leaf()
    for number, row in enumerate((("甲", "1.00", "2.00"), ("乙", "", "4.00"), ("丙", "5.00", "6"))):
        for x, text in zip((50, 250, 380), row, strict=True):
            if text:
                leaf.text(x, 118 + 18 * number, text, 10)
    (grid,) = grids(leaf)
    assert [(cell.column, cell.text) for cell in grid.rows[1]] == [(0, "乙"), (2, "4.00")]


def test_a_list_of_contents_is_no_table() -> None:
    leaf = Leaf()
    for number, (title, page) in enumerate((("概况", "1"), ("报表", "2"), ("说明", "13"))):
        leaf.text(50, 100 + 20 * number, title).text(500, 100 + 20 * number, page)
    assert grids(leaf) == []
    assert lines(leaf) == ["概况\t1", "报表\t2", "说明\t13"]


def test_rows_that_no_rule_divides_are_told_by_their_figures() -> None:
    leaf = Leaf().grid((50, 170, 250, 350), (100, 120, 200))
    for x, text in zip((60, 180, 260), ("科目", "合计", "基本支出"), strict=True):
        leaf.text(x, 105, text, 9)
    for number, row in enumerate((("行政运行", "14.89", "12.00"), ("住房公积金", "2.97", ""),
                                  ("合计", "17.86", "12.00"), ("其中", "1.00", "1.00"))):  # fmt: skip
        for x, text in zip((60, 180, 260), row, strict=True):
            if text:
                leaf.text(x, 125 + 18 * number, text, 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [
        ["科目", "合计", "基本支出"],
        ["行政运行", "14.89", "12.00"],
        ["住房公积金", "2.97", ""],
        ["合计", "17.86", "12.00"],
        ["其中", "1.00", "1.00"],
    ]


def test_figures_broken_in_two_are_no_rows() -> None:
    leaf = Leaf().grid((50, 100, 150), (100, 130))
    for x in (52, 102):
        leaf.text(x, 103, "123,456,", 9).text(x, 115, "789.00", 9)
    (grid,) = grids(leaf)
    assert texts(grid) == [["123,456,789.00", "123,456,789.00"]]
