"""文字中的项目总额与项目资金不符。

查什么：绩效表文字里“共需”“共计”“申请…经费”等写明的项目总额，应与该项目在表内的资金总额或预算表中的金额相符；
文字中的金额与项目资金只差一个数字的，也予指出。
为什么：文字常沿用申报时的数字，预算核定后没有同步修改。
依据：同一项目的金额应当一致。文字可能另有口径（含其他级次资金、多年合计），所以只作提醒。
错例：项目概况写“共需 8 万元”，项目支出预算表中该项目为 5.00 万元。
改法：按核定的预算修改文字；口径不同的，在文字中写明。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.projects import ProjectForm
from mingzhang.checker.rule import Found, Rule, Side, Unchecked, side_of
from mingzhang.checker.rules.arithmetic.blame import Known, printed
from mingzhang.checker.rules.arithmetic.claims import Claims, false_claims
from mingzhang.checker.rules.arithmetic.matters import money_of, prose_of_forms, quantity_found
from mingzhang.checker.rules.arithmetic.prices import per_of
from mingzhang.checker.rules.arithmetic.quantities import Quantity
from mingzhang.checker.rules.counts.kinds import corrections
from mingzhang.checker.said import named
from mingzhang.checker.slips import slip_between
from mingzhang.cube import Fact, unit_named

_MOST_TIMES: Final = 20
_OTHER_UNIT: Final = 10**4
_LONG: Final = 3
"""So many figures make a sum known again."""

RULE = Rule(
    code="ARI105",
    name="text-differs-from-project-amount",
    title="文字中的项目总额与项目资金不符",
    severity="warning",
    message="{where}写“{said}”，而 {money}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Totals that no amount of the project agrees with, and sums one slip away from one."""
    right = corrections(document)
    money = {form.number: money_of(form, right) for form in document.projects}
    for form, prose in prose_of_forms(document):
        claims, known = false_claims(prose.text), money[form.number]
        wrong = _stated_total(claims, known) or _slipped(claims, known, form)
        if wrong is not None:
            yield _found(document, form, prose, wrong)


def _stated_total(claims: Claims, known: Sequence[Known]) -> Quantity | None:
    """The last total of a text that states the project's money nowhere."""
    if not claims.totals or claims.false:
        return None
    total = claims.totals[-1]
    is_told = any(_is_told(one, known) for one in (*_sums(claims), *claims.totals))
    is_meant = any(_is_comparable(total, one) for one in known)
    return total if is_meant and not is_told else None


def _slipped(claims: Claims, known: Sequence[Known], form: ProjectForm) -> Quantity | None:
    """A sum that is one slip away from the project's: a long number, or the only sum there is."""
    sums = list(_sums(claims))
    for one in sums:
        is_clear = len(one.number.replace(".", "").strip("0")) >= _LONG or len(sums) == 1
        is_false = any(claim.start <= one.start < claim.end for claim in claims.false)
        if is_false or not is_clear or _is_told(one, known) or one.start in claims.confirmed:
            continue
        if any(slip_between(one.number, text) for text in _texts(form, one)):
            return one
    return None


def _sums(claims: Claims) -> Iterator[Quantity]:
    """The sums of money of a text that are no prices."""
    for thing in claims.text.things:
        one = thing.quantity
        if one and one.kind == "money" and not per_of(claims.text, thing, 0):
            yield one


def _is_told(one: Quantity, known: Sequence[Known]) -> bool:
    """Whether a sum is the project's, as exactly as either is printed."""
    return any(abs(one.amount - x.amount) <= one.half_step + x.half_step for x in known)


def _is_comparable(total: Quantity, known: Known) -> bool:
    """Whether a total may be meant to be the project's: of its size, or in the wrong unit."""
    low, high = sorted((total.amount, known.amount))
    return bool(low) and (high <= _MOST_TIMES * low or high == _OTHER_UNIT * low)


def _facts(form: ProjectForm) -> list[Fact]:
    """The sums that the text may mean, those of the year first."""
    sums = (form.sum("annual"), *(row.total for row in form.rows), form.sum("implementation"))
    return [fact for fact in sums if fact is not None and fact.text and _amount(fact)]


def _texts(form: ProjectForm, like: Quantity) -> list[str]:
    return [printed(_amount(fact), like) for fact in _facts(form)]


def _found(document: Examined, form: ProjectForm, prose: Prose, total: Quantity) -> Found:
    facts, texts = _facts(form), _texts(form, total)
    slips = (text for text in texts if slip_between(total.number, text))
    found = quantity_found(document, prose, total, next(slips, texts[0]))
    said = prose.text[total.start : total.end]
    return replace(
        found,
        values={
            "where": prose.label,
            "said": said,
            "money": "、".join(named(document, fact) for fact in facts),
        },
        sides=(
            Side(prose.label, said, found.evidence),
            *(side_of(document, fact) for fact in facts),
        ),
    )


def _amount(fact: Fact) -> Fraction:
    """A printed sum in 元."""
    plain = (fact.text or "0").replace(",", "").replace("，", "")
    return Fraction(plain) * unit_named(fact.unit).size / 100
