"""Excel files of our own are read back exactly, and edited numbers are seen."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from tests.department import workbook

from mingzhang.checker import check
from mingzhang.model import Disclosure
from mingzhang.reader.file import read_file
from mingzhang.reader.workbook import own_workbook, workbook_changes
from mingzhang.scheme import load_scheme
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.xlsx"))


@cache
def published(path: Path) -> tuple[Disclosure, bytes]:
    opened = open_disclosure(path)
    return opened.disclosure, next(iter(published_files(opened, ["xlsx"]).values()))


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> tuple[Disclosure, bytes]:
    path = tmp_path_factory.mktemp("department") / "预算.xlsx"
    path.write_bytes(workbook())
    return published(path)


def edited(book: bytes, sheet: str, cell: str, number: str) -> bytes:
    """The file with another number in one cell, as a spreadsheet program writes it."""
    names = openpyxl.load_workbook(BytesIO(book)).sheetnames
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    buffer = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                pattern = rf'(<c r="{cell}"[^>]*>)<v>[^<]*</v>'
                text, count = re.subn(pattern, rf"\g<1><v>{number}</v>", content.decode())
                assert count == 1
                content = text.encode()
            target.writestr(info, content)
    return buffer.getvalue()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_published_workbook_is_read_back_exactly(path: Path) -> None:
    disclosure, book = published(path)
    assert read_file(book, "公开.xlsx") == disclosure
    assert workbook_changes(book) == ()


def test_edited_number_is_seen_where_it_stands(department: tuple[Disclosure, bytes]) -> None:
    disclosure, book = department
    names = openpyxl.load_workbook(BytesIO(book)).defined_names
    ((sheet, cell),) = names["f_03_2012601_basic"].destinations
    changed = edited(book, sheet, cell.replace("$", ""), "31.99")
    (change,) = workbook_changes(changed)
    assert (change.address, change.published, change.shown) == (
        "03.2012601.basic", "31.10", "31.99",
    )  # fmt: skip
    assert (change.places[0].sheet, change.places[0].cell) == (sheet, cell.replace("$", ""))
    back = own_workbook(changed)
    assert back is not None
    fact = next(one for one in back.facts if one.address == "03.2012601.basic")
    assert (fact.text, fact.exact) == ("31.99", None)
    assert [one for one in back.facts if one.address != fact.address] == [
        one for one in disclosure.facts if one.address != fact.address
    ]


def test_workbook_whose_texts_were_edited_is_read_from_its_sheets(
    department: tuple[Disclosure, bytes],
) -> None:
    _, book = department
    buffer = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "xl/sharedStrings.xml":
                content = content.replace("行政运行".encode(), "行政行运".encode())
            target.writestr(info, content)
    assert own_workbook(buffer.getvalue()) is None


def test_workbook_of_another_program_carries_nothing() -> None:
    book = openpyxl.Workbook()
    buffer = BytesIO()
    book.save(buffer)
    assert own_workbook(buffer.getvalue()) is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_workbook_saved_by_another_program_says_the_same(path: Path) -> None:
    """Its sheets repeat titles and list the forms; nothing of that is added to a text or lost."""
    disclosure, book = published(path)
    buffer = BytesIO()
    openpyxl.load_workbook(BytesIO(book)).save(buffer)

    read = read_file(buffer.getvalue(), "公开.xlsx")

    for part in ("overview", "narrative", "glossary"):
        assert [one.text for one in getattr(read, part)] == [
            one.text for one in getattr(disclosure, part)
        ]
    contents = [place.text or "" for place in read.places if place.path.startswith("contents.")]
    assert contents[-2:] == ["（二）其他", "第四部分　名词解释"]
    assert not [place.text for place in read.places if place.path.startswith("unplaced.")]
    examined = check(load_scheme(read.scheme, read.fiscal_year), read).findings.findings
    assert {one.severity for one in examined} <= {"info"}
