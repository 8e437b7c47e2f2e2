"""括号、引号、书名号不成对。

查什么：文字、标题和项目名称中只有一半的括号、引号和书名号；半角全角混用、方括号与六角括号混用的不算。
为什么：半个括号多由漏打、截断造成，文件名和注释会与正文混在一起。
依据：《标点符号用法》（GB/T 15834—2011）。
错例：按照《某某管理办法的规定执行。
改法：补上另一半，或删去多出的一半。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import span_found
from mingzhang.checker.texts import narrow

RULE = Rule(
    code="TXT106",
    name="brackets-unbalanced",
    title="括号、引号不成对",
    severity="info",
    message="{where}“{around}”中的“{stated}”没有另一半",
)

_KINDS: Final = {
    **dict.fromkeys("([【〔{", "round"),
    **dict.fromkeys("《〈", "title"),
    **dict.fromkeys("“", "quote"),
    **dict.fromkeys("‘", "single"),
}
_ENDS: Final = {
    **dict.fromkeys(")]】〕}", "round"),
    **dict.fromkeys("》〉", "title"),
    **dict.fromkeys("”", "quote"),
    **dict.fromkeys("’", "single"),
}
_MARK: Final = re.compile(r"[()\[\]【】〔〕{}《》〈〉“”‘’]")
_NUMBERING: Final = re.compile(r"(?:\d|[一二三四五六七八九十]|(?<![A-Za-z])[A-Za-z])$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Halves without the other half, each kind by itself."""
    named = (text for text in document.texts if text.path.endswith((".project", ".title")))
    for text in (*document.prose, *named):
        plain = narrow(text.text)
        for place in _halves(plain):
            yield span_found(document, text, (place, place + 1))


def _halves(plain: str) -> list[int]:
    """The places of halves that nothing closes or opens; 1) begins an item of a list."""
    open_at: dict[str, list[int]] = {}
    alone: list[int] = []
    for found in _MARK.finditer(plain):
        place, mark = found.start(), found[0]
        if mark in _KINDS:
            open_at.setdefault(_KINDS[mark], []).append(place)
        elif waiting := open_at.get(_ENDS[mark]):
            waiting.pop()
        elif not (mark == ")" and _NUMBERING.search(plain, max(0, place - 4), place)):
            alone.append(place)
    return sorted([*alone, *(place for places in open_at.values() for place in places)])
