"""A department's year as a budget, as the compiler would have read it from a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from mingzhang.compiler import Budget
from mingzhang.compiler.budget import BudgetUnit, Project
from mingzhang.compiler.prior import prior_figures
from mingzhang.cube import Coordinate, Cube, Line
from mingzhang.model import Form
from mingzhang.scheme import Scheme
from tools.province.forms import overall_form, project_form
from tools.province.lines import whole_hundreds
from tools.province.state import State
from tools.province.vocabulary import Kind, Place, words

__all__ = ["Owner", "budget_of"]

_MOST_FORMS: Final = 24
_REASONS: Final = {
    "revenue_reason": "预算收支总计（含上年结转）",
    "expenditure_reason": "预算收支总计（含上年结转）",
    "three_public_reason": "“三公”经费",
    "three_public_abroad_reason": "因公出国（境）费",
    "three_public_reception_reason": "公务接待费",
    "three_public_vehicles_reason": "公务用车购置及运行费",
    "three_public_running_reason": "公务用车运行维护费",
    "three_public_purchase_reason": "公务用车购置费",
    "operating_reason": "机关运行经费",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose budget it is."""

    kind: Kind
    place: Place
    code: str

    @property
    def name(self) -> str:
        """Its full name."""
        return self.kind.of(self.place)


def budget_of(
    random: Random, scheme: Scheme, owner: Owner, year: int, states: tuple[State, State]
) -> Budget:
    """The budget of a year; `states` are the year before and the year itself."""
    now = states[1]
    with_money = sorted((one for one in now.plans if one.amount), key=lambda one: -one.amount)
    formed = {one.name for one in with_money[:_MOST_FORMS]}
    compared = prior_figures(scheme)
    totals = [_totals(scheme, state, compared.values()) for state in states]
    grown = {label: totals[1][place] > totals[0][place] for label, place in compared.items()}
    return Budget(
        scheme=scheme,
        year=year,
        name=owner.name,
        level=owner.kind.level,
        code=owner.code,
        area=owner.place.area,
        as_of=date(year - 1, 12, 31),
        options={option.key: option.choices[0] for option in scheme.head.options},
        units=[BudgetUnit(one.name, one.nature, True) for one in now.workplaces],
        projects=[
            Project(one.name, one.group, "project_target" if one.name in formed else None)
            for one in now.plans
        ],
        lines=now.lines,
        priors=totals[0],
        registers=_registers(random, now),
        forms=tuple(_forms(random, owner, now, formed)),
        attachments=(),
        texts=_texts(random, owner, now, grown),
    )


def _totals(scheme: Scheme, state: State, wanted: Iterable[Coordinate]) -> dict[Coordinate, int]:
    natures = scheme.head.unit_kinds
    units = {one.name: (natures[one.nature],) for one in state.workplaces}
    projects = {one.name: (one.group,) for one in state.plans}
    space = scheme.space({"unit": units, "project": projects})
    cube = Cube(space, [Line(one.members, one.amount) for one in state.lines])
    return {place: cube.total(place) for place in wanted}


def _forms(random: Random, owner: Owner, state: State, formed: set[str]) -> Iterator[Form]:
    people = sum(one.people for one in state.workplaces)
    named = owner.code, owner.name
    if random.random() < 0.3:
        staff = people + random.randrange(4), people
        yield overall_form(random, owner.kind, named, staff, len(state.workplaces) - 1)
    for one in state.plans:
        if one.name in formed:
            yield project_form(random, one, named)


def _registers(random: Random, state: State) -> Mapping[str, Mapping[str, int]]:
    cars = sum(one.cars for one in state.workplaces)
    people = sum(one.people for one in state.workplaces)
    large = random.choice((0, 0, 1, 4))
    bought = {
        kind: random.choice((0, 1, 1)) * whole_hundreds(random.uniform(5_000, 400_000))
        for kind in ("goods", "works", "services")
    }
    uses = ("leader", "communication", "emergency", "law_enforcement", "special", "institution")
    return {
        "procurement": bought,
        "vehicle_quota": {"quota": cars + random.choice((0, 0, 1))},
        "vehicles": {**dict.fromkeys(uses, 0), "other": cars},
        "office_area": {"area": people * random.randrange(900, 1800)},
        "equipment_over_500k": {"count": large + random.choice((0, 2))},
        "equipment_over_1m": {"count": large},
    }


def _texts(random: Random, owner: Owner, state: State, grown: Mapping[str, bool]) -> dict[str, str]:
    topics = "、".join(owner.kind.topics[:3])
    duties = [
        f"（{number}）{text.format(topic=topics)}"
        for number, text in zip("一二三四五六七", words()["duties"], strict=False)
    ]
    return {
        "duties": "\n".join(duties),
        "organisation": _organisation(random, state),
        **{
            key: random.choice(words()["more" if grown[label] else "less"])
            for key, label in _REASONS.items()
        },
    }


def _organisation(random: Random, state: State) -> str:
    """Rooms and units; three in five say how many people there are."""
    own, *below = state.workplaces
    lines = [f"内设机构{max(2, own.people // 6)}个，负责综合、业务和财务等工作。"]
    lines += [f"所属事业单位：{one.name}。" for one in below] or ["没有下属预算单位。"]
    if random.random() < 0.6:
        lower = sum(one.people for one in below)
        posts = f"{own.nature}编制{own.people + random.randrange(3)}名"
        posts += f"、事业编制{lower + random.randrange(3)}名" if lower else ""
        lines.append(f"核定{posts}，实有人数{own.people + lower}人。")
    return "\n".join(lines)
