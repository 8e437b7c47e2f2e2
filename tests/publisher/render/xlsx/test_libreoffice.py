"""What LibreOffice makes of the workbook: it opens it, prints it and finds every name."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from tests.publisher.render.xlsx.books import (
    SAMPLES,
    composed,
    disclosure,
    opened,
    rendered,
    shown,
    tables,
)

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
SAMPLE = SAMPLES[0]


def converted(folder: Path, source: Path, kind: str) -> Path:
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return source.with_suffix(f".{kind.partition(':')[0]}")


def test_printed_pages_hold_every_table_on_a_page_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "书.xlsx"
    source.write_bytes(rendered(SAMPLE))
    document = pypdfium2.PdfDocument(converted(tmp_path, source, "pdf"))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    for grid in tables(composed(SAMPLE)):
        title, unit = "".join(grid.label.split()), str(grid.right)
        assert len([one for one in pages if title in one and unit in one]) == 1, title
    forms = len(disclosure(SAMPLE).forms)
    assert len([one for one in pages if "（2025年度）" in one]) == forms
    assert all(f"—{number}—" in page for number, page in enumerate(pages, 1))
    assert not any(error in page for page in pages for error in ("#NAME", "#REF", "###", "Err:"))


def test_every_name_is_found_by_a_formula(tmp_path: Path) -> None:
    book = opened(rendered(SAMPLE))
    page = book.create_sheet("验", 0)
    for row, (name, one) in enumerate(book.defined_names.items(), 1):
        ((sheet, cell),) = one.destinations
        page.cell(row, 1, shown(book[sheet][cell]))
        page.cell(row, 2, f'=TEXT({name},"{book[sheet][cell].number_format}")')
    source = tmp_path / "验.xlsx"
    book.save(source)
    target = converted(tmp_path, source, "csv:Text - txt - csv (StarCalc):44,34,76")
    with target.open(encoding="utf-8") as lines:
        rows = [row[:2] for row in csv.reader(lines) if row[0]]
    assert len(rows) == len(book.defined_names)
    assert [row for row in rows if row[0] != row[1]] == []
