"""若干数字不能同时成立。

查什么：把全部数字放在一起，看是否存在一组预算明细能解释每一个数；单独核对都通过时也可能矛盾。
为什么：表五某科目大于表三同一科目、各项目之和超过项目支出等，逐表核对看不出来。
依据：各表是同一预算的不同切面；公开的数据应当真实、准确。
错例：表三 2013902 合计 133.02，表五同一科目只含当年预算，却为 191.02。
改法：按列出的几个数字逐一核对原始数据，改正其中有误的一个。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.joint import Conflict, conflicts
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import followers, kind_faults
from mingzhang.checker.said import named

RULE = Rule(
    code="SUM103",
    name="figures-cannot-all-hold",
    title="下列数字不能同时成立",
    severity="error",
    message="{figures}。先核对“{first}”{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Conflicts of the whole system that no single sum shows."""
    told = [fact for fault in kind_faults(document) for fact in fault.doubted]
    told.extend(fact for some in followers(document).values() for fact in some)
    for conflict in conflicts(document, told):
        yield _found(document, conflict)


def _found(document: Examined, conflict: Conflict) -> Found:
    first = conflict.figures[0]
    cells = (document.cell(fact) for fact in conflict.figures)
    expected = f"：现为 {first.text or '空白'}，若为 {conflict.expected}，全部相符"
    expected += f"（{conflict.slip}）" if conflict.slip else ""
    return Found(
        subject=(first.address,),
        where=document.labels.of(first.address),
        position=first.address,
        values={
            "figures": "、".join(named(document, fact) for fact in conflict.figures),
            "first": document.labels.of(first.address),
            "expected": expected if conflict.expected else "",
        },
        sides=tuple(side_of(document, fact) for fact in conflict.figures),
        cells=tuple(cell for cell in cells if cell),
        stated=first.text,
        expected=conflict.expected,
        evidence=tuple(place for fact in conflict.figures for place in fact.evidence),
    )
