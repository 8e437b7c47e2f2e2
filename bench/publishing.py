"""Compiling and publishing the samples, beside the usual ways to the same files."""

from __future__ import annotations

import statistics
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.timing import milliseconds, peak_memory
from bench.usual_way import render_usual
from bench.usual_workbook import render_usual_workbook
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.publisher.compose import compose
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

__all__ = ["publishing"]

RUNS = 7
USUAL_RUNS = 3
FORMATS = ("docx", "html", "xlsx", "json", "csv")


def publishing(console: Console, samples: list[Path]) -> None:
    """Print milliseconds of each step and format, and how much longer the usual ways take."""
    table = Table(
        "sample", "compile", *FORMATS, "all", "python-docx / ours", "openpyxl / ours", "MiB"
    )
    found = [_measured(sample) for sample in samples]
    for sample, one in zip(samples, found, strict=True):
        table.add_row(
            sample.stem,
            *(f"{one[key]:.1f}" for key in ("compile", *FORMATS, "all")),
            f"{one['usual docx'] / one['docx']:.1f}x",
            f"{one['usual xlsx'] / one['xlsx']:.1f}x",
            f"{peak_memory(_publish_once, sample):.0f}",
        )
    console.print("Milliseconds to compile and publish", table)
    compiling = statistics.median(one["compile"] for one in found)
    console.print(f"median compile {compiling:.1f} ms (goal 50)")
    largest = max(one["docx"] + one["html"] for one in found)
    console.print(f"docx and html, largest sample {largest:.1f} ms (goal 400)")
    console.print(
        f"all formats, largest sample {max(one['all'] for one in found):.0f} ms (goal 1000)"
    )


def _measured(workbook: Path) -> dict[str, float]:
    data = workbook.read_bytes()
    opened = open_disclosure(workbook)
    publication = compose(opened.scheme, opened.disclosure)
    return {
        "compile": milliseconds(lambda: compile_budget(read_budget(data)), RUNS),
        **{
            name: milliseconds(lambda name=name: published_files(opened, [name]), RUNS)  # type: ignore[misc]
            for name in FORMATS
        },
        "all": milliseconds(lambda: published_files(opened, FORMATS), RUNS),
        "usual docx": milliseconds(lambda: render_usual(publication), USUAL_RUNS),
        "usual xlsx": milliseconds(lambda: render_usual_workbook(publication), USUAL_RUNS),
    }


def _publish_once(workbook: Path) -> None:
    published_files(open_disclosure(workbook), FORMATS)
