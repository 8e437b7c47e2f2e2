"""The pages of a year: who published, what stands out; and of each area, where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative, slug_of, year_path
from mingzhang.publisher.site.area import area_order
from mingzhang.publisher.site.drawing import change_text, figure, summed
from mingzhang.publisher.site.entry import Amount, Entry, SiteIndex
from mingzhang.publisher.site.listing import (
    TOP,
    entity_link,
    entity_table,
    largest,
    rank_table,
    sum_table,
)
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.totals import counted, summed_items, total_of
from mingzhang.publisher.site.trail import above_entity

__all__ = ["area_name", "areas_of", "year_pages"]

_ON_ONE_PAGE: Final = 150
"""So many entities stand on the page of their year; more stand on pages of their areas."""

_NO_AREA: Final = "未注明地区"

Area = tuple[str, str, tuple[Entry, ...]]
"""An area, where its entities are listed, and these."""


def area_name(area: str) -> str:
    """What a reader calls an area."""
    return area or _NO_AREA


def areas_of(index: SiteIndex, year: int) -> tuple[Area, ...]:
    """The areas of a year in order, each with the place where its entities are listed."""
    found: dict[str, list[Entry]] = {}
    entries = tuple(index.of_year(year))
    for entry in entries:
        found.setdefault(entry.area, []).append(entry)
    mark = "" if len(entries) > _ON_ONE_PAGE else "#"
    end = "" if mark else "/"
    return tuple(
        (area, f"{year_path(year)}{mark}{slug_of(area_name(area))}{end}", tuple(of_area))
        for area, of_area in sorted(found.items(), key=lambda pair: area_order(pair[0]))
    )


def year_pages(index: SiteIndex) -> dict[str, bytes]:
    """The pages of all years by their paths."""
    pages: dict[str, bytes] = {}
    for year in index.years:
        areas = areas_of(index, year)
        pages[f"{year_path(year)}index.html"] = _year_page(index, year, areas)
        for area, target, entries in areas:
            if "#" not in target:
                pages[f"{target}index.html"] = _area_page(index, year, area, target, entries)
    return pages


def _year_page(index: SiteIndex, year: int, areas: Sequence[Area]) -> bytes:
    path = f"{year_path(year)}index.html"
    entries = tuple(index.of_year(year))
    title = f"{year}年度"
    sums = summed_items(one.functions for one in counted(entries))
    kinds = summed_items(one.kinds for one in counted(entries))
    main = "".join(
        (
            f'<div class="measure"><h1>{title}部门预算</h1>{_summary(entries, year)}',
            '<div class="columns"><section><h2>按功能分类</h2>',
            sum_table(
                sums, f"{title}支出按功能分类", "功能分类", f"{year} function", is_titled=True
            ),
            "</section><section><h2>基本支出和项目支出</h2>",
            sum_table(kinds, f"{title}基本支出和项目支出", "类别", f"{year} kind", is_titled=True),
            "</section></div>",
            f'<h2 id="largest">哪些部门突出</h2><div class="columns">{_questions(entries, path)}</div>',
            _listing(areas, path),
            "</div>",
        )
    )
    place = Place(
        path=path,
        title=f"{title}部门预算",
        here=title,
        description=f"{title}公开的部门预算：支出总计、功能分类、排名和名单",
        site=index.title,
        trail=(("首页", ""),),
        canonical=f"{index.base}/{year_path(year)}" if index.base else "",
    )
    return page(place, main)


def _summary(entries: Sequence[Entry], year: int) -> str:
    units = sum(one.level == "unit" for one in entries)
    projects = sum(len(one.projects) for one in entries)
    return (
        '<dl class="strip">'
        f"<div><dt>支出总计（万元）</dt><dd>{summed(total_of(counted(entries)), f'{year} total')}</dd></div>"
        f"<div><dt>部门</dt><dd>{len(entries) - units}</dd></div>"
        f"<div><dt>单位</dt><dd>{units}</dd></div>"
        f"<div><dt>项目</dt><dd>{projects:,}</dd></div></dl>"
        '<p class="note">部门的预算已含所属单位；所属单位另行公开的，支出总计不重复计入。</p>'
    )


def _questions(entries: Sequence[Entry], path: str) -> str:
    """The entities that stand out, by questions that readers ask."""
    return "".join(
        (
            _ranking("支出总计最多", entries, lambda one: one.total, path),
            _ranking(
                "“三公”经费最多",
                entries,
                lambda one: one.three_public[0].amount if one.three_public else None,
                path,
            ),
            _fastest(entries, path),
            _largest_projects(entries, path),
        )
    )


def _ranking(
    title: str, entries: Iterable[Entry], amount_of: Callable[[Entry], Amount | None], path: str
) -> str:
    ranked = largest(entries, amount_of)
    rows = [(entity_link(one, path), figure(amount, one)) for amount, one in ranked]
    return _ranked(title, "万元", rows)


def _fastest(entries: Iterable[Entry], path: str) -> str:
    known = [
        (one.total.value - one.last_total.value, one.total.value, one.last_total.value, one)
        for one in entries
        if one.total is not None and one.last_total is not None and one.last_total.value > 0
    ]
    known.sort(key=lambda row: (-Fraction(row[0], row[2]), row[3].name))
    rows = [
        (entity_link(one, path), change_text(now, before))
        for rise, now, before, one in known[:TOP]
        if rise > 0
    ]
    return _ranked("支出增长最快", "比上年", rows)


def _largest_projects(entries: Iterable[Entry], path: str) -> str:
    known = [
        (project.amount, project, one)
        for one in entries
        for project in one.projects
        if project.amount is not None
    ]
    known.sort(key=lambda row: (-row[0].value, row[1].name, row[2].name))
    rows = [
        (
            f'<a href="{attribute(relative(one.path + (project.page or ""), path))}">'
            f'{text(project.name)}</a> <span class="soft">{text(one.name)}</span>',
            figure(amount, one),
        )
        for amount, project, one in known[:TOP]
    ]
    return _ranked("最大的项目", "万元", rows)


def _ranked(title: str, unit: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    table = rank_table(title, unit, rows, is_titled=True)
    return f"<section><h3>{text(title)}</h3>{table}</section>"


def _listing(areas: Sequence[Area], path: str) -> str:
    if any("#" not in target for _, target, _ in areas):
        items = "".join(
            f'<li><a href="{attribute(relative(target, path))}">{text(area_name(area))}</a> '
            f'<span class="soft">{len(entries)}</span></li>'
            for area, target, entries in areas
        )
        return f'<h2 id="areas">各地区</h2><ul class="places">{items}</ul>'
    groups = [(area_name(area), target.partition("#")[2], own) for area, target, own in areas]
    return f'<h2 id="areas">公开名单</h2>{entity_table(groups, "公开的部门和单位", path)}'


def _area_page(
    index: SiteIndex, year: int, area: str, target: str, entries: Sequence[Entry]
) -> bytes:
    path = f"{target}index.html"
    name = area_name(area)
    main = (
        f'<div class="measure"><h1>{text(name)}{year}年度部门预算</h1>'
        f"{_summary(entries, year)}<h2>公开名单</h2>"
        f"{entity_table([('', '', entries)], f'{name}公开的部门和单位', path)}</div>"
    )
    place = Place(
        path=path,
        title=f"{name}{year}年度",
        description=f"{name}{year}年度公开的部门预算",
        site=index.title,
        trail=above_entity(year),
        canonical=f"{index.base}/{target}" if index.base else "",
    )
    return page(place, main)
