"""经济科目放错了类。

查什么：按类分组的经济分类表，每一款应列在自己的类下面；同一科目配同一政府科目只列一次。
为什么：放错了类，两个类的合计都不对。
依据：当年《政府收支分类科目》支出经济分类。
错例：把退休费列在“商品和服务支出”下面。
改法：移到它的类下面；重复的合并。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.economic import EconomicRow, economic_rows

RULE = Rule(
    code="CAT107",
    name="economic-rows-misplaced",
    title="经济科目放错了类",
    severity="warning",
    message="{where}{why}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Rows below a class that is not theirs, and pairs that come twice."""
    above: EconomicRow | None = None
    seen: set[tuple[str, str, str]] = set()
    for one in economic_rows(document):
        pair = (one.table, folded(one.row.label), folded(one.row.government_label or ""))
        if pair in seen:
            yield _found(document, one, "重复出现", None)
        seen.add(pair)
        if not one.row.government_label and one.code:
            above = one
        elif above and above.table == one.table and above.code and not _fits(one, above.code):
            right = next((e for e in one.codes.named(one.row.label)), None)
            name = one.codes.entry(right.parent).name if right and right.parent else None
            said = f"列在“{above.row.label}”下面" + (f"，应在“{name}”下面" if name else "")
            yield _found(document, one, said, name)


def _fits(one: EconomicRow, above: str) -> bool:
    """Whether the name is one below the class, or none that is known."""
    return one.code is None or bool(one.codes.named(one.row.label, above))


def _found(document: Examined, one: EconomicRow, why: str, expected: str | None) -> Found:
    where = f"{one.where} {one.row.label}"
    return Found(
        subject=(one.table, folded(one.key)),
        where=where,
        position=f"{one.table}.{one.key}.{one.column}",
        values={"where": where, "why": why},
        stated=one.row.label,
        expected=expected,
        evidence=document.evidence(f"tables.{one.table}.rows.{one.key}.label"),
    )
