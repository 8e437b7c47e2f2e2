"""各项变动之和与总变动不符。

查什么：总数的增减额是否等于各项增减额之和（增加为正，减少为负，相同为零）；每一项都写明时才查。
为什么：总数等于各项之和，变动也应如此；多由某一项方向写反或数字抄错造成。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：总额比上年减少 0.93 万元，其中接待费减少 0.39 万元，其余各项与上年相同。
改法：核对各项的上年数，改正其中有误的一个。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.counts.numbers import text_like
from mingzhang.checker.rules.rates.changes import (
    OPPOSITE,
    Change,
    evidence_of,
    in_words,
    label_of,
)
from mingzhang.checker.rules.rates.clashes import Clash, clashes, signed
from mingzhang.checker.rules.rates.told import change_side
from mingzhang.cube import Evidence
from mingzhang.sentence import Matched

RULE = Rule(
    code="PCT118",
    name="changes-differ-from-total",
    title="各项变动之和与总变动不符",
    severity="error",
    message="{sums}。先核对“{suspect}”：现为 {stated}{expected}{others}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Changes of a whole that the changes of its parts do not come to."""
    for clash in clashes(document):
        yield _found(document, clash)


def _found(document: Examined, clash: Clash) -> Found:
    change = clash.suspect
    wrong, expected = _wrong_part(change, clash.right)
    stated = wrong.text if wrong else None
    members = [one for whole, parts in clash.sums for one in (whole, *parts)]
    others = [one for one in dict.fromkeys(members) if one is not change]
    label = label_of(document, change)
    likely = "、".join(f"“{label_of(document, one)}”" for one in clash.others[:3])
    return Found(
        subject=(f"{change.address}.change",),
        where=f"{label} 增减额",
        position=change.address,
        values={
            "sums": "；".join(_sum(document, whole, parts) for whole, parts in clash.sums),
            "suspect": label,
            "stated": stated or "",
            "expected": f"，若为 {expected}，各项相符" if expected else "",
            "others": f"；也可能是 {likely} 有误" if likely else "",
        },
        sides=tuple(change_side(document, one) for one in (change, *others)),
        stated=stated,
        expected=expected,
        evidence=tuple(dict.fromkeys(_places(document, change, wrong, others))),
    )


def _places(
    document: Examined, change: Change, wrong: Matched | None, others: Sequence[Change]
) -> Iterator[Evidence]:
    """Where the wrong part stands, then everything that it contradicts."""
    if wrong is not None:
        yield from evidence_of(document, change, wrong)
    for one in (change, *others):
        yield from evidence_of(document, one, *one.matches)


def _wrong_part(change: Change, value: Fraction | None) -> tuple[Matched | None, str | None]:
    """The word or the number to correct, and what it should be."""
    stated = signed(change)
    if value is None:
        return change.amount or change.way, None
    if change.amount is None or not stated:
        return change.way, f"{'增加' if value > 0 else '减少'}{_text(value, '0.00')}{change.unit}"
    if value * stated >= 0:
        return change.amount, _text(value, change.amount.text)
    opposite = OPPOSITE.get(change.way.text) if change.way else None
    if value == -stated or opposite is None:
        return change.way, opposite
    return change.way, f"{opposite}{_text(value, change.amount.text)}{change.unit}"


def _text(value: Fraction, stated: str) -> str:
    return text_like(abs(value), stated)


def _sum(document: Examined, whole: Change, parts: Sequence[Change]) -> str:
    total = sum(map(signed, parts), Fraction(0))
    said = "、".join(
        f"{label_of(document, one).rpartition(' ')[2]}{in_words(one)}" for one in parts
    )
    way = "增加" if total > 0 else "减少" if total < 0 else "变动"
    return (
        f"{label_of(document, whole)}{in_words(whole)}，"
        f"各项合计{way}{_text(total, '0.00')}{whole.unit}（{said}）"
    )
