"""The bytes of a web page as a tree of elements, whatever their encoding and however broken."""

from __future__ import annotations

import codecs
import re
from typing import Any, Final, TypeAlias

from lxml import etree

from mingzhang.reader.source import ReadError

__all__ = ["Element", "decoded_page", "page_tree"]

Element: TypeAlias = Any
"""An element of a page; the annotations of the library say less of it than is so."""

_MOST_BYTES: Final = 64_000_000
"""A page of text is a thousandth of this; more is no page that people read."""

_MOST_TAGS: Final = 400_000
"""A tag costs more to read than its characters; a page of our own has a fortieth of this."""

_HEAD: Final = 4096
"""How far into a page its encoding may be declared."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "hz", "euc_cn", "cp936"})
_LOST: Final = "\ufffd"
_ENOUGH: Final = 20
"""So many characters that are right in UTF-8 are UTF-8; one wrong in so many is a slip."""

_TAG: Final = re.compile(r"<(!doctype|[a-z])", re.IGNORECASE)
_ILLEGIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def decoded_page(data: bytes) -> str:
    """The text of a page: by its byte order mark, its declaration, else UTF-8 or GB 18030.

    A declaration that the bytes contradict does not count. Lines end in a line feed.

    >>> decoded_page("<meta charset=gb2312>预算".encode("gbk"))
    '<meta charset=gb2312>预算'
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGIBLE.sub(_LOST, text)


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    usual = data.decode("utf-8", "replace")
    if _LOST not in usual and _foreign(usual) >= _ENOUGH:
        return usual
    tried = [data.decode(_declared(data), "replace"), usual, data.decode("gb18030", "replace")]
    readable = (text for text in tried if text.count(_LOST) * _ENOUGH <= _foreign(text))
    return next(readable, tried[0])


def _foreign(text: str) -> int:
    """How many characters are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _declared(data: bytes) -> str:
    """The declared encoding by the name that Python knows; UTF-8 where there is none."""
    found = _DECLARED.search(data, 0, _HEAD)
    try:
        name = codecs.lookup(found[1].decode()).name.replace("-", "_") if found else "utf_8"
    except (LookupError, UnicodeDecodeError):
        return "utf-8"
    if name in _CHINESE:
        return "gb18030"
    # A declaration that can be read byte by byte is no UTF-16, and codecs of bytes are no text.
    is_text = name.startswith(("utf_8", "big5", "iso8859", "cp12", "ascii"))
    return name if is_text else "utf-8"


def page_tree(data: bytes) -> Element:
    """The root element of a page.

    Raises:
        ReadError: no web page, or one too large or nested too deeply to be read.
    """
    if len(data) > _MOST_BYTES:
        raise ReadError(f"网页超过 {_MOST_BYTES // 1_000_000} MB，无法读取；请给出单个部门的网页")
    text = decoded_page(data)
    if not _TAG.search(text):
        raise ReadError("不是网页：没有网页标签")
    if text.count("<") > _MOST_TAGS:
        raise ReadError(f"网页的标签超过 {_MOST_TAGS} 个，未读取；请给出单个部门的网页")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(text.encode(), parser=parser)
    if root is None:
        raise ReadError("网页没有内容")
    if any("depth" in entry.message for entry in parser.error_log.filter_from_level(3)):
        raise ReadError("网页的标签嵌套过深，无法读取；请用浏览器打开后另存为网页再试")
    return root
