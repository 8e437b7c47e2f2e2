"""A department's way from the workbook to what the public reads, and back to the data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import jsonschema
import lxml.html
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from tests.cli.program import Run, runner
from tests.compiler.test_compile import LARGER, TWO_UNITS
from tests.department import workbook

from mingzhang.model import Disclosure, disclosure_from_json, disclosure_to_json

STEM = "示范县档案馆2026年度部门预算公开"
MARK = "仅供内部审核"


@dataclass(frozen=True)
class Journey:
    """The folder of a publication, and the disclosure that it was made from."""

    folder: Path
    disclosure: Disclosure
    schema: dict[str, object]

    def file(self, suffix: str, kind: str = "公开") -> bytes:
        stem = f"{STEM}（审核稿）" if kind == "审核" else STEM
        return (self.folder / kind / f"{stem}.{suffix}").read_bytes()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys, monkeypatch)


@pytest.fixture
def journey(run: Run, tmp_path: Path) -> Journey:
    """The larger department, compiled and published; its reasons are still to be written."""
    (tmp_path / "预算.xlsx").write_bytes(workbook(units=TWO_UNITS, lines=LARGER))
    assert run("compile", "预算.xlsx", "--out", "预算.json").code == 1
    assert run("publish", "预算.json", "--out", "公开").code == 0
    disclosure = disclosure_from_json((tmp_path / "预算.json").read_bytes())
    return Journey(tmp_path, disclosure, json.loads(run("schema", "disclosure").data))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def printed(disclosure: Disclosure) -> list[str]:
    """Every text that a reader must find: tables, sections, forms, glossary."""
    found = [table.title for table in disclosure.tables]
    for table in disclosure.tables:
        for row in table.rows:
            found += [row.label, row.code or "", row.government_label or ""]
            found += [text for text in row.cells.values() if text is not None]
    for section in (*disclosure.overview, *disclosure.narrative):
        found += [section.title, *section.text.split("\n")]
    for form in disclosure.forms:
        found += [*form.fields, *form.fields.values(), form.project or ""]
        found += [text for one in form.indicators for text in (one.level3, one.value or "")]
    found += [text for term in disclosure.glossary for text in (term.term, term.text)]
    return [squeezed(text) for text in found if text.strip()]


def cells_of_word(document: Document) -> list[str]:
    """The text of all cells, with that of content controls."""
    return [
        squeezed("".join(cell._tc.itertext(qn("w:t"))))
        for table in document.tables
        for cell in table._cells
    ]


def figures(disclosure: Disclosure) -> list[str]:
    return [
        text
        for table in disclosure.tables
        for row in table.rows
        for text in row.cells.values()
        if text is not None
    ]


def test_workbook_becomes_data_word_and_page_that_all_say_the_same(
    run: Run, journey: Journey
) -> None:
    # the data: valid, and the same when it is read and written again
    data = (journey.folder / "预算.json").read_bytes()
    jsonschema.validate(json.loads(data), journey.schema)
    assert disclosure_to_json(journey.disclosure) == data
    assert journey.file("json") == data

    # Word: opens, and holds every text; every table is there with every figure
    document = docx.Document(BytesIO(journey.file("docx")))
    cells = cells_of_word(document)
    whole = squeezed("".join(document.element.body.itertext(qn("w:t")))) + "".join(cells)
    assert [text for text in printed(journey.disclosure) if text not in whole] == []
    assert set(figures(journey.disclosure)) <= set(cells)
    assert len(document.tables) >= 13 + len(journey.disclosure.forms)

    # the page: the same
    page = lxml.html.fromstring(journey.file("html"))
    shown = squeezed(page.text_content())
    assert [text for text in printed(journey.disclosure) if text not in shown] == []
    of_page = {squeezed(cell.text_content()) for cell in page.iter("td", "th")}
    assert set(figures(journey.disclosure)) <= of_page

    # the same again gives the same bytes
    assert run("publish", "预算.json", "--out", "再次").code == 0
    for suffix in ("docx", "html", "json"):
        assert journey.file(suffix, "再次") == journey.file(suffix)


def headers_of(file: bytes) -> list[str]:
    """The markup of each header of a Word file."""
    with ZipFile(BytesIO(file)) as archive:
        return [
            archive.read(name).decode()
            for name in archive.namelist()
            if re.fullmatch(r"word/header\d+\.xml", name)
        ]


def test_draft_bears_the_review_mark_on_every_page_and_the_publication_none(
    run: Run, journey: Journey
) -> None:
    assert run("publish", "预算.json", "--out", "审核", "--draft").code == 0
    draft = headers_of(journey.file("docx", "审核"))
    assert len(draft) >= 2
    assert all(MARK in header for header in draft)
    assert MARK in journey.file("html", "审核").decode()
    assert not any(MARK in header for header in headers_of(journey.file("docx")))
    assert MARK not in journey.file("html").decode()
    assert journey.file("json", "审核") == journey.file("json")


def test_published_data_passes_the_check(run: Run, journey: Journey) -> None:
    answer = run("check", f"公开/{STEM}.json")
    assert answer.code == 0
    assert answer.data.startswith(f"{STEM}.json：0 个错误")


def test_next_year_begins_with_what_was_published(run: Run, journey: Journey) -> None:
    last = f"公开/{STEM}.json"
    assert run("new", "--year", "2027", "2027.xlsx", "--last-year", last).code == 0
    answer = run("compile", "2027.xlsx")
    assert (answer.code, answer.lines) == (
        2,
        [
            "2027.xlsx：工作簿有 1 处需要改正",
            "  预算明细：没有填写预算明细，至少填一行",
        ],
    )
