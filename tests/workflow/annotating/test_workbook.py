"""An Excel file returned with comments at its cells, its sheets as they were."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from tests.department import workbook
from tests.workflow.annotating.pages import finding, found, parts_of, with_parts

from mingzhang.cube import Evidence
from mingzhang.model import Finding
from mingzhang.workflow.annotating import annotated
from mingzhang.workflow.annotating.boxes import Measures

PATH = Path("预算.xlsx")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
PLACE = Evidence("36.00", sheet="表三", cell="B2")


def book(*, old: str = "", more: bool = False, button: bool = False) -> bytes:
    """Two sheets; with an old comment at B2, with all kinds of further things, with a button."""
    buffer = BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name in ("封面", "表三"):
        sheet = made.add_worksheet(name)
        sheet.write("A1", "项目")
        sheet.write("B2", 36)
        if more:
            sheet.write_formula("C2", "=B2*2", None, 72)
            sheet.data_validation("D2", {"validate": "list", "source": ["是", "否"]})
            sheet.merge_range("A5:B5", "合计")
            sheet.set_header("&C表")
            sheet.add_table("F1:G3")
            sheet.insert_image("H1", "图.png", {"image_data": BytesIO(PICTURE)})
        if button and name == "表三":
            sheet.insert_button("D4", {"caption": "汇总"})
        if old and name == "表三":
            sheet.write_comment("B2", old, {"author": "李四"})
    made.close()
    return buffer.getvalue()


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def with_comments(data: bytes, *findings: Finding) -> bytes:
    return annotated(PATH, data, found(*findings))


def comments(data: bytes) -> dict[tuple[str, str], str]:
    """The comments by sheet and cell, as openpyxl reads them."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in openpyxl.load_workbook(BytesIO(data))
        for cell in sheet._cells.values()
        if cell.comment
    }


@pytest.mark.parametrize("more", [False, True])
def test_a_comment_stands_at_the_cell_of_the_evidence(more: bool) -> None:
    data = book(more=more)
    made = with_comments(data, finding(PLACE, message="合计不符", expected="35.00"))
    ((place, text),) = comments(made).items()
    assert place == ("表三", "B2")
    assert text.startswith("SUM101 合计不符\n应为 35.00\n改法：")
    before, after = parts_of(data), parts_of(made)
    assert {name for name in after if before.get(name) != after[name]} == {
        "[Content_Types].xml", "xl/comments.xml", "xl/drawings/vmlDrawing.vml",
        "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels",
    }  # fmt: skip
    assert made == with_comments(data, finding(PLACE, message="合计不符", expected="35.00"))


def test_the_sheet_only_gets_a_reference_in_its_place() -> None:
    data = book(more=True)
    name = "xl/worksheets/sheet2.xml"
    before = etree.fromstring(parts_of(data)[name])
    after = etree.fromstring(parts_of(with_comments(data, finding(PLACE)))[name])
    tags = [str(etree.QName(one).localname) for one in after]
    assert tags.index("drawing") < tags.index("legacyDrawing") < tags.index("tableParts")
    after.remove(after.find(f"{{{MAIN}}}legacyDrawing"))  # type: ignore[arg-type]
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def test_a_blank_cell_and_one_far_away_can_have_comments() -> None:
    blank = Evidence("", sheet="表三", cell="Z99")
    far = Evidence("", sheet="表三", cell="XFD1048576")
    made = with_comments(book(), finding(blank), finding(far, key="SUM101:2"))
    assert set(comments(made)) == {("表三", "Z99"), ("表三", "XFD1048576")}


def test_several_findings_at_one_cell_are_one_comment() -> None:
    one, two = finding(PLACE), finding(PLACE, key="SUM101:2", message="也不符")
    assert len(comments(with_comments(book(), one, two))) == 1


def test_a_comment_that_is_there_is_continued() -> None:
    made = with_comments(book(old="请核对"), finding(PLACE))
    assert comments(made)["表三", "B2"].startswith("请核对\n明账：\nSUM101 不符")
    authors = etree.fromstring(parts_of(made)["xl/comments1.xml"])[0]
    assert [one.text for one in authors] == ["李四", "明账"]
    before, after = (
        parts_of(one)["xl/drawings/vmlDrawing1.vml"] for one in (book(old="请核对"), made)
    )
    assert after.count(b'ObjectType="Note"') == 1
    anchor = re.compile(rb"<x:Anchor>([^<]*)</x:Anchor>")
    assert anchor.sub(b"", after) == anchor.sub(b"", before)
    assert [int(anchor.findall(one)[0].split(b",")[6]) for one in (before, after)] == [4, 5]


def test_a_plain_comment_is_continued_too() -> None:
    plain = openpyxl.Workbook()
    sheet = plain.active
    assert sheet is not None
    sheet.title = "表三"
    sheet["B2"] = 36
    sheet["B2"].comment = Comment("请核对", "李四")
    buffer = BytesIO()
    plain.save(buffer)
    made = with_comments(buffer.getvalue(), finding(PLACE))
    assert comments(made)["表三", "B2"].startswith("请核对\n明账：\nSUM101 不符")


@pytest.mark.parametrize("old", ["", "请核对"])
def test_a_drawing_that_is_there_keeps_its_shapes(old: str) -> None:
    """A button is in the drawing that comments need; programs write there what is no XML."""
    data = book(old=old, button=True)
    name = "xl/drawings/vmlDrawing1.vml"
    drawing = parts_of(data)[name].replace(b"</font>", b"<br></font>")
    data = with_parts(data, {name: drawing})
    made = with_comments(data, finding(Evidence("项目", sheet="表三", cell="A1")))
    after = parts_of(made)[name]
    assert after.startswith(drawing.removesuffix(b"</xml>"))
    ids = re.findall(rb'<v:shape [^>]*?id="(_x0000_s\d+)"', after)
    assert len(ids) == len(set(ids)) == (3 if old else 2)
    assert after.count(b'id="_x0000_t202"') == 1


def test_what_stands_nowhere_is_told_in_the_first_cell() -> None:
    made = with_comments(book(), finding(message="缺少表一"))
    ((place, text),) = comments(made).items()
    assert place == ("封面", "A1")
    assert "缺少表一" in text


def test_a_strict_workbook_stays_one() -> None:
    data = book()
    relations = (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    strict = with_parts(
        data,
        {
            name: content.replace(MAIN.encode(), STRICT.encode()).replace(*relations)
            for name, content in parts_of(data).items()
        },
    )
    after = parts_of(with_comments(strict, finding(PLACE)))
    for name in ("xl/worksheets/sheet2.xml", "xl/comments.xml"):
        assert STRICT.encode() in after[name]
        assert MAIN.encode() not in after[name]


def test_a_finding_about_a_workbook_to_fill_in_stands_where_its_names_are() -> None:
    data = workbook()
    sheet = openpyxl.load_workbook(BytesIO(data))["绩效指标"]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    row = next(number for number, texts in enumerate(rows) if "指标值" in texts) + 2
    project, indicator = rows[row][1], rows[row][5]
    one = finding(
        where=f"绩效表“{project}” 绩效指标", message=f"绩效表“{project}”的“{indicator}”没有指标值"
    )
    assert set(comments(with_comments(data, one))) == {("绩效指标", f"F{row + 1}")}


def test_a_box_is_as_large_as_its_text_and_lies_beside_its_cell() -> None:
    sheet = etree.fromstring(
        f'<worksheet xmlns="{MAIN}"><sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="3" max="3" width="100"/><col min="4" max="4" hidden="1" width="9"/></cols>'
        '<sheetData><row r="2" ht="30"/><row r="3" hidden="1"/></sheetData></worksheet>'
    )
    measures = Measures(sheet)
    short, long = measures.box(1, 1, ["短"]), measures.box(1, 1, ["很长" * 100])
    assert short.anchor[:4] == (2, 15, 0, 15)
    assert short.anchor[4] == 2
    assert long.height > 5 * short.height
    assert measures.box(1, 2, ["短"]).anchor[4] > 4


def test_shapes_are_read_by_a_program_that_knows_xml() -> None:
    made = with_comments(book(), finding(PLACE))
    root = etree.fromstring(parts_of(made)["xl/drawings/vmlDrawing.vml"])
    note = root.find(".//{urn:schemas-microsoft-com:office:excel}ClientData")
    assert note is not None
    said = {str(etree.QName(one).localname): one.text for one in note}
    assert (said["Row"], said["Column"]) == ("1", "1")
    with ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None
