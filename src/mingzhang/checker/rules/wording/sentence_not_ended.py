"""段末缺少标点。

查什么：情况说明各栏目中，以文字或数字结束、没有句号的句子。
为什么：句子没有说完，可能漏了后面的内容。
依据：《标点符号用法》（GB/T 15834—2011）。
错例：某局培训经费3.16万元，其中教材1.66万元
改法：补上句号；漏了内容的补上内容。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import span_found

RULE = Rule(
    code="TXT107",
    name="sentence-not-ended",
    title="段末缺少标点",
    severity="info",
    message="{where}“{around}”之后没有句号",
)

_COMMA: Final = re.compile("[，。；,;]")
_LAST: Final = re.compile(r"[\u4e00-\u9fff\d%％]")
_LINE: Final = re.compile(r"[^\n]+")
_SHORT: Final = 15


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Paragraphs with commas that end in a word or a figure."""
    attached = {one.section for one in document.disclosure.attachments}
    for text in document.prose:
        part, _, section = text.path.partition(".")
        if part != "narrative" or section in attached:
            continue
        for found in _LINE.finditer(text.text):
            sentence = found[0].rstrip(" \t")
            if len(sentence) > _SHORT and _LAST.match(sentence[-1]) and _COMMA.search(sentence):
                end = found.start() + len(sentence)
                yield span_found(document, text, (end - 1, end), expected=f"{sentence[-1]}。")
