"""增减额与增减率不符。

查什么：增减额与增减率对不上，而改一个数字就能使增减额与增减率、另一处所写相符的。
为什么：增减额抄错一位，公众用今年数一算就会发现。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：今年 948.41 万元，比上年减少 89.80 万元，下降 8.59%（应为 89.08）。
改法：核对上年数后改正增减额。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT113",
    name="change-differs-from-rate",
    title="增减额与增减率不符",
    severity="error",
    message="{figure} {total}，{change}，增减额与增减率不符{other}；增减额现为 {stated}{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Amounts of change that do not belong to their rates."""
    yield from told(document, "amount")
