"""Milliseconds a department, in one run: ours beside the usual way, and peak memory.

Every figure is the median of the runs; ratios compare medians taken in this same run.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.usual_way import render_usual
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.publisher.compose import compose
from mingzhang.publisher.render.docx import render_docx
from mingzhang.publisher.render.html import render_html
from mingzhang.workflow import open_disclosure, published_files

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
USUAL_RUNS = 3


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs after a first one that warms caches."""
    work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def measured(workbook: Path) -> dict[str, float]:
    """All figures of one sample."""
    data = workbook.read_bytes()
    opened = open_disclosure(workbook)
    publication = compose(opened.scheme, opened.disclosure)
    return {
        "compile": milliseconds(lambda: compile_budget(read_budget(data)), RUNS),
        "docx": milliseconds(lambda: render_docx(compose(opened.scheme, opened.disclosure)), RUNS),
        "html": milliseconds(lambda: render_html(compose(opened.scheme, opened.disclosure)), RUNS),
        "usual": milliseconds(lambda: render_usual(publication), USUAL_RUNS),
    }


def peak_memory(workbook: Path) -> float:
    """Peak resident memory in MiB of a fresh process that compiles and publishes one sample."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_publish_once, (workbook,))


def _publish_once(workbook: Path) -> float:
    published_files(open_disclosure(workbook), ["docx", "html", "json"])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Print the table of figures."""
    console = Console()
    table = Table(
        "sample", "compile ms", "docx ms", "html ms", "usual docx ms", "usual / ours", "MiB"
    )
    found = {}
    for workbook in sorted((ROOT / "samples").glob("*.xlsx")):
        found[workbook.stem] = figures = measured(workbook)
        table.add_row(
            workbook.stem,
            *(f"{figures[key]:.1f}" for key in ("compile", "docx", "html", "usual")),
            f"{figures['usual'] / figures['docx']:.1f}x",
            f"{peak_memory(workbook):.0f}",
        )
    console.print(table)
    if found:
        compile_median = statistics.median(one["compile"] for one in found.values())
        largest = max(one["docx"] + one["html"] for one in found.values())
        console.print(f"median compile {compile_median:.1f} ms (goal 50)")
        console.print(f"docx and html together, largest sample {largest:.1f} ms (goal 400)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
