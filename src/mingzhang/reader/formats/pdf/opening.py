"""A PDF file from anywhere -> blocks: whether it is one, and whether it is read under guard."""

from __future__ import annotations

from typing import Final

from mingzhang.reader.formats.pdf.attachments import may_carry
from mingzhang.reader.formats.pdf.carried import Carried, read_carried
from mingzhang.reader.formats.pdf.document import read_pages
from mingzhang.reader.formats.pdf.guarded import guarded_carried, guarded_document
from mingzhang.reader.formats.pdf.plain import is_plain
from mingzhang.reader.source import Document, ReadError

__all__ = ["pdf_carried", "pdf_document"]

_MARK: Final = b"%PDF-"
_MARK_WITHIN: Final = 1024
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")


def pdf_document(data: bytes) -> Document:
    """The blocks of a PDF file.

    Raises:
        ReadError: it is no PDF, or encrypted, damaged, out of all proportion, or has no text.
    """
    if _MARK not in data[:_MARK_WITHIN]:
        if data.startswith(_PICTURES):
            raise ReadError("内容是图片，不是 PDF；请改用图片的扩展名（如 .png、.jpg）后再试")
        raise ReadError("不是 PDF 文件；请检查扩展名是否被改过，或重新导出 PDF")
    return read_pages(data) if is_plain(data) else guarded_document(data)


def pdf_carried(data: bytes) -> Carried | None:
    """The files that a PDF file carries, and what its tags say; None of a file that carries none.

    Raises:
        ReadError: it cannot be opened, or not within bounds.
    """
    if _MARK not in data[:_MARK_WITHIN] or not may_carry(data):
        return None
    return read_carried(data) if is_plain(data) else guarded_carried(data)
