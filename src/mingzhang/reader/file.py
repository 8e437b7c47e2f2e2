"""A file of any format, told by its content -> a disclosure.

What Mingzhang wrote itself carries its data and comes back exactly; anything else is recognised.
Formats that load slow libraries are imported when a file needs them.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final

from msgspec.structs import replace

from mingzhang.model import Disclosure, Source
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
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD: Final = 4096


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


def document_of(data: bytes) -> Document:
    """A file as neutral blocks.

    Raises:
        ReadError: it is damaged, or of a format that cannot be read.
    """
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("文件是空的，请检查是否保存成功")
    if b"%PDF-" in data[:1024]:
        from mingzhang.reader.formats.pdf import pdf_document

        return pdf_document(data)
    if data.startswith(_PICTURES):
        from mingzhang.reader.formats.scan import image_document

        return image_document(data)
    if data.startswith((b"PK", _OLE)):
        return _office_document(data)
    if _is_page(data):
        from mingzhang.reader.formats.page import page_document

        return page_document(data)
    from mingzhang.reader.formats.text import text_document

    return text_document(data)


def _office_document(data: bytes) -> Document:
    entries = _entries(data)
    if _holds(entries, "word/"):
        from mingzhang.reader.formats.word import word_document

        return word_document(data)
    if data.startswith(_OLE) and _OLD_WORD in data:
        raise ReadError("是旧版 Word 文件（.doc），请在 Word 或 WPS 中另存为 .docx 后再试")
    if data.startswith(b"PK") and entries and not _holds(entries, "xl/"):
        raise ReadError("是压缩包或其他文件，请解压后给出其中的 Word、PDF、Excel、网页或文本")
    from mingzhang.reader.formats.spreadsheet import spreadsheet_document

    return spreadsheet_document(data)


def _is_page(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    return bool(_PAGE.match(head))


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
