"""Web pages in one file (.mht, as Word and Excel save them): every page in it, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from typing import Final

from mingzhang.reader.formats.page import MEDIA_TYPE, page_document
from mingzhang.reader.source import Block, Document, ReadError

__all__ = ["archive_document", "is_page_archive"]

_HEAD: Final = 4096
_FIELD: Final = re.compile(rb"\s*[A-Za-z][A-Za-z-]{2,40}:[ \t]")
_RELATED: Final = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MOST_BYTES: Final = 64_000_000
_MOST_PAGES: Final = 300
_FRAMES: Final = re.compile(rb"<frameset\b", re.IGNORECASE)


def is_page_archive(data: bytes) -> bool:
    """Whether a file is a page with all that belongs to it, written as a message."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    return bool(_FIELD.match(head)) and bool(_RELATED.search(head))


def archive_document(data: bytes) -> Document:
    """All pages of an archive, in their order; a page of frames says nothing itself.

    Raises:
        ReadError: there is no page in it, or too much.
    """
    if len(data) > _MOST_BYTES:
        raise ReadError("网页存档过大，未读取；请打开后另存为 .docx 或 .xlsx")
    blocks: list[Block] = []
    pages = list(_pages(message_from_bytes(data)))
    for page in pages:
        with suppress(ReadError):  # one page may be cut off, or say nothing
            blocks.extend(page_document(page).blocks)
    if not blocks:
        raise ReadError("网页存档里没有网页，或不完整；请打开后另存为 .docx 或 .xlsx")
    return Document(tuple(blocks), MEDIA_TYPE)


def _pages(archive: Message) -> Iterator[bytes]:
    count = 0
    for part in archive.walk():
        if part.get_content_type() != "text/html":
            continue
        page = part.get_payload(decode=True)
        if isinstance(page, bytes) and page.strip() and not _FRAMES.search(page):
            count += 1
            if count > _MOST_PAGES:
                raise ReadError(f"网页存档里的网页超过 {_MOST_PAGES} 个，未读取")
            yield _declared(page, part.get_content_charset())


def _declared(page: bytes, charset: str | None) -> bytes:
    """The page in the encoding that its part names; without one it says so itself."""
    if charset is None:
        return page
    try:
        return page.decode(charset, "strict").encode()
    except (LookupError, UnicodeDecodeError):
        return page
