"""Our own Word files and pages, printed to PDF by other programs, say what they said.

LibreOffice (`soffice`) and Chromium print; where one is missing its tests say so and skip.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from mingzhang.model import Form, Row
from mingzhang.reader.file import read_file
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.publishing import published_files

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples").glob("*.xlsx"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@cache
def written(sample: Path) -> Opened:
    return open_disclosure(sample)


def by_libreoffice(source: Path, folder: Path) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not on this machine")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.pdf"


def by_chromium(source: Path, folder: Path) -> Path:
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    target = folder / "page.pdf"
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command = [CHROMIUM, *options, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


PRINTED = {"docx": by_libreoffice, "html": by_chromium}


def squeezed(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def cells(rows: Iterable[Row]) -> list[tuple[object, ...]]:
    return [(row.side, row.code, squeezed(row.label), row.cells) for row in rows]


def said(form: Form) -> tuple[object, ...]:
    """What a form says; rows of indicators and money come in the order of the page."""
    fields = {name: squeezed(text) for name, text in form.fields.items()}
    rows = sorted(squeezed(str(one)) for one in (*form.funding, *form.indicators))
    return form.kind, squeezed(form.project), fields, rows


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("format_name", PRINTED)
def test_what_is_printed_is_read_as_it_was_written(
    format_name: str, sample: Path, tmp_path: Path
) -> None:
    wanted = written(sample).disclosure
    ((_, data),) = published_files(written(sample), [format_name]).items()
    source = tmp_path / f"source.{format_name}"
    source.write_bytes(data)
    read = read_file(PRINTED[format_name](source, tmp_path).read_bytes(), "source.pdf")

    assert {(one.address, one.coordinate, one.text) for one in read.facts} == {
        (one.address, one.coordinate, one.text) for one in wanted.facts
    }
    assert [(one.id, squeezed(one.title), cells(one.rows)) for one in read.tables] == [
        (one.id, squeezed(one.title), cells(one.rows)) for one in wanted.tables
    ]
    for kind in ("overview", "narrative"):
        assert [(one.id, squeezed(one.text)) for one in getattr(read, kind)] == [
            (one.id, squeezed(one.text)) for one in getattr(wanted, kind)
        ]
    assert [(one.term, squeezed(one.text)) for one in read.glossary] == [
        (one.term, squeezed(one.text)) for one in wanted.glossary
    ]
    assert [said(form) for form in read.forms] == [said(form) for form in wanted.forms]
    assert not [one for one in read.places if one.path.startswith("unplaced.")]
