"""原因没有写。

查什么：“主要原因是”“原因为”后面没有内容，或只写“无”“略”。
为什么：增减变动必须说明原因；写了一半等于没有说明。
依据：预算法第十四条：对重要事项作出说明。
错例：比上年增加3.20万元，主要原因是。
改法：写明具体原因。
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
    code="TXT108",
    name="reason-left-blank",
    title="原因没有写",
    severity="error",
    message="{where}“{around}”没有写明原因",
)

_MISSING: Final = re.compile(
    r"(?:主要)?原因(?:是因为|是由于|是|为|:)\s*(?:[:,]\s*)?(?=[,。;]|\s*$)"
    r"|(?:主要)?(?:原因(?:是|为|:)|是因为|是由于)\s*(?:暂?无|略|同上|如上|见上|示例|待定|[/—-]+|…+|\.{3,})(?=[,。;]|\s*$)"
    r"|主要(?:是因为|是由于|是)\s*(?=[。;]|\s*$)"
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Reasons that are announced and not given."""
    for text in narrative(document):
        for found in _MISSING.finditer(narrow(text.text)):
            yield span_found(document, text, found.span())
