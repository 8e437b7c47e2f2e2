from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.program import Run, runner
from tests.department import workbook


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return runner(capsys, monkeypatch)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small department's workbook, filled in."""
    path = tmp_path / "预算.xlsx"
    path.write_bytes(workbook())
    return path
