"""上年为零却写了增减率。

查什么：增加额等于今年数，即上年没有数时，是否还写了增长百分之几。
为什么：零不能作除数，从零增加没有增长率；写成 100% 会使人误以为翻了一番。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：今年 7.32 万元，比上年增加 7.32 万元，增长 100%。
改法：删去增长率，只写增加额；若上年不是零，改正增加额。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT112",
    name="rate-of-nothing",
    title="上年为零却写了增减率",
    severity="error",
    message="{figure} {total}，{change}；增加额等于今年数，上年为零，不能计算增长率（现写 {stated}%）",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Rates of what was nothing last year."""
    yield from told(document, "nothing")
