"""指标值写法有误。

查什么：指标值应是“符号＋数字＋单位”、日期或文字；只有符号没有数字、符号重复、没有单位、百分比超过 100%、
满意度不是百分数、数字中夹着字母等，予以指出。
为什么：写错的指标值无法考核。
依据：绩效指标值的通用写法；比率类指标不超过 100%。
错例：满意度≥960%。
改法：按绩效目标申报时的数值改正。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import (
    IndicatorAt,
    forms_of,
    indicator_found,
    indicators_of,
)

RULE = Rule(
    code="FRM110",
    name="indicator-value-malformed",
    title="指标值写法有误",
    severity="warning",
    message="{where}的指标值为“{stated}”，{matter}",
)

_BARE: Final = re.compile(r"[≥≤><=≈±%‰]+")
_TWICE: Final = re.compile(r"[≥≤><=]{2,}(?<!>=)(?<!<=)|%%|‰‰|(?:万元|元){2,}")
_LETTERS: Final = re.compile(r"\d[oOlI]|[oOlI]\d|\d\.\.\d|\d\.\D|\d\.$")
_GROWTH: Final = re.compile("增长|增幅|提高|提升|完成率|增速|节约|倍")
_RATE: Final = re.compile("满意|率$|覆盖|合格|准确|及时率")
_WHOLE: Final = Decimal(100)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Values that demand nothing, or more than everything."""
    for at in forms_of(document):
        found = list(indicators_of(at))
        for one in found:
            if one.indicator.value:
                matter, expected = _matter(one, folded(one.indicator.value), found)
                if matter:
                    yield indicator_found(
                        document, one, expected=expected, values={"matter": matter}
                    )


def _matter(one: IndicatorAt, value: str, others: Sequence[IndicatorAt]) -> tuple[str, str | None]:
    """What is wrong with a value, and what it may have been."""
    if _BARE.fullmatch(value):
        return "没有数字", None
    if _TWICE.search(value):
        return "符号或单位重复", None
    if _LETTERS.search(value):
        return "数字有误", None
    number, unit = one.value.number, one.value.unit
    words = folded(one.indicator.level3)
    if number is None or one.value.kind != "number":
        return "", None
    if unit == "%" and number > _WHOLE and not _GROWTH.search(words):
        return "超过 100%", None
    is_satisfaction = "满意" in words or "满意" in one.indicator.level2
    if unit == "":
        lacking = "%" if is_satisfaction or _RATE.search(words) else _unit_of(one, others)
        expected = f"{one.indicator.value}{lacking}" if lacking else None
        return ("缺少百分号" if lacking == "%" else "没有单位"), expected
    if unit == "%" and "≤" in one.value.operator and _RATE.search(words) and is_satisfaction:
        return "满意度应是下限", value.replace("≤", "≥")
    return "", None


def _unit_of(one: IndicatorAt, others: Sequence[IndicatorAt]) -> str | None:
    """The unit of the same indicator in the other half of its form."""
    words = folded(one.indicator.level3)
    units = {
        other.value.unit
        for other in others
        if other.value.unit and folded(other.indicator.level3) == words
    }
    return units.pop() if len(units) == 1 else None
