"""Exported tables on the command line: what is said, and the exit code."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from tests.cli.program import Run
from tests.compiler.workbooks import compiled
from tests.department import workbook
from tests.exported import exported, find, in_yuan

DISCLOSURE = compiled().disclosure


def put(tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    return name


def test_tables_that_agree_are_compiled_without_a_word_more(run: Run, tmp_path: Path) -> None:
    book = put(tmp_path, "预算.xlsx", workbook(lines=[]))
    tables = put(tmp_path, "导出.xlsx", exported(DISCLOSURE, in_yuan(DISCLOSURE)))
    answer = run("compile", book, "--tables", tables, "--out", "预算.json")
    assert answer.code == 0
    assert len(answer.lines) == 1
    assert answer.lines[0].startswith("编制完成：13 张表，")


def test_differences_are_listed_and_the_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    source = openpyxl.load_workbook(BytesIO(exported(DISCLOSURE)))
    source["表三"][find(source, "表三", "2012604", 5)] = 17.51
    saved = BytesIO()
    source.save(saved)
    book = put(tmp_path, "预算.xlsx", workbook(lines=[]))
    tables = put(tmp_path, "导出.xlsx", saved.getvalue())
    answer = run("compile", book, "--tables", tables, "--out", "预算.json")
    assert answer.code == 1
    assert answer.lines[:2] == [
        "给定的表与推算的表有 1 处不同：",
        "  表三 2012604 档案馆 项目支出：给定 17.51 万元，推算 17.50 万元（表三!E10）",
    ]


def test_tables_are_not_overwritten(run: Run, tmp_path: Path) -> None:
    book = put(tmp_path, "预算.xlsx", workbook(lines=[]))
    given = exported(DISCLOSURE)
    tables = put(tmp_path, "导出.xlsx", given)
    answer = run("compile", book, "--tables", tables, "--out", tables)
    assert answer.code == 2
    assert (tmp_path / tables).read_bytes() == given


def test_tables_go_with_a_workbook_only(run: Run, tmp_path: Path) -> None:
    made = put(tmp_path, "预算.json", b"{}")
    tables = put(tmp_path, "导出.xlsx", exported(DISCLOSURE))
    answer = run("compile", made, "--tables", tables)
    assert (answer.code, answer.lines) == (
        2,
        ["预算.json：不是填报工作簿（.xlsx），导出的表只能和填报工作簿一起编制"],
    )


def test_a_table_can_be_published_from_exported_tables(run: Run, tmp_path: Path) -> None:
    book = put(tmp_path, "预算.xlsx", workbook(lines=[]))
    tables = put(tmp_path, "导出.xlsx", exported(DISCLOSURE))
    answer = run("publish", book, "--tables", tables, "--out", "公开", "--format", "json")
    assert answer.code == 0
    assert len(list((tmp_path / "公开").iterdir())) == 1
