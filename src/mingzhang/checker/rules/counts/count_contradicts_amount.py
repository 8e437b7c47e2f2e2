"""个数与金额矛盾。

查什么：某类项目、编报目标的单位写 0 个而金额不是 0，或写了个数而金额是 0。
为什么：个数和金额说的是同一些项目、单位，必有一个写错。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：某类项目 0 个，涉及金额 5.00 万元。
改法：核对后改正个数或金额。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import suspects
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.counts.partitions import figures_of_sections
from mingzhang.checker.said import named
from mingzhang.cube import BUDGET, Coordinate, Fact

RULE = Rule(
    code="CNT104",
    name="count-contradicts-amount",
    title="个数与金额矛盾",
    severity="error",
    message="{count}，而 {amount}；一个也没有的不应有金额，有的应有金额",
)

_GROUPED = {"projects": ("project", None), "reporting_units": ("unit", "reporting")}
"""By what is counted: the dimension that it is a number of members of, and the group of all."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Nothing counted where there is money, or no money where there is something."""
    told = suspects(document)
    for figures in figures_of_sections(document).values():
        amounts = {
            fact.coordinate: fact for fact in figures.values() if fact.coordinate.measure == BUDGET
        }
        for count in figures.values():
            amount = _amount_of(count, amounts)
            if amount is None or told & {id(count), id(amount)}:
                continue
            if bool(number_of(count.text or "0")) != bool(number_of(amount.text or "0")):
                yield _found(document, count, amount)


def _amount_of(count: Fact, amounts: dict[Coordinate, Fact]) -> Fact | None:
    """The money of what is counted, stated in the same section."""
    if count.coordinate.measure not in _GROUPED:
        return None
    dimension, everything = _GROUPED[count.coordinate.measure]
    group = count.coordinate.get(dimension) or everything
    period = count.coordinate.get("period")
    for place, fact in amounts.items():
        is_same = group is not None and place.get(dimension) == group
        if is_same and period in (None, place.get("period")):
            return fact
    return None


def _found(document: Examined, count: Fact, amount: Fact) -> Found:
    return Found(
        subject=(count.address, amount.address),
        where=document.labels.of(count.address),
        position=count.address,
        values={"count": named(document, count), "amount": named(document, amount)},
        sides=(side_of(document, count), side_of(document, amount)),
        stated=count.text,
        evidence=(*count.evidence, *amount.evidence),
        severity=None if number_of(amount.text or "0") else "warning",
    )
