"""同一变动前后说法不一。

查什么：一节中两次说明同一项增减（如收入和支出两侧）的，方向、增减额和增减率是否相同。
为什么：收支总计相同，它们的变动也相同；改一处漏一处就不一致。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：收入总计比上年减少 103.90 万元，支出总计比上年减少 103.09 万元。
改法：查明哪一处为准，改正另一处。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.told import told

RULE = Rule(
    code="PCT116",
    name="change-restated-differently",
    title="同一变动前后说法不一",
    severity="error",
    message="{figure}的变动，这一处为“{change}”{other}；现为 {stated}{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Statements of one change that differ."""
    yield from told(document, "restated")
