"""增加额大于今年数。

查什么：比上年增加的数是否大于今年的数。
为什么：那样上年就成了负数；多半是增减方向写反，或增加额抄错。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：今年 12.00 万元，比上年增加 21.00 万元。
改法：核对上年数，改正增加额或方向。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT115",
    name="increase-exceeds-amount",
    title="增加额大于今年数",
    severity="error",
    message="{figure} {total}，{change}，上年成了 {prior}{other}；现为 {stated}{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Increases of more than there is."""
    yield from told(document, "impossible")
