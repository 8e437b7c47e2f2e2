"""Reading and checking published documents; PDF beside pdfplumber and bare text extraction."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
from rich.console import Console
from rich.table import Table

from bench.timing import milliseconds
from mingzhang.checker import check
from mingzhang.model import Disclosure
from mingzhang.reader.file import read_file
from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.scheme import load_scheme
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

__all__ = ["reading"]

RUNS = 5


def reading(console: Console, samples: list[Path], texts: list[Path], pdfs: list[Path]) -> None:
    """Print milliseconds a document to read and check, and pages a second of PDF."""
    table = Table("document", "read ms", "check ms")
    found: dict[str, list[float]] = {}
    for kind, name, data in _documents(samples, texts):
        read = read_file(data, name)
        times = milliseconds(lambda data=data, name=name: read_file(data, name), RUNS)  # type: ignore[misc]
        checking = milliseconds(lambda read=read: _checked(read), RUNS)  # type: ignore[misc]
        found.setdefault(kind, []).append(times)
        found.setdefault(f"check {kind}", []).append(checking)
        table.add_row(name, f"{times:.1f}", f"{checking:.1f}")
    console.print("Milliseconds to read and check a document", table)
    for kind, values in found.items():
        console.print(f"{kind}: median {statistics.median(values):.1f} ms")
    if pdfs:
        _pages(console, pdfs)


def _documents(samples: list[Path], texts: list[Path]) -> list[tuple[str, str, bytes]]:
    documents = [("txt", path.name, path.read_bytes()) for path in texts]
    for sample in samples:
        files = published_files(open_disclosure(sample), ["docx", "html"])
        documents += [(name.rpartition(".")[2], name, data) for name, data in files.items()]
    return documents


def _checked(disclosure: Disclosure) -> object:
    return check(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)


def _pages(console: Console, pdfs: list[Path]) -> None:
    table = Table("pdf", "pages", "ours pages/s", "bare text / ours", "ours / pdfplumber")
    for path in pdfs:
        data = path.read_bytes()
        count = len(pypdfium2.PdfDocument(data))
        ours = _seconds(lambda data=data: pdf_document(data))  # type: ignore[misc]
        bare = _seconds(lambda data=data: _bare_text(data))  # type: ignore[misc]
        plumber = _seconds(lambda path=path: _plumbed(path))  # type: ignore[misc]
        table.add_row(
            path.name,
            str(count),
            f"{count / ours:.0f}",
            f"{ours / bare:.1f}x as long (goal 3)",
            f"{plumber / ours:.1f}x faster (goal 10)",
        )
    console.print("PDF pages", table)


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _bare_text(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()


def _plumbed(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
