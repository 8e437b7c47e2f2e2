"""Office files that are none, are closed, or were made to harm: one sentence, and soon."""

from __future__ import annotations

import os
import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from tests.reader.formats.words import archive, relationships

from mingzhang.reader.formats.package import Relationship, open_package
from mingzhang.reader.source import ReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))


def markup(text: str | bytes) -> object:
    return open_package(archive({"part.xml": text})).markup("part.xml")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是 Office 文件"),
        (b"PK\x03\x04 cut", "不是 Office 文件"),
        (b"%PDF-1.7", "不是 Office 文件"),
        (OLE, "旧版 Office 文件.*另存为"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "有打开密码"),
        (archive({"../../etc/passwd": "x"}), "指向文件之外"),
        (archive({"word\\..\\..\\x.xml": "x"}), "指向文件之外"),
        (archive({f"{at}.xml": "" for at in range(10_001)}), "部件过多"),
    ],
)
def test_what_is_no_readable_package_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        open_package(data)


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(archive({"a.xml": "<a/>"}))
    entry = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[entry + 8] |= 1
    with pytest.raises(ReadError, match="密码"):
        open_package(bytes(data))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "不是完整的 XML"),
        ("<a>", "不是完整的 XML"),
        ("<a>" * 5000 + "</a>" * 5000, "不是完整的 XML"),
        (f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>', "XML"),
        (f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a b="&a9;"/>', "XML"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "不应有的 XML 声明"),
        ('<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a/>', "不应有的 XML 声明"),
        ("<a>" + " " * (80 << 20) + "</a>", "解压后过大"),
        ("<a>" + "<b/>" * 2_000_001 + f"<c>{os.urandom(200_000).hex()}</c></a>", "内容过多"),
    ],
    ids=range(9),
)
def test_markup_that_would_harm_is_refused_within_seconds(text: str, words: str) -> None:
    started = time.process_time()
    with pytest.raises(ReadError, match=words):
        markup(text)
    assert time.process_time() - started < 5


def test_all_parts_together_are_bounded() -> None:
    package = open_package(archive({f"{at}.bin": bytes(3 << 20) for at in range(90)}))
    for at in range(85):
        package.read(f"{at}.bin")
    with pytest.raises(ReadError, match="过大"):
        package.read("85.bin")


def test_a_damaged_or_oddly_packed_part_is_refused() -> None:
    data = bytearray(archive({"a.xml": "<a>一般公共预算</a>" * 9}))
    data[45:50] = bytes(5)
    with pytest.raises(ReadError, match="解压不出"):
        open_package(bytes(data)).read("a.xml")
    odd = archive({})
    with pytest.raises(ReadError, match=r"缺少 a\.xml"):
        open_package(odd).read("a.xml")


def test_only_the_packing_of_office_is_unpacked() -> None:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_BZIP2) as file:
        file.writestr("a.xml", "<a/>")
    with pytest.raises(ReadError, match="压缩方式"):
        open_package(written.getvalue()).read("a.xml")


def test_names_are_found_in_any_case_and_with_any_slash() -> None:
    package = open_package(archive({"/Word\\Document.xml": "<a/>"}))
    assert package.names == ("Word/Document.xml",)
    assert package.has("word/document.xml")
    assert package.read("WORD/document.xml") == b"<a/>"


def test_relationships_lead_to_parts_and_never_out_of_the_file() -> None:
    outside = (
        '<Relationship Id="o" Type="x/image" Target="file:///etc/passwd" TargetMode="External"/>'
    )
    targets = {"a": ("customXml", "../customXml/item1.xml"), "b": ("styles", "/word/styles.xml"),
               "c": ("image", "../../../../etc/passwd")}  # fmt: skip
    text = relationships(targets).replace("</Relationships>", f"{outside}</Relationships>")
    package = open_package(archive({"word/_rels/document.xml.rels": text}))
    assert package.relationships("word/document.xml") == (
        Relationship("a", "customXml", "customXml/item1.xml"),
        Relationship("b", "styles", "word/styles.xml"),
        Relationship("c", "image", "etc/passwd"),
    )
    assert package.relationships("word/other.xml") == ()
