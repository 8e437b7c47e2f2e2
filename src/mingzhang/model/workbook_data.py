"""What a published Excel file carries beside its sheets: the names that its writer and reader share.

Two parts of custom XML, as in the Word file: the disclosure as JSON with its hash and a hash of all
texts, and the figures, each with the defined name of its cell and the address of its fact:

    <figures xmlns="urn:mingzhang:names:1"><figure name="f_03_2013902_total">03.2013902.total</figure>

While the texts are the same, the file differs from its publication in numbers at most.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from lxml import etree

__all__ = ["NAMES_PART", "texts_sha256"]

NAMES_PART: Final = "urn:mingzhang:names:1"
"""The namespace of the part with the names of figures."""

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def texts_sha256(strings: etree._Element) -> str:
    """The hash of the texts of a workbook, given its part of shared strings.

    Programs keep that part in orders of their own, so the texts are sorted and each counts once.
    """
    texts = {
        "".join(piece.text or "" for piece in text.iter(f"{_MAIN}t")).strip()
        for text in strings.iter(f"{_MAIN}si")
    }
    return sha256("\0".join(sorted(texts - {""})).encode("utf-8", "replace")).hexdigest()
