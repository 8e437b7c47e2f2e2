"""Packages and their faults as the reference validator of data packages sees them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.publisher.opendata.packages import (
    SAMPLES,
    Files,
    described,
    field,
    package,
    put,
    rows,
    written,
)

frictionless = pytest.importorskip(
    "frictionless", reason="the reference validator is a development dependency"
)


def faults(files: Files, folder: Path) -> set[tuple[str, str]]:
    """The kind of each error, with the resource that it is in."""
    report = frictionless.Package(str(put(files, folder))).validate()
    assert not report.errors
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


@pytest.mark.parametrize("sample", SAMPLES)
def test_package_of_a_sample_is_valid(sample: str, tmp_path: Path) -> None:
    assert faults(package(sample), tmp_path) == set()


def test_every_cell_and_key_is_looked_at(tmp_path: Path) -> None:
    first = package()["data/table-03.csv"].decode().splitlines()[1]
    files = written(package(), "codes-kind", "basic,基本支出", "basis,基本支出")
    files = written(files, "table-03", f"{first}\n", f"{first}\n{first}\n")
    files = written(files, "table-05", ",2025,", ",二〇二五,")
    found = faults(files, tmp_path)
    assert {
        ("table-03", "foreign-key"),
        ("table-03", "primary-key"),
        ("table-03", "unique-error"),
        ("table-05", "type-error"),
    } <= found


def test_changed_file_is_noticed(tmp_path: Path) -> None:
    path = "data/table-03.csv"
    files = {**package(), path: package()[path].replace(b"2025", b"2026", 1)}
    assert ("table-03", "hash-count") in faults(files, tmp_path)


def test_fiscal_types_and_totals_are_passed_over_which_is_why_we_check_them(
    tmp_path: Path,
) -> None:
    def spoil(tree: dict[str, Any]) -> None:
        field(tree, "table-03", "kind_code")["columnType"] = "no:such:type"

    amount = rows(package(), "table-03")[0]["value"]
    files = written(described(package(), spoil), "table-03", f",{amount}", ",1.00")
    assert faults(files, tmp_path) == set()
