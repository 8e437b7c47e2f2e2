"""全部单位编报而资金不是全部。

查什么：编报整体绩效目标的单位数等于全部单位数的，涉及资金是否等于全部预算资金。
为什么：整体绩效目标涉及单位的全部资金，只写项目资金会少报。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：1 个单位中 1 个编报，部门预算资金 1708.17 万元，涉及资金 1630.63 万元。
改法：核对口径；涉及资金应为这些单位的全部预算。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import suspects
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.counts.partitions import figures_of_sections
from mingzhang.checker.said import named
from mingzhang.cube import Coordinate

RULE = Rule(
    code="CNT105",
    name="reporting-amount-differs",
    title="全部单位编报而资金不是全部",
    severity="warning",
    message="{count}，全部单位都已编报；{stated}，而{whole}",
)

_GROUP = "reporting"


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Money of the units that report, where all do, that is not the money of all."""
    told = suspects(document)
    for figures in figures_of_sections(document).values():
        counts = {
            one.coordinate.measure: one for one in figures.values() if not one.coordinate.members
        }
        reporting, units = counts.get("reporting_units"), counts.get("units")
        if reporting is None or units is None:
            continue
        if number_of(reporting.text or "0") != number_of(units.text or "0"):
            continue
        places = {fact.coordinate: fact for fact in figures.values()}
        for place, fact in places.items():
            whole = places.get(_without_unit(place)) if place.get("unit") == _GROUP else None
            if whole is None or told & {id(fact), id(reporting), id(units), id(whole)}:
                continue
            if number_of(fact.text or "0") != number_of(whole.text or "0"):
                yield Found(
                    subject=(fact.address, whole.address),
                    where=document.labels.of(fact.address),
                    position=fact.address,
                    values={
                        "count": named(document, reporting),
                        "stated": named(document, fact),
                        "whole": named(document, whole),
                    },
                    sides=tuple(side_of(document, one) for one in (fact, whole, reporting, units)),
                    stated=fact.text,
                    expected=whole.text,
                    evidence=(*fact.evidence, *whole.evidence),
                )


def _without_unit(place: Coordinate) -> Coordinate:
    members = tuple(pair for pair in place.members if pair[0] != "unit")
    return Coordinate(members, place.measure, place.year)
