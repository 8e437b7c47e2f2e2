"""What a reader sees of a file: as it stands if it was read, else as it would be published."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec import structs
from tests.compiler.workbooks import compiled
from tests.department import workbook
from tests.samples.test_against_published import GOLD

from mingzhang.checker import check
from mingzhang.checker.report.html import Grid, Heading, PageMark, Paragraph, View, html_report
from mingzhang.checker.report.html.locate import Locator
from mingzhang.cube import Evidence
from mingzhang.model import Disclosure, Finding, Findings, Source, disclosure_to_json
from mingzhang.reader.source import Cell, Document, Line, Passage, Picture
from mingzhang.reader.source import Grid as SourceGrid
from mingzhang.scheme import load_scheme
from mingzhang.workflow import InputError, viewing
from mingzhang.workflow.checking import open_any
from mingzhang.workflow.opening import Opened
from mingzhang.workflow.publishing import published_files
from mingzhang.workflow.viewing import view_of

DISCLOSURE = compiled().disclosure
DATA = disclosure_to_json(DISCLOSURE)
SEEDS = GOLD.parent / "seeds"


def view_in(tmp_path: Path, name: str, data: bytes) -> tuple[View, Disclosure]:
    path = tmp_path / name
    path.write_bytes(data)
    disclosure = open_any(path).disclosure
    return view_of(path, data, disclosure), disclosure


def shown(view: View, spans: Iterable[object]) -> list[str]:
    texts = view.texts()
    return [texts[one.words][one.start : one.end] for one in spans]  # type: ignore[attr-defined]


def first_of(findings: Findings, code: str) -> Finding:
    return next(one for one in findings.findings if one.code == code)


def published(kind: str) -> bytes:
    scheme = load_scheme(DISCLOSURE.scheme, DISCLOSURE.fiscal_year)
    (data,) = published_files(Opened(scheme, DISCLOSURE), (kind,)).values()
    return data


def text_of(view: View) -> str:
    """The view as text files have it: tables by tabs."""
    lines: list[str] = []
    for piece in view.pieces:
        if isinstance(piece, Grid):
            lines += ["\t".join(cell.words.text for cell in row) for row in piece.rows]
        elif not isinstance(piece, PageMark):
            lines += ["", piece.words.text]
    return "\n".join(lines)


PUBLISHED = view_of(Path("预算.json"), DATA, DISCLOSURE)


def test_data_is_shown_as_it_would_be_published() -> None:
    headings = [one.words.text for one in PUBLISHED.pieces if isinstance(one, Heading)]
    assert {table.title for table in DISCLOSURE.tables} <= set(headings)
    labels = [one.label for one in PUBLISHED.pieces if isinstance(one, Grid)]
    assert len(labels) == len(DISCLOSURE.tables) + len(DISCLOSURE.forms) + len(
        DISCLOSURE.attachments
    )


def test_every_figure_of_data_is_found_by_its_name() -> None:
    locator = Locator(PUBLISHED)
    bare = Finding(key="X:x", code="X", severity="info", message="", where="")
    facts = {fact.address: fact.text for fact in DISCLOSURE.facts if fact.text is not None}
    named = {address: name for name, paths in PUBLISHED.names.items() for address in paths}
    assert facts.keys() <= named.keys()
    for address, text in facts.items():
        finding = structs.replace(bare, where=named[address], stated=text)
        found = shown(PUBLISHED, locator.located(finding).spans)
        assert {one.replace(",", "") for one in found} == {text.replace(",", "")}, address


def test_workbook_is_shown_as_it_would_be_published(tmp_path: Path) -> None:
    view, _ = view_in(tmp_path, "预算.xlsx", workbook())
    assert view.texts() == PUBLISHED.texts()


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_file_of_ours_is_shown_as_it_would_be_published(tmp_path: Path, kind: str) -> None:
    view, _ = view_in(tmp_path, f"预算.{kind}", published(kind))
    assert view.texts() == PUBLISHED.texts()


def test_figure_changed_in_data_is_pointed_at(tmp_path: Path) -> None:
    tree = json.loads(DATA)
    table = next(one for one in tree["tables"] if one["id"] == "03")
    row = next(one for one in table["rows"] if one["code"])
    row["cells"]["total"] = "77.77"
    view, disclosure = view_in(tmp_path, "预算.json", json.dumps(tree).encode())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    finding = first_of(check(scheme, disclosure).findings, "SUM101")
    located = Locator(view).located(finding)
    assert shown(view, located.spans) == ["77.77"]
    assert shown(view, located.sides[0]) == ["77.77"]


def test_words_changed_in_data_are_pointed_at(tmp_path: Path) -> None:
    tree = json.loads(DATA)
    section = next(one for one in tree["narrative"] if "支出" in one["text"])
    section["text"] = section["text"].replace("支出", "支出支出", 1)
    form = tree["forms"][0]["fields"]
    field = next(label for label, text in form.items() if len(text) > 3)
    form[field] += "XXXX"
    view, disclosure = view_in(tmp_path, "预算.json", json.dumps(tree).encode())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    findings = check(scheme, disclosure).findings
    for code, stated in (("TXT104", "支出支出"), ("TXT102", "XXXX")):
        located = Locator(view).located(first_of(findings, code))
        assert (shown(view, located.spans), located.is_near) == ([stated], False)


def test_text_file_is_shown_as_it_stands(tmp_path: Path) -> None:
    text = text_of(PUBLISHED)
    view, disclosure = view_in(tmp_path, "预算.txt", text.encode())
    locator = Locator(view)
    evidence = [one for fact in disclosure.facts for one in fact.evidence]
    assert evidence
    for one in evidence:
        assert shown(view, locator.of(one)) == [one.text]
    headings = [one.words.text for one in view.pieces if isinstance(one, Heading)]
    assert {table.title for table in disclosure.tables} <= set(headings)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents are not on this machine")
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_published_document_is_marked_exactly(seed: Path) -> None:
    """Also that no report is larger than it must be, and that findings are found."""
    data = seed.read_bytes()
    opened = open_any(seed)
    view = view_of(seed, data, opened.disclosure)
    locator = Locator(view)
    places = [piece.evidence for one in opened.disclosure.places for piece in one.pieces]
    for one in (*places, *(one for fact in opened.disclosure.facts for one in fact.evidence)):
        assert shown(view, locator.of(one)) == [one.text]
    findings = check(opened.scheme, opened.disclosure).findings
    for finding in findings.findings:
        located = locator.located(finding)
        assert located.spans
        assert all(located.sides)
        stated = [one.text for one in finding.evidence]
        assert not stated or shown(view, located.spans)[0] == stated[0]
    assert len(html_report(findings, view, version="1")) < 400_000


def blocks(*found: object) -> Document:
    return Document(found, "text/plain")  # type: ignore[arg-type]


class Spot:
    """A place that says where it is."""

    def evidence(self, text: str, start: int, until: object, end: int) -> Evidence:
        return Evidence(text, paragraph=1)


def line(text: str, **changes: object) -> Line:
    return Line(Passage.at(text, Spot()), **changes)  # type: ignore[arg-type]


def read_from(data: bytes) -> Disclosure:
    """A disclosure that says that it was read from these bytes."""
    source = Source(name="a.txt", media_type="text/plain", sha256=sha256(data).hexdigest())
    return structs.replace(DISCLOSURE, source=source)


def read_view(monkeypatch: pytest.MonkeyPatch, document: Document) -> View:
    """The view of a document that was read from a file."""
    monkeypatch.setattr(viewing, "document_of", lambda data: document)
    return view_of(Path("a.txt"), b"data", read_from(b"data"))


def test_pages_and_what_runs_along_them_are_set_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_view(
        monkeypatch,
        blocks(
            line("甲", page=1),
            line("乙", page=1, role="header"),
            Picture(b"", 2),
            line("丙", level=1),
        ),
    )
    kinds = [
        one.number if isinstance(one, PageMark) else getattr(one, "kind", None)
        for one in found.pieces
    ]
    assert kinds == [1, "body", "aside", 2, "aside", None]
    assert isinstance(found.pieces[-1], Heading)


def test_columns_that_nothing_covers_get_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Passage.at("1.00", Spot())
    grid = SourceGrid(
        (
            (Cell(text, 0, rowspan=3), Cell(text, 1, colspan=2), Cell(text, 4)),
            (Cell(text, 3),),
            (Cell(text, 1),),
            (Cell(text, 1),),
        )
    )
    (found,) = read_view(monkeypatch, blocks(grid)).pieces
    assert isinstance(found, Grid)
    assert [[cell.words.text for cell in row] for row in found.rows] == [
        ["1.00", "1.00", "", "1.00"],
        ["", "", "1.00"],
        ["1.00"],
        ["", "1.00"],
    ]
    assert [cell.kind for cell in found.rows[0]] == ["text", "number", "text", "number"]


def test_long_text_in_counted_columns_takes_the_blank_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("项目概况", "甲" * 30, "", "", "1.00", "")
    cells = tuple(Cell(Passage.at(text, Spot()), at) for at, text in enumerate(texts))
    document = blocks(SourceGrid((cells,), is_ruled=False), SourceGrid((cells,)))
    counted, ruled = read_view(monkeypatch, document).pieces
    assert isinstance(counted, Grid)
    assert isinstance(ruled, Grid)
    assert [cell.colspan for cell in counted.rows[0]] == [1, 3, 1, 1]
    assert [cell.colspan for cell in ruled.rows[0]] == [1] * 6


def test_table_is_called_by_the_title_above(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = SourceGrid(((Cell(Passage(""), 0),),))
    found = read_view(monkeypatch, blocks(grid, line("收支表", level=2), line("单位：万元"), grid))
    assert [one.label for one in found.pieces if isinstance(one, Grid)] == ["表格", "收支表"]


def test_titles_are_found_by_their_paths() -> None:
    locator = Locator(PUBLISHED)
    finding = Finding(key="X:tables.13.title", code="X", severity="info", message="", where="")
    assert shown(PUBLISHED, locator.located(finding).spans) == [DISCLOSURE.tables[-1].title]


def test_file_that_changed_into_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "预算.txt"
    with pytest.raises(InputError, match="文件是空的"):
        view_of(path, b"", read_from(b""))


def test_note_is_a_paragraph_beside_its_table() -> None:
    assert any(isinstance(one, Paragraph) and one.kind == "aside" for one in PUBLISHED.pieces)
