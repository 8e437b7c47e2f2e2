"""实施期资金少于年度资金。

查什么：绩效表实施期的资金总额和各项来源，不应少于年度的同一项。
为什么：年度是实施期的一部分；多因两栏填反或少填一位造成。
依据：算术：部分不大于全部。
错例：实施期资金总额 150,000 元，年度资金总额 1,500,000 元。
改法：核对两栏；一年结束的项目两栏一般相等。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.forms.form_places import is_blamed, sum_found
from mingzhang.checker.said import named
from mingzhang.cube import AmountError

RULE = Rule(
    code="FRM103",
    name="life-costs-less-than-year",
    title="实施期资金少于年度资金",
    severity="error",
    message="{life}，少于 {year}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Sums over a project's life that are less than the year's part of them."""
    for form in document.projects:
        for (horizon, source), life in form.sums.items():
            year = form.sum("annual", source)
            if horizon != "implementation" or year is None or not year.text or not life.text:
                continue
            try:
                is_less = life.displayed().high < year.displayed().low
            except AmountError:
                continue
            if is_less and not is_blamed(document, life, year):
                yield sum_found(
                    document,
                    life,
                    expected=year.text,
                    values={"life": named(document, life), "year": named(document, year)},
                    sides=(side_of(document, life), side_of(document, year)),
                )
                break
