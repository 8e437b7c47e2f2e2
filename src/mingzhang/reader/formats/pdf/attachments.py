"""The files that a PDF file carries."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import c_int, c_ulong, c_void_p
from typing import Final

import pypdfium2.raw as raw

from mingzhang.reader.formats.pdf.pdfium import LOCK, bulk, open_document

__all__ = ["attachments_of", "may_carry"]

_count = bulk(raw.FPDFDoc_GetAttachmentCount, c_int, c_void_p)
_attachment = bulk(raw.FPDFDoc_GetAttachment, c_void_p, c_void_p, c_int)
_name = bulk(raw.FPDFAttachment_GetName, c_ulong, c_void_p, c_void_p, c_ulong)
_content = bulk(raw.FPDFAttachment_GetFile, c_int, c_void_p, c_void_p, c_ulong, c_void_p)

_MARK: Final = b"/EmbeddedFile"
_MOST: Final = 20
_LARGEST: Final = 64 << 20


def may_carry(data: bytes) -> bool:
    """Whether a file might carry others; told without opening it."""
    return _MARK in data


def attachments_of(data: bytes) -> dict[str, bytes]:
    """The files within a PDF file by name: the first ones, and none that is out of proportion.

    Raises:
        ReadError: the file cannot be opened.
    """
    with LOCK, open_document(data) as (document, _):
        return dict(_files(document))


def _files(document: int) -> Iterator[tuple[str, bytes]]:
    for index in range(min(_MOST, int(_count(document)))):
        one = _attachment(document, index)
        if one:
            room = int(_name(one, None, 0))
            name = ctypes.create_string_buffer(max(2, room))
            _name(one, ctypes.addressof(name), room)
            yield name.raw[: max(0, room - 2)].decode("utf-16-le", "replace"), _bytes(one)


def _bytes(attachment: int) -> bytes:
    size = c_ulong()
    at = ctypes.addressof(size)
    if not _content(attachment, None, 0, at) or not 0 < size.value <= _LARGEST:
        return b""
    content = ctypes.create_string_buffer(size.value)
    _content(attachment, ctypes.addressof(content), size.value, at)
    return content.raw
