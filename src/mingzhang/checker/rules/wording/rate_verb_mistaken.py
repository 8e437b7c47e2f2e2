"""增减用词与数字不配。

查什么：金额用“增加”“减少”，百分比用“增长”“下降”；两者混用的提示。
为什么：用词统一，读者才能分清说的是数额还是幅度。
依据：《党政机关公文处理工作条例》第十九条：表述准确。
错例：比上年预算增加2.2万元，增加3.1%。
改法：百分比前改为“增长”或“下降”，金额前改为“增加”或“减少”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import narrative, span_found
from mingzhang.checker.texts import narrow

RULE = Rule(
    code="TXT109",
    name="rate-verb-mistaken",
    title="增减用词与数字不配",
    severity="info",
    message="{where}“{around}”中的“{stated}”{expected}",
)

_OTHER: Final = {"增加": "增长", "减少": "下降", "增长": "增加", "下降": "减少"}
_VERB: Final = re.compile(
    r"(增加|减少)(?:了|约|为)?\s*[\d,]+(?:\.\d+)?\s*%|(增长|下降)(?:了|约|为)?\s*[\d,]+(?:\.\d+)?\s*[万亿]?元"
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Verbs of amounts before a rate, and of rates before an amount."""
    for text in narrative(document):
        for found in _VERB.finditer(narrow(text.text)):
            group = found.lastindex or 1
            yield span_found(document, text, found.span(group), expected=_OTHER[found[group]])
