"""指标归类不当。

查什么：数量指标的值不应是金额，满意度应列在满意度指标下，及时性、完成时间应列在时效指标下。
为什么：归类不当会影响绩效评价的权重和汇总。
依据：绩效指标的分类：数量、质量、时效、成本、效益、满意度。
错例：数量指标“走访慰问费”，指标值 2,000 元。
改法：把金额移到成本指标，把满意度移到满意度指标。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import (
    FormAt,
    IndicatorAt,
    forms_of,
    indicator_found,
    indicators_of,
)

RULE = Rule(
    code="FRM111",
    name="indicator-under-wrong-class",
    title="指标归类不当",
    severity="info",
    message="{form} {stands}中的 {indicators} 宜列为{better}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Money among quantities, people's content outside its class; one finding a form and class."""
    for at in forms_of(document):
        found: dict[tuple[str, str], list[IndicatorAt]] = defaultdict(list)
        for one in indicators_of(at):
            better = _better(one)
            if better:
                found[one.indicator.level2, better].append(one)
        for (stands, better), ones in found.items():
            yield _found(document, at, stands, better, ones)


def _found(
    document: Examined, at: FormAt, stands: str, better: str, ones: Sequence[IndicatorAt]
) -> Found:
    shown = dict.fromkeys(f"“{one.indicator.level3}”{one.indicator.value or ''}" for one in ones)
    found = indicator_found(document, ones[0])
    return replace(
        found,
        subject=(at.key, stands, better),
        where=f"{at.label} {stands}",
        values={
            "form": at.label,
            "stands": stands,
            "indicators": "、".join(shown),
            "better": better,
        },
        evidence=tuple(
            dict.fromkeys(x for one in ones for x in indicator_found(document, one).evidence)
        ),
    )


def _better(one: IndicatorAt) -> str | None:
    """The class where an indicator belongs, if that is another and certain."""
    level2, level3 = one.indicator.level2, folded(one.indicator.level3)
    is_money = one.value.kind == "number" and one.value.unit.removeprefix("万").startswith("元")
    if "数量" in level2 and is_money:
        return "成本指标"
    if level3.endswith("满意度") and "满意度" not in level2 + one.indicator.level1:
        return "满意度指标"
    if "数量" in level2 and level3.endswith(("及时性", "及时率", "完成时间", "完成时限")):
        return "时效指标"
    return None
