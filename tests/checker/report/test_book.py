"""The list of findings as a workbook: every finding a row, rules and files counted, texts inert."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs
from python_calamine import CalamineWorkbook

from mingzhang.checker.report import Unread
from mingzhang.checker.report.book import finding_list
from mingzhang.checker.report.tally import title_of
from mingzhang.cube import Evidence
from mingzhang.model import (
    EntityReference,
    Finding,
    Findings,
    FindingSide,
    SetAside,
    SourceReference,
    figures_digest,
    findings_of,
)

ERROR = Finding(
    key="SUM101:03.合计.total", code="SUM101", severity="error", message="合计不符", where="表三 合计",
    stated="1,191.02", expected="1191.00",
    sides=(FindingSide(label="表三 合计", text="1,191.02万元"),),
    evidence=(Evidence("1,191.02", page=3),),
)  # fmt: skip
HINT = Finding(
    key="STR101:12", code="STR101", severity="info", message="缺少表十二", where="表十二"
)
ASIDE = structs.replace(ERROR, key="k2", set_aside=SetAside(reason="口径不同", name="张三"))


def document(name: str, *findings: Finding, entity: str = "示范县档案馆") -> Findings:
    found = findings_of(SourceReference(name=name, sha256=""), findings)
    of = EntityReference(name=entity, level="department", fiscal_year=2026)
    return structs.replace(found, entity=of)


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def rows(data: bytes) -> list[dict[str, Any]]:
    titles, *found = sheets(data)["问题清单"]
    return [dict(zip(map(str, titles), row, strict=True)) for row in found]


def test_every_finding_has_a_row_that_says_all_of_it() -> None:
    first, hint, aside = rows(finding_list([document("甲.pdf", ERROR, HINT, ASIDE)]))
    assert first == {
        "级别": "错误",
        "单位": "示范县档案馆",
        "年度": 2026.0,
        "文件": "甲.pdf",
        "规则": "SUM101",
        "规则名称": "合计与分项之和不符",
        "位置": "表三 合计",
        "文件中的位置": "第 3 页",
        "现为": "1,191.02",
        "应为": "1191.00",
        "相差": 0.02,
        "说明": "合计不符",
        "搁置理由": "",
        "搁置人": "",
        "问题标识": ERROR.key,
        "校验值": figures_digest(ERROR),
    }
    assert (hint["级别"], hint["相差"], hint["文件中的位置"]) == ("提示", "", "")
    assert (aside["搁置理由"], aside["搁置人"]) == ("口径不同", "张三")


def test_rules_are_counted_without_what_was_set_aside() -> None:
    documents = [document("甲.pdf", ERROR, HINT, HINT, ASIDE), document("乙.pdf", ERROR)]
    assert sheets(finding_list(documents))["规则汇总"][1:] == [
        ["SUM101", "合计与分项之和不符", "错误", 2.0, 2.0],
        ["STR101", title_of("STR101"), "提示", 1.0, 2.0],
    ]


def test_files_stand_by_errors_and_those_not_read_below() -> None:
    documents = [document("甲.pdf", HINT), document("乙.pdf", ERROR, ASIDE)]
    found = sheets(finding_list(documents, [Unread("丙.doc", "请另存为 .docx")]))["文件汇总"][1:]
    assert [[row[0], *row[3:7], row[8]] for row in found] == [
        ["乙.pdf", 1.0, 0.0, 0.0, 1.0, "有错误"],
        ["甲.pdf", 0.0, 0.0, 1.0, 0.0, "没有错误"],
        ["丙.doc", "", "", "", "", "没有读成：请另存为 .docx"],
    ]


@pytest.mark.parametrize(
    ("stated", "expected", "sides"),
    [("2024", "2025", ()), ("是是", "是", ERROR.sides), (None, "1", ERROR.sides),
     ("NaN", "1", ERROR.sides)],
)  # fmt: skip
def test_only_figures_have_a_difference(
    stated: str | None, expected: str, sides: tuple[FindingSide, ...]
) -> None:
    finding = structs.replace(ERROR, stated=stated, expected=expected, sides=sides)
    (row,) = rows(finding_list([document("甲.pdf", finding)]))
    assert row["相差"] == ""


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40))
@example('=HYPERLINK("http://a.example","看")')
@example("+1")
@example("@SUM(A1)")
@example("http://a.example/x")
@example("<r><t>x</t></r>")
@example("_x0041_")
@example('</t></is></c><c r="A1">')
def test_any_text_stays_the_text_that_it_is(text: str) -> None:
    data = finding_list([document("甲.pdf", structs.replace(ERROR, message=text, where=text))])
    (row,) = rows(data)
    assert row["说明"].strip() == text.strip()
    page = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page.lower().replace("hyperlink(", "")


def test_a_long_text_is_cut_where_a_cell_ends() -> None:
    (row,) = rows(finding_list([document("甲.pdf", structs.replace(ERROR, message="长" * 40000))]))
    assert len(row["说明"]) == 32767


def test_same_findings_give_the_same_bytes_and_may_come_one_by_one() -> None:
    documents = [document("甲.pdf", ERROR, HINT)]
    assert finding_list(iter(documents)) == finding_list(documents)


def test_titles_stay_in_sight_and_filter_the_rows() -> None:
    book = openpyxl.load_workbook(BytesIO(finding_list([document("甲.pdf", ERROR, HINT)])))
    sheet = book["问题清单"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:P3")


def test_a_list_without_findings_is_one_too() -> None:
    assert rows(finding_list([])) == []
