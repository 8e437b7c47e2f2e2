"""数量乘单位成本与项目资金相差较大。

查什么：绩效表只有一个数量指标和一个同单位的单位成本指标（如 52 个、1,280 元/个/年），两者相乘应接近项目资金。
为什么：改了数量或标准、没有改资金，资金表内部仍然相等，只有这里看得出来。
依据：单位成本的含义。指标值是上限或下限，相差一成以内不报。
错例：52 个、≤1,280 元/个，项目资金 16.66 万元。
改法：核对数量、标准和资金；资金另有用途的不必改。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.projects import ProjectForm
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.forms.form_places import (
    IndicatorAt,
    forms_of,
    indicator_found,
    indicators_of,
    is_blamed,
)
from mingzhang.checker.said import named
from mingzhang.checker.slips import slip_between
from mingzhang.cube import Fact, unit_named

RULE = Rule(
    code="FRM115",
    name="quantity-times-cost-differs",
    title="数量乘单位成本与项目资金相差较大",
    severity="warning",
    message="{where}为 {stated}，乘{cost}得 {product} 元，而 {amount}",
)

_TENTH: Final = Decimal("0.1")
_PEOPLE: Final = frozenset("人名位")
_TIME: Final = frozenset(("年", "届", ""))


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Forms with one quantity and one cost for a unit of it that do not make the project's money."""
    projects = {one.number: one for one in document.projects}
    for at in forms_of(document):
        project = projects.get(at.number)
        if project is None:
            continue
        for horizon in ("annual", "implementation"):
            found = [one for one in indicators_of(at) if one.indicator.horizon == horizon]
            pair, fact = _pair(found), _amount(project, horizon)
            if pair and fact is not None and not is_blamed(document, fact):
                yield from _compared(document, pair, fact)
                break


def _pair(found: Sequence[IndicatorAt]) -> tuple[IndicatorAt, IndicatorAt, Decimal] | None:
    """The quantity and the cost for one of it, with the size of its unit of money."""
    counts = [one for one in found if "数量" in one.indicator.level2 and one.value.number]
    costs = [one for one in found if "成本" in one.indicator.level2 and one.value.number]
    if len(counts) != 1 or len(costs) != 1:
        return None
    money, *per = costs[0].value.unit.split("/")
    units = {_family(one) for one in per} - _TIME
    size = {"元": 1, "万元": 10**4}.get(money)
    if size is None or units != {_family(counts[0].value.unit)}:
        return None
    return counts[0], costs[0], Decimal(size)


def _family(unit: str) -> str:
    return "人" if unit in _PEOPLE else unit


def _amount(project: ProjectForm, horizon: str) -> Fact | None:
    fact = project.sum(horizon)
    if fact is None and len(project.rows) == 1:
        fact = project.rows[0].total
    return fact if fact is not None and fact.text else None


def _compared(
    document: Examined, pair: tuple[IndicatorAt, IndicatorAt, Decimal], fact: Fact
) -> Iterator[Found]:
    count, cost, size = pair
    number, price = count.value.number or Decimal(0), (cost.value.number or Decimal(0)) * size
    right = Decimal((fact.text or "0").replace(",", "")) * unit_named(fact.unit).size / 100
    product = number * price
    if not right or not product or abs(product - right) <= right * _TENTH:
        return
    fitting = (
        (count, number, _plain(right / price, 0), price),
        (cost, price / size, _plain(right / number / size, 2), number * size),
    )
    slips = sorted(
        (
            (abs(Decimal(text) * times - right), place, one, _plain(was, 2), text)
            for place, (one, was, text, times) in enumerate(fitting)
            if slip_between(_plain(was, 2), text)
        ),
        key=lambda slip: slip[:2],
    )
    wrong, was, text = slips[0][2:] if slips else (count, "", "")
    expected = (wrong.indicator.value or "").replace(was, text, 1) if slips else None
    yield indicator_found(
        document,
        wrong,
        expected=expected,
        values={
            "where": count.where,
            "stated": count.indicator.value or "",
            "cost": f"“{cost.indicator.level3}”{cost.indicator.value}",
            "product": _plain(product, 2),
            "amount": named(document, fact),
        },
        sides=(side_of(document, fact),),
    )


def _plain(amount: Decimal, decimals: int) -> str:
    text = f"{amount:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
