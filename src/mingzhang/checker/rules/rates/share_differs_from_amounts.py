"""占比与金额不符。

查什么：写明的占比是否等于这一项除以总数；各数都按印出的位数留出四舍五入的余地。
为什么：金额改了而占比没有重算，或占比抄错，读者用计算器一算就会发现。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：支出 981.20 万元，其中人员支出 330.29 万元，占 36.33%（应为 33.66%）。
改法：用这一项除以总数重算；若金额有误，先改金额。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.rates.false_shares import false_shares
from mingzhang.checker.rules.rates.ranges import Amount, likely_percent
from mingzhang.checker.rules.rates.shares import Share
from mingzhang.checker.said import amount
from mingzhang.checker.slips import slip_between

RULE = Rule(
    code="PCT101",
    name="share-differs-from-amounts",
    title="占比与金额不符",
    severity="error",
    message="{part}，总数 {whole}，占比现为 {stated}%，应为 {expected}%{slip}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Shares that no amounts stated of the part and the whole explain."""
    for one in false_shares(document):
        yield _found(document, one.share, one.parts, one.wholes)


def _found(
    document: Examined, one: Share, parts: Sequence[Amount], wholes: Sequence[Amount]
) -> Found:
    stated = one.fact.text or ""
    expected = _likeliest(stated, parts, wholes)
    slip = slip_between(stated, expected)
    label = document.labels.of(one.parts[0].address)
    return Found(
        subject=(one.fact.address,),
        where=f"{label} 占比",
        position=one.fact.address,
        values={
            "part": f"{label} {amount(one.parts[0])}",
            "whole": amount(one.wholes[0]),
            "stated": stated,
            "expected": expected,
            "slip": f"（{slip}）" if slip else "",
        },
        sides=tuple(side_of(document, fact) for fact in (one.parts[0], one.wholes[0])),
        stated=stated,
        expected=expected,
        evidence=(*one.fact.evidence, *one.parts[0].evidence, *one.wholes[0].evidence),
    )


def _likeliest(stated: str, parts: Sequence[Amount], wholes: Sequence[Amount]) -> str:
    """The share of the best attested amounts, or of others if a slip made what is stated of it."""
    texts = [
        likely_percent(
            100 * part.middle / whole.middle if whole.middle > 0 else Fraction(0), stated
        )
        for part in parts
        for whole in wholes
    ]
    return next((text for text in texts if slip_between(stated, text)), texts[0])
