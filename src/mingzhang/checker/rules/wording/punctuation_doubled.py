"""标点重复。

查什么：连在一起的逗号、句号、顿号、分号、冒号，如“，，”“，。”。
为什么：多由删改造成，中间常有漏掉的内容。
依据：《标点符号用法》（GB/T 15834—2011）。
错例：比上年增加，，主要原因是人员增加。
改法：删去多余的标点；中间漏了内容的补上。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="TXT105",
    name="punctuation-doubled",
    title="标点重复",
    severity="warning",
    message="{where}“{around}”中的“{stated}”重复{expected}",
)

_MARKS: Final = re.compile(
    r"[,、;:。%!?](?:(?<=[,、;:。])(?:[ \t]*[,、;:。])+|(?<=。)(?:[ \t]*\.)+|(?<=%)%+"
    r"|(?<![!?].)(?:(?<=!)!{3,}|(?<=\?)\?{3,}))"
)
_RANK: Final = "。;:,、"
"""Of different marks the first in this order stays."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Runs of marks of which one is enough."""
    for text, found in hits(document, _MARKS):
        marks = text.text[slice(*found.span())]
        kept = min(zip(map(_rank, found[0]), marks, strict=True))[1]
        yield span_found(document, text, found.span(), expected=kept)


def _rank(mark: str) -> int:
    return _RANK.find(mark) % (len(_RANK) + 1)
