"""高价值的多于低价值以上的。

查什么：“价值100万元以上”的台数是否多于同类“价值50万元以上”的台数。
为什么：两个都是“以上”，前者包含在后者之内。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：价值50万元以上的设备 0 台，价值100万元以上的设备 2 台。
改法：按资产台账重数；低价值以上的应包括高价值以上的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.counts.partitions import figures_of_sections
from mingzhang.checker.said import named
from mingzhang.cube import BUDGET, Fact

RULE = Rule(
    code="CNT107",
    name="dearer-outnumber-cheaper",
    title="高价值的多于低价值以上的",
    severity="warning",
    message="{dearer}，多于 {cheaper}；前者都在后者之内",
)

_FROM: Final = re.compile(r"(\d+)\s*万元(?=[^，；]*以上)")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """More things of a higher value and above than of a lower value and above."""
    for figures in figures_of_sections(document).values():
        counted = [fact for fact in figures.values() if fact.coordinate.measure != BUDGET]
        known = [(fact, *_from(document, fact)) for fact in counted]
        for (one, least, name), (other, lower, same) in permutations(known, 2):
            if least is None or lower is None or name != same or least <= lower:
                continue
            if number_of(one.text or "0") > number_of(other.text or "0"):
                yield Found(
                    subject=(one.address, other.address),
                    where=document.labels.of(one.address),
                    position=one.address,
                    values={"dearer": named(document, one), "cheaper": named(document, other)},
                    sides=(side_of(document, one), side_of(document, other)),
                    stated=one.text,
                    evidence=(*one.evidence, *other.evidence),
                )


def _from(document: Examined, fact: Fact) -> tuple[int | None, str]:
    """The value that things are counted from, and what is counted, without it."""
    label = document.labels.of(fact.address)
    found = _FROM.search(label)
    return int(found[1]) if found else None, _FROM.sub("", label)
