"""Last year's amounts, from the changes and rates that a disclosure prints.

A change in 万元 with two decimals leaves about a hundred amounts in 元 for last year. Of those that
print the rate too the one nearest to the printed change is taken; where none does, because the
published rate is wrong, the change decides alone. Zero is preferred where the change allows it.
What a document says nothing about, since it has no such money in either year, is zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.compiler.sheets import prior_figures
from mingzhang.cube import WAN_YUAN, YUAN, Cube, Displayed, exact_amount
from mingzhang.scheme import Scheme

__all__ = ["Comparison", "comparison_in", "prior_amount", "prior_amounts"]

_ANCHORS: Final = {
    "预算收支总计（含上年结转）": "预算收入总计",
    "“三公”经费": "“三公”经费预算",
    "机关运行经费": "机关运行经费财政拨款预算",
}
"""Where a sentence names a figure otherwise than the workbook does."""

_COMPARED: Final = (
    r"[\d,.]+万元[^。;]*?(?:(?P<same>与上年预算数相同)"
    r"|(?:比上年|比\d{4}年(?:预算)?|与上年相比预算数)(?P<way>增加|减少)(?P<change>[\d,.]+)万元"
    r"(?:,(?:增长|下降|增加|减少)(?P<rate>[\d.]+)%)?)"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a sentence says about last year: the change as printed, and the rate if any."""

    change: str
    rate: str | None = None


def comparison_in(text: str, anchor: str) -> Comparison | None:
    """The comparison that follows a figure's name in a text.

    >>> comparison_in("预算收入总计256.61万元，比上年增加35.55万元，增长16.08%", "预算收入总计")
    Comparison(change='35.55', rate='16.08')
    """
    found = re.search(re.escape(folded(anchor)) + _COMPARED, folded(text))
    if found is None:
        return None
    if found["same"]:
        return Comparison("0.00")
    sign = "-" if found["way"] == "减少" else ""
    return Comparison(sign + found["change"].replace(",", ""), found["rate"])


def prior_amount(amount: int, said: Comparison) -> int:
    """Last year's amount in 分 for this year's.

    >>> prior_amount(256_6100_00, Comparison("35.55", "16.08"))
    221060000
    """
    if said.change == "0.00":
        return amount
    displayed = Displayed.parse(said.change, WAN_YUAN)
    printed = exact_amount(Decimal(said.change), WAN_YUAN)
    changes = range(-(-displayed.low // YUAN.size), displayed.high // YUAN.size + 1)
    possible = [prior for change in changes if (prior := amount - change * YUAN.size) >= 0]
    if said.rate is None or not (exact := [one for one in possible if _fits(amount, one, said)]):
        exact = [0] if displayed.holds(amount) else possible
    return min(exact, key=lambda prior: (abs(amount - prior - printed), prior))


def _fits(amount: int, prior: int, said: Comparison) -> bool:
    """Whether the rate prints as it was published, in as many decimals as there are."""
    if not prior or said.rate is None:
        return False
    printed = Decimal(said.rate)
    steps = 10_000 * abs(amount - prior)
    return (2 * steps + prior) // (2 * prior) == printed * 100


def prior_amounts(scheme: Scheme, cube: Cube, sections: Mapping[str, str]) -> dict[str, int]:
    """Last year's amounts in 分 by the label of the workbook's sheet 上年数."""
    text = "\n".join(sections.values())
    found = {}
    for label, coordinate in prior_figures(scheme).items():
        said = comparison_in(text, _ANCHORS.get(label, label))
        found[label] = prior_amount(cube.total(coordinate), said) if said else 0
    return found
