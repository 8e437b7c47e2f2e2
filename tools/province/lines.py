"""Budget lines of invented departments: wages and running costs by people, projects by plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from mingzhang.catalog import economic_pairs
from mingzhang.compiler.budget import BudgetLine
from mingzhang.cube import YUAN

__all__ = ["Plan", "Workplace", "basic_lines", "project_line", "whole_hundreds"]

_LAND_REVENUE: Final = "1030148"
"""国有土地使用权出让收入, which pays for what is planned from the fund."""

_CAR: Final = 30_000
"""元 a year that an official car costs to run."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """A unit with its people, and its official cars."""

    name: str
    nature: str
    people: int
    cars: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A project of a year: `amount` in 分, `carried` what of last year's money is left."""

    name: str
    topic: str
    group: str
    unit: str
    function: str
    source: str
    recurs: bool
    amount: int
    carried: int = 0
    economic: str | None = None


_WAGES: Final = {
    "30101": 42_000,
    "30102": 26_000,
    "30103": 17_000,
    "30108": 13_800,
    "30109": 6_900,
    "30110": 5_600,
    "30112": 620,
    "30113": 10_300,
}
_RUNNING: Final = {
    "30201": 2_100,
    "30207": 340,
    "30211": 1_500,
    "30216": 260,
    "30228": 1_150,
    "30239": 6_400,
}
_OF_INSTITUTIONS: Final = {"30102": "30107", "30239": "30299"}
"""What a 事业 unit has in place of what is paid to civil servants."""

_FUNCTIONS: Final = {"30108": "2080505", "30109": "2080506", "30113": "2210201"}


def basic_lines(random: Random, place: Workplace, run: str, reception: int) -> Iterator[BudgetLine]:
    """Lines of 基本支出, all by heads but cars and `reception` (元)."""
    institution = place.nature == "事业"
    health = "2101102" if institution else "2101101"
    costs = [("personnel", code, each * place.people) for code, each in _WAGES.items()]
    costs += [("operating", code, each * place.people) for code, each in _RUNNING.items()]
    costs += [("operating", "30217", reception), ("operating", "30231", place.cars * _CAR)]
    costs += [("personnel", "30302", 38_000 * (place.people // 12))]
    for kind, usual, cost in costs:
        if not cost:
            continue
        code = _OF_INSTITUTIONS.get(usual, usual) if institution else usual
        function = health if code == "30110" else _FUNCTIONS.get(code, run)
        exact = code in {"30217", "30231"}
        amount = cost * 100 if exact else int(cost * random.uniform(94, 108))
        yield _line(place, kind, function, amount, economic=code)


def project_line(place: Workplace, plan: Plan, amount: int, period: str) -> BudgetLine:
    """A line of a project's money in 分."""
    members = {"project": plan.name, "source": plan.source, "period": period}
    if plan.source == "gov_fund":
        members["revenue"] = _LAND_REVENUE
    return _line(place, "project", plan.function, amount, economic=plan.economic, **members)


def _line(
    place: Workplace,
    kind: str,
    function: str,
    amount: int,
    economic: str | None = None,
    **members: str,
) -> BudgetLine:
    found = {
        "unit": place.name,
        "kind": kind,
        "function": function,
        "source": "general",
        "period": "current",
        **members,
    }
    if economic:
        found |= {"economic": economic, "government_economic": _government(economic, place.nature)}
    return BudgetLine(found, amount)


@cache
def _pairs() -> Mapping[tuple[str, str], str]:
    return {
        (pair.department, nature): pair.government
        for pair in economic_pairs()
        for nature in ("行政", "事业")
        if nature in pair.unit_kind or pair.unit_kind == "全部"
    }


def _government(economic: str, nature: str) -> str:
    return _pairs()[economic, nature]


def whole_hundreds(yuan: float) -> int:
    """An amount in 分 of whole hundreds of 元, as projects are budgeted."""
    return max(round(yuan / 100), 50) * 100 * YUAN.size
