"""个数不是整数。

查什么：车辆、人员、单位、项目、设备等的个数带小数，如“0.00辆”“2.00人”。
为什么：个数只能是整数，带小数多是套用了金额的格式。
依据：《出版物上数字用法》（GB/T 15835—2011）。
错例：实有车辆0.00辆。
改法：写成整数；确为平均数、折算数的，写明“平均”“折合”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.format.written_numbers import rounded
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="FMT103",
    name="count-not-whole",
    title="个数不是整数",
    severity="warning",
    message="{where}“{around}”中的“{stated}”应为整数{expected}",
)

_COUNT: Final = re.compile(
    r"\d(?<![\dA-Za-z].)(?<!\d[.,].)[\d,]*\.(\d+)"
    r"(?=\s?(?:个(?!月|小时|百分|工作日|学时|点)|[人辆台套家名户项所座部支](?![均/月]))(?!/))"
)
_MEAN: Final = re.compile(r"(?:平均|人均|每|约|折合|折算|均)[^,。;、]{0,12}$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Counts with decimals, but for means."""
    for text, found in hits(document, _COUNT, is_running=True):
        if not _MEAN.search(found.string, max(0, found.start() - 16), found.start()):
            is_whole = not found[1].strip("0")
            expected = rounded(found[0], 0) if is_whole else None
            yield span_found(document, text, found.span(), expected=expected)
