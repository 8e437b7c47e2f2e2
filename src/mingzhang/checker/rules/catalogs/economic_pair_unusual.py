"""部门科目与政府科目不对应。

查什么：经济分类表中，部门预算科目与政府预算科目的配对，是否在对应关系中。
为什么：两套经济分类有固定的对应关系，配错了，政府预算口径的数就错了。
依据：《支出经济分类科目改革方案》（财预〔2017〕98号）的对应关系。
错例：住房公积金配“社会保障缴费”。
改法：查对应关系表；同一部门科目因单位性质不同有两个政府科目，不必改。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mingzhang.catalog import economic_pairs
from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.economic import economic_rows

RULE = Rule(
    code="CAT106",
    name="economic-pair-unusual",
    title="部门科目与政府科目不对应",
    severity="warning",
    message="{where}：“{label}”配“{stated}”，通常配{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Pairs that the list of pairs does not have, although it has others of this member."""
    for one in economic_rows(document):
        code, label = one.code, one.row.government_label
        if code is None or not label or one.others is None:
            continue
        usual = _usual(code)
        named = {entry.code for entry in one.others.named(label)}
        if not usual or not named or named & set(usual):
            continue
        names = list(dict.fromkeys(one.others.entry(other).name for other in usual))
        where = f"{one.where} {one.row.label}"
        yield Found(
            subject=(one.table, code, folded(label)),
            where=where,
            position=f"{one.table}.{one.key}.{one.column}",
            values={
                "where": where,
                "label": one.row.label,
                "stated": label,
                "expected": "或".join(f"“{name}”" for name in names),
            },
            stated=label,
            expected=names[0] if len(names) == 1 else "、".join(names),
            evidence=document.evidence(f"tables.{one.table}.rows.{one.key}.government_label"),
        )


@cache
def _usual(code: str) -> tuple[str, ...]:
    """The government codes that a department code is booked under."""
    return tuple(pair.government for pair in economic_pairs() if pair.department == code)
