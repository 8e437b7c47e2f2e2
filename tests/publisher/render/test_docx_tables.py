from __future__ import annotations

import pytest
from lxml import etree
from tests.publisher.render.docx_samples import (
    W,
    body,
    document,
    expenditure_grid,
    form_grid,
    head,
    number,
    portrait,
    publication,
    rendered,
    text_of,
    two_sided_grid,
    whole_publication,
)

from mingzhang.publisher.compose.page import Cell, CellRole, Grid, Heading
from mingzhang.publisher.render.paper.fitting import fit_grid
from mingzhang.publisher.render.paper.sheet import PORTRAIT


def tables(*grids: Grid) -> list[etree._Element]:
    return list(document(rendered(publication(portrait(*grids)))).iter(f"{W}tbl"))


def span(cell: etree._Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if found is None else int(found.get(f"{W}val"))


def style(paragraph: etree._Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def test_every_row_fills_every_column_and_every_cell_has_the_width_of_its_columns() -> None:
    for table in document(rendered(whole_publication())).iter(f"{W}tbl"):
        columns = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
        assert sum(columns) == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
        for row in table.iter(f"{W}tr"):
            at = 0
            for cell in row.iter(f"{W}tc"):
                width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
                assert width == sum(columns[at : at + span(cell)])
                at += span(cell)
            assert at == len(columns)


def test_a_vertical_span_is_continued_by_empty_cells_below() -> None:
    (table,) = tables(two_sided_grid())
    second, third = list(table.iter(f"{W}tr"))[1:3]
    merges = [cell.find(f"{W}tcPr/{W}vMerge") for cell in second.iter(f"{W}tc")]
    assert [m is not None and m.get(f"{W}val") for m in merges] == ["restart"] * 3 + [False]
    below = list(third.iter(f"{W}tc"))
    assert all(cell.find(f"{W}tcPr/{W}vMerge").get(f"{W}val") is None for cell in below[:3])
    assert [text_of(cell) for cell in below[:4]] == ["", "", "", "小计"]


def test_header_rows_repeat_and_stay_with_the_first_row() -> None:
    (table,) = tables(expenditure_grid(60))
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:3]] == [
        True,
        True,
        False,
    ]
    assert all(node.find(f"{W}pPr/{W}keepNext") is not None for node in rows[0].iter(f"{W}p"))
    assert all(node.find(f"{W}pPr/{W}keepNext") is None for node in rows[2].iter(f"{W}p"))


def test_rows_are_never_cut_unless_they_are_taller_than_half_a_page() -> None:
    short, tall = tables(form_grid(1), form_grid(2, prose=90))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in short.iter(f"{W}tr"))
    cut = [row.find(f"{W}trPr/{W}cantSplit") is None for row in tall.iter(f"{W}tr")]
    assert cut == [False, True] + [False] * 28


def test_the_look_of_a_cell_is_a_style_alone() -> None:
    (table,) = tables(expenditure_grid(20))
    total, _, _, indented = list(table.iter(f"{W}tr"))[2:6]
    assert [style(p) for p in total.iter(f"{W}p")][1:3] == ["CellLabelTotal", "CellNumberTotal"]
    assert [style(p) for p in indented.iter(f"{W}p")][:3] == [
        "CellLabel",
        "CellLabel2",
        "CellNumber",
    ]
    assert not list(table.iter(f"{W}rPr", f"{W}jc", f"{W}ind", f"{W}tcBorders"))


def test_mark_stands_above_the_title_and_the_unit_line_below() -> None:
    file = rendered(
        publication(portrait(Heading(2, "2025年预算支出总表", "h"), expenditure_grid()))
    )
    texts = [(style(p), text_of(p)) for p in document(file).find(f"{W}body").findall(f"{W}p")]
    assert texts[-4:] == [
        ("TableMark", "预算公开表3"),
        ("TableTitle", "2025年预算支出总表"),
        ("TableMeta", "部门名称：中共盂县委组织部单位：万元"),
        ("TableNote", "注：本套报表因取数时四舍五入，部分金额可能存在尾差"),
    ]


@pytest.mark.parametrize(
    "grid",
    [
        Grid("g", "空", (), (), ()),
        Grid("g", "空", (0.5, 0.5), (), ()),
        Grid("g", "空", (), (), ((Cell("", CellRole.TEXT),),)),
    ],
)
def test_a_grid_of_nothing_leaves_its_notes(grid: Grid) -> None:
    noted = Grid(
        grid.anchor, grid.label, grid.widths, grid.header, grid.body, notes=("注：本表无数据",)
    )
    file = rendered(publication(portrait(body("前"), noted)))
    assert not list(document(file).iter(f"{W}tbl"))
    assert text_of(document(file)).endswith("前注：本表无数据")


def test_a_grid_whose_rows_are_too_short_or_too_long_still_fills_its_columns() -> None:
    row = (Cell("甲", CellRole.TEXT, colspan=9), Cell("乙", CellRole.TEXT))
    (table,) = tables(
        Grid("g", "", (1, 1, 1), (), (row, (Cell("丙", CellRole.TEXT, rowspan=9),), ()))
    )
    assert [[span(cell) for cell in tr.iter(f"{W}tc")] for tr in table.iter(f"{W}tr")] == [
        [3], [1, 1, 1], [1, 1, 1],
    ]  # fmt: skip


def test_two_grids_in_a_row_do_not_grow_together() -> None:
    bare = Grid("a", "", (1.0,), (), ((number("1"),),))
    file = rendered(publication(portrait(bare, Grid("b", "", (1.0,), (), bare.body))))
    kinds = [etree.QName(node).localname for node in document(file).find(f"{W}body")]
    assert kinds[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_two_sided_table_of_36_rows_fits_one_upright_sheet() -> None:
    fitted = fit_grid(two_sided_grid(), PORTRAIT, taken=1500)
    assert fitted is not None
    assert fitted.height + 1500 <= PORTRAIT.text_height
    assert fitted.family.size == 18


def test_a_small_table_is_set_in_larger_type_with_higher_rows() -> None:
    fitted = fit_grid(expenditure_grid(3), PORTRAIT)
    assert fitted is not None
    assert (fitted.family.size, fitted.row_height) == (21, 454)


def test_type_is_chosen_so_that_no_figure_is_broken() -> None:
    grid = Grid(
        "g", "", (0.09, 0.91), ((head("合计"), head("说明")),), ((number("12345.67"), number("1")),)
    )
    fitted = fit_grid(grid, PORTRAIT)
    assert fitted is not None
    assert fitted.family.size == 18


def test_label_that_is_too_wide_is_broken_between_words() -> None:
    header = (head("科目名称"), head("国有资本经营预算"), head("合计"))
    (table,) = tables(Grid("t", "表", (0.62, 0.11, 0.27), (header,), ((number("1.00"),) * 3,)))
    first = next(table.iter(f"{W}tr"))
    lines = [
        ["".join(run.itertext()) for run in cell.iter(f"{W}t")] for cell in first.iter(f"{W}tc")
    ]
    assert lines == [["科目名称"], ["国有资本", "经营预算"], ["合计"]]
