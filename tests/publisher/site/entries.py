"""Entries made by hand for the tests of pages over many disclosures."""

from __future__ import annotations

from typing import Any

from mingzhang.publisher.site.address import slug_of
from mingzhang.publisher.site.entry import Amount, Entry, Item, Project, SiteIndex


def amount(value: int, fact: str = "03.合计.total") -> Amount:
    """An amount of so many 万元."""
    return Amount(f"{value:.2f}", "万元", value * 1_000_000, fact)


def entry(
    name: str = "甲县教育局", year: int = 2026, total: int | None = 100, **other: Any
) -> Entry:
    values: dict[str, Any] = {
        "slug": slug_of(name),
        "level": "department",
        "area": "甲县",
        "title": f"{name}{year}年度部门预算公开",
        "scheme": "shanxi",
        "sha256": "0" * 64,
        "total": None if total is None else amount(total),
        "functions": ()
        if total is None
        else (Item("205", "教育支出", amount(total, "03.205.total")),),
        "kinds": ()
        if total is None
        else (Item("basic", "基本支出", amount(total, "03.合计.basic")),),
        "projects": ()
        if total is None
        else (Project("校舍维修", amount(total, "12.校舍维修.total")),),
    }
    return Entry(name=name, year=year, **{**values, **other})


def index(*entries: Entry, base: str = "") -> SiteIndex:
    return SiteIndex(entries, "甲省部门预算公开", base)
