"""Word files of our own are read back exactly, and edited figures are seen where they stand."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from msgspec import structs
from tests.department import workbook

from mingzhang.model import Disclosure
from mingzhang.model.word_data import figure_tag
from mingzhang.reader.formats.word import word_document
from mingzhang.reader.source import Grid
from mingzhang.reader.word import own_word, word_changes
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.xlsx"))
SOFFICE = shutil.which("soffice")
DOCUMENT, STORE = "word/document.xml", "customXml/item1.xml"
CELL, RATE = "03.合计.total", "3.1.total.rate"


@cache
def published(path: Path) -> tuple[Disclosure, bytes]:
    opened = open_disclosure(path)
    return opened.disclosure, next(iter(published_files(opened, ["docx"]).values()))


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> tuple[Disclosure, bytes]:
    path = tmp_path_factory.mktemp("department") / "预算.xlsx"
    path.write_bytes(workbook())
    return published(path)


def rewritten(file: bytes, **changes: Callable[[str], str]) -> bytes:
    """The file with parts changed: those of the pages or the store."""
    names = {"pages": DOCUMENT, "store": STORE, "carried": "customXml/item2.xml"}
    parts = {names[key]: change for key, change in changes.items()}
    buffer = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            changed = parts[name](text.decode()).encode() if name in parts else text
            assert name not in parts or changed != text
            target.writestr(name, changed)
    return buffer.getvalue()


def typed(address: str, text: str, count: int = 0) -> Callable[[str], str]:
    """Another text in the controls of a figure: in all of them, or in the first so many."""
    tag = re.escape(f'<w:tag w:val="{figure_tag(address)}"/>')
    pattern = rf"({tag}(?:(?!</w:sdt>).)*?<w:t)(?: [^>]*)?>[^<]*(</w:t>)"
    return lambda markup: re.sub(pattern, rf"\g<1>>{text}\g<2>", markup, count=count)


def stored(address: str, text: str) -> Callable[[str], str]:
    """Another text in the element of a figure."""
    tag = re.escape(f"<tag>{figure_tag(address)}</tag>")
    pattern = rf"<shown>[^<]*(</shown><text>[^<]*</text>{tag})"
    return lambda markup: re.sub(pattern, rf"<shown>{text}\g<1>", markup)


def in_word(file: bytes, address: str, text: str) -> bytes:
    """The file as Word saves it after one figure was edited."""
    return rewritten(file, pages=typed(address, text), store=stored(address, text))


def text_of(disclosure: Disclosure, address: str) -> list[tuple[str | None, int | None]]:
    return [(fact.text, fact.exact) for fact in disclosure.facts if fact.address == address]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_published_file_is_read_back_exactly(path: Path) -> None:
    disclosure, file = published(path)
    assert own_word(file) == disclosure
    assert word_changes(file) == ()


def test_an_edited_cell_is_as_displayed_and_its_exact_amount_unknown(
    department: tuple[Disclosure, bytes],
) -> None:
    disclosure, file = department
    edited = in_word(file, CELL, "1,234.50")
    read = own_word(edited)
    assert read is not None
    assert text_of(read, CELL) == [("1234.50", None)]
    table = read.table("03")
    assert table is not None
    assert next(row for row in table.rows if row.key == "合计").cells["total"] == "1234.50"
    others = structs.replace(read, tables=disclosure.tables, facts=disclosure.facts)
    assert others == disclosure
    (change,) = word_changes(edited)
    assert (change.address, change.shown) == (CELL, "1,234.50")
    assert change.name.startswith("表三 合计")


@pytest.mark.parametrize("how", ["word", "pages only", "store only"])
def test_an_edited_figure_of_the_text_moves_those_after_it(
    department: tuple[Disclosure, bytes], how: str
) -> None:
    disclosure, file = department
    edited = {
        "word": lambda: in_word(file, RATE, "1234.56"),
        "pages only": lambda: rewritten(file, pages=typed(RATE, "1234.56")),
        "store only": lambda: rewritten(file, store=stored(RATE, "1234.56")),
    }[how]()
    read = own_word(edited)
    assert read is not None
    assert [text for text, _ in text_of(read, RATE)] == ["1234.56"]
    sections = {one.id: one.text for one in read.narrative}
    places = [(fact, place) for fact in read.facts if fact.address.startswith("3.")
              for place in fact.evidence if place.start is not None]  # fmt: skip
    assert places
    for fact, place in places:
        section = next(key for key in sections if fact.address.startswith(f"{key}."))
        assert sections[section][place.start : place.end] == place.text
    before = {one.id: one.text for one in disclosure.narrative}
    old = text_of(disclosure, RATE)[0][0]
    assert sections["3.1"] == before["3.1"].replace(f"{old}%", "1234.56%")


def test_a_figure_edited_in_one_of_its_places_is_stated_twice(
    department: tuple[Disclosure, bytes],
) -> None:
    disclosure, file = department
    address = next(
        fact.address for fact in disclosure.facts
        if fact.address.startswith("3.") and len(fact.evidence) > 1 and fact.exact
    )  # fmt: skip
    ((text, exact),) = text_of(disclosure, address)
    read = own_word(rewritten(file, pages=typed(address, "7.77", count=1)))
    assert read is not None
    assert text_of(read, address) == [(text, exact), ("7.77", None)]


def test_an_emptied_figure_is_blank(department: tuple[Disclosure, bytes]) -> None:
    _, file = department

    def emptied(markup: str) -> str:
        return typed(CELL, "单击此处输入文字。")(markup).replace(
            f'<w:tag w:val="{figure_tag(CELL)}"/>',
            f'<w:tag w:val="{figure_tag(CELL)}"/><w:showingPlcHdr/>',
        )

    edited = rewritten(file, pages=emptied, store=stored(CELL, ""))
    read = own_word(edited)
    assert read is not None
    assert text_of(read, CELL) == [(None, 0)]
    grids = [one for one in word_document(edited).blocks if isinstance(one, Grid)]
    assert not any("单击" in passage.text for grid in grids for passage in grid.passages())


def test_an_edited_sum_of_a_form_is_as_displayed(department: tuple[Disclosure, bytes]) -> None:
    disclosure, file = department
    address = next(one.address for one in disclosure.facts if one.address.startswith("project"))
    read = own_word(in_word(file, address, "98,765"))
    assert read is not None
    assert text_of(read, address) == [("98765", None)]
    amounts = [one.amount for form in read.forms for one in form.funding]
    assert "98765" in amounts


@pytest.mark.parametrize(
    "change",
    [
        lambda markup: "预算收人总表</w:t>".join(markup.rsplit("预算收入总表</w:t>", 1)),
        lambda markup: markup.replace("<w:sdt>", "", 1).replace("</w:sdt>", "", 1),
        lambda markup: re.sub(
            r"<w:tr>(?:(?!</w:tr>).)*</w:tr></w:tbl>", "</w:tbl>", markup, count=1
        ),
    ],
    ids=["words", "control", "row"],
)
def test_a_file_whose_words_were_edited_is_read_from_its_text(
    department: tuple[Disclosure, bytes], change: Callable[[str], str]
) -> None:
    assert own_word(rewritten(department[1], pages=change)) is None


def test_damaged_data_is_not_believed(department: tuple[Disclosure, bytes]) -> None:
    for old, new in (("2026", "2025"), ('"format"', '"from"'), ("}", "")):
        file = rewritten(department[1], carried=lambda text, o=old, n=new: text.replace(o, n))
        assert own_word(file) is None


def test_a_file_of_others_carries_nothing() -> None:
    buffer = BytesIO()
    docx.Document().save(buffer)
    assert own_word(buffer.getvalue()) is None
    assert word_changes(buffer.getvalue()) == ()


def test_page_numbers_of_the_contents_may_change(department: tuple[Disclosure, bytes]) -> None:
    disclosure, file = department

    def renumbered(markup: str) -> str:
        return re.sub(r"(PAGEREF (?:(?!fldCharType=\"end\").)*<w:t>)\d+", r"\g<1>99", markup)

    assert own_word(rewritten(file, pages=renumbered)) == disclosure


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Edit
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden": hidden(0).Value = True
 opened = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
 change = opened.createReplaceDescriptor()
 change.SearchString = "{old}": change.ReplaceString = "{new}"
 opened.replaceAll(change)
 Dim kind(0) As New com.sun.star.beans.PropertyValue
 kind(0).Name = "FilterName": kind(0).Value = "MS Word 2007 XML"
 opened.storeToURL("{target}", kind())
 opened.close(True)
End Sub
</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>"""


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
def test_a_figure_edited_in_libreoffice_is_seen(
    department: tuple[Disclosure, bytes], tmp_path: Path
) -> None:
    disclosure, file = department
    ((old, _),) = text_of(disclosure, RATE)
    source, target = tmp_path / "公开.docx", tmp_path / "改.docx"
    source.write_bytes(file)
    office = [
        str(SOFFICE),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
    ]
    run = partial(subprocess.run, check=True, capture_output=True, timeout=180)
    run([*office, "--terminate_after_init"])  # makes the profile
    basic = tmp_path / "profile/user/basic/Standard"
    words = {"source": source.as_uri(), "target": target.as_uri(), "old": old, "new": "1234.56"}
    (basic / "Module1.xba").write_text(MACRO.format(**words), encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    run([*office, "macro:///Standard.Module1.Edit"])
    edited = target.read_bytes()
    assert {(one.published, one.shown) for one in word_changes(edited)} == {(old, "1234.56")}
    read = own_word(edited)
    assert read is not None
    assert text_of(read, RATE)[0][0] == "1234.56"
    assert "1234.56%" in read.narrative[0].text
