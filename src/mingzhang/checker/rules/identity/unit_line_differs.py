"""表的金额单位写错。

查什么：各表单位行写的单位，应是样式规定的单位，并与表中数字的大小相称；整表按另一单位填列的也查。
为什么：单位差一个字，金额差一万倍。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：各表以万元为单位，其中一张写作“单位：元”，数字却仍是万元数。
改法：改单位行，或把数字换算成规定的单位。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines, line_found
from mingzhang.cube import Displayed, Fact, unit_named

RULE = Rule(
    code="NAM108",
    name="unit-line-differs",
    title="金额单位不对",
    severity="error",
    message="{where}写作“{stated}”，应为“{expected}”{why}",
)

_COLON: Final = re.compile(r"[:：]\s*")
_UNITS: Final = ("元", "万元")
_FEW: Final = 2


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Unit lines that differ from the scheme's; tables filled in by another unit."""
    fits = _fitting(document)
    for line in frame_lines(document):
        if line.kind == "unit":
            yield from _line_found(document, line, is_so=fits.get(line.owner) == "1")
    for table, size in fits.items():
        if size.isdigit() and size != "1":
            yield _all_wrong(document, table, int(size))


def _line_found(document: Examined, line: FrameLine, *, is_so: bool) -> Iterator[Found]:
    """A unit line that names another unit; no error if the figures are really in it."""
    right = document.scheme.table(line.owner).unit
    start = found.end() if (found := _COLON.search(line.text)) else 0
    stated = line.text[start:].strip()
    if "".join(stated.split()) == right:
        return
    one = line_found(document, line, stated, right, (start, start + len(stated)))
    yield replace(
        one,
        values={**one.values, "why": "（数字与此相称，全表应换算）" if is_so else ""},
        severity="info" if is_so else None,
    )


def _fitting(document: Examined) -> dict[str, str]:
    """By table how many times what most places state its amounts are: 1, 10000, 1/10000."""
    votes: dict[str, Counter[str]] = {}
    for facts in _places(document):
        usual = _usual(facts)
        for fact in facts if usual else ():
            table = _table(document, fact)
            if table and usual:
                votes.setdefault(table, Counter())[_ratio(fact, usual)] += 1
    best = {table: found.most_common(1)[0] for table, found in votes.items()}
    return {
        table: ratio
        for table, (ratio, number) in best.items()
        if ratio and number >= _FEW and number * 2 > votes[table].total()
    }


def _places(document: Examined) -> Iterator[list[Fact]]:
    """Figures that state one amount, those that are not zero."""
    found: dict[int, list[Fact]] = {}
    for one in document.repeats:
        found.setdefault(id(one.whole), [one.whole]).extend(one.parts)
    for facts in found.values():
        yield [fact for fact in facts if fact.text and fact.text.strip("0.,-")]


def _usual(facts: list[Fact]) -> Fact | None:
    """A figure that most of them agree with; None where as many do not."""
    for one in facts:
        amount = one.displayed()
        if sum(amount.meets(other.displayed()) for other in facts) * 2 > len(facts):
            return one
    return None


def _table(document: Examined, fact: Fact) -> str | None:
    head = fact.address.partition(".")[0]
    return head if head in document.scheme.table_ids else None


def _ratio(one: Fact, other: Fact) -> str:
    """How many times the other a figure is, if units explain it; else empty."""
    first, second = one.displayed(), other.displayed()
    if first.meets(second):
        return "1"
    for times in (10_000, 100_000_000):
        if _times(second, times).meets(first):
            return str(times)
        if _times(first, times).meets(second):
            return f"1/{times}"
    return ""


def _times(amount: Displayed, times: int) -> Displayed:
    return Displayed(amount.low * times, amount.high * times)


def _all_wrong(document: Examined, table: str, times: int) -> Found:
    """A table whose figures are all too large for its unit."""
    definition = document.scheme.table(table)
    size = unit_named(definition.unit).size
    unit = next((name for name in _UNITS if unit_named(name).size * times == size), "更小的单位")
    facts = [one for one in document.facts if _table(document, one) == table and one.text]
    where = f"表{definition.ordinal}"
    return Found(
        subject=(f"tables.{table}", str(times)),
        where=where,
        position=f"tables.{table}",
        values={
            "where": where,
            "stated": f"{facts[0].text}{definition.unit}",
            "expected": definition.unit,
            "why": f"：表中数字是其他各处的 {times} 倍，似以{unit}填列",
        },
        stated=facts[0].text,
        evidence=facts[0].evidence,
    )
