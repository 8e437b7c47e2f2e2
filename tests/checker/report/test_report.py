"""Findings in words and as SARIF."""

from __future__ import annotations

import json

import pytest
from msgspec import structs

from mingzhang.checker.report import sarif, told
from mingzhang.checker.report.told import place_of
from mingzhang.cube import Evidence
from mingzhang.model import Finding, NotChecked, SourceReference, findings_of

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


def test_what_must_be_mended_stands_before_what_should_be_looked_at() -> None:
    assert told(FINDINGS).splitlines() == [
        "预算.txt：1 个错误，1 处需要核对，0 条提示",
        "  必须改正（1）",
        "  SUM101 合计不符",
        "      第 8 行",
        "  请人核对（1）",
        "  STR101 缺少表十二",
        "  未检查：表四 合计，没有读到",
    ]


def test_cell_of_the_workbook_behind_a_file_is_said_to_be_there() -> None:
    cell = structs.replace(ERROR, evidence=(Evidence("191.02", sheet="预算明细", cell="K7"),))
    word = SourceReference(name="公开.docx", sha256="")
    book = SourceReference(name="预算.xlsx", sha256="")
    assert told(findings_of(word, [cell])).splitlines()[-1] == (
        "      编制时的填报工作簿，工作表“预算明细”K7"
    )
    assert told(findings_of(book, [cell])).splitlines()[-1] == "      工作表“预算明细”K7"


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
        {"location": {"uri": "预算.txt"}, "hashes": {"sha-256": SOURCE.sha256}}
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
