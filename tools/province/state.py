"""What a department has in a year, and how that changes to the next: people, projects, money."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from mingzhang.compiler.budget import BudgetLine
from tools.province.lines import Plan, Workplace, basic_lines, project_line, whole_hundreds
from tools.province.vocabulary import Kind, Place, words

__all__ = ["State", "first_state", "next_state"]

_MOST_PROJECTS: Final = 400
_USUAL_AMOUNT: Final = 200_000
"""元 that a project of a county takes, half of them more."""


@dataclass(frozen=True, slots=True)
class State:
    """What a year's budget is made of."""

    workplaces: tuple[Workplace, ...]
    plans: tuple[Plan, ...]
    lines: tuple[BudgetLine, ...]


def first_state(random: Random, kind: Kind, place: Place, projects: int | None) -> State:
    """A department in its first year: from a few projects to hundreds, unless it is said."""
    people = max(6, round(kind.staff * place.scale * random.uniform(0.7, 1.3)))
    workplaces = tuple(_workplaces(random, kind, place, people))
    usual = math.exp(random.gauss(2.3, 0.95)) * math.sqrt(kind.scale * place.scale)
    count = min(max(round(usual), 1), _MOST_PROJECTS) if projects is None else projects
    return _state(random, kind, workplaces, _planned(random, kind, place, workplaces, (), count))


def next_state(random: Random, kind: Kind, place: Place, last: State) -> State:
    """The year after: people come and go, projects end, money is left, new projects begin."""
    workplaces = tuple(
        replace(one, people=max(3, one.people + random.randrange(-2, 3))) for one in last.workplaces
    )
    kept = [found for plan in last.plans if (found := _continued(random, plan))]
    new = max(1 - len(kept), round(len(last.plans) * random.uniform(0.1, 0.4)))
    planned = _planned(random, kind, place, workplaces, kept, new)
    return _state(random, kind, workplaces, [*kept, *planned])


def _state(
    random: Random, kind: Kind, workplaces: tuple[Workplace, ...], plans: Sequence[Plan]
) -> State:
    lines: list[BudgetLine] = []
    for one in workplaces:
        reception = random.choice((0, 0, 3000, 8000, 12000)) if one.nature == "行政" else 0
        lines += basic_lines(random, one, kind.run, reception)
    named = {one.name: one for one in workplaces}
    for plan in plans:
        if plan.amount:
            lines.append(project_line(named[plan.unit], plan, plan.amount, "current"))
    for plan in plans:
        if plan.carried:
            lines.append(project_line(named[plan.unit], plan, plan.carried, "carryover"))
    return State(workplaces, tuple(plans), tuple(lines))


def _workplaces(random: Random, kind: Kind, place: Place, people: int) -> Iterator[Workplace]:
    """The department itself, and the units below it if it is large."""
    name = kind.of(place)
    below = ("综合服务中心", "信息中心", "综合执法队") if kind.level == "department" else ()
    size = random.randrange(len(below) + 1) if people >= 40 else 0
    cars = random.choice((0, 1, 1, 2, 3)) * (2 if people > 100 else 1)
    yield Workplace(name, kind.nature, people - size * (people // 5), cars)
    for title in below[:size]:
        yield Workplace(name + title, "事业", people // 5)


def _continued(random: Random, plan: Plan) -> Plan | None:
    """A project in the year after; None where nothing of it is left."""
    carried = plan.amount * random.randrange(1, 6) // 10 if random.random() < 0.12 else 0
    goes_on = plan.recurs or random.random() < 0.2
    amount = whole_hundreds(plan.amount / 100 * random.uniform(0.7, 1.4)) if goes_on else 0
    return replace(plan, amount=amount, carried=carried) if amount or carried else None


def _planned(
    random: Random,
    kind: Kind,
    place: Place,
    workplaces: Sequence[Workplace],
    known: Sequence[Plan],
    count: int,
) -> list[Plan]:
    """New projects, named unlike any of those known."""
    names = {plan.name for plan in known}
    scale = kind.scale * math.sqrt(place.scale)
    found: list[Plan] = []
    for _ in range(count):
        topic = random.choice(kind.topics)
        is_local = random.random() < (len(names) + count) / 60
        town = random.choice(words()["townships"]) if is_local else ""
        endings = [one for one in words()["endings"] if not topic.endswith(one[:2])]
        name = random.choice(words()["leads"]) + town + topic + random.choice(endings)
        if name in names:
            name += f"（第{len(names)}批）"
        names.add(name)
        found.append(_plan(random, kind, random.choice(workplaces).name, (name, topic), scale))
    return found


def _plan(random: Random, kind: Kind, unit: str, called: tuple[str, str], scale: float) -> Plan:
    name, topic = called
    from_fund = bool(kind.fund) and random.random() < 0.2
    source = "gov_fund" if from_fund else "general"
    if kind.level == "unit" and random.random() < 0.4:
        source = random.choice(("special_account", "unit_funds"))
    spread = math.exp(min(random.gauss(0, 1.3), 4))
    return Plan(
        name=name,
        topic=topic,
        group=random.choice(("specific_target", "specific_target", "other_operating")),
        unit=unit,
        function=random.choice(kind.fund if from_fund else kind.own),
        source=source,
        recurs=random.random() < 0.6,
        amount=whole_hundreds(_USUAL_AMOUNT * scale * spread),
        economic="31013" if random.random() < 0.004 else None,
    )
