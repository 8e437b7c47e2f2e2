"""Whether a PDF file is plain enough to be read without guard.

PDFium cannot be stopped once it parses a page, and a small file can hold work for hours: streams
packed a thousandfold, forms that show each other, filters upon filters. Files that budgets come in
do nothing of the kind. All streams are in the open in a file, so that is seen without PDFium.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

__all__ = ["is_plain"]

_LARGEST_FILE: Final = 64 << 20
_LARGEST_STREAM: Final = 4 << 20
_LARGEST_IMAGE: Final = 40 << 20
_MOST_BYTES: Final = 64 << 20
"""Of all streams but images."""

_CHUNK: Final = 1 << 20
_HEAD: Final = 4000
"""How long the dictionary before a stream is at most; one that is longer is not plain."""

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_PACKED: Final = re.compile(rb"/Fl(?:ateDecode)?\b")
_UNUSUAL: Final = re.compile(rb"/(?:LZW|RunLength|ASCII85|ASCIIHex)Decode|/(?:LZW|RL|A85|AHx)\b")
_FORM: Final = re.compile(rb"/Form\b|/PatternType\b|/Subtype\s+\d")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")
_SHOWS: Final = re.compile(rb"(?<![\w/])Do(?!\w)")
_UNCOMMON: Final = re.compile(rb"/Encrypt\b|/Type3\b")
_MANY_PARTS: Final = re.compile(rb"/Contents\s*\[(?:\s*\d+\s+\d+\s+R){50}|/Contents\s*\[[^\]]*$")


def is_plain(data: bytes) -> bool:
    """Whether what a file unpacks to is in proportion, and no form in it shows another."""
    if len(data) > _LARGEST_FILE or _UNCOMMON.search(data) or _MANY_PARTS.search(data):
        return False
    left = _MOST_BYTES
    for found in _STREAM.finditer(data):
        start = max(0, found.start() - _HEAD)
        opening = data.rfind(b" obj", start, found.start())
        head = data[opening : found.start()]
        if opening < 0 or _UNUSUAL.search(head) or len(_PACKED.findall(head)) > 1:
            return False
        is_form = _FORM.search(head) is not None
        if _PACKED.search(head):
            is_image = _IMAGE.search(head) is not None
            limit = _LARGEST_IMAGE if is_image else min(left, _LARGEST_STREAM)
            size = _unpacked(data, found.end(), limit, is_form)
            if size is None:
                return False
            left -= 0 if is_image else size
        elif is_form and _SHOWS.search(data, found.end(), data.find(b"endstream", found.end())):
            return False
    return True


def _unpacked(data: bytes, start: int, limit: int, is_form: bool) -> int | None:
    """How large a stream is unpacked; None if it exceeds the limit, or shows a form from one."""
    unpack = zlib.decompressobj()
    size = 0
    packed = data[start : start + _CHUNK]
    while packed and not unpack.eof:
        try:
            content = unpack.decompress(packed, _CHUNK)
        except zlib.error:
            break  # damaged: PDFium will stop there as well
        size += len(content)
        if size > limit or (is_form and _SHOWS.search(content)):
            return None
        start += len(packed) - len(unpack.unconsumed_tail)
        packed = data[start : start + _CHUNK]
    return size
