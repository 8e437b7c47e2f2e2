"""项目期与项目属性矛盾。

查什么：绩效表的项目期应与项目属性一致：一次性项目（1年结束）为 1 年，经常性项目（长期开展）为 99 年。
为什么：属性决定项目是否滚动进入下一年预算，两处矛盾时无法判断。
依据：绩效表项目属性、项目期两栏的含义。
错例：项目属性为一次性项目（1年结束），项目期为 99 年。
改法：按项目库中的属性改正其中一栏。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side, Unchecked
from mingzhang.checker.rules.forms.form_places import field_found, forms_of
from mingzhang.checker.rules.forms.kinds import KIND, PERIOD, years_of_kind, years_of_period

RULE = Rule(
    code="FRM105",
    name="period-contradicts-kind",
    title="项目期与项目属性矛盾",
    severity="error",
    message="{where}为“{stated}”，而项目属性为“{kind}”，项目期应为 {expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Forms whose period is not that of the project's kind."""
    for at in forms_of(document):
        means, stated = years_of_kind(at.form), years_of_period(at.form)
        if means is None or stated is None or means == stated:
            continue
        kind = at.form.fields[KIND]
        place = f"forms.{at.number}.fields"
        yield field_found(
            document,
            at,
            PERIOD,
            expected=f"{means}年",
            values={"kind": kind},
            sides=(
                Side(PERIOD, at.form.fields[PERIOD], document.evidence(f"{place}.{PERIOD}")),
                Side(KIND, kind, document.evidence(f"{place}.{KIND}")),
            ),
        )
