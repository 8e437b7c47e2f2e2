"""A diagnosis as a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Side
from mingzhang.checker.rules.rates.changes import Change, evidence_of, in_words, label_of
from mingzhang.checker.rules.rates.diagnosis import Diagnosis, Flaw, diagnoses
from mingzhang.cube import show, unit_named

__all__ = ["change_side", "prior_in_words", "told"]

_WAY: Final = "增减方向"
_ASPECTS: Final = {"change": "增减额", "rate": "增减率"}


def told(document: Examined, *flaws: Flaw) -> Iterator[Found]:
    """The changes with one of these flaws, as findings."""
    for one in diagnoses(document):
        if one.flaw in flaws:
            yield _found(document, one)


def _found(document: Examined, one: Diagnosis) -> Found:
    change, wrong = one.change, one.wrong
    aspect = _aspect(one)
    shown = [wrong] if wrong else [part for part in change.matches if part is change.amount]
    rest = [part for part in change.matches if part not in shown]
    sides = [change_side(document, change)]
    if one.other is not None:
        sides.append(change_side(document, one.other))
    return Found(
        subject=(f"{change.address}.{aspect}", str(change.place + 1)),
        where=f"{label_of(document, change)} {_name(one)}",
        position=change.address,
        values=_values(document, one),
        sides=tuple(sides),
        stated=wrong.text if wrong else None,
        expected=one.expected,
        evidence=(
            *evidence_of(document, change, *shown, *rest),
            *(evidence_of(document, one.other, *one.other.matches) if one.other else ()),
        ),
        severity=None if one.is_sure else "warning",
    )


def _aspect(one: Diagnosis) -> str:
    if one.wrong is None:
        return "rate"
    return (one.wrong.aspect or "change").rstrip("+-=")


def _name(one: Diagnosis) -> str:
    is_word = one.wrong is not None and not one.wrong.text[:1].isdigit()
    return _WAY if is_word else _ASPECTS[_aspect(one)]


def change_side(document: Examined, change: Change) -> Side:
    """A statement of a change as one of the things that contradict each other."""
    evidence = evidence_of(document, change, *change.matches)
    return Side(label_of(document, change), in_words(change), evidence)


def _values(document: Examined, one: Diagnosis) -> dict[str, str]:
    change = one.change
    slip = f"（{one.slip}）" if one.slip else ""
    stated = one.wrong.text if one.wrong else ""
    sign = "%" if one.expected and _aspect(one) == "rate" and _name(one) != _WAY else ""
    right = f"“{one.expected}”" if _name(one) == _WAY else f" {one.expected}{sign}"
    expected = f"，应为{right}{slip}" if one.expected else ""
    return {
        "figure": label_of(document, change),
        "change": in_words(change),
        "total": _total(change),
        "prior": prior_in_words(change),
        "base": "（现按今年数计算）" if one.flaw == "base" else "",
        "stated": stated,
        "expected": expected,
        "other": _elsewhere(document, one),
    }


def _elsewhere(document: Examined, one: Diagnosis) -> str:
    """What is said of the same change in another place."""
    if one.other is None:
        return ""
    place = label_of(document, one.other)
    where = "另一处" if place == label_of(document, one.change) else place
    return f"，{where}为“{in_words(one.other)}”"


def _total(change: Change) -> str:
    return _printed(change, int(change.totals[0].middle)) if change.totals else ""


def prior_in_words(change: Change) -> str:
    """Last year's amount as the stated change makes it."""
    prior = change.prior(change.sign or change.rate_sign or 0)
    return "" if prior is None else _printed(change, int(prior))


def _printed(change: Change, amount: int) -> str:
    unit = unit_named(change.unit)
    return f"{show(amount, unit, 2 if unit.size > 1 else 0)}{change.unit}"
