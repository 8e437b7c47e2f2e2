"""The public site of a province's year: building it, one change, its size, and what a visitor waits.

Build times are of the processor, so that they are those of one core, whatever else it does.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec import structs
from rich.console import Console
from rich.table import Table
from tools.browser import Browser, missing, serving

from mingzhang.model import disclosure_from_json, disclosure_to_json

__all__ = ["site"]

COUNT: Final = 2_000
FEW: Final = 50
"""So many are built with downloads in every format too."""

DATA_ONLY: Final = "json"
ALL_FORMATS: Final = "docx,pdf,html,xlsx,json,csv"
QUERIES: Final = ("教育局", "jyj", "农村公路养护", "2050202", "压减一般性支出", "学校 维修")
_NAMED: Final = frozenset({"corrections", "explore", "projects"})
"""What pages below an entity or a year are called; all else there is a name or a number."""

_FIELD: Final = "#search input[name=q]"
_MEASURE: Final = "performance.getEntriesByName('search')"


@dataclass(frozen=True, slots=True)
class _Run:
    """Seconds that a command took, and of them those of the processor."""

    wall: float
    processor: float


def site(console: Console, count: int = COUNT) -> None:
    """Print what building costs, how large pages are, and how soon a search answers."""
    with tempfile.TemporaryDirectory() as name:
        given, out = Path(name) / "given", Path(name) / "site"
        _run(sys.executable, "-m", "tools.province", str(given), "--count", str(count))
        _building(console, given, out, count)
        _pages(console, out)
        lack = missing()
        if lack:
            console.print(f"Not measured in a browser: {lack}")
            return
        with Browser() as browser:
            _views(console, browser, out)
            _searches(console, browser, out, count)


def _building(console: Console, given: Path, out: Path, count: int) -> None:
    table = Table("site build", "disclosures", "processor, ms each (goal 150)", "seconds in all")
    files = sorted(given.iterdir())
    built = _built(given, out, DATA_ONLY)
    _told(table, "pages, with json to download", count, built)
    few = given.with_name("few")
    few.mkdir()
    for file in files[:: max(1, count // FEW)][:FEW]:
        shutil.copyfile(file, few / file.name)
    size = len(list(few.iterdir()))
    _told(
        table, "pages, with all formats", size, _built(few, out.with_name("few-site"), ALL_FORMATS)
    )
    again = _built(given, out, DATA_ONLY)
    _changed(files[count // 2])
    after = _built(given, out, DATA_ONLY)
    console.print(table)
    console.print(
        f"Built again, {count:,} disclosures: nothing changed {again.wall:.1f} s, "
        f"one changed {after.wall:.1f} s (goal 3)"
    )


def _told(table: Table, what: str, count: int, run: _Run) -> None:
    each = run.processor / count * 1000
    table.add_row(what, f"{count:,}", f"{each:.0f}", f"{run.wall:.1f}")


def _built(given: Path, out: Path, formats: str) -> _Run:
    program = shutil.which("mingzhang", path=str(Path(sys.executable).parent)) or "mingzhang"
    return _run(program, "site", "build", str(given), "--out", str(out), "--format", formats)


def _run(*command: str) -> _Run:
    before, started = _of_children(), time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-2000:]}")
    return _Run(time.perf_counter() - started, _of_children() - before)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _changed(file: Path) -> None:
    """A disclosure that says something else in one place."""
    disclosure = disclosure_from_json(file.read_bytes())
    first, *others = disclosure.overview
    said = structs.replace(first, text=f"{first.text}\n（八）承担新增的一项工作。")
    file.write_bytes(disclosure_to_json(structs.replace(disclosure, overview=(said, *others))))


def _pages(console: Console, out: Path) -> None:
    sizes = {path: path.stat().st_size for path in out.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.suffix == ".html"}
    largest = max(pages, key=lambda path: pages[path])
    console.print(
        f"Size: {sum(sizes.values()) / 2**20:,.0f} MiB in {len(sizes):,} files, of these "
        f"{len(pages):,} pages with {sum(pages.values()) / 2**20:,.0f} MiB; "
        f"largest page {pages[largest] / 1024:,.0f} KiB ({largest.relative_to(out)})"
    )


def _views(console: Console, browser: Browser, out: Path) -> None:
    """What a first visit to a page of each kind transfers, images left out."""
    table = Table("first view", "KiB as stored", "KiB packed by gzip (goal 200)")
    for kind, path in _kinds(out):
        row = []
        for packs in (False, True):
            with serving(out, packs) as address, browser.page(address + path) as page:
                known = page.seen().bytes
                row.append(sum(size for one, size in known.items() if one != "Image") / 1024)
        table.add_row(f"{kind}: {path or '/'}", *(f"{size:,.0f}" for size in row))
    console.print(table)


def _kinds(out: Path) -> Iterator[tuple[str, str]]:
    """A page of each kind: of its kind the largest, and of the entities' the one in the middle."""
    by_kind: dict[str, list[Path]] = {}
    for path in out.rglob("index.html"):
        parts = path.relative_to(out).parts[:-1]
        kind = "/".join(
            one if number == 0 or one in _NAMED else "…" for number, one in enumerate(parts)
        )
        by_kind.setdefault(kind, []).append(path)
    for kind, paths in sorted(by_kind.items()):
        paths.sort(key=lambda path: path.stat().st_size)
        for said, path in (("largest", paths[-1]), ("middle", paths[len(paths) // 2])):
            if said == "largest" or len(paths) > 2:
                place = path.parent.relative_to(out).as_posix()
                yield f"{kind or 'home'}, {said}", "" if place == "." else f"{place}/"


def _searches(console: Console, browser: Browser, out: Path, count: int) -> None:
    table = Table("search", "first, ms (goal 100)", "again, ms", "from typing, ms")
    found: list[Sequence[float]] = []
    with serving(out) as address:
        for query in QUERIES:
            first, whole = _answered(browser, f"{address}search/", [query])
            again, _ = _answered(browser, f"{address}search/", [query, "", query])
            found.append((first, again, whole))
            table.add_row(query, *(f"{time:.0f}" for time in found[-1]))
    table.add_row("median", *(f"{statistics.median(one):.0f}" for one in zip(*found, strict=True)))
    console.print(f"Search over {count:,} disclosures, in Chromium", table)


def _answered(browser: Browser, url: str, texts: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of the last answer: of the search itself, and since its text was typed.

    Between the two lies the pause that the page waits for a person who is still typing.
    """
    whole = 0.0
    with browser.page(url) as page:
        for text in texts:
            page.evaluate("performance.clearMeasures('search')")
            until = (
                f"{_MEASURE}.length > 0"
                if text
                else "!document.querySelector('#search-results li')"
            )
            whole = page.answered(_FIELD, text, until)
        return float(page.evaluate(f"{_MEASURE}.at(-1).duration")), whole
