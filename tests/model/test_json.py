"""JSON of disclosures and findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.gold import each_gold
from tests.model.disclosures import DISCLOSURES, EVIDENCE, TEXTS, some

from mingzhang.cube import Coordinate, Fact
from mingzhang.model import (
    CellReference,
    Disclosure,
    Entity,
    Finding,
    ModelError,
    NotChecked,
    SourceReference,
    disclosure_from_json,
    disclosure_to_json,
    findings_of,
    findings_to_json,
    schema_of_disclosure,
    schema_of_findings,
)

DISCLOSURE = Draft202012Validator(schema_of_disclosure())
FINDINGS = Draft202012Validator(schema_of_findings())
PLACE = Coordinate.of({"project": "修缮（一期）,A=1"})
SMALL = Disclosure(
    scheme="shanxi",
    fiscal_year=2025,
    entity=Entity(name="某局", level="department"),
    facts=(Fact("12.修缮.total", PLACE, "1.00", "万元"),),
)

slowly = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def is_part_of(small: Any, large: Any) -> bool:
    """Whether everything of one JSON value stands in the other too, however that goes on."""
    if isinstance(small, dict):
        return all(key in large and is_part_of(value, large[key]) for key, value in small.items())
    if isinstance(small, list):
        return len(small) == len(large) and all(map(is_part_of, small, large))
    return bool(small == large)


@each_gold
def test_a_checked_reading_keeps_all_it_says_and_its_bytes(path: Path) -> None:
    said = json.loads(path.read_bytes())
    for form in said["forms"]:
        for remark in ("gold_quality", "line"):
            form.pop(remark, None)
    written = disclosure_to_json(disclosure_from_json(path.read_bytes()))
    assert is_part_of(said, json.loads(written))
    assert disclosure_to_json(disclosure_from_json(written)) == written
    DISCLOSURE.validate(json.loads(written))


@slowly
@given(disclosure=DISCLOSURES)
def test_a_disclosure_reads_back_the_same(disclosure: Disclosure) -> None:
    written = disclosure_to_json(disclosure)
    read = disclosure_from_json(written)
    assert read == disclosure
    assert disclosure_to_json(read) == written
    DISCLOSURE.validate(json.loads(written))


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(schema_of_disclosure())
    Draft202012Validator.check_schema(schema_of_findings())


@pytest.mark.parametrize(
    "change",
    [{"format": "other"}, {"version": 2}, {"fiscal_year": "2025"}, {"tables": None},
     {"facts": [{"address": "a", "coordinate": "nowhere", "text": None, "unit": "万元"}]}],
)  # fmt: skip
def test_the_schema_refuses_what_the_program_does(change: dict[str, Any]) -> None:
    said = {**json.loads(disclosure_to_json(SMALL)), **change}
    assert not DISCLOSURE.is_valid(said)
    with pytest.raises(ModelError):
        disclosure_from_json(json.dumps(said).encode())


def test_a_file_holds_coordinates_in_their_text_form() -> None:
    said = json.loads(disclosure_to_json(SMALL))
    assert said["facts"][0]["coordinate"] == "budget(project=修缮（一期）%2CA%3D1)"


def test_a_key_of_others_is_passed_over() -> None:
    said = {**json.loads(disclosure_to_json(SMALL)), "remark": {"by": "他人"}}
    assert disclosure_from_json(json.dumps(said).encode()) == SMALL


WHOLE = disclosure_to_json(SMALL)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是完整的 JSON"),
        (WHOLE[:-30], "不是完整的 JSON：内容中途断了"),
        (b"x" + WHOLE, "不是完整的 JSON：第 1 字节处写法有误"),
        (b'"\xff"', "不是 UTF-8 文字"),
        (b"[" * 100_000, "JSON 嵌套过深"),
        (b"[]", '缺少 "format": "mingzhang/disclosure"'),
        (b"{}", '缺少 "format": "mingzhang/disclosure"'),
        (WHOLE.replace(b"mingzhang/disclosure", b"mingzhang/findings"), "不是部门预算公开数据"),
    ],
    ids=["empty", "cut", "more", "not utf-8", "deep", "list", "no format", "other format"],
)
def test_what_is_no_disclosure_is_said_so(data: bytes, words: str) -> None:
    with pytest.raises(ModelError) as raised:
        disclosure_from_json(data)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": 2}, "数据版本为 2，本程序只能读版本 1，请升级程序"),
        ({"version": "1"}, '数据缺少版本，应有 "version": 1'),
        ({"version": True}, '数据缺少版本，应有 "version": 1'),
        ({"version": None}, '数据缺少版本，应有 "version": 1'),
        ({"fiscal_year": "2025"}, "fiscal_year 应为整数，现为文字"),
        ({"entity": {"name": "某局", "level": "部门"}},
         "entity level “部门”不是可用的值，可用 department、unit"),
        ({"entity": {"name": "某局"}}, "entity 缺少 level，可用 name、level、code"),
        ({"tables": [{"id": "01", "title": "", "unit": "", "rows": [{"label": "", "cells": {"a": 1}}]}]},
         "tables 第 1 项 rows 第 1 项 cells 应为文字或空，现为整数"),
        ({"facts": [{"address": "", "coordinate": "甲", "text": None, "unit": ""}]},
         "facts 第 1 项 coordinate “甲”不是坐标"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place(change: dict[str, Any], words: str) -> None:
    said = {**json.loads(WHOLE), **change}
    with pytest.raises(ModelError) as raised:
        disclosure_from_json(json.dumps(said).encode())
    assert words in str(raised.value)


FINDING = Finding(
    key="SUM101:03.合计.total",
    code="SUM101",
    severity="error",
    message="合计与分项之和不符",
    where="表三 合计",
    cells=(CellReference(table="03", row="合计", column="total", stated=None),),
)


def test_findings_are_counted_by_severity_and_fit_their_schema() -> None:
    found = findings_of(
        SourceReference(name="预算.txt", sha256="00"),
        [FINDING, FINDING],
        [NotChecked(code="SUM101", where="表三", reason="没有读到")],
    )
    assert (found.summary.error, found.summary.warning, found.summary.info) == (2, 0, 0)
    FINDINGS.validate(json.loads(findings_to_json(found)))


@given(evidence=some(EVIDENCE), message=TEXTS)
def test_findings_of_one_line_say_the_same(evidence: Any, message: str) -> None:
    found = findings_of(None, [
        Finding(key="", code="", severity="info", message=message, where="", evidence=evidence)
    ])  # fmt: skip
    line = findings_to_json(found, one_line=True)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line) == json.loads(findings_to_json(found))
    FINDINGS.validate(json.loads(line))
