"""Word files with comments: in the pages only marks are added, all words stay where they are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lxml import etree

from mingzhang.checker.report.told import name_of
from mingzhang.model import Findings
from mingzhang.model.word_data import W
from mingzhang.reader.formats.package import open_package
from mingzhang.reader.formats.word import SaidText, main_part, said_texts
from mingzhang.reader.read import read_document
from mingzhang.reader.source import ReadError
from mingzhang.reader.word import own_word
from mingzhang.workflow.annotating.marks import Marks, range_of
from mingzhang.workflow.annotating.parts import Parts
from mingzhang.workflow.annotating.remarks import AUTHOR, INITIALS, Remark, remarks
from mingzhang.workflow.annotating.standing import Span, Texts

__all__ = ["annotated_word"]

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID: Final = f"{W}id"
_Properties = Mapping[str, Mapping[str, str]]
_PARAGRAPH: Final[_Properties] = {
    "spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    "ind": {"firstLineChars": "0", "firstLine": "0"},
    "jc": {"val": "both"},
}
"""Comments are set small and plain, however the text of the document is."""

_CHARACTERS: Final[_Properties] = {
    "b": {"val": "0"},
    "color": {"val": "auto"},
    "sz": {"val": "18"},
    "szCs": {"val": "18"},
}
_MOST: Final = 30_000
"""Word opens no file with more than 32,767 comments."""


def annotated_word(data: bytes, findings: Findings) -> bytes:
    """The Word file with a comment at each place of its findings.

    Raises:
        ReadError: it is damaged, or has no text that a comment could stand at.
    """
    package = open_package(data)
    document, root, said = said_texts(package)
    places = [one.evidence for one in said]
    texts = Texts(name_of(findings), places, lambda: read_document(document), own_word(data))
    found = remarks(findings, texts.standing)[:_MOST]
    if not found:
        return data
    if not said:
        raise ReadError("文件里没有文字，加不了批注；请用 --format html 看报告")
    main = main_part(package)
    parts = Parts(data, main)
    parts.put(main, root)
    comments = _comments(parts, main)
    first = _free(root, comments)
    _mark(said, found, first)
    comments.extend(_comment(first + at, one.lines) for at, one in enumerate(found))
    return parts.written()


def _mark(said: Sequence[SaidText], found: Sequence[Remark[Span]], first: int) -> None:
    marks = Marks()
    for number, remark in enumerate(found, first):
        if remark.spot is None:
            place = range_of(said[0], 0, len(said[0].evidence.text))
        else:
            place = range_of(said[remark.spot.words], remark.spot.start, remark.spot.end)
        marks.note(number, place)
    marks.draw()


def _comments(parts: Parts, main: str) -> etree._Element:
    """The comments that there are, or none yet."""
    name = parts.linked(main, "comments")
    if name is None:
        name = parts.new_name(posixpath.join(posixpath.dirname(main), "comments{}.xml"))
        parts.put(name, etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}))
        parts.link(main, "comments", name)
        parts.declare(name, _MEDIA_TYPE)
    return parts.root(name)


def _free(root: etree._Element, comments: etree._Element) -> int:
    """The first number from which on no comment has one."""
    marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
    used = [one.get(_ID, "") for one in root.iter(*(f"{W}{mark}" for mark in marks))]
    used += [one.get(_ID, "") for one in comments]
    return max((int(one) for one in used if one.isdecimal()), default=-1) + 1


def _comment(number: int, lines: Iterable[str]) -> etree._Element:
    comment = etree.Element(
        f"{W}comment", {_ID: str(number), f"{W}author": AUTHOR, f"{W}initials": INITIALS}
    )
    for line in lines:
        paragraph = etree.SubElement(comment, f"{W}p")
        paragraph.append(_with(f"{W}pPr", _PARAGRAPH))
        run = etree.SubElement(paragraph, f"{W}r")
        run.append(_with(f"{W}rPr", _CHARACTERS))
        etree.SubElement(run, f"{W}t").text = line
    return comment


def _with(tag: str, properties: _Properties) -> etree._Element:
    element = etree.Element(tag)
    for name, said in properties.items():
        etree.SubElement(element, f"{W}{name}", {f"{W}{key}": one for key, one in said.items()})
    return element
