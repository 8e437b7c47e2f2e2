"""Exported tables in, a whole disclosure out; what cannot be used is told with its cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from tests.compiler.workbooks import compiled
from tests.department import content, workbook
from tests.exported import exported, find, in_yuan

from mingzhang.compiler import Content, compile_budget, read_budget, write_workbook
from mingzhang.model import Disclosure
from mingzhang.scheme import load_scheme
from mingzhang.workflow import InputError
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.publishing import published_files

DISCLOSURE = compiled().disclosure
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.xlsx"))
FILES = Path(__file__).parents[1] / "reader" / "formats" / "files"


@cache
def sample(path: Path) -> Disclosure:
    return open_disclosure(path).disclosure


def opened(
    tmp_path: Path, data: bytes, name: str = "导出.xlsx", book: bytes | None = None
) -> Opened:
    """Open exported tables, alone or with a workbook."""
    path = tmp_path / name
    path.write_bytes(data)
    if book is None:
        return open_disclosure(path)
    beside = tmp_path / "工作簿.xlsx"
    beside.write_bytes(book)
    return open_disclosure(beside, tables=path)


def refused(
    tmp_path: Path, data: bytes, name: str = "导出.xlsx", book: bytes | None = None
) -> list[str]:
    with pytest.raises(InputError) as error:
        opened(tmp_path, data, name, book)
    return [str(error.value), *error.value.details]


def edited(change: Callable[[Workbook], object], data: bytes | None = None) -> bytes:
    """The small department's exported tables after somebody worked on them."""
    book = openpyxl.load_workbook(BytesIO(data or exported(DISCLOSURE)))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def without_lines(**changes: object) -> bytes:
    """The small department's workbook, all but the budget lines."""
    return workbook(lines=[], **changes)


# The same tables again


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_published_workbook_gives_the_same_tables(tmp_path: Path, path: Path) -> None:
    before = open_disclosure(path)
    (data,) = published_files(before, ["xlsx"]).values()
    after = opened(tmp_path, data)
    assert after.disclosure.tables == before.disclosure.tables
    assert after.differences == ()


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_exported_tables_of_a_department_give_its_tables(
    tmp_path: Path, path: Path, unit: str
) -> None:
    disclosure = sample(path)
    tables = in_yuan(disclosure) if unit == "元" else disclosure.tables
    data = exported(disclosure, tables, on_one_sheet=unit == "元", are_merged=unit == "万元")
    after = opened(tmp_path, data)
    assert after.disclosure.tables == disclosure.tables
    assert after.differences == ()


def test_an_old_xls_gives_the_same_tables_under_any_name(tmp_path: Path) -> None:
    data = (FILES / "exported.xls").read_bytes()
    for name in ("导出.xls", "导出.xlsx"):
        assert opened(tmp_path, data, name).disclosure.tables == DISCLOSURE.tables
    assert opened(tmp_path, exported(DISCLOSURE), "导出.xls").disclosure.tables == DISCLOSURE.tables


def test_tables_alone_name_what_is_still_missing(tmp_path: Path) -> None:
    tables = exported(DISCLOSURE)
    found = opened(tmp_path, tables)
    assert found.disclosure.entity.name == "示范县档案馆"
    assert found.disclosure.source is not None
    assert found.disclosure.source.sha256 == sha256(tables).hexdigest()
    assert {problem.sheet for problem in found.missing} == {
        "项目", "单位", "上年数", "采购和资产", "文字"
    }  # fmt: skip
    assert found.notices[-1].startswith("要补填其余内容，请用 mingzhang new 生成工作簿")


# With a workbook


def test_a_workbook_with_tables_for_its_lines_says_all_that_one_with_lines_says(
    tmp_path: Path,
) -> None:
    data = exported(DISCLOSURE, in_yuan(DISCLOSURE))
    found = opened(tmp_path, data, book=without_lines())
    assert found.missing == ()
    assert found.disclosure.tables == DISCLOSURE.tables
    assert found.disclosure.narrative == DISCLOSURE.narrative
    assert found.disclosure.forms == DISCLOSURE.forms


def test_tables_may_stand_among_the_sheets_of_the_workbook(tmp_path: Path) -> None:
    def paste(book: Workbook) -> None:
        for sheet in openpyxl.load_workbook(BytesIO(exported(DISCLOSURE))).worksheets:
            page = book.create_sheet(sheet.title)
            for row in sheet.iter_rows(values_only=True):
                page.append(row)

    found = opened(tmp_path, edited(paste, without_lines()))
    assert found.disclosure.tables == DISCLOSURE.tables
    assert found.missing == ()


def test_a_workbook_without_lines_and_tables_is_asked_for_lines(tmp_path: Path) -> None:
    assert "预算明细：没有填写预算明细，至少填一行" in refused(tmp_path, without_lines())


def test_lines_and_tables_together_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, exported(DISCLOSURE), book=workbook()) == [
        "工作簿.xlsx：“预算明细”已经填写，不能再用导出的表；请清空预算明细，或去掉 --tables"
    ]


def test_a_new_workbook_needs_no_units_and_projects(tmp_path: Path) -> None:
    basics = content().fields["basics"]
    book = write_workbook(load_scheme("shanxi", 2026), 2026, Content({"basics": basics}))
    found = opened(tmp_path, exported(DISCLOSURE), book=book)
    assert found.disclosure.tables == DISCLOSURE.tables
    assert [one.message for one in found.missing if one.sheet in {"项目", "单位"}] == [
        "没有填写“档案数字化经费”等 2 个项目的项目类别和绩效目标公开表式，"
        "表中看不出，暂按特定目标类、不公开",
        "没有填写“示范县档案馆”的单位性质和是否编报整体绩效目标，由表中推断为行政",
    ]


def test_tables_of_another_year_or_department_are_noticed(tmp_path: Path) -> None:
    other = {**content().fields["basics"], "name": "示范县方志办"}
    units = [{"name": "示范县档案馆", "kind": "行政", "reports": "是"}]
    book = without_lines(basics=other, units=units)
    found = opened(tmp_path, exported(DISCLOSURE), book=book)
    assert "导出的表是“示范县档案馆”的，工作簿是“示范县方志办”的，请核对" in found.notices


# Face to face


def test_a_changed_digit_is_traced_to_its_cell(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        book["表三"][find(book, "表三", "2012604", 5)] = 17.51

    found = opened(tmp_path, edited(slip))
    assert found.differences == (
        "表三 2012604 档案馆 项目支出：给定 17.51 万元，推算 17.50 万元（表三!E10）",
    )
    assert found.disclosure.tables == DISCLOSURE.tables


@pytest.mark.parametrize("path", SAMPLES[:2], ids=lambda path: path.stem)
def test_a_changed_digit_in_a_published_workbook_is_traced(tmp_path: Path, path: Path) -> None:
    (data,) = published_files(open_disclosure(path), ["xlsx"]).values()
    book = openpyxl.load_workbook(BytesIO(data))
    cell = book["表三"][find(book, "表三", "201", 3)]
    before = cell.value
    cell.value = before + 10
    saved = BytesIO()
    book.save(saved)
    (said,) = opened(tmp_path, saved.getvalue()).differences
    assert said.startswith("表三 201 一般公共服务支出 合计：给定 ")
    assert said.endswith(f"推算 {before:.2f} 万元（表三!{cell.coordinate}）")


def test_a_total_that_contradicts_its_rows_is_told(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        book["表六"][find(book, "表六", "合计", 3)] = 99

    assert opened(tmp_path, edited(slip)).differences == (
        "表六 合计 合计：给定 99.00 万元，推算 38.96 万元（表六!C6）",
    )


def test_each_figure_names_the_cell_that_it_was_given_in(tmp_path: Path) -> None:
    facts = opened(tmp_path, exported(DISCLOSURE)).disclosure.facts
    fact = next(one for one in facts if one.address == "03.2012604.project")
    assert [(one.sheet, one.cell) for one in fact.evidence] == [("表三", "E10")]


# Bad input


def test_a_missing_table_that_follows_is_noticed(tmp_path: Path) -> None:
    found = opened(tmp_path, exported(DISCLOSURE, left_out=["03", "08"]))
    assert found.notices[0] == "没有给出表三、表八，由其他表推算"
    assert found.differences == ()


def test_a_missing_table_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    assert refused(tmp_path, exported(DISCLOSURE, left_out=["06"])) == [
        "导出.xlsx：缺少表六《一般公共预算安排基本支出分经济科目表（不含上年结转）》，"
        "其他表推算不出它的各行；请补上后再编制"
    ]


def test_text_in_number_cells_is_named_with_its_cell(tmp_path: Path) -> None:
    def write(book: Workbook) -> None:
        book["表三"][find(book, "表三", "2012604", 5)] = "17.5万"
        book["表五"]["C7"] = "#REF!"

    assert refused(tmp_path, edited(write)) == [
        "导出.xlsx：导出的表有 2 处需要改正",
        "表三（表三!E10）：“17.5万”不是数字，请改为数字",
        "表五（表五!C7）：“#REF!”不是数字，请改为数字",
    ]


def test_numbers_written_as_text_are_read(tmp_path: Path) -> None:
    def write(book: Workbook) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, (int, float)):
                        cell.value = f"{cell.value:,.2f}"

    assert opened(tmp_path, edited(write)).disclosure.tables == DISCLOSURE.tables


def test_hidden_rows_and_sheets_are_told_and_not_used(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        sheet = book["表三"]
        place = find(book, "表三", "合计", 3)
        sheet.insert_rows(sheet[place].row + 1)
        sheet.cell(sheet[place].row + 1, 1, "旧合计")
        sheet.row_dimensions[sheet[place].row + 1].hidden = True
        book.copy_worksheet(sheet).title = "表三旧"
        book["表三旧"].sheet_state = "hidden"

    found = opened(tmp_path, edited(hide))
    assert found.notices[:2] == (
        "工作表“表三”的第 7 行是隐藏的，没有读取；要读取请先取消隐藏",
        "工作表“表三旧”是隐藏的，没有读取；要读取请先取消隐藏",
    )
    assert found.disclosure.tables == DISCLOSURE.tables


def test_a_formula_without_its_result_is_named(tmp_path: Path) -> None:
    def sums(book: Workbook) -> None:
        book["表三"]["C6"] = "=D6+E6"

    assert refused(tmp_path, edited(sums)) == [
        "导出.xlsx：表三!C6是公式，文件里没有存计算结果；请用 Excel 或 WPS 打开并保存后再读"
    ]


def test_a_table_that_stands_twice_is_refused(tmp_path: Path) -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["表三"]).title = "表三 旧"

    assert refused(tmp_path, edited(copy)) == [
        "导出.xlsx：导出的表有 1 处需要改正",
        "表三出现 2 次（工作表“表三”、“表三 旧”），请只留一张",
    ]


@pytest.mark.parametrize(
    ("opening", "message"),
    [
        ("部门名称", "表上没有写明是谁的，请在表头上方补上“部门名称：…”一行"),
        ("2026年", "表的标题里没有年份，请补上，如“2026年某某表”"),
    ],
)
def test_tables_alone_must_say_whose_and_of_which_year_they_are(
    tmp_path: Path, opening: str, message: str
) -> None:
    def erase(book: Workbook) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_row=3):
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith(opening):
                        cell.value = cell.value.removeprefix("2026年") if "年" in opening else None

    assert refused(tmp_path, edited(erase)) == [f"导出.xlsx：{message}"]


def test_a_file_without_tables_is_told_with_its_sheets(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "通讯录"
    book.worksheets[0].append(["姓名", "电话"])
    book.worksheets[0].append(["某某", "123"])
    saved = BytesIO()
    book.save(saved)
    assert refused(tmp_path, saved.getvalue(), book=without_lines()) == [
        "导出.xlsx：没有认出任何一张预算表；工作表“通讯录”的标题、表头对不上任何一张，"
        "请核对是否选错了文件"
    ]


def test_a_file_that_is_no_spreadsheet_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, b"\x89PNG\0", book=without_lines()) == [
        "导出.xlsx：不是 Excel 工作簿，请检查是否选错了文件"
    ]


def test_compiling_lines_is_as_before() -> None:
    assert compile_budget(read_budget(workbook())).disclosure.tables == DISCLOSURE.tables
