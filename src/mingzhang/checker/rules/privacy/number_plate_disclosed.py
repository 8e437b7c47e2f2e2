"""公开了车牌号码。

查什么：机动车号牌，包括新能源号牌。
为什么：车牌能查到车主；公务用车只需公布辆数。
依据：政府信息公开条例第十五条。
错例：维修京A12345 车辆一台。
改法：删去号码，写明车辆的用途。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="PRV104",
    name="number-plate-disclosed",
    title="公开了车牌号码",
    severity="warning",
    message="{where}写有“{stated}”；车牌号码不必公开，请删去",
)

_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z]\s?[·•.・-]?\s?"
    r"(?=[A-HJ-NP-Z]{0,2}\d)[A-HJ-NP-Z\d]{4,5}[A-HJ-NP-Z\d挂学警港澳](?![A-Za-z\d])"
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Number plates in any text."""
    for text, found in hits(document, _PLATE):
        yield span_found(document, text, found.span())
