"""What clerks do to a workbook without harm: it is read as they mean it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.compiler.workbooks import budget, edited, fields, lines, said
from tests.department import workbook

from mingzhang.compiler import Budget, read_budget

PLAIN = budget()


def without_rows(read: Budget) -> dict[str, Any]:
    """A budget as it is compared: where its lines stood does not count."""
    return {
        "name": read.name,
        "as_of": read.as_of,
        "units": read.units,
        "projects": read.projects,
        "lines": [(dict(line.members), line.amount) for line in read.lines],
        "priors": read.priors,
        "registers": read.registers,
        "forms": read.forms,
        "texts": read.texts,
        "missing": read.missing,
    }


def insert_a_hidden_column(book: Workbook) -> None:
    page = book["预算明细"]
    page.insert_cols(5)
    page["E3"] = "内部编号"
    page["E5"] = "甲-1"
    page.column_dimensions["E"].hidden = True


def insert_a_column_before_everything(book: Workbook) -> None:
    for title in ("预算明细", "基本信息", "上年数", "文字"):
        page = book[title]
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        page.insert_cols(1)


def reorder_columns(book: Workbook) -> None:
    page = book["预算明细"]
    for row in page.iter_rows(min_row=3, max_row=page.max_row, min_col=2, max_col=12):
        for cell, value in zip(row, [cell.value for cell in reversed(row)], strict=True):
            cell.value = value


def insert_rows_above_the_header(book: Workbook) -> None:
    for title in ("预算明细", "单位", "绩效指标"):
        page = book[title]
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        page.insert_rows(1, 3)
        page["A1"] = "（财务室用）"


def leave_rows_blank_between(book: Workbook) -> None:
    page = book["预算明细"]
    page.insert_rows(6, 2)
    page.insert_rows(10)
    page["C10"] = "   "


def delete_the_examples(book: Workbook) -> None:
    for page in book.worksheets:
        if page["A4"].value == "示例":
            page.delete_rows(4)


def add_a_sheet_and_reorder(book: Workbook) -> None:
    book.create_sheet("测算底稿", 0)["A1"] = "=1+1"
    book.move_sheet("预算明细", 5)


def write_widths_and_spaces_as_they_come(book: Workbook) -> None:
    page = book["预算明细"]
    page["B5"] = " 示范县档案馆 "
    page["C5"] = "２０１２６０１行政运行"
    page["C6"] = 2012601
    page["E5"] = "30101-基本工资"
    page["H5"] = "一般公共 预算"


@pytest.mark.parametrize(
    "edit",
    [
        insert_a_hidden_column,
        insert_a_column_before_everything,
        reorder_columns,
        insert_rows_above_the_header,
        leave_rows_blank_between,
        delete_the_examples,
        add_a_sheet_and_reorder,
        write_widths_and_spaces_as_they_come,
    ],
)
def test_workbook_is_read_the_same_after_somebody_worked_on_it(
    edit: Callable[[Workbook], None],
) -> None:
    assert without_rows(read_budget(edited(edit))) == without_rows(PLAIN)


def first_amount(data: bytes) -> int:
    return read_budget(data).lines[0].amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("120,000.50", 120_000_50),
        ("120，000.50", 120_000_50),
        ("１２０，０００．５０", 120_000_50),
        (" 200000 ", 200_000_00),
        ("+3.", 3_00),
        ("0", 0),
    ],
)
def test_amount_typed_as_text_is_read_right(written: str, amount: int) -> None:
    assert first_amount(workbook(lines=lines(0, amount=written))) == amount


@pytest.mark.parametrize(
    ("computed", "amount"),
    [
        (300000.000000004, 300_000_00),
        (0.1 + 0.2, 30),
        (1.1 * 3, 3_30),
        (123456789012.34, 123_456_789_012_34),
        (1234567890.1200004, 1_234_567_890_12),
        (1e-9, 0),
    ],
)
def test_amount_computed_by_the_spreadsheet_is_read_exactly(computed: float, amount: int) -> None:
    def compute(book: Workbook) -> None:
        book["预算明细"]["K5"] = computed

    assert first_amount(edited(compute)) == amount


@pytest.mark.parametrize(
    "written",
    ["2025-12-31", "2025年12月31日", "2025/12/31", "2025.12.31", datetime.datetime(2025, 12, 31)],
)
def test_date_is_read_however_it_is_written(written: str | datetime.datetime) -> None:
    def write(book: Workbook) -> None:
        book["基本信息"]["B11"] = written

    assert read_budget(edited(write)).as_of == datetime.date(2025, 12, 31)


def test_example_row_is_never_read_even_if_all_other_rows_are() -> None:
    amounts = [line.amount for line in PLAIN.lines]
    assert 120_000_00 not in amounts
    assert len(amounts) == len(lines())


def test_line_remembers_the_cell_of_its_amount() -> None:
    cells = [line.origin.cell if line.origin else None for line in PLAIN.lines]
    assert cells == [f"K{row}" for row in range(5, 13)]


def test_prior_written_as_text_counts() -> None:
    read = budget(priors=fields("priors", 机关运行经费="30,000"))
    assert sorted(read.priors.values()) == sorted(PLAIN.priors.values())


def test_cell_that_shows_an_error_is_told_as_empty() -> None:
    def break_a_formula(book: Workbook) -> None:
        page: Worksheet = book["预算明细"]
        page["K5"] = "#REF!"
        page["K5"].data_type = "e"

    assert said(edited(break_a_formula))[1:] == ["预算明细!K5：没有填写“金额（元）”"]


def test_amounts_of_zero_are_kept_apart_from_empty_cells() -> None:
    read = budget(priors=fields("priors", 公务接待费=Decimal(0), 机关运行经费=None))
    assert len(read.priors) == len(PLAIN.priors) - 1
    assert 0 in read.priors.values()
