"""指标没有指标值。

查什么：写了三级指标的，应当有指标值；一张绩效表只报一次，列出全部。纯文本文件里两栏并列的只作提示：可能是转换时
丢了一格。
为什么：没有指标值的指标无法考核。
依据：绩效目标应当细化、量化。
错例：三级指标“培训人员通过率”后面的指标值空白。
改法：补填指标值；不设该指标的，删去三级指标。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
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
    code="FRM109",
    name="indicator-without-value",
    title="指标没有指标值",
    severity="warning",
    message="{where}没有指标值{more}",
)

_MARKS: Final = re.compile(r"\W")
_LEAST: Final = 4
"""A name of fewer characters is no beginning of another."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Indicators of the third level with a blank value; the other half of the form may have it."""
    source = document.disclosure.source
    is_plain = source is not None and source.media_type == "text/plain"
    for at in forms_of(document):
        found = list(indicators_of(at))
        lost: list[tuple[IndicatorAt, str | None]] = []
        blank: list[tuple[IndicatorAt, str | None]] = []
        for one in found:
            if one.indicator.value is None and one.indicator.level3:
                twins = [other.indicator.value for other in found if _is_twin(one, other)]
                expected = next(filter(None, twins), None)
                (lost if twins and is_plain else blank).append((one, expected))
        if blank:
            yield _found(document, blank)
        if lost:
            yield replace(_found(document, lost), severity="info")


def _is_twin(one: IndicatorAt, other: IndicatorAt) -> bool:
    """Whether an indicator is the same in the other half of the form, its name perhaps cut off."""
    if other.indicator.horizon == one.indicator.horizon:
        return False
    names = (_plain(one.indicator.level3), _plain(other.indicator.level3))
    shorter, longer = sorted(names, key=len)
    return shorter == longer or (len(shorter) >= _LEAST and longer.startswith(shorter))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _MARKS.sub("", folded(name))


def _found(document: Examined, ones: Sequence[tuple[IndicatorAt, str | None]]) -> Found:
    (first, expected), *rest = ones
    found = [indicator_found(document, one) for one, _ in ones]
    others = [_said(one, value) for one, value in rest]
    more = f"，另一栏同一指标为 {expected}" if expected else ""
    more += f"；同样没有指标值的还有{'、'.join(others)}" if others else ""
    return replace(
        found[0],
        subject=tuple(dict.fromkeys(part for each in found for part in each.subject)),
        values={"where": first.where, "more": more},
        expected=None if rest else expected,
        evidence=tuple(place for each in found for place in each.evidence),
    )


def _said(one: IndicatorAt, value: str | None) -> str:
    name = one.where.removeprefix(f"{one.at.label} ")
    return f"{name}（另一栏为 {value}）" if value else name
