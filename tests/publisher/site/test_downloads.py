"""Data of the whole site: tables that agree with the entries, a package that validators accept."""

from __future__ import annotations

import csv
import hashlib
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from lxml import html
from tests.publisher.facts.pages import SCHEME
from tests.publisher.site.editions import compiled, edition_of
from tests.publisher.site.entries import index

from mingzhang.publisher.opendata import open_data_files
from mingzhang.publisher.site.archive import packed, write_archive
from mingzhang.publisher.site.downloads import (
    YearFile,
    data_files,
    disclosures_file,
    facts_file,
    facts_member,
)
from mingzhang.publisher.site.tables import FACTS_HEADER, facts_rows

DISCLOSURE = compiled()
ENTRY = edition_of(DISCLOSURE).entry
FACTS = open_data_files(SCHEME, DISCLOSURE)["data/facts.csv"]


def zipped(name: str, *pieces: bytes) -> bytes:
    file = BytesIO()
    write_archive(file, [(name, [packed(one) for one in pieces])])
    return file.getvalue()


def files() -> dict[str, bytes]:
    """Everything in the folder of data."""
    year = ENTRY.year
    archives = {
        facts_file(year): zipped(facts_member(year), FACTS_HEADER, facts_rows(ENTRY, FACTS)),
        disclosures_file(year): zipped("a.json", b"{}"),
    }
    told = {
        name: YearFile(name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in archives.items()
    }
    made = data_files(index(ENTRY), told)
    return {path.removeprefix("data/"): data for path, data in made.items()} | archives


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


def test_figures_of_all_are_those_of_each_with_its_entity() -> None:
    own = rows(FACTS)
    all_together = rows(FACTS_HEADER + facts_rows(ENTRY, FACTS))
    assert [one["fact_id"] for one in all_together] == [one["fact_id"] for one in own]
    for mine, theirs in zip(all_together, own, strict=True):
        assert (mine["entity_id"], mine["fiscal_year"]) == (ENTRY.slug, str(ENTRY.year))
        assert all(theirs[name] == mine[name] for name in mine.keys() & theirs.keys())


def test_tables_say_what_entries_say() -> None:
    made = files()
    (edition,) = rows(made["editions.csv"])
    assert ENTRY.total is not None
    assert edition["total"] == f"{ENTRY.total.value // 100}.{ENTRY.total.value % 100:02}"
    assert len(rows(made["projects.csv"])) == len(ENTRY.projects)
    named = {one["fact_id"] for one in rows(made["amounts.csv"])}
    assert named <= {fact.address for fact in DISCLOSURE.facts}


def test_page_offers_every_file_and_explains_every_column() -> None:
    made = files()
    tree = html.document_fromstring(made["index.html"].decode())
    links = {link.rpartition("/")[2] for link in tree.xpath("//main//a/@href")}
    assert made.keys() - {"index.html"} <= links
    explained = {one.text for one in tree.xpath("//table//th/code")}
    for name, data in made.items():
        if name.endswith(".csv"):
            assert set(rows(data)[0]) <= explained
    assert set(FACTS_HEADER.decode().strip().split(",")) <= explained


def test_package_is_valid(tmp_path: Path) -> None:
    frictionless = pytest.importorskip(
        "frictionless", reason="the reference validator is a development dependency"
    )
    for name, data in files().items():
        (tmp_path / name).write_bytes(data)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    errors = [*report.errors, *(one for task in report.tasks for one in task.errors)]
    assert [str(one.message) for one in errors] == []
    assert len(report.tasks) == 5
