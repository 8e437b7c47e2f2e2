"""Texts as rules look at them: what a reader calls their place, and one width of characters."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from mingzhang.scheme import Scheme

__all__ = ["narrow", "place_label"]

_NARROW: Final = {"\u3000": " ", **{chr(n): chr(n - 0xFEE0) for n in range(0xFF01, 0xFF5F)}}

_PARTS: Final = {
    "cover": "封面",
    "contents": "目录",
    "marks": "页眉、水印等处",
    "parts": "各部分的标题",
    "attachments": "附件",
    "unplaced": "不属于任何栏目的文字",
}
_OF_TABLES: Final = {"title": "标题", "note": "附注", "mark": "表号", "header": "表头"}


@lru_cache(maxsize=8192)
def narrow(text: str) -> str:
    """A text with full-width letters, digits and marks made half-width; no place moves.

    >>> narrow("（Ａ）１，２３４")
    '(A)1,234'
    """
    for wide in _NARROW.keys() & set(text):
        text = text.replace(wide, _NARROW[wide])
    return text


def place_label(scheme: Scheme, path: str) -> str:
    """A place of the document as a reader calls it.

    >>> from mingzhang.scheme import load_scheme
    >>> place_label(load_scheme("shanxi", 2025), "tables.03.note")
    '表三 附注'
    """
    part, *rest = path.split(".")
    if part == "tables":
        named = (_OF_TABLES[one] for one in rest[1:2] if one in _OF_TABLES)
        return " ".join((f"表{scheme.table(rest[0]).ordinal}", *named))
    if part == "forms":
        return f"第 {rest[0]} 张绩效表"
    return _PARTS.get(part, "正文")
