"""Findings set aside by a list: who may, for how long, and what a list must say."""

from __future__ import annotations

import csv
import io
import json
import pickle
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec import structs

from mingzhang.checker.report.book import finding_list
from mingzhang.checker.report.columns import LIST_SHEET
from mingzhang.model import (
    EntityReference,
    Finding,
    Findings,
    SetAside,
    SourceReference,
    figures_digest,
    findings_of,
)
from mingzhang.workflow import InputError
from mingzhang.workflow.set_aside import SetAsides, read_set_asides, with_set_aside

ERROR = Finding(
    key="SUM101:03.合计.total", code="SUM101", severity="error", message="合计不符", where="表三 合计",
    stated="191.02",
)  # fmt: skip
HINT = Finding(key="STR101:12", code="STR101", severity="info", message="缺少", where="表十二")
ASIDE = SetAside(reason="口径不同", name="张三")


def document(entity: str = "示范县档案馆", year: int = 2026, file: str = "甲.pdf") -> Findings:
    found = findings_of(SourceReference(name=file, sha256=""), [ERROR, HINT])
    of = EntityReference(name=entity, level="department", fiscal_year=year)
    return structs.replace(found, entity=of)


def rows(**changes: str) -> list[dict[str, str]]:
    """The list of one document, its first finding set aside, with other values in that row."""
    book = openpyxl.load_workbook(BytesIO(finding_list([document()])))
    titles, *lines = book[LIST_SHEET].iter_rows(values_only=True)
    found = [
        {str(title): "" if value is None else str(value) for title, value in
         zip(titles, line, strict=True)}
        for line in lines
    ]  # fmt: skip
    found[0] |= {"搁置理由": ASIDE.reason, "搁置人": ASIDE.name, **changes}
    return found


def as_xlsx(items: list[dict[str, str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某局问题清单"])
    for line in (items[0].keys(), *(one.values() for one in items)):
        sheet.append(list(line))
    book.save(buffer := BytesIO())
    return buffer.getvalue()


def as_csv(items: list[dict[str, str]], encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, items[0])
    writer.writeheader()
    writer.writerows(items)
    return text.getvalue().encode(encoding)


def as_json(items: list[dict[str, str]]) -> bytes:
    return json.dumps(items, ensure_ascii=False).encode()


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[bytes], SetAsides]:
    def read(data: bytes) -> SetAsides:
        (tmp_path / "清单").write_bytes(data)
        return read_set_asides(tmp_path / "清单")

    return read


Listed = Callable[[bytes], SetAsides]


def said(findings: Findings) -> list[Any]:
    return [one.set_aside or None for one in findings.findings]


@pytest.mark.parametrize(
    "data",
    [as_xlsx, as_csv, lambda items: as_csv(items, "gb18030"), as_json],
    ids=["xlsx", "csv", "csv of a Chinese spreadsheet", "json"],
)
def test_list_of_any_form_sets_aside_what_is_filled_in(
    listed: Listed, data: Callable[[list[dict[str, str]]], bytes]
) -> None:
    found = with_set_aside(document(), listed(data(rows())))
    assert said(found) == [ASIDE, None]
    assert (found.summary.error, found.summary.info, found.summary.set_aside) == (0, 1, 1)


def test_the_written_list_itself_may_be_filled_in(tmp_path: Path) -> None:
    marked = structs.replace(ERROR, set_aside=ASIDE)
    before = structs.replace(document(), findings=(marked, HINT))
    (tmp_path / "清单.xlsx").write_bytes(finding_list([before]))
    listed = read_set_asides(tmp_path / "清单.xlsx")
    assert said(with_set_aside(document(), listed)) == [ASIDE, None]
    assert said(with_set_aside(document(), pickle.loads(pickle.dumps(listed)))) == [ASIDE, None]


def test_keys_of_a_program_are_understood(listed: Listed) -> None:
    entry = {"key": ERROR.key, "reason": ASIDE.reason, "name": ASIDE.name}
    assert said(with_set_aside(document(), listed(as_json([entry])))) == [ASIDE, None]
    assert said(with_set_aside(document(), listed(as_csv([entry])))) == [ASIDE, None]


def test_a_finding_comes_back_when_its_figure_changed(listed: Listed) -> None:
    changed = structs.replace(ERROR, stated="191.03")
    found = with_set_aside(
        structs.replace(document(), findings=(changed, HINT)), listed(as_json(rows()))
    )
    assert said(found) == [None, None]
    assert found.summary.error == 1
    assert found.findings[0].message == "合计不符（张三曾搁置：口径不同；此后数字有变，请重新核对）"


@pytest.mark.parametrize(
    ("changes", "other", "is_set_aside"),
    [
        ({}, document(file="改正稿.docx"), True),
        ({}, document(entity="示范县教育局"), False),
        ({}, document(year=2025), False),
        ({"年度": ""}, document(year=2025), True),
        ({"年度": "2026.0"}, document(), False),
        ({"单位": ""}, document(entity="示范县教育局"), True),
        ({"单位": ""}, document(file="乙.pdf"), False),
        ({"单位": "", "文件": ""}, document("示范县教育局", 2025, "乙.pdf"), True),
        ({}, structs.replace(document(), entity=None), False),
        ({"校验值": ""}, document(), True),
        ({"问题标识": "SUM101:04"}, document(), False),
    ],
)
def test_a_row_is_about_the_document_of_its_entity_and_year(
    listed: Listed, changes: dict[str, str], other: Findings, is_set_aside: bool
) -> None:
    found = with_set_aside(other, listed(as_json(rows(**changes))))
    assert said(found) == [ASIDE if is_set_aside else None, None]


def test_rows_without_reason_and_name_say_nothing(listed: Listed) -> None:
    assert listed(as_json(rows(搁置理由="", 搁置人=" "))).entries == ()


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"搁置理由": " "}, "第 3 行有搁置人，没有搁置理由"),
        ({"搁置人": ""}, "第 3 行有搁置理由，没有搁置人"),
        ({"问题标识": ""}, "第 3 行没有问题标识，不知道搁置的是哪一条"),
    ],
)
def test_what_a_row_lacks_is_told_with_its_number(
    listed: Listed, changes: dict[str, str], detail: str
) -> None:
    with pytest.raises(InputError) as error:
        listed(as_xlsx(rows(**changes)))
    assert error.value.details == (detail,)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "没有“问题标识”、“搁置理由”、“搁置人”几栏；请用 check --format xlsx 写出的清单"),
        ("单位,金额\n甲,1\n".encode(), "没有“问题标识”、“搁置理由”、“搁置人”几栏"),
        (as_xlsx([{"单位": "甲"}]), "没有“问题标识”、“搁置理由”、“搁置人”几栏"),
        (b"PK\x03\x04", "工作簿不完整"),
        (b"[{", "不是完整的 JSON"),
        (b'{"key": "x"}', "JSON 应是一个列表"),
        (b"\xff\xff\xff", "不是搁置清单；可用 .xlsx、CSV 或 JSON"),
    ],
)
def test_what_is_no_list_is_told(listed: Listed, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        listed(data)
    assert error.value.message.startswith(message)


def test_rows_that_name_a_finding_are_known(listed: Listed) -> None:
    gone = {**rows()[0], "问题标识": "SUM999:1"}
    known = listed(as_json([gone, *rows()]))
    assert known.rows_about(document()) == {2}
    assert known.rows_about(document(entity="示范县教育局")) == set()


def test_digest_of_the_list_is_that_of_the_finding() -> None:
    assert rows()[0]["校验值"] == figures_digest(ERROR)
