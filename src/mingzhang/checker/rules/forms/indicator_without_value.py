"""指标没有指标值。

查什么：写了三级指标的，应当有指标值。
为什么：没有指标值的指标无法考核。
依据：绩效目标应当细化、量化。
错例：三级指标“培训人员通过率”后面的指标值空白。
改法：补填指标值；不设该指标的，删去三级指标。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import (
    forms_of,
    indicator_found,
    indicators_of,
)

RULE = Rule(
    code="FRM109",
    name="indicator-without-value",
    title="指标没有指标值",
    severity="warning",
    message="{where}没有指标值{other}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Indicators of the third level with a blank value; the other half of the form may have it."""
    for at in forms_of(document):
        found = list(indicators_of(at))
        values = {
            folded(one.indicator.level3): one.indicator.value
            for one in found
            if one.indicator.value
        }
        for one in found:
            if one.indicator.value is None and one.indicator.level3:
                expected = values.get(folded(one.indicator.level3))
                other = f"，另一栏同一指标为 {expected}" if expected else ""
                yield indicator_found(document, one, expected=expected, values={"other": other})
