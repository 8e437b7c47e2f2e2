"""An invented large department, for measuring and testing size: many lines, projects and units.

The figures are made by rule from the number of the line, so that the same size gives the same
workbook; codes are real ones of the code lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle, islice
from typing import Any

from mingzhang.catalog import economic_pairs, functional
from mingzhang.compiler import Content, write_workbook
from mingzhang.scheme import load_scheme

__all__ = ["large_workbook"]

_KINDS = ("行政", "参公", "事业")
_AREA = "示范市级"
_NAME = "示范市某某局"


def large_workbook(lines: int, projects: int, units: int, year: int = 2026) -> bytes:
    """The workbook of a department with so many budget lines, projects and units."""
    return write_workbook(load_scheme("shanxi", year), year, _content(lines, projects, units, year))


def _content(lines: int, projects: int, units: int, year: int) -> Content:
    unit_names = [_NAME, *(f"{_NAME}第{number}事务中心" for number in range(2, units + 1))]
    project_names = [f"{number}号专项工作经费" for number in range(1, projects + 1)]
    fields: dict[str, Any] = {
        "basics": {
            "format": "明账 1",
            "scheme": "shanxi",
            "name": _NAME,
            "level": "部门",
            "year": str(year),
            "area": _AREA,
            "as_of": f"{year - 1}-12-31",
            "performance_scope": "全部预算",
        },
        "texts": {"duties": "承担某某工作。", "organisation": "内设若干科室。"},
    }
    rows: dict[str, Any] = {
        "units": [
            {"name": name, "kind": kind, "reports": "是"}
            for name, kind in zip(unit_names, cycle(_KINDS), strict=False)
        ],
        "projects": [
            {"name": name, "class": "特定目标类", "form": "不公开"} for name in project_names
        ],
        "lines": list(islice(_lines(unit_names, project_names, year), lines)),
    }
    return Content(fields, rows)


def _lines(units: list[str], projects: list[str], year: int) -> Iterator[dict[str, Any]]:
    """Lines without end: each project first, then basic ones of all functions and economic codes."""
    functions = [
        entry.code for entry in functional() if len(entry.code) == 7 and entry.is_valid_in(year)
    ]
    economic = [
        (pair.department, kind)
        for pair in economic_pairs()
        if len(pair.department) == 5 and (kind := _kind(pair.department))
    ]
    amounts = (Decimal(1000 + number * 37 % 90007) / 100 for number in _numbers())
    common = {"source": "一般公共预算", "period": "当年预算"}
    for number, project in enumerate(projects):
        yield {
            **common,
            "unit": units[number % len(units)],
            "function": functions[number % len(functions)],
            "kind": "项目支出",
            "project": project,
            "amount": next(amounts),
        }
    for number in _numbers():
        code, kind = economic[number % len(economic)]
        yield {
            **common,
            "unit": units[number // len(economic) % len(units)],
            "function": functions[number % len(functions)],
            "kind": kind,
            "economic": code,
            "amount": next(amounts),
        }


def _kind(code: str) -> str | None:
    if code.startswith(("301", "303")):
        return "人员经费"
    return "公用经费" if code.startswith("302") else None


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1
