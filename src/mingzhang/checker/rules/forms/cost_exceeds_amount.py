"""成本指标与项目资金不符。

查什么：成本指标中以元、万元计的总额，不应超过项目资金总额；与资金总额只差一个数字的，应当是同一个数。
为什么：成本指标常抄自资金总额，改了资金、漏改指标的不少见。
依据：项目成本不超过项目资金。单价（元/人等）不在此列。
错例：资金总额 168,000 元，成本指标“项目总成本”≤186,000 元。
改法：核对后改成与资金总额一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.projects import ProjectForm
from mingzhang.checker.rule import Found, Rule, Side, Unchecked, side_of
from mingzhang.checker.rules.forms.form_places import (
    FormAt,
    IndicatorAt,
    forms_of,
    indicator_found,
    indicators_of,
    is_blamed,
)
from mingzhang.checker.said import named
from mingzhang.checker.slips import slip_between
from mingzhang.cube import Fact, unit_named
from mingzhang.scheme.form_facts import funding_address

RULE = Rule(
    code="FRM113",
    name="cost-exceeds-amount",
    title="成本指标与项目资金不符",
    severity="warning",
    message="{where}为“{stated}”，而 {amount}",
)


_MONEY: Final = re.compile("(万)?元(?:/[年届])?")
_LEAST: Final = 3
"""So many figures must an amount have for a slip of it to be told from another amount."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Costs in whole that are more than the project gets, or nearly what it gets."""
    projects = {one.number: one for one in document.projects}
    by_address = {fact.address: fact for fact in document.facts}
    for at in forms_of(document):
        project = projects.get(at.number)
        for one in indicators_of(at):
            cost = _cost(one)
            if cost is None:
                continue
            if project:
                facts = [fact for fact in [_amount(project, one)] if fact is not None]
            else:
                facts = list(_sums(at, by_address))
            fact = _wrong(cost, facts, is_whole=project is not None)
            if fact is not None and not is_blamed(document, fact):
                yield _found(document, one, fact)


def _cost(one: IndicatorAt) -> Decimal | None:
    """What a cost in whole comes to in 元."""
    if "成本" not in one.indicator.level2 or one.value.number is None:
        return None
    found = _MONEY.fullmatch(one.value.unit)
    return one.value.number * (10**4 if found[1] else 1) if found else None


def _amount(project: ProjectForm, one: IndicatorAt) -> Fact | None:
    """What the project gets over the same horizon, by its form, else by the table."""
    fact = project.sum(one.indicator.horizon)
    if fact is None and len(project.rows) == 1:
        fact = project.rows[0].total
    return fact


def _sums(at: FormAt, by_address: Mapping[str, Fact]) -> Iterator[Fact]:
    for one in at.form.funding:
        fact = by_address.get(funding_address(at.key, one.horizon, one.source))
        if fact is not None:
            yield fact


def _wrong(cost: Decimal, facts: Sequence[Fact], *, is_whole: bool) -> Fact | None:
    """The sum that a cost exceeds, or that it is one slip away from; None if it is one of them."""
    rights = [(fact, _yuan(fact)) for fact in facts if fact.text]
    if any(abs(cost - right) <= _half(fact) for fact, right in rights):
        return None
    for fact, right in rights:
        is_long = len(_plain(right).strip("0.").replace(".", "")) >= _LEAST
        is_slip = is_long and slip_between(_plain(cost), _plain(right)) is not None
        if right and (is_slip or (is_whole and cost > right)):
            return fact
    return None


def _yuan(fact: Fact) -> Decimal:
    return Decimal((fact.text or "0").replace(",", "")) * unit_named(fact.unit).size / 100


def _half(fact: Fact) -> Decimal:
    return Decimal(5) if fact.unit == "元" else Decimal(50)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _found(document: Examined, one: IndicatorAt, fact: Fact) -> Found:
    size = 10**4 if one.value.unit.startswith("万") else 1
    stated = one.indicator.value or ""
    expected = stated.replace(str(one.value.number), _plain(_yuan(fact) / size), 1)
    return indicator_found(
        document,
        one,
        expected=expected,
        values={"amount": named(document, fact)},
        sides=(
            Side(one.where, stated, document.evidence(f"{one.path}.value")),
            side_of(document, fact),
        ),
    )
