"""填报日期不合理。

查什么：绩效表填报日期应是存在的日期和时间，并在预算年度的上一年年初至预算年度年末之间。
为什么：日期不合理，多是沿用旧表，或录入时错位。
依据：部门预算在上一年编制、当年公开。
错例：2025 年度预算的绩效表，填报日期为 20230110。
改法：核对系统中的填报日期；沿用旧表的，按本年内容重新填报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import field_found, forms_of

RULE = Rule(
    code="FRM108",
    name="filled-in-at-impossible-time",
    title="填报日期不合理",
    severity="warning",
    message="{where}为“{stated}”，{matter}",
)

_LABEL: Final = "填报日期"
_WRITTEN: Final = re.compile(
    r"(?P<year>\d{4})[-./年]?(?P<month>\d{1,2})[-./月]?(?P<day>\d{1,2})日?"
    r"(?:(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?)?"
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Dates that do not exist, and dates outside the year of preparation and the fiscal year."""
    year = document.disclosure.fiscal_year
    for at in forms_of(document):
        text = at.form.fields.get(_LABEL)
        if text:
            matter = _matter(folded(text), year)
            if matter:
                yield field_found(document, at, _LABEL, values={"matter": matter})


def _matter(text: str, fiscal_year: int) -> str | None:
    """What is wrong with a written date, if anything."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return "不是完整的日期"
    numbers = [int(one) for one in found.groups() if one]
    try:
        date = datetime(*numbers[:3], *numbers[3:])  # type: ignore[arg-type]  # six at most
    except ValueError:
        return "没有这样的日期或时间"
    if date.year < fiscal_year - 1:
        return f"早于 {fiscal_year} 年预算的编制时间"
    if date.year > fiscal_year:
        return f"晚于 {fiscal_year} 年"
    return None
