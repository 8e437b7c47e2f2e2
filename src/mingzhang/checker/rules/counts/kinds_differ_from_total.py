"""分类与总数不符。

查什么：只有文字写明的数（车辆按用途、采购按类别、项目按类别及其金额）：总数等于各类之和，公开的不多于全部的，编报的单位不多于全部单位。
为什么：这些数不在预算表里，改了一类、漏改总数没有别处可以核对。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：实有公务用车 4 辆，其中其他用途 5 辆，其余为 0。
改法：按资产、采购、项目台账核对后改正其中一个数。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import KindFault, corrections, kind_faults
from mingzhang.checker.rules.counts.numbers import number_of, text_like
from mingzhang.checker.said import named
from mingzhang.cube import Fact

RULE = Rule(
    code="CNT101",
    name="kinds-differ-from-total",
    title="分类与总数不符",
    severity="error",
    message="{clashes}。先核对“{suspect}”：现为 {stated}{expected}{others}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures of a section that the figures beside them contradict, unless sums told it already."""
    told = {id(one.suspect) for one in document.faults} | corrections(document).keys()
    for fault in kind_faults(document):
        if id(fault.suspect) not in told:
            yield _found(document, fault)


def _found(document: Examined, fault: KindFault) -> Found:
    suspect, slip = fault.suspect, f"（{fault.slip}）" if fault.slip else ""
    label = document.labels.of(suspect.address)
    clashes = [_sum(document, whole, parts) for whole, parts in fault.sums]
    clashes += [f"{_named(document, a)}，多于 {_named(document, b)}" for a, b in fault.bounds]
    others = "、".join(f"“{document.labels.of(one.address)}”" for one in fault.others[:3])
    return Found(
        subject=(suspect.address,),
        where=label,
        position=suspect.address,
        values={
            "clashes": "；".join(clashes),
            "suspect": label,
            "stated": suspect.text or "空白",
            "expected": f"，若为 {fault.expected}，有关数字相符{slip}" if fault.expected else "",
            "others": f"；也可能是 {others} 有误" if others else "",
        },
        sides=tuple(side_of(document, fact) for fact in fault.facts),
        stated=suspect.text,
        expected=fault.expected,
        evidence=tuple(place for fact in fault.facts for place in fact.evidence),
    )


def _sum(document: Examined, whole: Fact, parts: Sequence[Fact]) -> str:
    right = corrections(document)
    numbers = (number_of(right.get(id(one)) or one.text or "0") for one in parts)
    total = text_like(sum(numbers, number_of("0")), "0")
    said = "、".join(_brief(document, whole, one) for one in parts)
    return f"{_named(document, whole)}，各类之和 {total}{whole.unit}（{said}）"


def _brief(document: Examined, whole: Fact, part: Fact) -> str:
    """A part without the section, which the whole has named."""
    section = document.labels.of(whole.address).rpartition(" ")[0]
    return _named(document, part).removeprefix(section).strip()


def _named(document: Examined, fact: Fact) -> str:
    """A figure by its place, with what it shows and, where that was told, what it should."""
    right = corrections(document).get(id(fact))
    return named(document, fact) + (f"（应为 {right}）" if right else "")
