"""What a file is, told by its content: exports under odd names, and what cannot be read."""

from __future__ import annotations

import codecs
import csv
import html
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from io import BytesIO, StringIO
from random import Random
from time import process_time
from zipfile import ZipFile

import openpyxl
import pytest
from tests.department import workbook
from tests.exported import exported
from tests.reader.dumps import department, dump

from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.publisher.render.xlsx.data import COLUMNS
from mingzhang.reader.file import document_of, read_file
from mingzhang.reader.formats.page import page_document
from mingzhang.reader.source import ReadError
from mingzhang.reader.workbook import copies
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@cache
def rows() -> list[list[str]]:
    """The exported tables of the department below each other, amounts as they are shown."""
    book = openpyxl.load_workbook(BytesIO(exported(department(), are_merged=False)))
    return [
        ["" if cell is None else f"{cell:,.2f}" if isinstance(cell, int | float) else str(cell)
         for cell in row]
        for sheet in book for row in [*sheet.iter_rows(values_only=True), ()]
    ]  # fmt: skip


def comma_separated() -> str:
    written = StringIO()
    csv.writer(written).writerows(rows())
    return written.getvalue()


@cache
def markup() -> str:
    """The same as tables of a web page, which is what budget systems call .xls."""
    cells = (
        "".join(f"<td>{html.escape(cell)}</td>" for cell in row) if row else "</tr></table><table>"
        for row in rows()
    )
    between = "</tr>\n<tr>"
    return f"<table><tr>{between.join(cells)}</tr></table>"


def archived() -> bytes:
    message = MIMEMultipart("related")
    message.attach(MIMEText('<html><frameset><frame src="1.htm"></frameset></html>', "html"))
    message.attach(MIMEText(f"<html><body>{markup()}</body></html>", "html", "utf-8"))
    return message.as_bytes()


def page(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body>{markup()}</body></html>'


EXPORTS = {
    "page": lambda: page("gb2312").encode("gb18030"),
    "page in UTF-16": lambda: page("unicode").encode("utf-16"),
    "bare table": lambda: markup().encode(),
    "meta first": lambda: f'<meta charset="utf-8"/>{markup()}'.encode(),
    "style first": lambda: f"<style>td {{color: red}}</style>{markup()}".encode(),
    "archive": archived,
    "csv": lambda: comma_separated().encode(),
    "csv with mark": lambda: comma_separated().encode("utf-8-sig"),
    "csv in GB 18030": lambda: comma_separated().encode("gb18030"),
}


def amounts(disclosure: Disclosure) -> dict[str, str]:
    return {
        f"{table.id} {row.code} {row.label} {column}": text
        for table in disclosure.tables for row in table.rows
        for column, text in row.cells.items() if text
    }  # fmt: skip


@pytest.mark.parametrize("kind", EXPORTS)
def test_exported_tables_are_read_as_what_they_are(kind: str) -> None:
    expected = amounts(read_file(exported(department(), are_merged=False), "表.xlsx"))
    assert len(expected) > 100
    assert amounts(read_file(EXPORTS[kind](), "表.xls")) == expected


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_our_own_json_is_read_back_exactly(bom: bytes) -> None:
    data = disclosure_to_json(department())
    assert disclosure_to_json(read_file(bom + data, "公开.json")) == data


def test_json_of_something_else_is_told() -> None:
    with pytest.raises(ReadError, match="不是部门预算公开数据"):
        read_file(b'{"name": 1}', "别的.json")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "gb18030"])
def test_a_text_is_read_in_any_encoding(encoding: str) -> None:
    found = read_file(dump().encode(encoding), "公开.txt")
    assert found.tables == read_file(dump().encode(), "公开.txt").tables


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_stray_zero_is_a_space(encoding: str) -> None:
    data = dump().encode(encoding)
    at = data.index(b"\n", 500)
    assert read_file(data[:at] + b"\0" + data[at:], "公开.txt").tables == read_file(data, "").tables


def test_a_text_that_begins_with_a_table_is_no_page() -> None:
    data = "<table><tr><td>一</td></tr></table>\n二\n三\n".encode()
    assert document_of(data).media_type == "text/plain"


# What cannot be read


def packed(*names: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Rar!\x1a\x07\x01\0", "是压缩包（.rar），请解压后"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "是压缩包（.7z），请解压后"),
        (b"\x1f\x8b\x08\0", "是压缩包（.gz），请解压后"),
        (packed("公开.docx"), "是压缩包或其他文件，请解压后"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "是 OFD 版式文件，请用 OFD 阅读器导出"),
        (packed("mimetype", "content.xml"), "是 OpenDocument 文件（.odt、.ods），请另存为"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "是演示文稿"),
        (OLE + "WordDocument".encode("utf-16-le"), "是旧版 Word 文件（.doc）或 WPS 文字文件"),
        (b"{\\rtf1\\ansi}", "是 RTF 文件，请在 Word 或 WPS 中另存为 .docx"),
        (b'<?xml version="1.0"?><pkg:package/>', "是 XML 格式的 Word 文件"),
        (b"SQLite format 3\0" + bytes(100), "是数据库文件"),
        (bytes(range(256)) * 9, "不是文本文件"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as told:
        read_file(data, "文件")
    assert str(told.value).startswith(words)


TOO_MUCH = {
    "long line": (lambda: dump() + "\n" + "收" * 30_000, "第 .* 行有 30000 个字，超过 20000 个"),
    "text": (lambda: dump() + "收入总计\n" * 200_000, "全文超过 60 万字"),
    "bytes": (lambda: "收" * 11_000_000, "文本超过 32 MB"),
    "tags": (lambda: "<html><p>" + "<b>1" * 500_000, "标签超过 400000 个"),
    "line of a page": (lambda: "<html><p>" + "收" * 50_000, "第 1 行有 50000 个字"),
    "csv": (lambda: "合计,1.00,2.00\n" * 120_000, "单元格超过 300000 个"),
    "comment": (lambda: dump() + "<table>" + "<!--" * 100_000, ""),
    "name of a tag": (lambda: dump() + "<table><" + "a" * 100_000, "100001 个字"),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_more_than_a_disclosure_says_is_refused_soon(kind: str) -> None:
    make, words = TOO_MUCH[kind]
    data = make().encode()
    if not words:
        assert read_file(data, "").tables
        return
    start = process_time()
    with pytest.raises(ReadError, match=words):
        read_file(data, "")
    assert process_time() - start < 10


def test_pictures_within_a_text_are_no_words() -> None:
    picture = f"![图](data:image/png;base64,{'QUFB' * 300_000})"
    found = read_file(f"{dump()}\n{picture}\n".encode(), "")
    assert found.tables == read_file(dump().encode(), "").tables
    assert not any("base64" in (place.text or "") for place in found.places)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "json"])
def test_damage_ends_in_a_sentence(kind: str, published: dict[str, bytes]) -> None:
    random = Random(f"{kind} 1")
    for _ in range(12):
        data = bytearray(published[kind])
        for _ in range(random.choice((1, 30))):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        whole = bytes(data[: random.choice((len(data), random.randrange(len(data))))])
        said = ""
        try:
            read_file(whole, "坏")
        except ReadError as error:
            said = str(error)
        assert not any(word in said for word in ("malformed", "Error", "Expected"))


# Our own workbook, saved by a program that drops what it does not know


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("department") / "预算.xlsx"
    path.write_bytes(workbook())
    files = published_files(open_disclosure(path), ["docx", "html", "xlsx", "json"])
    return {name.rpartition(".")[2]: data for name, data in files.items()}


def test_our_own_workbook_without_its_data_is_read_from_its_sheets(
    published: dict[str, bytes],
) -> None:
    saved = BytesIO()
    openpyxl.load_workbook(BytesIO(published["xlsx"])).save(saved)
    found = read_file(saved.getvalue(), "公开.xlsx")
    whole = read_file(published["xlsx"], "公开.xlsx")
    assert found.source != whole.source
    assert amounts(found) == amounts(whole)
    for one, other in zip(found.narrative, whole.narrative, strict=True):
        assert one.text.startswith(other.text)  # the name of the next sheet may follow the last
    assert [term.term for term in found.glossary] == [term.term for term in whole.glossary]
    assert len(found.forms) == len(whole.forms)
    assert not [one.text for one in found.places if one.path.startswith("unplaced")]


def test_the_list_of_figures_is_known_by_the_titles_that_are_written() -> None:
    assert tuple(COLUMNS) == copies._FIGURES


def test_a_page_that_was_cut_off_is_told_so(published: dict[str, bytes]) -> None:
    data = published["html"]
    for part in (5_000, len(data) // 3, data.index(b'id="facts"') + 900):
        with pytest.raises(ReadError, match="网页不完整"):
            read_file(data[:part], "公开.html")
    assert page_document(data[:60_000]).blocks
