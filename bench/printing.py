"""The PDF of each sample, beside the usual way to one: a Word file printed by LibreOffice."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
from msgspec import structs
from rich.console import Console
from rich.table import Table

from bench.timing import peak_memory
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.publishing import published_files

__all__ = ["printing"]

RUNS = 7
GOAL = 300


def printing(console: Console, samples: list[Path]) -> None:
    """Print milliseconds for each PDF, with and without the workbook it carries, and the ratio."""
    table = Table("sample", "pages", "pdf", "of it xlsx", "without", "LibreOffice / ours", "MiB")
    largest = 0.0
    for sample in samples:
        opened = open_disclosure(sample)
        (data,) = published_files(opened, ["pdf"]).values()
        whole = _median(opened, "pdf")
        book = _median(opened, "xlsx")
        usual = _by_libreoffice(opened)
        table.add_row(
            sample.stem,
            str(len(pypdfium2.PdfDocument(data))),
            f"{whole:.0f}",
            f"{book:.0f}",
            f"{whole - book:.0f}",
            f"{usual / whole:.1f}x" if usual else "soffice is missing",
            f"{peak_memory(_publish_once, sample):.0f}",
        )
        largest = max(largest, whole - book)
    console.print("Milliseconds to publish a PDF", table)
    console.print(
        f"largest sample {largest:.0f} ms beside the workbook that other formats share (goal {GOAL})"
    )


def _median(opened: Opened, name: str) -> float:
    times = []
    for one in _varied(opened):
        started = time.perf_counter()
        published_files(one, [name])
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:]) * 1000


def _varied(opened: Opened) -> Iterator[Opened]:
    """The disclosure under different names: Typst remembers what it has laid out before."""
    for number in range(RUNS + 1):
        entity = opened.disclosure.entity
        named = structs.replace(entity, name=f"{entity.name}{'一二三四五六七八九'[number]}")
        yield replace(opened, disclosure=structs.replace(opened.disclosure, entity=named))


def _by_libreoffice(opened: Opened) -> float | None:
    """Milliseconds of the second of two runs, of the Word file and its printing."""
    if shutil.which("soffice") is None:
        return None
    took = 0.0
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        source = Path(folder) / "source.docx"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        for _ in range(2):
            started = time.perf_counter()
            (data,) = published_files(opened, ["docx"]).values()
            source.write_bytes(data)
            subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=300)
            took = time.perf_counter() - started
    return took * 1000


def _publish_once(workbook: Path) -> None:
    published_files(open_disclosure(workbook), ["pdf"])
