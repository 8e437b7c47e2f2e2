"""实施期与年度不一致。

查什么：项目期为一年的，绩效表实施期和年度的资金总额一般相等，同一指标在两栏的指标值一般相同。
年度为 0（资金已支出）的不报；资金全在本年的长期项目，两栏只有一个指标值不同、且只差一个数字的，也予指出。
三级指标只在长短上不同（被截断）的视为同一指标。
为什么：一年期项目的两栏本是同一件事，只改了一栏是常见的差错。
依据：项目期与实施期的含义。
错例：一年期项目，实施期“培训人数”≥120 人，年度≥102 人。
改法：核对后把两栏改成相同；确有跨年资金的，核对项目期。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.projects import ProjectForm
from mingzhang.checker.rule import Found, Rule, Side, Unchecked, side_of
from mingzhang.checker.rules.forms.form_places import (
    FormAt,
    IndicatorAt,
    forms_of,
    indicator_found,
    indicators_of,
    is_blamed,
    sum_found,
)
from mingzhang.checker.rules.forms.kinds import is_of_one_year
from mingzhang.checker.rules.forms.witnesses import witnesses
from mingzhang.checker.said import named
from mingzhang.checker.slips import slip_between

RULE = Rule(
    code="FRM104",
    name="halves-differ",
    title="实施期与年度不一致",
    severity="warning",
    message="{one}，而 {other}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Sums and values of indicators that differ between the halves of a form of one year."""
    for form in document.projects:
        life, year = form.sum("implementation"), form.sum("annual")
        if not is_of_one_year(form.form) or life is None or year is None:
            continue
        zero = (year.text or "0").strip("0.") == ""
        if life.text != year.text and not zero and not is_blamed(document, life, year):
            yield sum_found(
                document,
                life,
                expected=year.text,
                values={"one": named(document, life), "other": named(document, year)},
                sides=(side_of(document, life), side_of(document, year)),
            )
    sums = {form.number: form for form in document.projects}
    for at in forms_of(document):
        differing = list(_differing(at))
        if is_of_one_year(at.form) or _is_slip(sums.get(at.number), differing):
            yield from (_found(document, at, one, other) for one, other in differing)


def _is_slip(form: ProjectForm | None, pairs: Sequence[tuple[IndicatorAt, IndicatorAt]]) -> bool:
    """Whether a longer project, all paid this year, differs in one value and by one slip only."""
    life = form.sum("implementation") if form else None
    year = form.sum("annual") if form else None
    if life is None or year is None or life.text != year.text or len(pairs) != 1:
        return False
    one, other = (x.value for x in pairs[0])
    if one.number is None or other.number is None or one.unit in ("%", ""):
        return False
    numbers = str(one.number), str(other.number)
    return min(map(len, numbers)) > 1 and slip_between(*numbers) is not None


def _differing(at: FormAt) -> Iterator[tuple[IndicatorAt, IndicatorAt]]:
    for one, other in _pairs(list(indicators_of(at))):
        mine, theirs = one.indicator.value, other.indicator.value
        are_figures = "word" not in (one.value.kind, other.value.kind)
        if mine and theirs and are_figures and folded(mine) != folded(theirs):
            yield one, other


def _found(document: Examined, at: FormAt, one: IndicatorAt, other: IndicatorAt) -> Found:
    seen = witnesses(at)
    wrong, right = (other, one) if _stands(one, seen) > _stands(other, seen) else (one, other)
    return indicator_found(
        document,
        wrong,
        expected=right.indicator.value,
        values={
            "one": f"{wrong.where}为 {wrong.indicator.value}",
            "other": f"{right.where}为 {right.indicator.value}",
        },
        sides=tuple(
            Side(x.where, x.indicator.value or "", document.evidence(f"{x.path}.value"))
            for x in (wrong, right)
        ),
    )


def _stands(one: IndicatorAt, seen: frozenset[str]) -> bool:
    return one.value.number is not None and str(one.value.number) in seen


def _pairs(found: Sequence[IndicatorAt]) -> Iterator[tuple[IndicatorAt, IndicatorAt]]:
    """Indicators of the two halves that are one: the same words, or one cut off; each once."""
    halves: dict[tuple[str, str], list[IndicatorAt]] = defaultdict(list)
    for one in found:
        halves[one.indicator.level2, one.indicator.horizon].append(one)
    for (level2, horizon), ones in halves.items():
        if horizon != "implementation":
            continue
        others = halves.get((level2, "annual"), [])
        for one in ones:
            alike = [x for x in others if _is_same(one.indicator.level3, x.indicator.level3)]
            back = [
                x for x in ones if alike and _is_same(x.indicator.level3, alike[0].indicator.level3)
            ]
            if len(alike) == 1 and len(back) == 1:
                yield one, alike[0]


def _is_same(one: str, other: str) -> bool:
    shorter, longer = sorted((folded(one), folded(other)), key=len)
    return shorter == longer or (len(shorter) > 3 and longer.startswith(shorter))
