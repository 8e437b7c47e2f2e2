"""增减方向前后矛盾。

查什么：增减额前的词与增减率前的词方向是否一致；两个词一致而与数字相反的，也能由增减率看出。
为什么：把减少写成增加，意思正好相反。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：比上年增加 22.44 万元，下降 10.15%。
改法：核对上年数，改正方向写反的词。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT114",
    name="direction-contradicts-figures",
    title="增减方向前后矛盾",
    severity="error",
    message="{figure} {total}，{change}，方向矛盾{other}；现写“{stated}”{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Words of direction that each other or the figures contradict."""
    yield from told(document, "way")
