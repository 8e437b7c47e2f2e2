"""Findings in words and as SARIF."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from msgspec import structs

from mingzhang.checker.engine import known_rules
from mingzhang.checker.pages import rule_page
from mingzhang.checker.report import sarif, tallied, told, told_together
from mingzhang.checker.report.tally import title_of
from mingzhang.checker.report.told import place_of
from mingzhang.cube import Evidence
from mingzhang.model import (
    Finding,
    FindingSide,
    NotChecked,
    SetAside,
    SourceReference,
    findings_of,
)

SOURCE = SourceReference(name="预算.txt", sha256="ab" * 32)
ERROR = Finding(
    key="SUM101:03.合计.total", code="SUM101", severity="error", message="合计不符", where="表三 合计",
    evidence=(Evidence("191.02", start=100, end=106, line=8),),
)  # fmt: skip
HINT = Finding(
    key="STR101:12", code="STR101", severity="warning", message="缺少表十二", where="表十二"
)
FINDINGS = findings_of(
    SOURCE, [ERROR, HINT], [NotChecked(code="SUM101", where="表四 合计", reason="没有读到")]
)


REMEDY = rule_page(known_rules()["STR101"]).parts["改法"]
ASIDE = structs.replace(ERROR, key="SUM101:04", set_aside=SetAside(reason="口径不同", name="张三"))


def test_what_must_be_mended_stands_before_what_should_be_looked_at() -> None:
    assert told(FINDINGS).splitlines() == [
        "预算.txt：1 个错误，1 处需要核对，0 条提示",
        "  必须改正（1）",
        "  SUM101 合计不符",
        "      第 8 行",
        "      改法：核对原始数据后改分项或改合计；四舍五入的尾差不必改。",
        "  请人核对（1）",
        "  STR101 缺少表十二",
        f"      改法：{REMEDY}",
        "  未检查：表四 合计，没有读到",
    ]


def test_what_was_set_aside_is_a_list_of_its_own() -> None:
    assert told(findings_of(SOURCE, [ASIDE])).splitlines() == [
        "预算.txt：0 个错误，已搁置 1 条",
        "  已搁置（1）",
        "  SUM101 合计不符",
        "      张三：口径不同",
    ]


def test_what_to_do_is_told_once_for_each_rule_of_all_documents() -> None:
    explained: set[str] = set()
    twice = findings_of(SOURCE, [ERROR, structs.replace(ERROR, key="SUM101:05")])
    assert told(twice, explained).count("改法") == 1
    assert "改法" not in told(twice, explained)
    assert explained == {"SUM101"}


def test_places_of_the_other_sides_are_told_where_they_differ() -> None:
    sides = [
        FindingSide(label=f"表{number}", text="1.00万元", evidence=(Evidence("1.00", line=line),))
        for number, line in zip("三四五六七八", (8, 9, 9, 10, 11, 12), strict=True)
    ]
    here, *_, last = told(
        findings_of(SOURCE, [structs.replace(ERROR, sides=tuple(sides))]), {"SUM101"}
    ).splitlines()[3:]
    assert here == "      第 8 行"
    assert last == "      对照：表四（第 9 行）、表六（第 10 行）、表七（第 11 行）等 4 处"


def test_several_documents_end_with_the_rules_that_most_of_them_break() -> None:
    often = [structs.replace(HINT, key=f"STR101:{number}") for number in range(3)]
    documents = [findings_of(SOURCE, [ERROR, ASIDE, *often]), findings_of(SOURCE, [ERROR])]
    assert told_together(tallied(documents), 1).splitlines() == [
        "共 2 个文件，2 个有错误；2 个错误，3 处需要核对，0 条提示，已搁置 1 条；另有 1 个文件没有读成",
        "  涉及文件最多的规则：",
        f"  SUM101 {title_of('SUM101')}：2 个文件，2 处",
        f"  STR101 {title_of('STR101')}：1 个文件，3 处",
    ]


def test_only_the_first_rules_are_named() -> None:
    many = [structs.replace(HINT, key=code, code=code) for code in list(known_rules())[:12]]
    lines = told_together(tallied([findings_of(SOURCE, many)]), 0).splitlines()
    assert lines[1] == "  涉及文件最多的规则（共 12 条，列出前 10 条）："
    assert len(lines) == 12


def test_cell_of_the_workbook_behind_a_file_is_said_to_be_there() -> None:
    cell = structs.replace(ERROR, evidence=(Evidence("191.02", sheet="预算明细", cell="K7"),))
    word = SourceReference(name="公开.docx", sha256="")
    book = SourceReference(name="预算.xlsx", sha256="")
    said = "工作表“预算明细”K7"
    assert told(findings_of(word, [cell]), {"SUM101"}).splitlines()[-1] == (
        f"      编制时的填报工作簿，{said}"
    )
    assert told(findings_of(book, [cell]), {"SUM101"}).splitlines()[-1] == f"      {said}"


def test_document_without_findings_is_one_line() -> None:
    assert told(findings_of(SOURCE, [])) == "预算.txt：0 个错误\n"


@pytest.mark.parametrize(
    ("evidence", "place"),
    [
        (Evidence("1", line=3), "第 3 行"),
        (Evidence("1", page=2, bbox=(0.0, 0.0, 1.0, 1.0)), "第 2 页"),
        (Evidence("1", sheet="表三", cell="K7"), "工作表“表三”K7"),
        (Evidence("1", table=4, row=2, column=3), "第 4 个表格第 2 行第 3 格"),
        (Evidence("1", paragraph=12), "第 12 段"),
        (Evidence("1"), ""),
    ],
)
def test_place_is_said_as_a_person_finds_it(evidence: Evidence, place: str) -> None:
    assert place_of(evidence) == place


def test_sarif_names_rules_places_and_keys() -> None:
    log = json.loads(sarif([FINDINGS], "1.2.3"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["artifacts"] == [
        {"location": {"uri": quote("预算.txt")}, "hashes": {"sha-256": SOURCE.sha256}}
    ]
    first, second = run["results"]
    assert first["level"] == "error"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "SUM101"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert (region["charOffset"], region["charLength"], region["snippet"]["text"]) == (
        100, 6, "191.02",
    )  # fmt: skip
    assert first["partialFingerprints"] == {"mingzhangKey/v1": "SUM101:03.合计.total"}
    assert second["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "表十二"}]}]
    assert "suppressions" not in first


def test_sarif_says_places_in_words_and_names_files_by_addresses() -> None:
    cell = structs.replace(ERROR, evidence=(Evidence("191.02", table=4, row=2, column=3),))
    file = SourceReference(name="甲 乙/预算?.docx", sha256="")
    (run,) = json.loads(sarif([findings_of(file, [cell])], "1.2.3"))["runs"]
    assert run["results"][0]["locations"][0]["message"] == {"text": "第 4 个表格第 2 行第 3 格"}
    assert (
        run["artifacts"][0]["location"]["uri"] == "%E7%94%B2%20%E4%B9%99/%E9%A2%84%E7%AE%97%3F.docx"
    )


def test_sarif_suppresses_what_was_set_aside() -> None:
    (run,) = json.loads(sarif([findings_of(SOURCE, [ASIDE])], "1.2.3"))["runs"]
    (result,) = run["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "张三：口径不同"}]
