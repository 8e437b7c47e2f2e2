"""Findings counted, and the checksum that tells when a figure was changed."""

from __future__ import annotations

import json

import jsonschema
import pytest
from msgspec import structs

from mingzhang.cube import Evidence
from mingzhang.model import (
    CellReference,
    Finding,
    FindingSide,
    SetAside,
    figures_digest,
    findings_of,
    findings_to_json,
    schema_of_findings,
    summary_of,
)

CELL = CellReference(table="03", row="合计", column="total", stated="191.02")
FINDING = Finding(
    key="k", code="SUM101", severity="error", message="", where="表三 合计", cells=(CELL,),
    stated="191.02", expected="191.00", sides=(FindingSide(label="表三 合计", text="191.02万元"),),
    evidence=(Evidence("191.02", line=3),),
)  # fmt: skip
ASIDE = structs.replace(FINDING, set_aside=SetAside(reason="口径不同", name="张三"))


@pytest.mark.parametrize(
    "changes",
    [
        {"stated": "191.03"},
        {"stated": None},
        {"cells": (structs.replace(CELL, stated="191.03"),)},
        {"cells": (structs.replace(CELL, stated=None),)},
        {"sides": (FindingSide(label="表三 合计", text="191.03万元"),)},
        {"sides": ()},
    ],
)
def test_digest_changes_with_what_the_document_states(changes: dict[str, object]) -> None:
    assert figures_digest(structs.replace(FINDING, **changes)) != figures_digest(FINDING)


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": (Evidence("191.02", page=7),)},
        {"message": "另一种说法"},
        {"sides": (FindingSide(label="表三合计", text="191.02 万元"),)},
        {"set_aside": ASIDE.set_aside},
    ],
)
def test_digest_does_not_change_with_places_and_spaces(changes: dict[str, object]) -> None:
    assert figures_digest(structs.replace(FINDING, **changes)) == figures_digest(FINDING)


def test_digest_is_never_taken_for_a_number() -> None:
    assert figures_digest(FINDING).startswith("v")


def test_what_is_set_aside_counts_apart() -> None:
    summary = summary_of([FINDING, ASIDE, structs.replace(FINDING, severity="info")])
    assert (summary.error, summary.info, summary.set_aside) == (1, 1, 1)


def test_json_tells_of_setting_aside_only_where_it_was_done() -> None:
    plain = findings_to_json(findings_of(None, [FINDING])).decode()
    assert "set_aside" not in plain
    tree = json.loads(findings_to_json(findings_of(None, [ASIDE])))
    assert tree["summary"] == {"error": 0, "warning": 0, "info": 0, "set_aside": 1}
    assert tree["findings"][0]["set_aside"] == {"reason": "口径不同", "name": "张三"}
    for data in (plain, json.dumps(tree)):
        jsonschema.validate(json.loads(data), schema_of_findings())
