"""上年结转多于上年预算。

查什么：今年公开的上年结转，全部的和各项目的，不应多于上年公开的同一口径预算；上年预算列有年终结转的，与今年的上年结转比较。
为什么：结转是上年没有花完的预算。多于上年预算，或与上年的年终结转不一致，可能是取数有误，也可能是年中追加了预算。
依据：预算法实施条例第三十六条：结转结余资金的管理。
错例：上年公开“库房维护经费”2.00 万元，今年公开该项目上年结转 5.00 万元。
改法：与上年的预算调整核对；确是年中追加的，不必改。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.across.stated import Figure, Figures, amount_stated
from mingzhang.checker.across.years.pair import YearPair
from mingzhang.checker.rule import Found, Rule, Side
from mingzhang.cube import Coordinate
from mingzhang.model import Severity

RULE = Rule(
    code="YRS102",
    name="carryover-exceeds-last-year",
    title="上年结转与上年公开的预算不衔接",
    severity="info",
    message="{label}，本文件“{file}”为 {carried}；上年文件“{earlier}”公开的{what}是 {published}",
)

_CARRIED: Final = {"period": "carryover"}
_ALL_CARRIED: Final = str(Coordinate.of(_CARRIED))
_ALL: Final = str(Coordinate.of({}))
_YEAR_END: Final = str(Coordinate.of({"kind": "year_end"}))


def found(pair: YearPair) -> Iterator[Found]:
    """What was carried over in all and of each project, where last year had less."""
    carried = pair.later.by_place.get(_ALL_CARRIED)
    for earlier in pair.earlier[:1]:
        if carried:
            yield from _of_all(pair, carried, earlier)
        had = _of_projects(earlier)
        for project, rows in _of_projects(pair.later).items():
            whole = had.get(project)
            for row in rows:
                if whole and "period=carryover" in row.place and _exceeds(row, whole):
                    yield _found(pair, row, earlier, whole, "该项目的预算", None)


def _of_all(pair: YearPair, carried: Sequence[Figure], earlier: Figures) -> Iterator[Found]:
    now = amount_stated(carried)
    if (whole := earlier.by_place.get(_ALL)) and now.low > amount_stated(whole).high:
        yield _found(pair, carried[0], earlier, whole[:1], "预算总计", "warning")
        return
    left = earlier.by_place.get(_YEAR_END)
    if left and left[0].low > 0 and not now.meets(amount_stated(left)):
        yield _found(pair, carried[0], earlier, left[:1], "年终结转", None)


def _of_projects(figures: Figures) -> Mapping[str, list[Figure]]:
    """The amounts of each project: the first of each row that has its name."""
    rows: dict[tuple[str | None, str], tuple[str, Figure]] = {}
    for one in figures.all:
        if (
            one.table
            and "project=" in one.place
            and (project := Coordinate.parse(one.place).get("project"))
        ):
            rows.setdefault((one.table, one.address.rpartition(".")[0]), (folded(project), one))
    found: dict[str, list[Figure]] = {}
    for project, one in rows.values():
        found.setdefault(project, []).append(one)
    return found


def _exceeds(row: Figure, whole: Sequence[Figure]) -> bool:
    return row.low > sum(one.high for one in whole)


def _found(
    pair: YearPair,
    carried: Figure,
    earlier: Figures,
    published: Sequence[Figure],
    what: str,
    severity: Severity | None,
) -> Found:
    file = earlier.stated.file
    return Found(
        subject=(carried.address, what),
        where=carried.label,
        position=carried.address,
        values={
            "label": carried.label,
            "file": pair.stated.file,
            "carried": carried.shown,
            "earlier": file,
            "what": what,
            "published": "、".join(f"{one.shown}（{one.label}）" for one in published),
        },
        sides=(
            Side(f"{pair.stated.file} {carried.label}", carried.shown, carried.evidence),
            *(Side(f"{file} {one.label}", one.shown, one.evidence) for one in published),
        ),
        stated=carried.text,
        evidence=carried.evidence,
        severity=severity,
    )
