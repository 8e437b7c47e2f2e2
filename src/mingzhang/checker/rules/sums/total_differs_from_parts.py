"""合计与分项之和不符。

查什么：合计格与各分项格指向同一组预算行，分项之和应能解释合计；按行、按列、按绩效表分别核对。
为什么：合计不平最容易被公众发现，多由改了分项、漏改合计造成。
依据：省级方案中各表单元格的坐标定义；公开的数据应当真实、准确。
错例：210 卫生健康支出 36.00，其中 21011 为 30.00、21013 为 5.00。
改法：核对原始数据后改分项或改合计；四舍五入的尾差不必改。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.sums.lost_parts import lack_parts
from mingzhang.checker.said import advice, fault_found, named, sum_in_words
from mingzhang.cube import AmountError

RULE = Rule(
    code="SUM101",
    name="total-differs-from-parts",
    title="合计与分项之和不符",
    severity="error",
    message="{sums}{restated}{advice}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Faults of which at least one broken identity is a sum; figures that are no numbers."""
    for fault in document.faults:
        totals = [one for one in fault.broken if document.is_sum(one)]
        if fault.belongs is not None or not totals or lack_parts(document, fault.broken):
            continue
        repeats = [one for one in fault.broken if not document.is_sum(one)]
        facts = dict.fromkeys(
            named(document, fact)
            for one in repeats
            for fact in (one.whole, *one.parts)
            if fact is not fault.suspect
        )
        restated = f"；另有 {'、'.join(facts)} 与之不一致" if facts else ""
        found = fault_found(document, fault, fault.broken)
        yield replace(
            found,
            values={
                "sums": "；".join(sum_in_words(document, one) for one in totals[:2]),
                "restated": restated,
                "advice": advice(document, fault),
            },
        )
    for fact in document.facts:
        if fact.derivation is None:
            try:
                fact.displayed()
            except AmountError:
                yield Unchecked(document.labels.of(fact.address), f"“{fact.text}”不是数字")
