"""Checking: where the time of a document goes, a very large one, and thousands in a row."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

from msgspec import structs
from rich.console import Console
from rich.table import Table
from tools.large import large_workbook

from bench.timing import milliseconds
from mingzhang.checker import check
from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.model import Disclosure
from mingzhang.reader.file import document_of
from mingzhang.reader.read import read_document
from mingzhang.scheme import Scheme, load_scheme
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

__all__ = ["checking"]

RUNS = 5
FORMS = 300
LINES = (2_500, FORMS, 20)
FEW, MANY = 500, 5_000


def checking(console: Console, samples: list[Path], texts: list[Path]) -> None:
    """Print milliseconds by stage, seconds for a very large document, documents a second."""
    if texts:
        _stages(console, texts)
    _very_large(console, samples)
    _thousands(console, samples, texts)


def _stages(console: Console, texts: list[Path]) -> None:
    table = Table("stage", *(path.stem[:12] for path in texts))
    columns = [_stages_of(path.read_bytes()) for path in texts]
    for stage in dict.fromkeys(name for column in columns for name in column):
        table.add_row(stage, *(f"{column.get(stage, 0):.1f}" for column in columns))
    console.print("Milliseconds by stage (what rules share is charged to the first)", table)


def _stages_of(data: bytes) -> dict[str, float]:
    document = document_of(data)
    disclosure = read_document(document)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    check(scheme, disclosure)
    return {
        "read: blocks": milliseconds(lambda: document_of(data), RUNS),
        "read: recognise": milliseconds(lambda: read_document(document), RUNS),
        **{f"check: {family}": time for family, time in _families(scheme, disclosure).items()},
        "check: all": milliseconds(lambda: check(scheme, disclosure), RUNS),
    }


def _families(scheme: Scheme, disclosure: Disclosure) -> Counter[str]:
    """Milliseconds of the rules of each family, in the order that they run in."""
    found: Counter[str] = Counter()
    examined = Examined(scheme, disclosure)
    for known in known_rules().values():
        if known.rule.code in scheme.rules and not known.rule.is_review:
            started = time.perf_counter()
            list(known.check(examined))
            found[known.rule.code[:3]] += (time.perf_counter() - started) * 1000
    return found


def _very_large(console: Console, samples: list[Path]) -> None:
    """A department with hundreds of forms and ten thousand figures."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "large.xlsx"
        path.write_bytes(large_workbook(*LINES))
        opened = open_disclosure(path)
    forms = [form for sample in samples for form in open_disclosure(sample).disclosure.forms]
    named = [
        structs.replace(form, project=f"{number}号专项工作经费")
        for number, form in enumerate(islice(cycle(forms), FORMS), 1)
    ]
    disclosure = structs.replace(opened.disclosure, forms=tuple(named), facts=())
    figures = len(Examined(opened.scheme, disclosure).facts)
    spent = milliseconds(lambda: check(opened.scheme, disclosure), 1)
    console.print(f"{FORMS} forms, {figures:,} figures: checked in {spent / 1000:.2f} s (goal 2)")


def _thousands(console: Console, samples: list[Path], texts: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = [(path.name, path.read_bytes()) for path in texts]
        for sample in samples:
            documents += published_files(open_disclosure(sample), ["docx", "html"]).items()
        table = Table("documents", "a second (goal 60)", "memory of the largest process, MiB")
        for count in (FEW, MANY):
            speed, memory = _checked(folder / str(count), documents, count)
            table.add_row(f"{count:,}", f"{speed:.0f}", f"{memory:.0f}")
    console.print("Mixed documents through check --format jsonl on all cores", table)


def _checked(folder: Path, documents: list[tuple[str, bytes]], count: int) -> tuple[float, float]:
    """Documents a second, and the memory of the largest process so far."""
    folder.mkdir()
    for number, (name, data) in enumerate(islice(cycle(documents), count)):
        (folder / f"{number:05}-{name}").write_bytes(data)
    command = [shutil.which("mingzhang", path=str(Path(sys.executable).parent)) or "mingzhang"]
    started = time.perf_counter()
    subprocess.run(
        [*command, "check", str(folder), "--format", "jsonl", "--out", str(folder) + ".jsonl"],
        check=False,
        capture_output=True,
    )
    spent = time.perf_counter() - started
    return count / spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
