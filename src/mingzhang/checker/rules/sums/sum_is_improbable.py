"""尾差偏大。

查什么：合计与分项之和的差虽可由四舍五入解释，但大到超过各项独立舍入时的三倍标准差。
为什么：分项越多，舍入能解释的差越大，小额差错会藏在里面。
依据：四舍五入误差的统计规律；只提示，不作为差错。
错例：二十个分项之和与合计相差 0.06 万元。
改法：用原始数据（精确到分）核对一次；确属尾差的不必改。
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.said import gap, sum_in_words
from mingzhang.cube import Identity

RULE = Rule(
    code="SUM104",
    name="sum-is-improbable",
    title="尾差偏大",
    severity="info",
    message="{sum}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Sums that hold, but by rounding that is hardly to be expected, of figures none suspects."""
    suspects = {id(fault.suspect) for fault in document.faults}
    for identity in document.sums:
        apart = gap(identity) if len(identity.parts) > 2 else 0
        if apart and apart > _likely(identity) and identity.holds():
            whole = identity.whole
            if not suspects.isdisjoint(map(id, (whole, *identity.parts))):
                continue
            cell = document.cell(whole)
            yield Found(
                subject=(whole.address, identity.parts[0].address),
                where=document.labels.of(whole.address),
                position=whole.address,
                values={"sum": sum_in_words(document, identity)},
                sides=tuple(side_of(document, fact) for fact in (whole, *identity.parts)),
                cells=(cell,) if cell else (),
                stated=whole.text,
                evidence=tuple(one for fact in (whole, *identity.parts) for one in fact.evidence),
            )


def _likely(identity: Identity) -> int:
    """Three standard deviations of independent rounding, in base units.

    A rounding error is uniform over a printed step s, its variance s²/12; those of whole and parts
    add up.
    """
    steps = (fact.displayed() for fact in (identity.whole, *identity.parts))
    squares = sum((one.high - one.low + 1) ** 2 for one in steps if one.high > one.low)
    return isqrt(9 * squares // 12)
