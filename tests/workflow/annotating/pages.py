"""Word files to be given comments, and what is marked in them, told without the program's help."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from tests.reader.formats.words import word_file

from mingzhang.cube import Evidence
from mingzhang.model import Finding, Findings, Summary
from mingzhang.workflow.annotating import annotated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = (
    f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/comments.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
)
PATH = Path("预算.docx")


def file(body: str, **parts: str) -> bytes:
    """A Word file with all that Word asks for."""
    return with_parts(word_file(body, **parts), {"[Content_Types].xml": CONTENT_TYPES})


def with_parts(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The file with parts put in or replaced."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def finding(
    *evidence: Evidence, key: str = "SUM101:1", message: str = "不符", **more: object
) -> Finding:
    values: dict[str, object] = {
        "key": key, "code": "SUM101", "severity": "error", "where": "表三 合计",
        "message": message, "evidence": evidence, **more,
    }  # fmt: skip
    return Finding(**values)  # type: ignore[arg-type]


def found(*findings: Finding) -> Findings:
    return Findings(source=None, summary=Summary(), findings=findings)


def with_comments(data: bytes, *findings: Finding) -> bytes:
    return annotated(PATH, data, found(*findings))


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(data: bytes) -> etree._Element:
    return etree.fromstring(parts_of(data)["word/document.xml"])


def comments(data: bytes) -> dict[str, str]:
    """The text of each comment by its id."""
    root = etree.fromstring(parts_of(data)["word/comments.xml"])
    return {
        one.get(f"{W}id", ""): "\n".join(
            "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
            for paragraph in one.iter(f"{W}p")
        )
        for one in root
    }


def marked(data: bytes) -> list[str]:
    """The characters that each comment is about, in the order of their ids."""
    said: dict[str, str] = {}
    open_ones: set[str] = set()
    for element in pages(data).iter():
        key = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            assert key not in said
            said[key] = ""
            open_ones.add(key)
        elif element.tag == f"{W}commentRangeEnd":
            open_ones.remove(key)
        elif element.tag in (f"{W}t", f"{W}tab", f"{W}footnoteReference"):
            for one in open_ones:
                said[one] += element.text or {f"{W}tab": "\t"}.get(str(element.tag), "＊")
    assert not open_ones
    references = [one.get(f"{W}id") for one in pages(data).iter(f"{W}commentReference")]
    assert sorted(said) == sorted(map(str, references))
    return [said[key] for key in sorted(said, key=int)]


def marks(data: bytes) -> Iterator[etree._Element]:
    """The marks of comments, and the runs with their references."""
    root = pages(data)
    yield from root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")
    for reference in root.iter(f"{W}commentReference"):
        run = reference.getparent()
        assert run is not None
        yield run


def characters(data: bytes) -> list[tuple[str, bytes]]:
    """Each character of the pages with the properties of its run."""
    said = []
    for run in pages(data).iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        look = b"" if properties is None else etree.tostring(properties, method="c14n")
        for child in run:
            if child.tag == f"{W}t":
                said += [(one, look) for one in child.text or ""]
    return said
