"""What published sentences say beyond the tables: shares, and last year's amounts.

A change in 万元 with two decimals leaves about a hundred amounts in 元 for last year. Of those that
print the rate too the one nearest to the printed change is taken; where none does, because the
published rate is wrong, the change decides alone. Zero is preferred where the change allows it.
What a document says nothing about, since it has no such money in either year, is zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.compiler.prior import prior_figures
from mingzhang.cube import WAN_YUAN, YUAN, Coordinate, Cube, Displayed, Space, exact_amount
from mingzhang.scheme import Scheme, template
from mingzhang.scheme.definition import SectionDefinition
from tools.reconstruct import Share

__all__ = ["Comparison", "comparison_in", "prior_amount", "prior_amounts", "shares_in"]

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
_SHARED: Final = r"[\d,.]+万元,占(?P<share>\d+\.\d\d)%"


# Shares


def shares_in(
    scheme: Scheme, space: Space, sections: Mapping[str, str], functions: Iterable[str]
) -> Iterator[Share]:
    """The shares that sections state for their figures, and for 类 of functions in their lists."""
    names = list(functions)
    for section in scheme.narrative.sections:
        text = folded(sections.get(section.id, ""))
        for label, part, whole in _parts(scheme, space, section, names):
            if found := re.search(re.escape(folded(label)) + _SHARED, text):
                yield Share(part, whole, found["share"])


def _parts(
    scheme: Scheme, space: Space, section: SectionDefinition, functions: Iterable[str]
) -> Iterator[tuple[str, Coordinate, Coordinate]]:
    places = {one.key: Coordinate.of(one.at, one.measure) for one in section.figures}
    labels = {one.key: one.label for one in section.figures}
    for paragraph in section.paragraphs:
        for node in template.parse_template(paragraph.text):
            if isinstance(node, template.Share) and node.format == "percent":
                yield labels[node.part], places[node.part], places[node.whole]
    for one in section.lists:
        for node in template.parse_template(one.item):
            if isinstance(node, template.Share) and one.each == "function":
                for function in functions:
                    place = space.meet(Coordinate.of(one.at), Coordinate.of({"function": function}))
                    title = scheme.member_title("function", function)
                    yield title, place, places[node.whole]


# Last year


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
    exact = [prior for prior in possible if _has_rate(amount, prior, said.rate)]
    if not exact:
        exact = [0] if displayed.holds(amount) else possible
    return min(exact, key=lambda prior: (abs(amount - prior - printed), prior))


def _has_rate(amount: int, prior: int, rate: str | None) -> bool:
    """Whether the change from `prior` is this percentage of it, rounded to two decimals."""
    if not prior or rate is None:
        return False
    return (20_000 * abs(amount - prior) + prior) // (2 * prior) == Decimal(rate) * 100


def prior_amounts(scheme: Scheme, cube: Cube, sections: Mapping[str, str]) -> dict[str, int]:
    """Last year's amounts in 分 by the label of the workbook's sheet 上年数."""
    text = "\n".join(sections.values())
    found = {}
    for label, coordinate in prior_figures(scheme).items():
        said = comparison_in(text, _ANCHORS.get(label, label))
        found[label] = prior_amount(cube.total(coordinate), said) if said else 0
    return found
