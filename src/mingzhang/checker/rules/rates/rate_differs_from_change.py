"""增减率与增减额不符。

查什么：写明的增减率是否等于增减额除以上年数；上年数由今年数与增减额推出，各数都按印出的位数留出四舍五入的余地。
为什么：增减额改了而增减率没有重算，或者错用今年数作除数，是最常见的差错。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：今年 34.37 万元，增加 3.83 万元，增长 11.14%（误以今年数作除数，应为 12.54%）。
改法：用增减额除以上年数重算；若增减额有误，先改增减额。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.changes import changes, label_of
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT111",
    name="rate-differs-from-change",
    title="增减率与增减额不符",
    severity="error",
    message="{figure} {total}，{change}；由增减额推出上年为 {prior}{base}，增减率现为 {stated}%{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Rates that their change and this year's amount do not give."""
    yield from told(document, "rate", "base")
    for change in changes(document):
        if change.rate is not None and not change.totals:
            yield Unchecked(label_of(document, change), "没有读出本年数，无法核对增减率")
