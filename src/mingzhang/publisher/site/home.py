"""The first page: how much was published by whom, year by year, and what the newest year holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative, year_path
from mingzhang.publisher.site.drawing import change_text, figure, reading_unit, summed
from mingzhang.publisher.site.entry import Entry, SiteIndex
from mingzhang.publisher.site.listing import entity_link, largest, rank_table, sum_table
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.totals import counted, summed_items, total_of
from mingzhang.publisher.site.year import area_name, areas_of

__all__ = ["home_pages"]

_PATH: Final = "index.html"
_LATEST: Final = 8


def home_pages(index: SiteIndex) -> dict[str, bytes]:
    """The home page by its path."""
    newest = tuple(index.of_year(index.years[0])) if index.years else ()
    main = "".join(
        (
            f'<div class="measure"><h1>{text(index.title)}</h1>',
            _lede(index, newest),
            _coverage(index),
            '<div class="columns">',
            _spending(newest),
            _largest(newest),
            "</div>",
            _areas(index),
            _corrections(index),
            "</div>",
        )
    )
    place = Place(
        path=_PATH,
        title=index.title,
        description=f"{index.title}：部门和单位公开的预算，可检索、比较、下载和核对",
        site=index.title,
        section="首页",
        canonical=f"{index.base}/" if index.base else "",
    )
    return {_PATH: page(place, main)}


def _lede(index: SiteIndex, newest: Sequence[Entry]) -> str:
    if not newest:
        return '<p class="lede">这里还没有公开的预算。</p>'
    year = index.years[0]
    whole = total_of(counted(newest))
    unit = reading_unit(whole)
    units = sum(one.level == "unit" for one in newest)
    parts = [f"{len(newest) - units}个部门"] if len(newest) > units else []
    parts += [f"{units}个单位"] if units else []
    return (
        f'<p class="lede">{year}年度，这里有{"、".join(parts)}公开的预算，'
        f"支出总计{summed(whole, f'{year} total', unit)}{unit.name}。每个数字都能链接、下载、核对。</p>"
    )


def _coverage(index: SiteIndex) -> str:
    rows = "".join(_coverage_row(index, year) for year in index.years)
    return (
        '<h2 id="coverage">各年公开情况</h2>'
        '<div class="scroll" role="region" tabindex="0" aria-label="各年公开情况">'
        '<table class="list stacked"><caption class="visually-hidden">各年公开情况</caption><thead>'
        '<tr><th scope="col">年度</th><th scope="col" class="num">部门</th>'
        '<th scope="col" class="num">单位</th><th scope="col" class="num">支出总计（万元）</th>'
        '<th scope="col" class="num">同口径比上年</th><th scope="col" class="num">项目</th>'
        '<th scope="col" class="num">更正</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        '<p class="note">部门的预算已含所属单位；所属单位另行公开的，支出总计不重复计入。'
        "“同口径比上年”只比两年都公开了的部门和单位。</p>"
    )


def _coverage_row(index: SiteIndex, year: int) -> str:
    entries = tuple(index.of_year(year))
    units = sum(one.level == "unit" for one in entries)
    corrected = sum(bool(one.corrections) for one in entries)
    return (
        f'\n<tr><th scope="row"><a href="{attribute(relative(year_path(year), _PATH))}">'
        f"{year}年度</a></th>"
        f'<td class="num" data-label="部门">{len(entries) - units}</td>'
        f'<td class="num" data-label="单位">{units}</td>'
        f'<td class="num" data-label="支出总计（万元）">'
        f"{summed(total_of(counted(entries)), f'{year} total')}</td>"
        f'<td class="num" data-label="同口径比上年">{_like_for_like(index, year)}</td>'
        f'<td class="num" data-label="项目">{sum(len(one.projects) for one in entries):,}</td>'
        f'<td class="num" data-label="更正">{corrected}</td></tr>'
    )


def _like_for_like(index: SiteIndex, year: int) -> str:
    """The change of those alone that published in both years."""
    before = {one.slug: one for one in counted(index.of_year(year - 1))}
    now = [one for one in counted(index.of_year(year)) if one.slug in before]
    if not now:
        return "—"
    return change_text(total_of(now), total_of(before[one.slug] for one in now))


def _spending(newest: Sequence[Entry]) -> str:
    sums = summed_items(one.functions for one in counted(newest))
    if not sums:
        return ""
    year = newest[0].year
    caption = f"{year}年度支出按功能分类"
    return f"<section><h2>钱用在哪里</h2>{sum_table(sums, caption, '功能分类', f'{year} function')}</section>"


def _largest(newest: Sequence[Entry]) -> str:
    ranked = largest(newest, lambda one: one.total)
    if not ranked:
        return ""
    year = newest[0].year
    rows = [(entity_link(one, _PATH), figure(amount, one)) for amount, one in ranked]
    link = relative(f"{year_path(year)}#largest", _PATH)
    return (
        f"<section><h2>谁的支出最多</h2>{rank_table(f'{year}年度支出总计最多的部门', '万元', rows)}"
        f'<p class="note"><a href="{attribute(link)}">增长最快、“三公”经费最多、最大的项目</a></p>'
        "</section>"
    )


def _areas(index: SiteIndex) -> str:
    if not index.years:
        return ""
    year = index.years[0]
    areas = areas_of(index, year)
    items = "".join(
        f'<li><a href="{attribute(relative(target, _PATH))}">{text(area_name(area))}</a> '
        f'<span class="soft">{len(entries)}</span></li>'
        for area, target, entries in areas
    )
    return f'<h2 id="areas">按地区查找</h2><ul class="places">{items}</ul>'


def _corrections(index: SiteIndex) -> str:
    corrected = sorted(
        ((one.corrections[0].day, one) for one in index.entries if one.corrections),
        key=lambda pair: (pair[0], pair[1].name),
        reverse=True,
    )[:_LATEST]
    if not corrected:
        return ""
    items = "".join(
        f"<li>{day}　{entity_link(one, _PATH)} {one.year}年度："
        f"更正{len(one.corrections[0].changes)}处</li>"
        for day, one in corrected
    )
    link = relative("corrections/", _PATH)
    return (
        f'<h2 id="corrected">最近的更正</h2><ul class="plain">{items}</ul>'
        f'<p class="note"><a href="{attribute(link)}">全部更正公告</a></p>'
    )
