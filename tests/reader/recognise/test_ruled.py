"""Tables on worksheets, as budget systems and people lay them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.compiler.workbooks import compiled
from tests.exported import exported, find

from mingzhang.model import Row, Table
from mingzhang.reader.formats.spreadsheet import spreadsheet_document
from mingzhang.reader.recognise.ruled import RuledTables, ruled_tables
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", 2026)
DISCLOSURE = compiled().disclosure
HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS: list[list[object]] = [
    ["合计", None, 38.96, 38.96],
    ["201", "一般公共服务支出", 31.1, 31.1],
    ["20126", "档案事务", 31.1, 31.1],
    ["2012601", "行政运行", 31.1, 31.1],
]


def read(data: bytes) -> RuledTables:
    return ruled_tables(SCHEME, spreadsheet_document(data).blocks)


def sheet_of(
    rows: Sequence[Sequence[object]], title: str | None = "2026年预算支出总表", name: str = "Sheet1"
) -> RuledTables:
    """What is read from one sheet with a title over rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in ([[title]] if title else []) + [list(row) for row in rows]:
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    return read(data.getvalue())


def only(found: RuledTables) -> Table:
    (one,) = found.tables
    assert one.problems == ()
    return one.table


def changed(change: Callable[[Workbook], object]) -> RuledTables:
    """The small department's tables after somebody worked on the exported file."""
    book = load_workbook(BytesIO(exported(DISCLOSURE)))
    change(book)
    data = BytesIO()
    book.save(data)
    return read(data.getvalue())


@pytest.mark.parametrize("are_merged", [True, False], ids=["merged", "merges lost"])
@pytest.mark.parametrize("on_one_sheet", [True, False], ids=["one sheet", "a sheet each"])
def test_all_tables_are_read_as_they_were_written(are_merged: bool, on_one_sheet: bool) -> None:
    data = exported(DISCLOSURE, are_merged=are_merged, on_one_sheet=on_one_sheet)
    found = read(data)
    assert [(one.table.id, one.table.rows) for one in found.tables] == [
        (table.id, table.rows) for table in DISCLOSURE.tables
    ]
    assert [one.problems for one in found.tables] == [()] * 13
    assert (found.entity, found.level, found.year) == ("示范县档案馆", "department", 2026)


def test_every_amount_knows_its_cell_a_blank_one_too() -> None:
    one = next(one for one in read(exported(DISCLOSURE)).tables if one.table.id == "03")
    basic, project = (one.evidence[f"03.2012601.{key}"] for key in ("basic", "project"))
    assert (basic.sheet, basic.cell, basic.text) == ("表三", "D9", "31.10")
    assert (project.sheet, project.cell, project.text) == ("表三", "E9", "")


def test_a_table_is_known_by_its_sheet_where_the_title_is_lost() -> None:
    assert only(sheet_of([HEADER, *ROWS], title=None, name="附表3")).id == "03"
    assert only(sheet_of([HEADER, *ROWS], title=None, name="表三 支出总表")).id == "03"


def test_a_table_is_known_by_its_header_where_no_other_has_it() -> None:
    rows: list[list[object]] = [
        ["部门预算支出经济科目名称", "政府预算支出经济科目名称", "2026年预算数"],
        [None, None, "合计", "人员经费", "公用经费"],
        ["合计", None, 28, 28],
        ["工资福利支出", None, 28, 28],
        ["基本工资", "工资奖金津补贴", 20, 20],
    ]
    assert only(sheet_of(rows, title=None)).id == "06"


def test_tables_with_one_header_are_not_guessed_apart() -> None:
    found = sheet_of([HEADER, *ROWS], title=None)
    assert (found.tables, found.unknown) == ([], ["Sheet1"])


def test_further_columns_do_not_count() -> None:
    rows = [["序号", *HEADER[:2], "单位", *HEADER[2:], "备注"]]
    rows += [[str(n), *([*row, None])[:2], "档案馆", *row[2:], None, "略"]
             for n, row in enumerate(ROWS, 1)]  # fmt: skip
    table = only(sheet_of(rows))
    assert table.rows == only(sheet_of([HEADER, *ROWS])).rows
    assert table.rows[3] == Row(
        code="2012601",
        label="行政运行",
        cells={"total": "31.1", "basic": "31.1", "project": None},
    )


@pytest.mark.parametrize(
    "row",
    [
        [2012601, "行政运行", 31.1, 31.1],
        ["2012601 行政运行", None, "31.10", "31.10"],
        [None, "2012601 行政运行", 31.1, 31.1],
        [" 2012601 ", "  行政运行", "３１．１０", "31.10"],
        ["201-26-01", "行政运行", 31.1, 31.1, "—"],
        ["2012601", "行政运行", 31.1, 31.1, "-"],
    ],
)
def test_codes_labels_and_amounts_are_read_however_they_are_written(row: list[object]) -> None:
    table = only(sheet_of([HEADER, *ROWS[:3], row]))
    last = table.rows[-1]
    assert (last.code, last.label) == ("2012601", "行政运行")
    amounts = [float(text) if text else None for text in last.cells.values()]
    assert amounts == [31.1, 31.1, None]


def test_an_amount_in_brackets_is_negative() -> None:
    table = only(sheet_of([HEADER, *ROWS[:3], ["2012601", "行政运行", "(2.00)", "(2.00)"]]))
    assert table.rows[-1].cells["total"] == "-2.00"


def test_numbers_of_columns_repeated_headers_and_notes_are_no_rows() -> None:
    rows = [HEADER, ["栏次", None, 1, 2, 3], *ROWS[:2], HEADER, *ROWS[2:], ["注：含上年结转"]]
    table = only(sheet_of(rows))
    assert [row.label for row in table.rows] == ["合计", "一般公共服务支出", "档案事务", "行政运行"]
    assert table.note == "含上年结转"


def test_a_title_within_a_grid_begins_the_next_table() -> None:
    rows = [HEADER, *ROWS, ["2026年一般公共预算支出预算表（不含上年结转）"], HEADER, *ROWS[:1]]
    found = sheet_of(rows)
    assert [(one.table.id, len(one.table.rows)) for one in found.tables] == [("03", 4), ("05", 1)]


def test_a_label_merged_over_rows_stands_in_each() -> None:
    def merge(book: Workbook) -> None:
        sheet = book.create_sheet("表六")
        for row in (
            ["2026年一般公共预算安排基本支出分经济科目表（不含上年结转）"],
            [
                "部门预算支出经济科目名称",
                "政府预算支出经济科目名称",
                "合计",
                "人员经费",
                "公用经费",
            ],
            ["30101 基本工资", "50101 工资奖金津补贴", 20, 20],
            [None, "50501 工资福利支出", 5, 5],
        ):
            sheet.append(row)
        sheet.merge_cells("A3:A4")

    book = Workbook()
    merge(book)
    book.remove(book.worksheets[0])
    data = BytesIO()
    book.save(data)
    assert [(row.label, row.government_label) for row in only(read(data.getvalue())).rows] == [
        ("基本工资", "工资奖金津补贴"), ("基本工资", "工资福利支出")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["单位：元", "金额单位：元", "单位: 元"])
def test_the_unit_is_read_from_its_line(text: str) -> None:
    assert only(sheet_of([[None, None, None, None, text], HEADER, *ROWS])).unit == "元"


def test_the_unit_is_read_from_a_header() -> None:
    header = [*HEADER[:2], "合计（元）", *HEADER[3:]]
    assert only(sheet_of([header, *ROWS])).unit == "元"


def test_a_table_without_a_unit_has_that_of_the_others() -> None:
    def silent(book: Workbook) -> None:
        for sheet in book.worksheets:
            cell = next(
                one for row in sheet.iter_rows() for one in row if one.value == "单位：万元"
            )
            cell.value = None if sheet.title == "表三" else "单位：元"

    assert {one.table.unit for one in changed(silent).tables} == {"元"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["2012601", "行政运行", "31.1万", 31.1], "表三（Sheet1!C6）：“31.1万”不是数字，请改为数字"),
        (["2012601", "行政运行", "#REF!", 31.1], "表三（Sheet1!C6）：“#REF!”不是数字，请改为数字"),
        ([None, None, 31.1, 31.1],
         "表三（Sheet1!C6）：这一行有金额，没有名称；请补上名称，或删去这一行"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(row: list[object], problem: str) -> None:
    (one,) = sheet_of([HEADER, *ROWS[:3], row]).tables
    assert one.problems == (problem,)


def test_a_column_that_is_missing_is_named_and_nothing_is_known_of_it() -> None:
    (one,) = sheet_of([HEADER[:4], *ROWS]).tables
    assert one.problems == ("表三没有“项目支出”一栏",)
    assert "project" not in one.table.rows[0].cells


def test_a_table_that_stands_twice_is_told() -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["表三"]).title = "表三 旧"

    assert changed(copy).doubled == {"03": ["表三", "表三 旧"]}


def test_sheets_without_tables_are_told() -> None:
    def add(book: Workbook) -> None:
        sheet: Worksheet = book.create_sheet("通讯录")
        sheet.append(["姓名", "电话"])
        sheet.append(["某某", "123"])

    found = changed(add)
    assert found.unknown == ["通讯录"]
    assert len(found.tables) == 13


def test_find_names_a_cell() -> None:
    book = load_workbook(BytesIO(exported(DISCLOSURE)))
    assert find(book, "表三", "2012601", 4) == "D9"
