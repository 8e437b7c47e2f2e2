"""数字没有单位。

查什么：情况说明中带两位小数或千位分隔符，或跟在“收入”“支出”等词后面，却没有单位的数字。
为什么：不写单位，不知道是元还是万元，是金额还是比例。
依据：《出版物上数字用法》（GB/T 15835—2011）。
错例：本年收入1,708.17，上年结转0万元。
改法：补上单位。
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
    code="FMT106",
    name="unit-missing",
    title="数字没有单位",
    severity="error",
    message="{where}“{around}”中的“{stated}”没有单位{expected}",
)

_ENDS: Final = r"(?=\s*(?:[,、;。)](?![\d.])|$|其中|占|比上年|主要|增长|下降))"
_FIGURE: Final = re.compile(
    rf"\d(?<![\dA-Za-z(〔\[].)(?<!\d[.,].)(?:\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|\d*\.\d\d){_ENDS}",
    re.MULTILINE,
)
_PLAIN: Final = re.compile(
    rf"(?:收入|支出|预算|拨款|结转|资金|经费|费|总额|总计|总预算|占|增长|下降|增加|减少)(\d(?:[\d,]*\d)?(?:\.\d+)?){_ENDS}",
    re.MULTILINE,
)
_RATE: Final = re.compile(r"(?:占|占比|比例|比重|增长|下降)(?:约|为|了)?$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Amounts and rates of templated sections that end in nothing."""
    told = {f"narrative.{one.id}" for one in document.scheme.narrative.sections if one.figures}
    for text in document.prose:
        if text.path not in told:
            continue
        plain = narrow(text.text)
        spans = {found.span() for found in _FIGURE.finditer(plain)}
        spans |= {found.span(1) for found in _PLAIN.finditer(plain)}
        for start, end in sorted(spans):
            is_rate = _RATE.search(plain, max(0, start - 4), start)
            unit = "%" if is_rate else document.scheme.narrative.unit
            expected = f"{text.text[start:end]}{unit}"
            yield span_found(document, text, (start, end), expected=expected)
