"""A file of our own is checked as its pages stand: places in them, and what only they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.department import workbook

from mingzhang.cube import Evidence
from mingzhang.model import Finding
from mingzhang.workflow.checking import CheckedFile, checked_file
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.publishing import published_files

FORMATS = ["docx", "html", "xlsx"]


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = tmp_path_factory.mktemp("department") / "预算.xlsx"
    path.write_bytes(workbook())
    return open_disclosure(path)


def checked(opened: Opened, kind: str, folder: Path, *, is_draft: bool = False) -> CheckedFile:
    (data,) = published_files(opened, [kind], is_draft=is_draft).values()
    path = folder / f"公开.{kind}"
    path.write_bytes(data)
    found = checked_file(path)
    assert isinstance(found, CheckedFile)
    return found


def said(file: CheckedFile) -> list[Finding]:
    return list(file.findings.findings)


def is_in_workbook(place: Evidence) -> bool:
    return place.sheet in ("预算明细", "项目", "上年数", "资产")


@pytest.mark.parametrize("kind", FORMATS)
def test_figures_are_placed_in_the_pages(kind: str, department: Opened, tmp_path: Path) -> None:
    facts = checked(department, kind, tmp_path).disclosure.facts
    shown = [fact for fact in facts if fact.text]
    assert shown
    assert all(fact.evidence for fact in shown)
    assert not [fact for fact in shown if any(map(is_in_workbook, fact.evidence))]


@pytest.mark.parametrize("kind", FORMATS)
def test_pages_are_found_to_say_what_the_data_says(
    kind: str, department: Opened, tmp_path: Path
) -> None:
    data = [one.key for one in said(checked(department, "json", tmp_path))]
    assert [one.key for one in said(checked(department, kind, tmp_path))] == data


@pytest.mark.parametrize("kind", FORMATS)
def test_mark_of_a_draft_is_found(kind: str, department: Opened, tmp_path: Path) -> None:
    codes = [one.code for one in said(checked(department, kind, tmp_path, is_draft=True))]
    assert "TXT101" in codes
