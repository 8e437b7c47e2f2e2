"""没有写增减率。

查什么：样式要求写增减率、上年又不是零的，是否写了增减率。
为什么：只写增减额，看不出变动的幅度。
依据：省级方案规定的文字样式。
错例：今年 198.62 万元，比上年减少 22.44 万元。（应接着写下降 10.15%）
改法：补写增减率。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT117",
    name="rate-missing",
    title="没有写增减率",
    severity="warning",
    message="{figure} {total}，{change}，没有写增减率；由增减额推出上年为 {prior}{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Changes whose rate was left out."""
    yield from told(document, "no rate")
