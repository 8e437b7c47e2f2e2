"""What other programs rely on: the commands, their options, and the JSON that they write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer.main
from tests.cli.program import Run, runner
from tests.compiler.workbooks import compiled
from tests.department import NAME, YEAR, workbook

from mingzhang.cli.app import app
from mingzhang.model import disclosure_to_json, schema_of_disclosure, schema_of_findings

PROGRAM: Any = typer.main.get_command(app)

COMMANDS: dict[str, tuple[set[str], set[str]]] = {
    "read": ({"files"}, {"--out"}),
    "check": ({"files"}, {"--format", "--out", "--annotate", "--set-aside", "--against"}),
    "new": ({"workbook"}, {"--scheme", "--year"}),
    "compile": ({"workbook"}, {"--out"}),
    "publish": ({"file"}, {"--out", "--format", "--draft"}),
    "verify": ({"pages"}, set()),
    "site build": ({"files"}, {"--out"}),
    "rule": ({"code"}, set()),
    "schema": ({"name"}, set()),
}
"""Arguments and options that may never go away; others may come."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys, monkeypatch)


def command(name: str) -> Any:
    """A command, or one that belongs to a group."""
    found = PROGRAM
    for word in name.split():
        found = found.commands[word]
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_command_takes_what_is_promised(name: str) -> None:
    arguments, options = COMMANDS[name]
    parameters = command(name).params
    assert {one.name for one in parameters if one.param_type_name == "argument"} >= arguments
    assert {option for one in parameters for option in one.opts} >= options


@pytest.mark.parametrize("name", ["read", "check", "verify", "site build"])
def test_command_for_many_files_takes_many(name: str) -> None:
    (argument,) = [one for one in command(name).params if one.param_type_name == "argument"]
    assert argument.nargs == -1


def changed(table_id: str, key: str, text: str) -> bytes:
    """The small department's disclosure with one total changed."""
    tree = json.loads(disclosure_to_json(compiled().disclosure))
    (table,) = [one for one in tree["tables"] if one["id"] == table_id]
    table["rows"][0]["cells"][key] = text
    return json.dumps(tree, ensure_ascii=False).encode()


def test_compiled_disclosure_has_the_keys_of_the_contract(run: Run, tmp_path: Path) -> None:
    (tmp_path / "预算.xlsx").write_bytes(workbook())
    tree = json.loads(run("compile", "预算.xlsx").data)
    jsonschema.validate(tree, schema_of_disclosure())
    assert (tree["format"], tree["version"]) == ("mingzhang/disclosure", 1)
    assert (tree["scheme"], tree["fiscal_year"]) == ("shanxi", 2026)
    assert tree["entity"] == {"name": "示范县档案馆", "level": "department", "code": "118"}
    assert set(tree["source"]) == {"name", "media_type", "sha256"}
    assert tree["tables"][2]["rows"][1] == {
        "side": None,
        "code": "201",
        "label": "一般公共服务支出",
        "government_label": None,
        "cells": {"total": "48.60", "basic": "31.10", "project": "17.50"},
    }
    assert set(tree["narrative"][0]) == {"id", "title", "text"}
    assert {"kind", "project", "fields", "funding", "indicators"} <= set(tree["forms"][0])
    assert tree["forms"][0]["funding"][0] == {
        "horizon": "implementation",
        "source": "total",
        "amount": "300000",
        "unit": "元",
    }


COLUMNS: dict[tuple[str, str | None], list[str]] = {
    ("01", "revenue"): ["amount"],
    ("01", "expenditure"): ["total", "current", "carryover"],
    ("02", None): [
        "total",
        "general",
        "gov_fund",
        "state_capital",
        "special_account",
        "unit_funds",
        "carryover",
    ],
    ("03", None): ["total", "basic", "project"],
    ("04", "revenue"): ["amount"],
    ("04", "expenditure"): ["total", "general", "gov_fund", "state_capital"],
    ("05", None): ["total", "basic", "project"],
    ("06", None): ["total", "personnel", "operating"],
    ("07", None): ["amount"],
    ("08", None): ["total", "basic", "project"],
    ("09", "revenue"): ["amount"],
    ("10", None): ["total", "general", "gov_fund", "state_capital"],
    ("11", None): ["total", "general", "gov_fund", "state_capital"],
    ("12", None): [
        "total",
        "general",
        "gov_fund",
        "state_capital",
        "special_account",
        "unit_funds",
    ],
    ("13", None): ["total", "general", "gov_fund", "state_capital"],
}


def test_cells_of_every_table_have_the_keys_of_the_contract_in_order() -> None:
    found = {
        (table.id, row.side): list(row.cells)
        for table in compiled().disclosure.tables
        for row in table.rows
    }
    assert found == COLUMNS


def test_sides_come_one_after_the_other() -> None:
    for table in compiled().disclosure.tables:
        sides = [row.side for row in table.rows]
        assert sides == sorted(sides, key=lambda side: ("revenue", "expenditure", None).index(side))


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_findings_have_the_keys_of_the_contract(run: Run, tmp_path: Path, output: str) -> None:
    (tmp_path / "改过.json").write_bytes(changed("03", "total", "99.99"))
    answer = run("check", "改过.json", "--format", output)
    assert answer.code == 1
    tree = json.loads(answer.data)
    jsonschema.validate(tree, schema_of_findings())
    assert (tree["format"], tree["version"]) == ("mingzhang/findings", 1)
    assert list(tree) == [
        "format", "version", "source", "entity", "summary", "not_checked", "findings",
    ]  # fmt: skip
    assert tree["entity"] == {"name": NAME, "level": "department", "fiscal_year": YEAR}
    assert list(tree["summary"]) == ["error", "warning", "info"]
    assert tree["summary"]["error"] == len(tree["findings"])
    first = tree["findings"][0]
    assert {"key", "code", "severity", "message", "where", "cells", "stated", "evidence"} <= set(
        first
    )
    assert first["cells"][0] == {
        "table": "03",
        "row": "合计",
        "column": "total",
        "stated": "99.99",
    }


def test_findings_of_many_files_stand_one_a_line_in_the_order_given(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "一.xlsx").write_bytes(workbook())
    (tmp_path / "二.json").write_bytes(changed("05", "basic", "0.01"))
    answer = run("check", "二.json", "一.xlsx", "--format", "jsonl")
    assert [json.loads(line)["source"]["name"] for line in answer.data.splitlines()] == [
        "二.json",
        "一.xlsx",
    ]


def test_same_input_gives_the_same_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "改过.json").write_bytes(changed("03", "total", "99.99"))
    first, second = (run("check", "改过.json", "--format", "json").data for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("name", "schema"), [("disclosure", schema_of_disclosure), ("findings", schema_of_findings)]
)
def test_schema_on_stdout_is_that_of_the_package(run: Run, name: str, schema: Any) -> None:
    assert json.loads(run("schema", name).data) == json.loads(json.dumps(schema()))
