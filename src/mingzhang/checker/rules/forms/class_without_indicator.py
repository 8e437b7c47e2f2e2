"""缺少某类指标。

查什么：绩效表的每一栏（实施期、年度）应有产出、效益、满意度指标，产出中应有成本指标。
为什么：缺类的绩效目标不完整，审核时会被退回。
依据：绩效目标应当从产出、效益、满意度等方面设定；没有服务对象的项目可以不设满意度，所以只作提示。
错例：项目没有成本指标。
改法：补充相应指标；确实不适用的不必改。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import FormAt, forms_of

RULE = Rule(
    code="FRM112",
    name="class-without-indicator",
    title="缺少某类指标",
    severity="info",
    message="{where}没有{classes}",
)

_WANTED: Final = ("产出", "效益", "满意度", "成本")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Forms with indicators that leave out a class."""
    for at in forms_of(document):
        if at.form.indicators:
            found = _found(document, at)
            if found:
                yield found
        elif document.scheme.form(at.form.kind).levels:
            yield Unchecked(at.label, "没有读到绩效指标")


def _found(document: Examined, at: FormAt) -> Found | None:
    horizons = {one.horizon for one in at.form.indicators if one.value}
    missing = [
        word
        for word in _WANTED
        if any(
            not any(
                word in one.level1 + one.level2 and one.level3
                for one in at.form.indicators
                if one.horizon == horizon
            )
            for horizon in horizons
        )
    ]
    if not missing:
        return None
    classes = "、".join(f"{word}指标" for word in missing)
    return Found(
        subject=(at.key, "indicators", *missing),
        where=f"{at.label} 绩效指标",
        position=f"forms.{at.number}.indicators",
        values={"where": at.label, "classes": classes},
        evidence=document.evidence(f"forms.{at.number}.project"),
    )
