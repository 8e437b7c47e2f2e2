"""A file of any format, told by its content -> a disclosure.

What Mingzhang wrote itself carries its data and comes back exactly; anything else is recognised.
Formats that load slow libraries are imported when a file needs them.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final

from msgspec.structs import replace

from mingzhang.model import Disclosure, ModelError, Source, disclosure_from_json
from mingzhang.reader.formats.foreign import told_of_foreign, told_of_package
from mingzhang.reader.formats.limits import within_limits
from mingzhang.reader.source import Document, ReadError

__all__ = ["document_of", "read_file"]

_PICTURES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"GIF8",
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OPENING: Final = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_PAGE: Final = re.compile(
    _OPENING + rb"<(?:!doctype\s+html|html|head|body|meta|title|style|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART: Final = re.compile(
    _OPENING + rb"<(?:table|thead|tbody|tr|div|p|center|font|span|b|strong|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_TABLE: Final = re.compile(rb"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD: Final = 4096
_JSON: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


def read_file(data: bytes, name: str) -> Disclosure:
    """Read a published document; its source is `name`, unless the file says where it came from.

    Raises:
        ReadError: it is no disclosure, damaged, or of a format that cannot be read.
    """
    own = _own(data)
    if own is not None:
        return own
    from mingzhang.reader.read import read_document

    document = document_of(data)
    source = Source(
        name=name, media_type=document.media_type, sha256=hashlib.sha256(data).hexdigest()
    )
    return replace(read_document(document), source=source)


def _own(data: bytes) -> Disclosure | None:
    """What a file that Mingzhang wrote carries."""
    if _JSON.match(data):
        return _disclosure_in(data)
    if _is_page(data):
        from mingzhang.reader.page import disclosure_of_page, is_own_page

        return disclosure_of_page(data) if is_own_page(data) else None
    entries = _entries(data)
    if _holds(entries, "word/"):
        from mingzhang.reader.word import own_word

        return own_word(data)
    if _holds(entries, "xl/"):
        from mingzhang.reader.workbook import own_workbook

        return own_workbook(data)
    return None


def _disclosure_in(data: bytes) -> Disclosure:
    try:
        return disclosure_from_json(data.removeprefix(codecs.BOM_UTF8))
    except ModelError as error:
        raise ReadError(str(error)) from error


def document_of(data: bytes) -> Document:
    """A file as neutral blocks.

    Raises:
        ReadError: it is damaged, of a format that cannot be read, or says too much.
    """
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("文件是空的，请检查是否保存成功")
    foreign = told_of_foreign(data)
    if foreign is not None:
        raise ReadError(foreign)
    return within_limits(_document(data))


def _document(data: bytes) -> Document:
    if b"%PDF-" in data[:1024]:
        from mingzhang.reader.formats.pdf import pdf_document

        return pdf_document(data)
    if data.startswith(_PICTURES):
        from mingzhang.reader.formats.scan import image_document

        return image_document(data)
    if data.startswith((b"PK", _OLE)):
        return _office_document(data)
    return _markup_or_text(data)


def _office_document(data: bytes) -> Document:
    entries = _entries(data)
    if _holds(entries, "word/"):
        from mingzhang.reader.formats.word import word_document

        return word_document(data)
    if data.startswith(b"PK") and entries and not _holds(entries, "xl/"):
        raise ReadError(told_of_package(entries))
    from mingzhang.reader.formats.spreadsheet import spreadsheet_document
    from mingzhang.reader.workbook import without_copies

    return without_copies(spreadsheet_document(data))


def _markup_or_text(data: bytes) -> Document:
    if _is_page(data):
        from mingzhang.reader.formats.page import page_document

        return page_document(data)
    from mingzhang.reader.formats.spreadsheet import is_spreadsheet_text, spreadsheet_document

    if is_spreadsheet_text(data):
        return spreadsheet_document(data)
    from mingzhang.reader.formats.text import text_document

    return text_document(data)


def _is_page(data: bytes) -> bool:
    """Whether a file is a web page, or so much of one as a program exports: a table, a division.

    A text with tables in markup has lines that are no markup.
    """
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    if head.startswith(_UTF_16):
        head = head.decode("utf-16", "ignore").encode()
    if _PAGE.match(head):
        return True
    if not _PART.match(head):
        return False
    around = _TABLE.sub(b"", data.removeprefix(codecs.BOM_UTF8))
    return all(line.startswith(b"<") for one in around.splitlines() if (line := one.strip()))


def _holds(entries: Iterable[str], folder: str) -> bool:
    return any(one.lower().startswith(folder) for one in entries)


def _entries(data: bytes) -> Mapping[str, int]:
    """The names in a package; empty if it is none, or damaged."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {one.filename: one.file_size for one in package.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return {}
