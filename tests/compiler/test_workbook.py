"""The workbook to fill in: what it offers, what it shows, and what it lists as missing."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from tests.compiler.workbooks import fields
from tests.department import YEAR, content, workbook

from mingzhang.catalog import functional
from mingzhang.compiler import Content, write_workbook
from mingzhang.compiler.sheet import Sheet
from mingzhang.compiler.sheets import sheets_of
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", YEAR)
LISTS = [sheet for sheet in sheets_of(SCHEME, YEAR) if sheet.columns]
PAGES = [sheet for sheet in sheets_of(SCHEME, YEAR) if sheet.fields]


@pytest.fixture(scope="module")
def empty() -> Workbook:
    return openpyxl.load_workbook(BytesIO(write_workbook(SCHEME, YEAR)))


def rules(page: Worksheet) -> dict[str, Any]:
    return {str(rule.sqref): rule for rule in page.data_validations.dataValidation}


def test_sheets_stand_in_the_order_in_which_they_are_filled_in(empty: Workbook) -> None:
    assert [page.title for page in empty.worksheets if page.sheet_state == "visible"] == [
        "填写说明",
        "待填写",
        "基本信息",
        "单位",
        "项目",
        "预算明细",
        "上年数",
        "项目支出绩效目标表",
        "项目储备绩效申报表",
        "绩效指标",
        "整体绩效",
        "重点任务",
        "采购和资产",
        "政府购买服务指导性目录",
        "文字",
    ]


@pytest.mark.parametrize(
    ("title", "column", "choices"),
    [
        ("单位", "C", "行政,参公,事业"),
        ("单位", "D", "是,否"),
        ("项目", "C", "其他运转类,特定目标类"),
        ("项目", "D", "项目支出绩效目标表,项目储备绩效申报表,不公开"),
        ("预算明细", "D", "人员经费,公用经费,项目支出"),
        ("预算明细", "I", "当年预算,上年结转"),
        ("绩效指标", "C", "实施期和年度,实施期,年度"),
    ],
)
def test_choice_column_offers_its_choices_and_refuses_others(
    empty: Workbook, title: str, column: str, choices: str
) -> None:
    rule = rules(empty[title])[f"{column}5:{column}10004"]
    assert (rule.type, rule.formula1, rule.showErrorMessage) == ("list", f'"{choices}"', True)


@pytest.mark.parametrize("column", ["C", "E", "F", "J"])
def test_code_column_offers_the_list_and_lets_a_bare_code_pass(
    empty: Workbook, column: str
) -> None:
    rule = rules(empty["预算明细"])[f"{column}5:{column}10004"]
    assert (rule.type, rule.showErrorMessage) == ("list", False)
    assert rule.formula1.startswith("目录!")


def offered(book: Workbook, column: str) -> list[str]:
    """The codes that a column of the budget lines offers."""
    formula = rules(book["预算明细"])[f"{column}5:{column}10004"].formula1
    area = formula.removeprefix("目录!").replace("$", "")
    return [str(cell.value) for (cell,) in book["目录"][area]]


def test_functions_on_offer_are_the_finest_of_the_year(empty: Workbook) -> None:
    found = offered(empty, "C")
    assert "2012604 档案馆" in found
    assert "227 预备费" in found
    assert not {"201 一般公共服务支出", "20126 档案事务", "2010308 信访事务"} & set(found)
    codes = [text.partition(" ")[0] for text in found]
    assert all(functional().entry(code).is_valid_in(YEAR) for code in codes)


@pytest.mark.parametrize("sheet", LISTS, ids=lambda one: one.key)
def test_list_has_its_titles_frozen_and_an_example_marked_as_such(
    empty: Workbook, sheet: Sheet
) -> None:
    page = empty[sheet.title]
    assert [cell.value for cell in page[3]] == ["标记", *(one.title for one in sheet.columns)]
    assert page.freeze_panes == "C4"
    assert [cell.value or "" for cell in page[4]] == [
        "示例",
        *(one.example for one in sheet.columns),
    ]


@pytest.mark.parametrize("sheet", PAGES, ids=lambda one: one.key)
def test_page_of_fields_names_each_and_explains_it(empty: Workbook, sheet: Sheet) -> None:
    page = empty[sheet.title]
    assert page.freeze_panes == "B4"
    assert [cell.value for cell in page[3]] == ["项目", "填写内容", "单位", "说明"]
    assert [row[0].value for row in page.iter_rows(min_row=4)] == [
        field.label for field in sheet.fields
    ]


def test_units_and_projects_are_offered_where_they_are_named(empty: Workbook) -> None:
    found = rules(empty["预算明细"])
    assert found["B5:B10004"].formula1 == "'单位'!$B$5:$B$10004"
    assert found["G5:G10004"].formula1 == "'项目'!$B$5:$B$10004"


def test_no_text_is_too_long_for_a_spreadsheet() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_workbook(SCHEME, YEAR, content())


def test_same_content_gives_the_same_bytes() -> None:
    assert workbook() == workbook()
    assert write_workbook(SCHEME, YEAR) == write_workbook(SCHEME, YEAR)


def listed(data: bytes) -> list[tuple[str, str, int]]:
    """What 待填写 lists, by the values that the program itself wrote."""
    return missing_of(CalamineWorkbook.from_filelike(BytesIO(data)))


def missing_of(book: CalamineWorkbook) -> list[tuple[str, str, int]]:
    rows = book.get_sheet_by_name("待填写").to_python(skip_empty_area=False)
    return [(str(row[1]), str(row[2]), int(float(str(row[3])))) for row in rows[3:] if str(row[1])]


REQUIRED = [
    ("基本信息", "部门（单位）全称", 1),
    ("单位", "一行也没有填", 1),
    ("预算明细", "一行也没有填", 1),
    *(
        ("上年数", label, 1)
        for label in (
            "预算收支总计（含上年结转）",
            "一般公共预算当年支出",
            "“三公”经费",
            "因公出国（境）费",
            "公务接待费",
            "公务用车购置及运行费",
            "公务用车运行维护费",
            "公务用车购置费",
            "机关运行经费",
        )
    ),
    *(
        ("采购和资产", label, 1)
        for label in (
            "政府采购预算：政府采购货物预算",
            "政府采购预算：政府采购工程预算",
            "政府采购预算：政府采购服务预算",
            "公务用车编制数",
            "公务用车实有：领导用车",
            "公务用车实有：机要通信用车",
            "公务用车实有：应急保障用车",
            "公务用车实有：执法执勤用车",
            "公务用车实有：特种专业技术用车",
            "公务用车实有：事业单位业务用车",
            "公务用车实有：其他公务用车",
            "办公用房建筑总面积",
            "价值50万元（原值）以上的通用设备",
            "价值100万元（原值）以上的通用设备",
        )
    ),
    ("文字", "本部门（单位）职责", 1),
    ("文字", "机构设置情况", 1),
]


def test_new_workbook_lists_all_that_is_required() -> None:
    assert listed(write_workbook(SCHEME, YEAR)) == REQUIRED


def test_filled_in_workbook_lists_nothing() -> None:
    assert listed(workbook()) == []


def test_what_is_left_out_is_listed_and_nothing_else() -> None:
    data = workbook(
        texts=fields("texts", organisation=None),
        units=[{"name": "示范县档案馆"}, {"name": "示范县方志办", "kind": "事业"}],
    )
    assert listed(data) == [
        ("单位", "已填的行缺“单位性质”", 1),
        ("文字", "机构设置情况", 1),
    ]


def test_content_of_nothing_is_an_empty_workbook() -> None:
    assert write_workbook(SCHEME, YEAR, Content()) == write_workbook(SCHEME, YEAR)
