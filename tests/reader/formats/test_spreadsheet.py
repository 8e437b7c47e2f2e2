"""Spreadsheets of every kind as lines and grids: what a person sees, and what is not shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.cube import YUAN, show
from mingzhang.reader.formats.spreadsheet import read_spreadsheet, spreadsheet_document
from mingzhang.reader.formats.spreadsheet_number import GENERAL, shown_number
from mingzhang.reader.formats.spreadsheet_sheet import cell_name, place_of
from mingzhang.reader.source import Grid, Line, ReadError

FILES = Path(__file__).parent / "files"


def saved(fill: Callable[[Worksheet], object], title: str = "表三") -> bytes:
    book = Workbook()
    book.worksheets[0].title = title
    fill(book.worksheets[0])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def texts(data: bytes) -> list[object]:
    """Lines as texts, rows of grids as lists of the texts of their cells; hidden text left out."""
    found: list[object] = []
    for block in spreadsheet_document(data).blocks:
        if isinstance(block, Grid):
            found.extend([cell.text for cell in row] for row in block.rows)
        elif isinstance(block, Line) and block.role == "body":
            found.append(block.text)
    return found


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        spreadsheet_document(data)
    return str(error.value)


# Numbers


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        (191.02000000000001, GENERAL, "191.02"),
        (0.1 + 0.2, GENERAL, "0.3"),
        (300000.000000004, GENERAL, "300000"),
        (2013901.0, "@", "2013901"),
        (50.0, "0.00", "50.00"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (-3.5, "#,##0.00;[Red]-#,##0.00", "-3.50"),
        (0.0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0.0, "#,###", ""),
        (5.0, ";;;", ""),
        (12.5, "0.##", "12.5"),
        (12.0, "0.##", "12"),
        (0.1234, "0.00%", "12.34%"),
        (1234567.0, "0!.0000", "123.4567"),
        (12345678.0, "0!.0,", "1234.6"),
        (1234.0, '#,##0.00"万元"', "1,234.00万元"),
        (45658.0, 'yyyy"年"m"月"d"日"', "2025-01-01"),
        (7.0, "000", "007"),
        (1e20, GENERAL, "100000000000000000000"),
    ],
)
def test_a_number_is_read_as_it_is_shown(stored: float, code: str, shown: str) -> None:
    assert shown_number(stored, code) == shown


@given(st.integers(0, 10**14))
def test_an_amount_in_yuan_survives_binary_fractions(amount: int) -> None:
    text = show(amount, YUAN, 2)
    assert shown_number(float(text), "0.00") == text
    assert Decimal(shown_number(float(text), GENERAL)) == Decimal(text)


@given(st.integers(0, 1 << 20), st.integers(0, 1 << 14))
def test_a_cell_is_found_by_its_name(row: int, column: int) -> None:
    assert place_of(cell_name(row, column)) == (row, column)


# Sheets


def table(sheet: Worksheet) -> None:
    sheet["A1"] = "2026年预算支出总表"
    sheet.merge_cells("A1:C1")
    sheet["A2"], sheet["C2"] = "部门名称：示范局", "单位：万元"
    sheet["A3"], sheet["B3"] = "科目", "预算数"
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet["B4"], sheet["C4"] = "基本支出", "项目支出"
    sheet["A5"], sheet["B5"] = "行政运行", 14.89
    sheet["A6"] = "注：说明"


def test_titles_are_lines_and_the_table_is_a_grid_with_its_merged_cells() -> None:
    document = spreadsheet_document(saved(table))
    assert [one.text for one in document.blocks if isinstance(one, Line)] == [
        "2026年预算支出总表", "部门名称：示范局", "单位：万元", "注：说明"
    ]  # fmt: skip
    (grid,) = (one for one in document.blocks if isinstance(one, Grid))
    assert [(cell.text, cell.column, cell.colspan, cell.rowspan) for cell in grid.rows[0]] == [
        ("科目", 0, 1, 2), ("预算数", 1, 2, 1)
    ]  # fmt: skip
    assert [(cell.text, cell.column) for cell in grid.rows[2]] == [
        ("行政运行", 0), ("14.89", 1), ("", 2)
    ]  # fmt: skip


def test_each_text_knows_its_sheet_and_cell() -> None:
    (grid,) = (one for one in spreadsheet_document(saved(table)).blocks if isinstance(one, Grid))
    evidence = grid.rows[2][1].passage.evidence()
    assert evidence is not None
    assert (evidence.sheet, evidence.cell, evidence.text) == ("表三", "B5", "14.89")


def test_a_blank_row_parts_tables() -> None:
    def two(sheet: Worksheet) -> None:
        for row in (1, 2, 4, 5):
            sheet.cell(row, 1, f"第{row}行")
            sheet.cell(row, 2, row)

    blocks = spreadsheet_document(saved(two)).blocks
    assert [len(one.rows) for one in blocks if isinstance(one, Grid)] == [2, 2]


def test_hidden_rows_columns_and_sheets_are_told_and_not_used() -> None:
    def hide(sheet: Worksheet) -> None:
        for row in range(1, 4):
            for column in range(1, 4):
                sheet.cell(row, column, f"{row}-{column}")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("草稿")
        other["A1"] = "旧数"
        other.sheet_state = "hidden"

    data = saved(hide)
    assert texts(data) == [["1-1", "1-3"], ["3-1", "3-3"]]
    assert read_spreadsheet(data).notices == (
        "工作表“表三”的第 2 行是隐藏的，没有读取；要读取请先取消隐藏",
        "工作表“表三”的 B 列是隐藏的，没有读取；要读取请先取消隐藏",
        "工作表“草稿”是隐藏的，没有读取；要读取请先取消隐藏",
    )
    marks = [one.text for one in spreadsheet_document(data).blocks if isinstance(one, Line)]
    assert marks == ["1-2", "2-1 2-2 2-3", "3-2", "旧数"]


def test_heads_and_feet_are_read_once_without_their_commands() -> None:
    def printed(sheet: Worksheet) -> None:
        table(sheet)
        head, foot = sheet.oddHeader, sheet.oddFooter
        head.left.text, head.left.font, head.left.size = "某局 A&&R 预算", "宋体", 9
        head.right.text, head.right.color = "征求意见稿", "808080"
        foot.center.text = "— &P —\n&D"

    lines = [
        block for block in spreadsheet_document(saved(printed)).blocks if isinstance(block, Line)
    ]
    heads = [(line.role, line.text) for line in lines if line.role != "body"]
    assert heads == [("header", "某局 A&R 预算"), ("header", "征求意见稿")]


def test_a_formula_without_its_result_is_told_with_sheet_and_cell() -> None:
    def sums(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = 1, 2
        sheet["C1"] = "=A1+B1"

    without = saved(sums)
    assert refused(without) == (
        "表三!C1是公式，文件里没有存计算结果；请用 Excel 或 WPS 打开并保存后再读"
    )
    assert read_spreadsheet(without, ["表三"]).document.blocks == ()


def test_errors_and_text_in_number_cells_are_kept_as_they_are_shown() -> None:
    def odd(sheet: Worksheet) -> None:
        sheet.append(["合计", "#REF!", "12万", " 191.02 "])

    assert texts(saved(odd)) == [["合计", "#REF!", "12万", "191.02"]]


# Other kinds of files

PAGE = "<html><table><tr><td>合计</td><td>1.00</td></tr></table></html>"
XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表三"><Table>'
    '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">合计</Data></Cell>'
    '<Cell><Data ss:Type="Number">1.00</Data></Cell></Row>'
    '<Row ss:Index="2"><Cell ss:Index="3"><Data ss:Type="Number">2.50</Data></Cell>'
    '<Cell><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>'
)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (PAGE.encode(), [["合计", "1.00"]]),
        (
            "合计,1.00\n行政运行,14.89\n".encode("gb18030"),
            [["合计", "1.00"], ["行政运行", "14.89"]],
        ),
        ("合计\t1.00\n".encode("utf-16"), [["合计", "1.00"]]),
        (XML.encode(), [["合计", "1.00", ""], ["", "", "2.50", "x"]]),
    ],
    ids=["web page", "csv", "text for Excel", "XML of Excel 2003"],
)
def test_a_file_is_told_by_its_content_whatever_its_name(data: bytes, rows: list[object]) -> None:
    assert [row[: len(want)] for row, want in zip(texts(data), rows, strict=True)] == rows  # type: ignore[index,arg-type]


def test_an_old_xls_is_read_with_merged_cells() -> None:
    data = (FILES / "exported.xls").read_bytes()
    blocks = spreadsheet_document(data).blocks
    assert any(isinstance(one, Line) and one.text == "2026年预算收支总表" for one in blocks)
    first = next(one for one in blocks if isinstance(one, Grid))
    assert [(cell.text, cell.colspan) for cell in first.rows[0]] == [("收入", 2), ("支出", 4)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不是 Excel 工作簿，请检查是否选错了文件"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "不是 Excel 工作簿，请检查是否选错了文件"),
        (b"PK\x03\x04 cut off", "不是 Office 文件，或文件不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "文件有打开密码，请去掉密码后再读"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged",
         "不是 Excel 工作簿（.xls），或已损坏；请另存为 .xlsx 后再读"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
         "网页存档里没有网页，或不完整；请打开后另存为 .docx 或 .xlsx"),
        (saved(lambda sheet: None), "工作簿是空的，没有内容可读"),
    ],
    ids=["empty", "picture", "cut off", "encrypted", "damaged xls", "mht", "blank"],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_told_in_one_sentence(data: bytes, message: str) -> None:
    assert refused(data) == message


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename == name else old.read(info.filename))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str) -> bytes:
    inside = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(saved(table), SHEET, inside.encode())


def test_fifty_megabytes_of_blanks_cost_little() -> None:
    blanks = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="A{row}" s="{one % 7}"/>' for one in range(40))
        + "</row>"
        for row in range(1, 68_000)
    )
    data = sheet_of(blanks + '<row r="70000"><c r="A70000"><v>7</v></c></row>')
    assert len(blanks) > 45_000_000
    start = time.process_time()
    assert texts(data) == ["7"]
    assert time.process_time() - start < 20


def test_a_stray_cell_far_to_the_right_does_not_widen_every_row() -> None:
    def stray(sheet: Worksheet) -> None:
        for row in range(1, 6):
            sheet.cell(row, 1, f"行{row}")
            sheet.cell(row, 2, row)
        sheet.cell(2, 16_000, "x")

    (grid,) = (one for one in spreadsheet_document(saved(stray)).blocks if isinstance(one, Grid))
    assert [len(row) for row in grid.rows] == [3] * 5


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (b"<worksheet", "工作簿内部损坏，请用 Excel 或 WPS 打开后重新保存"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', "文件含有 Office 文件不应有的 XML 声明，未读取"),
        (b"<worksheet>" + b" " * (30 << 20) + b"</worksheet>",
         "文件解压后过大，未读取：xl/worksheets/sheet1.xml"),
        (f'<worksheet xmlns="{MAIN}"><row r="99999999"/></worksheet>'.encode(),
         "工作簿内部损坏，请用 Excel 或 WPS 打开后重新保存"),
    ],
    ids=["cut off", "entities", "bomb", "row beyond the last"],
)  # fmt: skip
def test_a_damaged_or_harmful_sheet_is_refused(part: bytes, message: str) -> None:
    assert refused(with_part(saved(table), SHEET, part)) == message


def test_a_hundred_thousand_merged_columns_are_refused_before_they_cost() -> None:
    rows = "".join(f'<row r="{one}"><c r="A{one}"><v>1</v></c><c r="Z{one}"><v>1</v></c></row>'
                   for one in range(1, 3001))  # fmt: skip
    merged = "".join('<mergeCell ref="A1:Z3000"/>' for _ in range(3000))
    inside = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        f"<mergeCells>{merged}</mergeCells></worksheet>"
    )
    said = refused(with_part(saved(table), SHEET, inside.encode()))
    assert said == "工作表“表三”的合并单元格过多，未读取；请只留下要读的表"
