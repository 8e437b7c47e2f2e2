"""Departments made by chance: several units, all funds, carryover, projects over functions."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from tests import department

from mingzhang.compiler import Budget, read_budget

FUNCTIONS = ("2012601", "2012604", "2080505", "2210201", "2101101", "2080501", "2013299")
WAGES = ("30101", "30102", "30103", "30108", "30113", "30301", "30110")
OFFICE = ("30201", "30202", "30207", "30211", "30217", "30231", "30239", "30299")
UNITS = ("档案馆", "方志办", "编研中心", "信息站", "服务中心")
PROJECTS = ("数字化", "库房维护", "宣传", "培训", "设备", "抢救", "开放", "展陈")
OF_FUND = {"政府性基金预算": "2120801", "国有资本经营预算": "2230105"}
REVENUE = {"政府性基金预算": "1030148", "国有资本经营预算": "1030601"}
SOURCES = ("一般公共预算",) * 6 + (*OF_FUND, "单位资金", "财政专户管理资金")


def chance_budget(seed: int) -> Budget:
    """The budget of a department that this seed makes, always the same."""
    random = Random(seed)
    units = [
        {"name": f"示范县{name}", "kind": random.choice(("行政", "参公", "事业")), "reports": "是"}
        for name in UNITS[: random.choice((1, 2, 3, 5))]
    ]
    lines = [line for unit in units for line in _basic(random, unit["name"])]
    names = [f"{name}经费" for name in PROJECTS[: random.choice((0, 3, 8))]]
    lines += [
        _project(random, name, random.choice(units)["name"])
        for name in names
        for _ in range(random.choice((1, 1, 2, 3)))
    ]
    projects = [{"name": name, "class": "特定目标类", "form": "不公开"} for name in names]
    return read_budget(
        department.workbook(
            units=units, projects=projects, lines=lines, form__project_target=[], indicators=[]
        )
    )


def _amount(random: Random) -> Decimal:
    """Round amounts, odd ones, and ones with 分."""
    whole = random.choice((random.randint(1, 50) * 10_000, random.randint(100, 5_000_000)))
    return Decimal(whole) / random.choice((1, 1, 1, 100))


def _basic(random: Random, unit: str) -> list[dict[str, Any]]:
    kinds = [("人员经费", WAGES), ("公用经费", OFFICE)]
    lines = [
        _line(random, unit, kind=kind, economic=code)
        for kind, codes in kinds
        for code in random.sample(codes, random.randint(1, 5))
    ]
    if random.random() < 0.3:
        lines.append(_line(random, unit, kind="公用经费", economic="30201", period="上年结转"))
    return lines


def _project(random: Random, name: str, unit: str) -> dict[str, Any]:
    source = random.choice(SOURCES)
    line = _line(random, unit, kind="项目支出", project=name, source=source)
    line["period"] = random.choice(("当年预算", "当年预算", "上年结转"))
    if source in OF_FUND:
        line["function"] = OF_FUND[source]
        if line["period"] == "当年预算":
            line["revenue"] = REVENUE[source]
    elif source == "一般公共预算" and random.random() < 0.2:
        line["economic"] = random.choice(("30217", "31013", "30231"))
    return line


def _line(random: Random, unit: str, **values: Any) -> dict[str, Any]:
    made = department.line(function=random.choice(FUNCTIONS), amount=_amount(random))
    return {**made, "unit": unit, **values}
