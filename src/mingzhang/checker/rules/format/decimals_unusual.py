"""小数位数不合规定。

查什么：表格金额与本表规定的小数位数不同；情况说明里的金额、百分比位数过多；精确到分以下的金额。
为什么：全篇位数一致，读者才能逐格核对；六位小数的金额是从计算表里直接粘过来的。
依据：省级方案规定的金额单位和小数位数。
错例：增加220.732655万元。
改法：四舍五入到规定的位数；表格里缺位的补零。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.format.written_numbers import is_plain, rounded
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="FMT102",
    name="decimals-unusual",
    title="小数位数不合规定",
    severity="warning",
    message="{where}的“{stated}”有 {count} 位小数，{limit}{expected}",
)

_NUMBER: Final = re.compile(
    r"\d(?<![\dA-Za-z].)(?<!\d[.,].)[\d,]*\.(\d{3,})(?=\s?(万元|亿元|元|%))"
)
_FINEST: Final = {"元": 2, "万元": 6, "亿元": 10}
"""Decimals of an amount in 分."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures of the narrative, amounts finer than 分 anywhere, cells of tables."""
    decimals = document.scheme.narrative.decimals
    for text, found in hits(document, _NUMBER, is_running=True):
        count, unit = len(found[1]), found[2]
        is_told = text.path.startswith("narrative.")
        limit = decimals if is_told else _FINEST.get(unit, count)
        if count > limit:
            yield span_found(
                document,
                text,
                found.span(),
                expected=rounded(found[0], limit) if is_told else None,
                count=str(count),
                limit=f"多于 {limit} 位" if is_told else "比分还细，可能是千位分隔符",
            )
    yield from _cells(document)


def _cells(document: Examined) -> Iterator[Found]:
    """Cells with other decimals than their table's, but those that sums prove to be wrong anyway."""
    told = {id(fault.suspect) for fault in document.faults}
    for fact in document.facts:
        cell = document.cell(fact) if fact.text is not None and id(fact) not in told else None
        if cell is None or fact.text is None or not is_plain(fact.text):
            continue
        decimals = document.scheme.table(cell.table).decimals
        count = len(fact.text.partition(".")[2])
        if count != decimals and fact.text.strip("-0."):
            where, expected = document.labels.of(fact.address), rounded(fact.text, decimals)
            yield Found(
                subject=(fact.address, fact.text),
                where=where,
                position=fact.address,
                values={
                    "where": where,
                    "stated": fact.text,
                    "count": str(count),
                    "limit": f"本表用 {decimals} 位",
                    "expected": f"，应为“{expected}”",
                },
                cells=(cell,),
                stated=fact.text,
                expected=expected,
                evidence=fact.evidence,
            )
