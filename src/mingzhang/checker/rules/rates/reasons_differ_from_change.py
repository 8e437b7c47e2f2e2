"""原因中的数加总不等于变动额。

查什么：主要原因中写明了几项增减额的，相加是否等于所解释的变动额；“其中”之后的细目不重复加。
为什么：原因写出了数，读者就会相加；加不拢说明漏写或写错。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：应当说明增减变化的原因。
错例：比上年减少 103.90 万元，主要原因是基本收入增加 17.27 万元，项目收入减少 151.81 万元。
改法：核对各项增减额；只写了一部分原因的，补全或写明“等”。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side, Unchecked
from mingzhang.checker.rules.counts.numbers import text_like
from mingzhang.checker.rules.rates.changes import (
    OPPOSITE,
    Change,
    changes,
    evidence_of,
    in_words,
    label_of,
)
from mingzhang.checker.rules.rates.clashes import clashes, signed
from mingzhang.checker.rules.rates.diagnosis import diagnoses
from mingzhang.checker.rules.rates.reasons import (
    Cause,
    all_causes_of,
    causes_of,
    divisions_of,
    in_wan_yuan,
)
from mingzhang.checker.rules.rates.told import change_side
from mingzhang.checker.slips import slip_between
from mingzhang.cube import Evidence

_OF_RATE: Final = frozenset({"rate", "base", "nothing", "no rate"})

RULE = Rule(
    code="PCT119",
    name="reasons-differ-from-change",
    title="原因中的数加总不等于变动额",
    severity="warning",
    message="{figure}{change}，原因中的数相加为{way} {total}万元，相差 {gap}万元{likely}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Reasons whose amounts come to no stated amount of their change; of one amount only a hint.

    A change that is wrong itself needs no other reasons.
    """
    wrong = {id(one.change) for one in diagnoses(document) if one.flaw not in _OF_RATE}
    wrong |= {id(one.suspect) for one in clashes(document)}
    told = changes(document)
    for change in told:
        if change.reason is None or not change.sign or not change.amount or id(change) in wrong:
            continue
        same = [one for one in told if one.address == change.address and one.amount]
        causes = causes_of(change.reason.text)
        if causes and not any(_comes_to(causes, one) for one in same):
            yield _found(document, change, causes, same)
        for whole, parts in divisions_of(change.reason.text):
            yield from _divided(document, change, whole, parts, same)


def _divided(
    document: Examined,
    change: Change,
    whole: Cause,
    parts: Sequence[Cause],
    same: Sequence[Change],
) -> Iterator[Found]:
    """An amount within a reason that its parts do not come to, where it is clear which is wrong.

    What 其中 leads in need not be everything: a slip, or the other statement, must explain it.
    """
    total = sum((one.amount for one in parts), Fraction(0))
    gap = whole.amount - total
    if abs(gap) <= sum((one.slack for one in (whole, *parts)), Fraction(0)):
        return
    mended = [(one, one.amount + gap) for one in parts] + [(whole, whole.amount - gap)]
    others = _amounts_elsewhere(change, same)
    borne_out = [pair for pair in mended if pair[1] in others and pair[0].amount not in others]
    slips = [pair for pair in mended if _is_slip(*pair)]
    chosen = next((some for some in (borne_out, slips) if len(some) == 1), None)
    if chosen is None:
        return
    wrong, right = chosen[0]
    is_turned = right == -wrong.amount
    stated, expected, start = _correction(wrong, right - wrong.amount, is_turned=is_turned)
    label = label_of(document, change)
    places = _places(document, change, [(start, stated or ""), *_spans((whole, *parts))])
    yield Found(
        subject=(f"{change.address}.reason", str(change.place + 1), whole.text),
        where=f"{label} 变动原因",
        position=change.address,
        values={
            "figure": f"{label} ",
            "change": f"变动原因中的“{whole.way}{whole.text}”",
            "way": "增加" if total > 0 else "减少",
            "total": text_like(abs(total), "0.00"),
            "gap": text_like(abs(gap), "0.00"),
            "likely": f"；先核对“{stated}”，若为 {expected}，加总相符",
        },
        sides=(Side(f"{label} 变动原因", _said((whole, *parts)), places),),
        stated=stated,
        expected=expected,
        evidence=places,
    )


def _amounts_elsewhere(change: Change, same: Sequence[Change]) -> set[Fraction]:
    """What the reasons of the other statements of the change name."""
    return {
        cause.amount
        for one in same
        if one is not change and one.reason
        for cause in all_causes_of(one.reason.text)
    }


def _is_slip(cause: Cause, right: Fraction) -> bool:
    if right == -cause.amount:
        return True
    text = text_like(abs(right), cause.text)
    return right * cause.amount > 0 and slip_between(cause.text, text) is not None


def _in_causes(change: Change) -> Fraction:
    """A change, counted as causes are."""
    return in_wan_yuan(signed(change), change.unit)


def _comes_to(causes: Sequence[Cause], change: Change) -> bool:
    slack = sum((one.slack for one in causes), Fraction(1, 200))
    return abs(sum(one.amount for one in causes) - _in_causes(change)) <= slack


def _found(
    document: Examined, change: Change, causes: Sequence[Cause], same: Sequence[Change]
) -> Found:
    total = sum((one.amount for one in causes), Fraction(0))
    gap = _in_causes(change) - total
    turned = next((one for one in causes if 2 * one.amount + gap == 0), None)
    wrong = turned or _suspect(causes, gap, same, change)
    stated, expected, start = _correction(wrong, gap, is_turned=turned is not None)
    places = _places(document, change, [(start, stated)] if stated else _spans(causes))
    label = label_of(document, change)
    return Found(
        subject=(f"{change.address}.reason", str(change.place + 1)),
        where=f"{label} 变动原因",
        position=change.address,
        values={
            "figure": label,
            "change": in_words(change),
            "way": "增加" if total > 0 else "减少",
            "total": text_like(abs(total), "0.00"),
            "gap": text_like(abs(gap), "0.00"),
            "likely": f"；先核对“{stated}”，若为 {expected}，加总相符" if stated else "",
        },
        sides=(change_side(document, change), Side(f"{label} 变动原因", _said(causes), places)),
        stated=stated,
        expected=expected,
        evidence=places,
        severity=None if len(causes) > 1 else "info",
    )


def _correction(
    wrong: Cause | None, gap: Fraction, *, is_turned: bool
) -> tuple[str | None, str | None, int]:
    """What to correct, into what, and where it stands in the reason."""
    if wrong is None:
        return None, None, 0
    if is_turned:
        opposite = "减少" if wrong.amount > 0 else "增加"
        return wrong.way, OPPOSITE.get(wrong.way, opposite), wrong.way_start
    return wrong.text, text_like(abs(wrong.amount + gap), wrong.text), wrong.start


def _said(causes: Sequence[Cause]) -> str:
    return "、".join(f"{one.way}{one.text}" for one in causes)


def _spans(causes: Sequence[Cause]) -> list[tuple[int, str]]:
    return [(one.start, one.text) for one in causes]


def _suspect(
    causes: Sequence[Cause], gap: Fraction, same: Sequence[Change], change: Change
) -> Cause | None:
    """The one amount that a slip explains, or that the reason for the same change has otherwise."""
    mended = [one for one in causes if one.amount * (one.amount + gap) > 0]
    slips = [
        one for one in mended if slip_between(one.text, text_like(abs(one.amount + gap), one.text))
    ]
    others = _amounts_elsewhere(change, same)
    otherwise = [one for one in mended if others and one.amount not in others]
    borne_out = [one for one in otherwise if one.amount + gap in others]
    for chosen in (borne_out, slips, otherwise):
        if len(chosen) == 1:
            return chosen[0]
    return None


def _places(
    document: Examined, change: Change, spans: Sequence[tuple[int, str]]
) -> tuple[Evidence, ...]:
    """Where parts of a reason stand, then the change that they explain."""
    path, begin = f"narrative.{change.section}", change.reason.start if change.reason else 0
    return (
        *(
            place
            for start, text in spans
            for place in document.evidence(path, begin + start, begin + start + len(text))
            or (Evidence(text, start=begin + start, end=begin + start + len(text)),)
        ),
        *evidence_of(document, change, *change.matches),
    )
