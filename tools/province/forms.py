"""The performance forms of invented departments, and the reasons of their changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from mingzhang.cube import YUAN, show
from mingzhang.model import Form, Funding, Indicator
from mingzhang.model.disclosure import FundingSource, Horizon
from tools.province.lines import Plan
from tools.province.vocabulary import Kind, words

__all__ = ["overall_form", "project_form"]

_HORIZONS: Final[tuple[Horizon, ...]] = ("implementation", "annual")
_SOURCES: Final[tuple[FundingSource, ...]] = ("central", "province", "local", "own")
_TEXTS: Final = {
    "项目概况": "overview",
    "立项依据": "basis",
    "项目设立必要性": "necessity",
    "保证项目实施的制度、措施": "measures",
    "项目实施计划": "plan",
    "实施期目标": "goal",
    "年度目标": "goal",
}


def project_form(random: Random, plan: Plan, department: tuple[str, str]) -> Form:
    """The form of a project; one that recurs takes three years of its money.

    `department` is the code and name of who answers for it.
    """
    fields = {
        "主管部门及代码": "-".join(department),
        "实施单位": plan.unit,
        "项目属性": "经常性项目（长期开展）" if plan.recurs else "一次性项目（1年结束）",
        "项目期": "99年" if plan.recurs else "1年",
    }
    for label, key in _TEXTS.items():
        fields[label] = random.choice(words()[key]).format(topic=plan.topic)
    source = random.choice(("central", "province", "local", "local", "local", "local"))
    return Form(
        kind="project_target",
        project=plan.name,
        fields=fields,
        funding=tuple(_funding(source, plan.amount, 3 if plan.recurs else 1)),
        indicators=tuple(_indicators(random, plan.topic, _HORIZONS)),
    )


def _funding(source: str, amount: int, years: int) -> Iterator[Funding]:
    for horizon, times in zip(_HORIZONS, (years, 1), strict=True):
        whole = show(amount * times, YUAN, 0)
        yield Funding(horizon=horizon, source="total", amount=whole, unit=YUAN.name)
        for one in _SOURCES:
            text = whole if one == source else "0"
            yield Funding(horizon=horizon, source=one, amount=text, unit=YUAN.name)
        yield Funding(horizon=horizon, source="other", amount=None, unit=YUAN.name)


def _indicators(random: Random, topic: str, horizons: Sequence[Horizon]) -> Iterator[Indicator]:
    numbers = {"topic": topic, "n": random.randrange(3, 40), "m": random.randrange(85, 99)}
    for level1, level2, level3, value in words()["indicators"]:
        if level1 == "效益指标" and random.random() < 0.5 and level2 != "社会效益":
            continue
        for horizon in horizons:
            yield Indicator(
                horizon=horizon,
                level1=level1,
                level2=level2,
                level3=level3.format(**numbers),
                value=value.format(**numbers),
            )


def overall_form(
    random: Random, kind: Kind, department: tuple[str, str], staff: tuple[int, int], units: int
) -> Form:
    """The form of a whole department; `staff` is its posts and the people in them."""
    posts, people = staff
    goal = f"保障{kind.topics[0]}等重点工作按期完成，预算执行率达到95%以上。"
    return Form(
        kind="entity_overall",
        project=None,
        fields={
            "部门名称": "-".join(department),
            "内设职能部门数": f"{max(2, people // 6)}个",
            "所属事业单位数": f"{units}个",
            "核定的人员编制数": f"{posts}人",
            "实际在岗人员总数": f"{people}人",
            "在编人员数": f"{people}人",
            "其他人员数": "0人",
            "部门职责": f"承担{'、'.join(kind.topics[:3])}等工作。",
            "部门战略目标": "提高公共服务水平，管好用好财政资金。",
            "年度绩效目标": goal,
        },
        indicators=tuple(_indicators(random, kind.topics[0], ("annual",))),
        tasks=tuple((topic, f"完成{topic}年度任务") for topic in kind.topics[:3]),
    )
