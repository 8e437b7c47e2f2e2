"""The workbook as a whole: its sheets, links, heads and feet, the sheet of figures, odd content."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.workbook import Workbook
from tests.publisher.render.docx_samples import (
    body,
    expenditure_grid,
    form_grid,
    head,
    landscape,
    number,
    portrait,
    publication,
    two_sided_grid,
    whole_publication,
)
from tests.publisher.render.xlsx.books import (
    SAMPLES,
    book,
    composed,
    disclosure,
    opened,
    rendered,
    shown,
)

from mingzhang.cube import Coordinate, Fact
from mingzhang.publisher.compose.page import Cell, CellRole, Definition, Grid, Heading, Paragraph
from mingzhang.publisher.render.xlsx import render_xlsx
from mingzhang.publisher.render.xlsx.names import name_of

each_sample = pytest.mark.parametrize("sample", SAMPLES)
TABLES = [
    "表一",
    "表二",
    "表三",
    "表四",
    "表五",
    "表六",
    "表七",
    "表八",
    "表九",
    "表十",
    "表十一",
    "表十二",
    "表十三",
]


def grid_of(*rows: tuple[Cell, ...], name: str = "表一") -> Grid:
    width = sum(cell.colspan for cell in rows[0])
    header = (tuple(head("列") for _ in range(width)),)
    return Grid(f"table-{name}", name, (1 / width,) * width, header, rows, short=name)


def drawn(*grids: Grid, facts: tuple[Fact, ...] = ()) -> Workbook:
    return opened(render_xlsx(publication(*(portrait(grid) for grid in grids)), facts))


def fact(address: str, text: str | None, unit: str = "万元", exact: int | None = None) -> Fact:
    return Fact(address, Coordinate.of({"function": "201"}), text, unit, exact)


@each_sample
def test_sheets_stand_in_the_order_of_the_publication(sample: str) -> None:
    names = ["目录", "概况", *TABLES, "情况说明", "绩效目标", "名词解释", "数据"]
    assert book(sample).sheetnames == names


@each_sample
def test_every_entry_of_the_contents_is_a_link_to_its_place(sample: str) -> None:
    page = book(sample)["目录"]
    lines = [row for row in page.iter_rows() if row[0].hyperlink]
    entries = [entry.text for entry in composed(sample).contents.entries]
    glossary = entries.index("第四部分　名词解释")
    wanted = [*entries[:glossary], "绩效目标", *entries[glossary:], "数据"]
    assert [text.value for text, _ in lines] == wanted
    for text, sheet in lines:
        name, _, cell = text.hyperlink.location.rpartition("!")
        target = book(sample)[name.strip("'")]
        assert target.title == sheet.value
        if target.title in ("概况", "情况说明", "名词解释"):
            assert target[cell].value == text.value


@each_sample
def test_figures_are_listed_with_place_unit_display_and_exact_amount(sample: str) -> None:
    page = book(sample)["数据"]
    rows = list(page.iter_rows(2))
    displayed = [one for one in disclosure(sample).facts if one.text is not None]
    assert [cell.value for cell in page[1]] == [
        "地址", "位置", "坐标", "单位", "显示", "金额（元）", "口径/推导",
    ]  # fmt: skip
    assert len(rows) == len(displayed)
    for cells, one in zip(rows, displayed, strict=True):
        address, place, coordinate, unit, text, amount, basis = cells
        assert (address.value, coordinate.value) == (one.address, str(one.coordinate))
        assert (unit.value, shown(text)) == (one.unit, one.text)
        assert place.value
        assert place.value != one.address
        assert address.hyperlink is not None, one.address
        if one.exact is not None and one.unit == "万元":
            assert Decimal(str(amount.value)) == Decimal(one.exact) / 100
            assert amount.number_format == "#,##0.00"
        if one.unit in ("%", "辆", "个"):
            assert amount.value is None
        if one.derivation:
            assert basis.value == one.derivation


@each_sample
def test_figure_links_to_where_it_is_shown(sample: str) -> None:
    page = book(sample)["数据"]
    sections = tuple(f"{one.id}." for one in disclosure(sample).narrative)
    for (address,) in page.iter_rows(2, max_col=1):
        sheet, _, cell = address.hyperlink.location.rpartition("!")
        target = book(sample)[sheet.strip("'")][cell]
        text = shown(page.cell(address.row, 5))
        if address.value.startswith(sections):
            assert text in target.value
        else:
            assert shown(target).replace(",", "") == text


@each_sample
def test_each_form_begins_on_a_page_of_its_own_and_is_listed(sample: str) -> None:
    page = book(sample)["绩效目标"]
    names = [one.project for one in disclosure(sample).forms]
    starts = [one.id + 1 for one in page.row_breaks.brk]
    links = [one for row in page.iter_rows(max_row=starts[0]) for one in row if one.hyperlink]
    assert len(starts) == len(names) == len(links)
    assert not page.sheet_properties.pageSetUpPr.fitToPage
    for link, start, name in zip(links, starts, names, strict=True):
        row = int(re.sub(r"\D", "", link.hyperlink.location.rpartition("!")[2]))
        assert start < row <= start + 3
        assert name is None or link.value == name


@each_sample
def test_no_text_of_the_publication_is_lost(sample: str) -> None:
    texts = {
        str(one.value).strip() for page in book(sample) for row in page for one in row if one.value
    }
    for chapter in composed(sample).chapters:
        for block in chapter.blocks:
            match block:
                case Heading():
                    assert block.level == 1 or block.text in texts
                case Paragraph():
                    assert block.text.strip() in texts
                case Definition():
                    assert {block.text, f"{block.ordinal}{block.term}"} <= texts
                case Grid():
                    wanted = {one.text.strip() for row in block.body for one in row}
                    lost = {one for one in wanted - texts - {""} if not number_like(one)}
                    assert not lost


def number_like(text: str) -> bool:
    return re.fullmatch(r"-?[\d,]+(\.\d+)?", text) is not None


@each_sample
def test_no_cell_is_a_formula_or_an_error(sample: str) -> None:
    kinds = {one.data_type for page in book(sample) for row in page for one in row}
    assert kinds <= {"s", "n"}


@each_sample
def test_draft_bears_the_review_mark_in_grey_and_the_publication_does_not(sample: str) -> None:
    for page in opened(rendered(sample, True)):
        assert page.oddHeader.right.text == "仅供内部审核"
        assert page.oddHeader.right.color == "808080"
    assert "仅供内部审核".encode() not in b"".join(parts(rendered(sample)).values())


@each_sample
def test_foot_bears_the_page_number_and_the_head_the_title(sample: str) -> None:
    for page in book(sample):
        assert page.oddFooter.center.text == "— &P —"
        assert page.oddHeader.left.text == composed(sample).header
        assert page.print_area


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_same_publication_gives_the_same_bytes() -> None:
    sample = SAMPLES[0]
    again = render_xlsx(composed(sample), disclosure(sample).facts)
    assert again == render_xlsx(composed(sample), disclosure(sample).facts)
    assert b"2025-01-01T00:00:00Z" in parts(again)["docProps/core.xml"]


def test_publication_without_any_chapter_is_contents_and_figures() -> None:
    found = opened(render_xlsx(publication(), ()))
    assert found.sheetnames == ["目录", "数据"]


def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    odd = ["=1+1", "+1", "@SUM(A1)", "http://a.cn", "internal:表一!A1", "{=1}", "'x", "  y  "]
    rows = [(Cell(text, CellRole.TEXT), Cell(text, CellRole.NUMBER)) for text in odd]
    page = drawn(grid_of(*rows))["表一"]
    found = list(page.iter_rows(2))
    assert [(one.value, other.value) for one, other in found] == [(text, text) for text in odd]
    assert {one.data_type for row in found for one in row} == {"s"}
    assert not any(one.hyperlink for row in found for one in row)


def test_merged_text_that_looks_like_a_formula_stays_text() -> None:
    page = drawn(grid_of((Cell("=1+1", CellRole.TEXT, colspan=2),)))["表一"]
    assert [(one.value, one.data_type) for row in page for one in row if one.value == "=1+1"] == [
        ("=1+1", "s")
    ]


def test_tables_of_one_name_get_sheets_of_their_own() -> None:
    grids = [replace(grid_of((number("1"),)), anchor=f"t{at}") for at in range(3)]
    assert drawn(*grids).sheetnames == ["目录", "表一", "表一（2）", "表一（3）", "数据"]


def test_name_of_a_sheet_is_made_one_that_spreadsheets_take() -> None:
    grids = [
        grid_of((number("1"),), name=name) for name in ("a/b[1]:*?", "'表'", "长" * 40, "A/B1")
    ]
    assert drawn(*grids).sheetnames == ["目录", "ab1", "表", "长" * 31, "AB1（2）", "数据"]


def test_figure_shown_twice_is_named_where_it_stands_first() -> None:
    one, two = (grid_of((number("8.00", "03.x.y"),), name=name) for name in ("表一", "表二"))
    found = drawn(one, two).defined_names
    assert list(found) == [name_of("03.x.y")]
    assert list(found[name_of("03.x.y")].destinations) == [("表一", "$A$2")]


def test_cell_left_blank_is_no_figure_and_zero_is_one() -> None:
    facts = (fact("03.a.t", None, exact=0), fact("03.b.t", "0.00", exact=0), fact("03.c.t", "1.20"))
    rows = [(number(""),), (number("0.00", "03.b.t"),), (number("1.20", "03.c.t"),)]
    found = drawn(grid_of(*rows), facts=facts)
    values = [[cell.value for cell in row][3:] for row in found["数据"].iter_rows(2)]
    assert values == [["万元", 0, 0, "精确到分"], ["万元", 1.2, 12000, "按显示数折算"]]
    assert set(found.defined_names) == {name_of("03.b.t"), name_of("03.c.t")}
    assert [one.value for one in found["表一"]["A"]][-3:] == [None, 0, 1.2]


def test_very_tall_text_takes_several_rows_and_is_kept_whole() -> None:
    long = "全面落实年度工作安排，按月拨付资金。" * 300
    page = opened(render_xlsx(publication(portrait(body(long))), ()))["正文"]
    assert str(page["A1"].value).strip() == long
    (merged,) = page.merged_cells.ranges
    assert (merged.min_row, merged.size["columns"]) == (1, 1)
    assert {one.height <= 409 for one in page.row_dimensions.values()} == {True}


def test_long_form_field_takes_several_rows_and_its_neighbours_stretch() -> None:
    grid = form_grid(1, prose=400)
    page = opened(render_xlsx(publication(portrait(grid)), ()))["绩效目标"]
    label = next(one for row in page for one in row if one.value == "项目概况")
    (spanned,) = [one for one in page.merged_cells.ranges if label.coordinate in one]
    assert spanned.max_row > spanned.min_row
    assert {one.height <= 409 for one in page.row_dimensions.values()} == {True}


def test_forms_of_different_columns_share_a_sheet_without_overlap() -> None:
    other = replace(form_grid(2), widths=(0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.2, 0.1))
    three = Grid(
        "form-3", "三", (0.3, 0.3, 0.4), (), ((number("1,000"), head("甲"), head("乙")),),
        is_form=True,
    )  # fmt: skip
    pages = [portrait(one) for one in (form_grid(1), other, three)]
    sheet = opened(render_xlsx(publication(*pages), ()))["绩效目标"]
    assert len(sheet.row_breaks.brk) == 3
    texts = [one.value for row in sheet for one in row if one.value is not None]
    assert texts[-3:] == [1000, "甲", "乙"]


def test_publication_of_another_making_is_drawn_whole() -> None:
    found = opened(render_xlsx(whole_publication("样稿"), ()))
    assert found.sheetnames[0] == "目录"
    assert found["绩效目标"].row_breaks.count == 21


def test_head_holds_any_name_however_long_and_whatever_it_begins_with() -> None:
    odd = replace(publication(portrait(body("x"))), header="2025&P号" + "长" * 400, watermark="A&B")
    header = opened(render_xlsx(odd, ()))["正文"].oddHeader
    assert header.left.text.startswith("2025&&P号长")
    assert header.left.size == 9
    assert header.right.text == "A&&B"


def test_tables_of_both_orientations_in_prose_and_alone() -> None:
    prose = portrait(Heading(1, "第三部分", "p"), two_sided_grid(), body("后文"))
    alone = landscape(Heading(2, "题", "h"), replace(expenditure_grid(), short="表三"))
    found = opened(render_xlsx(publication(prose, alone), ()))
    assert found.sheetnames == ["目录", "第三部分", "表三", "数据"]


def test_first_book_of_a_process_is_like_the_second() -> None:
    code = (
        "from tests.publisher.render.docx_samples import publication\n"
        "from mingzhang.publisher.render.xlsx import render_xlsx\n"
        "first, second = (render_xlsx(publication(), (), str) for _ in range(2))\n"
        "assert first == second"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[4]
    )
