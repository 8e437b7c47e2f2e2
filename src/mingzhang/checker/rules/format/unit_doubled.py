"""计量单位重复。

查什么：“万元万元”“万万元”“元万元”“%%”“个个”等写了两遍的单位。
为什么：读者会误以为是另一个单位，万元与亿元只差一个字。
依据：《出版物上数字用法》（GB/T 15835—2011）。
错例：项目支出12.30万元万元。
改法：只留一个单位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="FMT105",
    name="unit-doubled",
    title="计量单位重复",
    severity="error",
    message="{where}“{around}”中的单位“{stated}”写重了{expected}",
)

_DOUBLED: Final = re.compile(
    r"\d\s?(?:((万元|亿元|平方米)\s?\2|万万+元|万元元+|元元+(?!旦)|%\s?%+|([个人辆台套家户项])\3(?![都有民均]))"
    r"|(元[万亿]元|%[万亿]?元|[万亿]?元%))"
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Units printed twice, or two different ones, after a figure."""
    for text, found in hits(document, _DOUBLED, is_running=True):
        group = found.lastindex if found[1] is None else 1
        expected = _once(found[1]) if found[1] else None
        yield span_found(document, text, found.span(group or 0), expected=expected)


def _once(doubled: str) -> str:
    """One of the units that are printed twice."""
    for unit in ("万元", "亿元", "平方米", "元"):
        if doubled.endswith(unit) or doubled.startswith(unit):
            return unit
    return doubled[0]
