"""Tables of PDF files whose columns no upright rule parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tests.reader.formats.pdfs import Leaf, pdf

from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.source import Grid, Line

XS = (50.0, 110.0, 250.0, 350.0, 450.0)


def grids(*leaves: Leaf) -> list[Grid]:
    return [block for block in pdf_document(pdf(*leaves)).blocks if isinstance(block, Grid)]


def shown(grid: Grid) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.column, cell.colspan) for cell in row] for row in grid.rows]


def row(leaf: Leaf, y: float, texts: Sequence[str], xs: Sequence[float] = XS) -> Leaf:
    for x, text in zip(xs, texts, strict=False):
        if text:
            leaf.text(x + 4, y + 4, text, 9)
    return leaf


def under(leaf: Leaf, y: float, *edges: float) -> Leaf:
    """The border under each cell of a row, painted cell by cell as browsers do."""
    for left, right in pairwise(edges):
        leaf.box(left, y, right, y + 0.75, "f")
    return leaf


def test_borders_painted_cell_by_cell_tell_of_columns_and_of_empty_ones() -> None:
    leaf = Leaf().box(50, 100, 450, 101.5, "f")
    under(row(leaf, 100, ("项目", "", "2025年预算数")), 118, 50, 250, 450)
    under(row(leaf, 118, ("编码", "名称", "合计", "上年结转")), 136, *XS)
    under(row(leaf, 136, ("201", "一般公共服务", "9.00")), 154, *XS)
    row(leaf, 154, ("20131", "党委办公厅", "9.00")).box(50, 172, 450, 173.5, "f")
    (grid,) = grids(leaf)
    assert grid.is_ruled
    assert shown(grid) == [
        [("项目", 0, 2), ("2025年预算数", 2, 2)],
        [("编码", 0, 1), ("名称", 1, 1), ("合计", 2, 1), ("上年结转", 3, 1)],
        [("201", 0, 1), ("一般公共服务", 1, 1), ("9.00", 2, 1), ("", 3, 1)],
        [("20131", 0, 1), ("党委办公厅", 1, 1), ("9.00", 2, 1), ("", 3, 1)],
    ]


def test_joins_count_beside_upright_rules_that_part_only_some_columns() -> None:
    leaf = Leaf().box(50, 100, 450, 101.5, "f").line(250, 100, 250, 154)
    under(row(leaf, 100, ("编码", "名称", "合计", "结转")), 118, *XS)
    under(row(leaf, 118, ("201", "服务", "9.00", "1.00")), 136, *XS)
    row(leaf, 136, ("208", "保障", "", "2.00")).box(50, 154, 450, 155.5, "f")
    (grid,) = grids(leaf)
    assert [[text for text, _, _ in cells] for cells in shown(grid)] == [
        ["编码", "名称", "合计", "结转"],
        ["201", "服务", "9.00", "1.00"],
        ["208", "保障", "", "2.00"],
    ]


def test_level_rules_alone_part_rows_whose_figures_stand_under_each_other() -> None:
    leaf = Leaf()
    rows = [("科目", "", "合计", "结转"), ("行政运行", "", "9.00", "1.00"),
            ("住房公积金", "", "", "2.00"), ("其他", "", "3.00", "")]  # fmt: skip
    for number, texts in enumerate(rows):
        leaf.line(50, 100 + 18 * number, 450, 100 + 18 * number)
        row(leaf, 100 + 18 * number, texts)
    leaf.line(50, 172, 450, 172)
    (grid,) = grids(leaf)
    assert [[text for text, _, _ in cells] for cells in shown(grid)] == [
        [one for number, one in enumerate(texts) if number != 1] for texts in rows
    ]


def test_prose_between_level_rules_is_no_table() -> None:
    leaf = Leaf()
    for number in range(4):
        leaf.line(50, 100 + 30 * number, 450, 100 + 30 * number)
        leaf.text(
            60, 108 + 30 * number, "本部门认真执行有关规定，预算执行情况良好，共支出 9.00 万元。"
        )
    blocks = pdf_document(pdf(leaf)).blocks
    assert len(blocks) == 4
    assert all(isinstance(block, Line) for block in blocks)


def test_a_column_of_ruled_boxes_stays_one() -> None:
    leaf = Leaf().grid((50, 450), (100, 120, 140))
    leaf.text(60, 105, "甲").text(60, 125, "乙")
    assert [[text for text, _, _ in cells] for cells in shown(grids(leaf)[0])] == [["甲"], ["乙"]]


def test_a_head_repeated_on_the_next_page_without_a_rule_above_is_its_first_row() -> None:
    xs = (50, 150, 450)
    first = Leaf().table(xs, (100, 118, 136), [("代码", "名称"), ("B01", "法律服务")])
    second = Leaf().text(60, 82, "代码", 9).text(160, 82, "名称", 9)
    second.table(xs, (100, 118, 136), [("B02", "课题研究"), ("B03", "统计")])
    _, grid = grids(first, second)
    assert [[text for text, _, _ in cells] for cells in shown(grid)] == [
        ["代码", "名称"],
        ["B02", "课题研究"],
        ["B03", "统计"],
    ]
