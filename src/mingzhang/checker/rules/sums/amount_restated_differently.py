"""同一金额前后不一致。

查什么：各表、说明文字和绩效表中坐标相同的数字，即同一笔预算的同一口径，应当相同。
为什么：同一个数在表一、表三和文字里各写一遍，改一处漏两处是最常见的差错。
依据：省级方案中各单元格和文字栏目的坐标定义；公开的数据应当真实、准确。
错例：表三“2013902 合计”为 191.02，说明三写为 133.02 万元。
改法：一张绩效表有几个数都与别处不同的，先核对是否为当年的表；其余查明哪一处为准，把其余各处改成相同；两处口径确有不同的，应写明口径。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import Fault
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import followers
from mingzhang.checker.said import advice, fault_found, named
from mingzhang.scheme.form_facts import form_keys

RULE = Rule(
    code="SUM102",
    name="amount-restated-differently",
    title="同一金额前后不一致",
    severity="error",
    message="{one}，而 {others}{advice}",
)


_MANY: Final = 3
"""So many wrong figures of one form are one finding: the form is of another year or version."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Faults that break no sum, only what is stated twice."""
    forms = frozenset(form_keys(document.disclosure.forms))
    by_form: dict[str, list[Fault]] = defaultdict(list)
    for fault in document.faults:
        if fault.belongs is None and not any(map(document.is_sum, fault.broken)):
            form = fault.suspect.address.rsplit(".", 2)[0]
            by_form[form if form in forms else fault.suspect.address].append(fault)
    for form, faults in by_form.items():
        if form in forms and len(faults) >= _MANY:
            yield _form_found(document, form, faults)
        else:
            yield from (_found(document, fault) for fault in faults)


def _found(document: Examined, fault: Fault) -> Found:
    first = fault.suspect
    same = followers(document).get(id(first), ())
    labels = "、".join(f"“{document.labels.of(fact.address)}”" for fact in same)
    found = fault_found(document, fault, fault.broken)
    return replace(
        found,
        values={
            "one": named(document, first),
            "others": "、".join(_others(document, fault)),
            "advice": advice(document, fault) + (f"；{labels} 随之改正" if same else ""),
        },
        sides=(*found.sides, *(side_of(document, fact) for fact in same)),
        evidence=(*found.evidence, *(one for fact in same for one in fact.evidence)),
    )


def _others(document: Examined, fault: Fault) -> Sequence[str]:
    """What other places state, each once."""
    facts = (fact for one in fault.broken for fact in (one.whole, *one.parts))
    return list(dict.fromkeys(named(document, fact) for fact in facts if fact is not fault.suspect))


def _form_found(document: Examined, form: str, faults: Sequence[Fault]) -> Found:
    """A form of which many figures are others than the tables': one finding for all."""
    all_found = [fault_found(document, fault, fault.broken) for fault in faults]
    others = [one for fault in faults for one in _others(document, fault)]
    return replace(
        all_found[0],
        subject=(form,),
        values={
            "one": "、".join(named(document, fault.suspect) for fault in faults),
            "others": "、".join(dict.fromkeys(others)),
            "advice": f"。本表有 {len(faults)} 个数与别处不同，先核对是否为当年的表",
        },
        sides=tuple(dict.fromkeys(side for one in all_found for side in one.sides)),
        evidence=tuple(dict.fromkeys(place for one in all_found for place in one.evidence)),
    )
