"""What a published Word file carries beside its pages: the names that its writer and reader share.

Each displayed figure is a content control, tagged with the address of its fact and bound to an
element of a first part of custom XML, so that it is edited in one place and follows in the others:

    <figures xmlns="urn:mingzhang:figures:1">
      <figure>
        <shown>191.02</shown> <text>191.02</text> <tag>f-03.2013902.total</tag>
        <address>03.2013902.total</address> <name>表三 …</name>
        <coordinate>budget(…)</coordinate> <unit>万元</unit> <amount>1910200.00</amount>

A word processor writes what a user types into `shown`; `text` keeps what was published, and
`amount` is in 元. There are no attributes, because LibreOffice drops them. It drops tags as well,
so a control is known by the element that it is bound to.

A second part holds the disclosure as JSON, its hash, and a hash of all words that are no figures:
while those are the same, the file differs from its publication in figures at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2s, sha256
from typing import Final

from lxml import etree

__all__ = [
    "DISCLOSURE_PART",
    "FIGURES_PART",
    "W",
    "binding_markup",
    "bound_figure",
    "figure_tag",
    "words_sha256",
]

FIGURES_PART: Final = "urn:mingzhang:figures:1"
"""The namespace of the part with the figures."""

DISCLOSURE_PART: Final = "urn:mingzhang:disclosure:1"
"""The namespace of the part with the disclosure: `sha256`, `words`, and the JSON as text."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOUND: Final = re.compile(r":figures\[1\]/\w+:figure\[(?P<number>[1-9]\d{0,6})\]/")
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TAG: Final = "f-"
_LONGEST_TAG: Final = 64
_OBJECT: Final = "\ufffc"
_UNREAD: Final = (f"{W}del", f"{W}moveFrom", f"{_COMPATIBILITY}Fallback")
_OBJECTS: Final = tuple(
    f"{W}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")
)
_WATCHED: Final = (f"{W}t", f"{W}sdt", f"{W}fldChar", *_OBJECTS, *_UNREAD)


def figure_tag(address: str) -> str:
    """The tag of the controls of an address; Word takes 64 characters.

    >>> figure_tag("03.2013902.total")
    'f-03.2013902.total'
    """
    tag = _TAG + address
    if len(tag) <= _LONGEST_TAG:
        return tag
    return f"{_TAG}{blake2s(address.encode(), digest_size=16).hexdigest()}"


def binding_markup(number: int, store: str) -> str:
    """What binds a control to the figure of this number (from 1) in the part with this id."""
    return (
        f"<w:dataBinding w:prefixMappings=\"xmlns:m='{FIGURES_PART}'\""
        f' w:xpath="/m:figures[1]/m:figure[{number}]/m:shown[1]" w:storeItemID="{store}"/>'
    )


def bound_figure(control: etree._Element) -> int | None:
    """The number of the figure that a content control is bound to; None if it shows none."""
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    if binding is None or FIGURES_PART not in binding.get(f"{W}prefixMappings", ""):
        return None
    found = _BOUND.search(binding.get(f"{W}xpath", ""))
    return int(found["number"]) if found else None


def words_sha256(body: etree._Element) -> str:
    """The hash of the words of a document's body, in their order and without white space.

    The number of a figure stands for the figure; results of fields, such as the contents with their
    page numbers, are left out.
    """
    return sha256("".join("".join(_words(body)).split()).encode("utf-8", "replace")).hexdigest()


def _words(body: etree._Element) -> Iterator[str]:
    skipped: set[etree._Element] = set()
    fields = 0
    for node in body.iter(*_WATCHED):
        if node in skipped:
            continue
        if node.tag == f"{W}fldChar":
            kind = node.get(f"{W}fldCharType")
            fields += {"begin": 1, "end": -1}.get(kind or "", 0)
        elif node.tag == f"{W}sdt" and (number := bound_figure(node)):
            skipped.update(node.iter(*_WATCHED))
            yield f"{_OBJECT}{number}{_OBJECT}"
        elif node.tag in _UNREAD:
            skipped.update(node.iter(*_WATCHED))
        elif node.tag in _OBJECTS:
            yield _OBJECT
        elif node.tag == f"{W}t" and not fields:
            yield node.text or ""
