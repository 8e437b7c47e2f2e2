"""Disclosures that are hard to show: hostile names, very much, very little, alike and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from msgspec import structs

from mingzhang.compiler import Budget, compile_budget
from mingzhang.model import Disclosure
from tools.province.department import Department
from tools.province.vocabulary import Kind, Place

__all__ = ["edge_disclosures"]

_HOSTILE: Final = (
    "<script>window.injected=1</script>",
    '"><img src=x onerror="window.injected=2">',
    "'-window.injected-'&amp;${window.injected=3}",
    "</script></title></textarea><svg/onload=window.injected=4>",
    "javascript:window.injected=5//{{7*7}}`\\u003c",
    "[a](javascript:window.injected=6) | #set text(1pt) $x$ ../../etc",
)
_LONG: Final = "农村基础设施提升和人居环境整治以及相关配套设施建设维护管理" * 8
_FAR: Final = "2026AVeryLongWordWithoutAnyPlaceToBreakIt" * 6
_MANY: Final = 2_300
"""Of these some 2,000 go on into the year that is published."""

_COUNTY: Final = Place("示范县", "示范县（区）级", 1.0)
_USUAL: Final = Kind(
    name="{place}文化和旅游局",
    level="department",
    run="2070101",
    own=("2070104", "2070109"),
    fund=(),
    staff=30,
    scale=1.0,
    topics=("公共图书馆免费开放", "送戏下乡", "非遗保护", "文物安全巡查"),
)


def edge_disclosures(year: int) -> dict[str, Disclosure]:
    """All of them, by what they are."""
    hostile = replace(_USUAL, name="{place}局", topics=_HOSTILE)
    long = replace(_USUAL, name="{place}文化局", topics=(_LONG, _FAR))
    found = {
        "hostile": _one(
            Department(hostile, Place(f"甲县{''.join(_HOSTILE)}", '"<b>甲县', 1), 1), year
        ),
        "long-names": _one(Department(long, _COUNTY, 2), year),
        "one-row": _one_row(_budget("{place}档案馆", 3, year)),
        "many-projects": _one(Department(_named("{place}水利局"), _COUNTY, 4, _MANY), year),
        "nothing": _nothing(_budget("{place}筹备处", 5, year)),
    }
    for number, city in enumerate(("东市", "西市"), 6):
        place = Place("新城区", f"{city}新城区县（区）级", 1.0)
        found[f"same-name-{number - 5}"] = _one(Department(_USUAL, place, number), year)
    found |= {
        f"years-{one.fiscal_year}": one
        for one in Department(_named("{place}民政局"), _COUNTY, 8).disclosures(year, 3)
    }
    return found | dict(_corrected(_budget("{place}统计局", 9, year)))


def _named(name: str) -> Kind:
    return replace(_USUAL, name=name)


def _one(department: Department, year: int) -> Disclosure:
    return next(department.disclosures(year))


def _budget(name: str, seed: int, year: int) -> Budget:
    return next(Department(_named(name), _COUNTY, seed, 4).budgets(year))


def _one_row(budget: Budget) -> Disclosure:
    """One unit with one line, in its first year."""
    unit = budget.units[0].name
    line = next(one for one in budget.lines if one.members["unit"] == unit)
    return _without(replace(budget, lines=(line,), units=budget.units[:1]))


def _nothing(budget: Budget) -> Disclosure:
    """A year without any money, after one without any."""
    none = {key: dict.fromkeys(values, 0) for key, values in budget.registers.items()}
    units = [replace(budget.units[0], reports=False)]
    return _without(replace(budget, lines=(), registers=none, units=units))


def _without(budget: Budget) -> Disclosure:
    """The budget without projects, and with nothing in the year before."""
    priors = dict.fromkeys(budget.priors, 0)
    return compile_budget(replace(budget, projects=(), forms=(), priors=priors)).disclosure


def _corrected(budget: Budget) -> Iterator[tuple[str, Disclosure]]:
    """What was published first, and what corrects it: one line is larger."""
    yield "corrected-before", compile_budget(budget).disclosure
    first, *others = budget.lines
    lines = (replace(first, amount=first.amount + 1_000_000), *others)
    after = compile_budget(replace(budget, lines=lines)).disclosure
    said = {
        "corrected_on": f"{budget.year}-06-30",
        "correction": "首次公开时基本工资少列1万元，现予更正",
    }
    yield "corrected", structs.replace(after, settings={**after.settings, **said})
