"""Ten times the lines, projects and units: what it costs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tools.large import large_workbook

from bench.timing import milliseconds, peak_memory
from mingzhang.checker import check
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

__all__ = ["size"]

FORMATS = ("docx", "html", "xlsx", "json", "csv")
SMALL = (1_000, 30, 5)
LARGE = (10_000, 300, 50)


def size(console: Console) -> None:
    """Print seconds and memory of a large department, and of one a tenth of it."""
    with tempfile.TemporaryDirectory() as name:
        found = []
        for amount in (SMALL, LARGE):
            path = Path(name) / f"{amount[0]}.xlsx"
            path.write_bytes(large_workbook(*amount))
            found.append(_measured(path))
    small, large = found
    table = Table("step", "1,000 lines", "10,000 lines", "ratio (goal 12)")
    for step, time in small.items():
        unit = "MiB" if step == "memory" else "ms"
        table.add_row(
            step, f"{time:.0f} {unit}", f"{large[step]:.0f} {unit}", f"{large[step] / time:.1f}"
        )
    console.print("1,000 lines, 30 projects, 5 units, and ten times as many", table)


def _measured(workbook: Path) -> dict[str, float]:
    data = workbook.read_bytes()
    opened = open_disclosure(workbook)
    return {
        "compile": milliseconds(lambda: compile_budget(read_budget(data)), 1),
        "check": milliseconds(lambda: check(opened.scheme, opened.disclosure), 1),
        **{
            name: milliseconds(lambda name=name: published_files(opened, [name]), 1)  # type: ignore[misc]
            for name in FORMATS
        },
        "memory": peak_memory(_publish_once, workbook),
    }


def _publish_once(workbook: Path) -> None:
    published_files(open_disclosure(workbook), FORMATS)
