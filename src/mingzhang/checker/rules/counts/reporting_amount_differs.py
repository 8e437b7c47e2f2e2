"""全部单位编报而资金不是全部。

查什么：编报整体绩效目标的单位数等于全部单位数的，涉及资金是否等于全部预算资金。
为什么：整体绩效目标涉及单位的全部资金，只写项目资金会少报。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：1 个单位中 1 个编报，部门预算资金 1708.17 万元，涉及资金 1630.63 万元。
改法：核对口径；涉及资金应为这些单位的全部预算。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import suspects
from mingzhang.checker.rules.counts.reporting import Reporting, is_same, reporting_units
from mingzhang.checker.said import named
from mingzhang.cube import Fact

RULE = Rule(
    code="CNT105",
    name="reporting-amount-differs",
    title="全部单位编报而资金不是全部",
    severity="warning",
    message="{count}，全部单位都已编报；{stated}，而{whole}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Money of the units that report, where all do, that is not the money of all."""
    told = suspects(document)
    for one in reporting_units(document):
        if not is_same(one.count, one.units):
            continue
        for fact, whole in one.amounts:
            is_told = told & {id(fact), id(one.count), id(one.units), id(whole)}
            if not is_told and not is_same(fact, whole):
                yield _found(document, one, fact, whole)


def _found(document: Examined, one: Reporting, fact: Fact, whole: Fact) -> Found:
    return Found(
        subject=(fact.address, whole.address),
        where=document.labels.of(fact.address),
        position=fact.address,
        values={
            "count": named(document, one.count),
            "stated": named(document, fact),
            "whole": named(document, whole),
        },
        sides=tuple(side_of(document, figure) for figure in (fact, whole, one.count, one.units)),
        stated=fact.text,
        expected=whole.text,
        evidence=(*fact.evidence, *whole.evidence),
    )
