"""The page of the search; without scripts it leads to every entity by area."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative, slug_of
from mingzhang.publisher.site.area import area_order
from mingzhang.publisher.site.entry import Entry, SiteIndex
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.year import area_name, areas_of

__all__ = ["search_page"]

_PATH: Final = "search/index.html"
_ON_ONE_PAGE: Final = 400
"""So many entities are listed here; of more, the pages of their areas."""

_KINDS: Final = (
    ("", "全部"),
    ("entities", "部门和单位"),
    ("projects", "项目"),
    ("codes", "科目"),
    ("text", "正文"),
    ("figures", "表中数字"),
    ("terms", "名词"),
)


def search_page(index: SiteIndex) -> dict[str, bytes]:
    """The page by its path."""
    place = Place(
        path=_PATH,
        title="检索",
        description="检索部门、单位、项目、科目和预算公开的正文",
        site=index.title,
        section="检索",
        trail=(("首页", ""),),
        scripts=tuple(f"assets/search{one}.js" for one in ("-text", "-names", "-index", "")),
        styles=("assets/search.css",),
        canonical=f"{index.base}/search/" if index.base else "",
    )
    main = f'<div class="measure"><h1>检索</h1>{_form(index)}{_RESULTS}{_browse(index)}</div>'
    return {_PATH: page(place, main)}


def _form(index: SiteIndex) -> str:
    years = "".join(f"<option>{year}</option>" for year in index.years)
    areas = "".join(
        f"<option>{text(area)}</option>"
        for area in sorted({one.area for one in index.entries}, key=area_order)
        if area
    )
    kinds = "".join(
        f'<label><input type="radio" name="kind" value="{key}"{"" if key else " checked"}>'
        f"<span>{label}</span></label>"
        for key, label in _KINDS
    )
    return (
        '\n<form id="search" class="search" role="search" aria-label="全站检索">'
        '<p class="query"><label for="search-query">检索词</label>'
        '<input type="search" id="search-query" name="q" autocomplete="off" spellcheck="false"'
        ' enterkeyhint="search" aria-describedby="search-hint"><button>检索</button></p>'
        '<p class="note" id="search-hint">名称、编码、正文里的词句、表里的数字都可以；'
        '几个词用空格隔开。名称可以只打几个字，或拼音首字母，如 jyj；数字要打完整，如 15.00。<span class="keys">按 <kbd>/</kbd> 回到这里，'
        "按 <kbd>↓</kbd> <kbd>↑</kbd> 在结果间移动。</span></p>"
        '<div class="filters" hidden><fieldset><legend class="visually-hidden">找什么</legend>'
        f'{kinds}</fieldset><p><label for="search-year">年度</label>'
        f'<select id="search-year" name="year"><option value="">全部</option>{years}</select></p>'
        '<p><label for="search-area">地区</label>'
        f'<select id="search-area" name="area"><option value="">全部</option>{areas}</select></p>'
        "</div></form>"
        '<noscript><p class="note">浏览器没有启用脚本，不能检索；可以从下面按地区查找。</p></noscript>'
    )


_RESULTS: Final = (
    '\n<p id="search-count" class="count" role="status"></p><div id="search-results"></div>'
)


def _browse(index: SiteIndex) -> str:
    if not index.entries:
        return '<p id="search-browse" class="note">这里还没有公开的预算。</p>'
    entities = len(index.by_entity)
    listed = _all(index) if entities <= _ON_ONE_PAGE else "".join(_areas(index))
    return (
        '\n<section id="search-browse" aria-labelledby="browse-title">'
        f'<h2 id="browse-title">按地区查找</h2>{listed}</section>'
    )


def _all(index: SiteIndex) -> str:
    """Every entity by area, with links to the areas where there are several."""
    newest = sorted(
        (entries[0] for entries in index.by_entity.values()),
        key=lambda one: (area_order(one.area), one.name),
    )
    groups = [(area, list(own)) for area, own in groupby(newest, lambda one: one.area)]
    jumps = "".join(
        f'<li><a href="#{_area_id(area)}">{text(area_name(area))}</a></li>' for area, _ in groups
    )
    contents = f'<nav aria-label="地区"><ul class="jumps">{jumps}</ul></nav>'
    listed = "".join(_area(area, own) for area, own in groups)
    return f"{contents if len(groups) > 1 else ''}{listed}"


def _area_id(area: str) -> str:
    return f"area-{slug_of(area_name(area))}"


def _area(area: str, entries: list[Entry]) -> str:
    items = "".join(
        f'<li><a href="{attribute(relative(one.entity, _PATH))}">{text(one.name)}</a></li>'
        for one in entries
    )
    return (
        f'\n<h3 id="{_area_id(area)}">{text(area_name(area))}</h3><ul class="places">{items}</ul>'
    )


def _areas(index: SiteIndex) -> Iterator[str]:
    """The areas of each year, each a link to the list of its entities."""
    for year in index.years:
        items = "".join(
            f'<li><a href="{attribute(relative(target, _PATH))}">{text(area_name(area))}</a>'
            f' <span class="soft">{len(entries)}</span></li>'
            for area, target, entries in areas_of(index, year)
        )
        yield f'\n<h3>{year}年度</h3><ul class="places">{items}</ul>'
