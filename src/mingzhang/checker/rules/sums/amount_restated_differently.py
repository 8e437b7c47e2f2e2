"""同一金额前后不一致。

查什么：各表、说明文字和绩效表中坐标相同的数字，即同一笔预算的同一口径，应当相同。
为什么：同一个数在表一、表三和文字里各写一遍，改一处漏两处是最常见的差错。
依据：省级方案中各单元格和文字栏目的坐标定义；公开的数据应当真实、准确。
错例：表三“2013902 合计”为 191.02，说明三写为 133.02 万元。
改法：查明哪一处为准，把其余各处改成相同；两处口径确有不同的，应写明口径。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.said import advice, fault_found, named

RULE = Rule(
    code="SUM102",
    name="amount-restated-differently",
    title="同一金额前后不一致",
    severity="error",
    message="{one}，而 {others}{advice}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Faults that break no sum, only what is stated twice."""
    for fault in document.faults:
        if any(map(document.is_sum, fault.broken)):
            continue
        found = fault_found(document, fault, fault.broken)
        first = fault.suspect
        others = dict.fromkeys(
            named(document, fact)
            for one in fault.broken
            for fact in (one.whole, *one.parts)
            if fact is not first
        )
        yield replace(
            found,
            values={
                "one": named(document, first),
                "others": "、".join(others),
                "advice": advice(document, fault),
            },
        )
