"""Files of formats that are not read: what they are, and as what to save them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["told_of_foreign", "told_of_package"]

_DOCX: Final = "请在 Word 或 WPS 中另存为 .docx 后再试"
_UNPACK: Final = "请解压后给出其中的 Word、PDF、Excel、网页或文本"
_OLE: Final = b"\xd0\xcf\x11\xe0"

_STARTS: Final = (
    (b"Rar!\x1a\x07", f"是压缩包（.rar），{_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"是压缩包（.7z），{_UNPACK}"),
    (b"\x1f\x8b", f"是压缩包（.gz），{_UNPACK}"),
    (b"BZh", f"是压缩包（.bz2），{_UNPACK}"),
    (b"\xfd7zXZ\0", f"是压缩包（.xz），{_UNPACK}"),
    (b"{\\rtf", f"是 RTF 文件，{_DOCX}"),
    (b"%!PS", "是 PostScript 文件，请另存为 PDF 后再试"),
    (b"SQLite format 3\0", "是数据库文件，请导出为 Excel 后再试"),
)
_STREAMS: Final = (
    ("WordDocument", f"是旧版 Word 文件（.doc）或 WPS 文字文件（.wps），{_DOCX}"),
    ("PowerPoint Document", "是演示文稿，不是部门预算公开的文本；请给出 Word、PDF 或 Excel 文件"),
)
_PARTS: Final = (
    ("ofd.xml", "是 OFD 版式文件，请用 OFD 阅读器导出为 PDF 或 Word 后再试"),
    ("ppt/", "是演示文稿，不是部门预算公开的文本；请给出 Word、PDF 或 Excel 文件"),
    ("content.xml", "是 OpenDocument 文件（.odt、.ods），请另存为 .docx 或 .xlsx 后再试"),
)
_WORD_XML: Final = (b"schemas.microsoft.com/office/word/2003/wordml", b"<pkg:package")
_REPORT: Final = (b'name="generator" content="mingzhang ', "<title>检查结果".encode())
_HEAD: Final = 4096


def told_of_foreign(data: bytes) -> str | None:
    """What a file is, if it is of no format that is read; None if nothing is known of it."""
    for start, words in _STARTS:
        if data.startswith(start):
            return words
    for stream, words in _STREAMS if data.startswith(_OLE) else ():
        if stream.encode("utf-16-le") in data:
            return words
    is_markup = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if is_markup and any(mark in data[:_HEAD] for mark in _WORD_XML):
        return f"是 XML 格式的 Word 文件，{_DOCX}"
    if is_markup and all(mark in data[:_HEAD] for mark in _REPORT):
        return "是检查结果，不是部门预算公开的文本；请给出它所检查的文件"
    return None


def told_of_package(parts: Iterable[str]) -> str:
    """What a package is that holds neither a Word nor an Excel file, by the names of its parts."""
    names = [name.replace("\\", "/").lstrip("/").lower() for name in parts]
    for part, words in _PARTS:
        if any(name.startswith(part) for name in names):
            return words
    return f"是压缩包或其他文件，{_UNPACK}"
