"""有单位没有数字。

查什么：情况说明中“收入万元”“占%”“实有辆”这样，单位前面缺少数字的地方。
为什么：模板里的空没有填。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的内容应当完整。
错例：比上年增加万元，增长%。
改法：填上数字；没有的写 0。
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
    code="FMT107",
    name="figure-missing",
    title="有单位没有数字",
    severity="error",
    message="{where}“{around}”中的“{stated}”前面缺少数字",
)

_MISSING: Final = re.compile(
    r"(?:增加|减少|增长|下降|占|收入|支出|结转|总额|总计|合计|资金|经费|预算|拨款|金额|费|涉及|共计|为)\s?(万元|亿元|元|%)(?![以左上]|/)"
    r"|(?:编制|实有|用车)\s?(辆)|(?:项目|单位|目标)\s?(个)(?=[,。;、]|,?共计)|(?:总?面积)\s?(平方米)|设备\s?(台)"
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Units right after a word that wants a figure."""
    for text in narrative(document):
        for found in _MISSING.finditer(narrow(text.text)):
            yield span_found(document, text, found.span(found.lastindex or 0))
