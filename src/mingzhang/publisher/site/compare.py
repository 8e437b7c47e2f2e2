"""Entities side by side: tables of a year by kind and by region, and a choice of a few.

Tables are whole without scripts; a script sorts and filters them. What a reader picks is fetched
from the summaries that stand beside each publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from mingzhang.cube import WAN_YUAN, show
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.comparing import (
    Group,
    groups_by_area,
    groups_by_kind,
    kind,
    pages_of,
    part,
    per_head,
)
from mingzhang.publisher.site.drawing import change_text, figure, pagination, share_text, summed
from mingzhang.publisher.site.entry import Entry, SiteIndex
from mingzhang.publisher.site.listing import entity_link
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.totals import counted, total_of
from mingzhang.publisher.site.year import area_name

__all__ = ["compare_pages", "compare_path"]

_HOME: Final = "compare/"
_LIST: Final = "entities.json"
_STYLES: Final = ("assets/compare.css",)
_SCRIPTS: Final = ("assets/compare.js",)
_MOST: Final = 150
"""So many rows stand on one page."""

_HEAD: Final = (
    ("部门（单位）", ""),
    ("类别", ""),
    ("地区", ""),
    ("支出总计（万元）", "num"),
    ("比上年", "num"),
    ("基本支出占比", "num"),
    ("项目支出占比", "num"),
    ("“三公”经费（万元）", "num"),
    ("人数", "num"),
    ("人均基本支出（万元）", "num"),
)
_GROUPING: Final = (0, 1)
"""The columns, behind that of the name, by which entities are grouped."""

_NOTES: Final = (
    '<ul class="note"><li>支出总计含上年结转。部门的数字含所属单位，单位的只含自己，两者不宜直接相比。</li>'
    "<li>同类部门职能相近，仍可能因辖区大小、是否代管专项资金而不同；项目支出多少取决于承担的任务，"
    "所以人均只算基本支出。</li>"
    "<li>人数取自公开文本，口径写在数字后面；没有公开人数的不算人均。"
    "比上年、占比、人均由公开的数字算出；上年数没有直接公开的，由本年数和公开的增减额推算。</li></ul>"
)


def compare_path(year: int) -> str:
    """The folder of the comparison of a year."""
    return f"{_HOME}{year}/"


def compare_pages(index: SiteIndex) -> dict[str, bytes]:
    """The pages of comparison and the list to pick from, by their paths."""
    pages = {
        f"{_HOME}index.html": _front(index),
        f"{_HOME}{_LIST}": msgspec.json.encode(list(_listed(index))),
    }
    for year in index.years:
        pages.update(_year_pages(index, year))
    return pages


def _listed(index: SiteIndex) -> Iterator[tuple[str, str, str, str, list[int]]]:
    """Each entity to pick from: its slug, name, region, kind and years."""
    for slug, entries in index.by_entity.items():
        newest = entries[0]
        years = [one.year for one in entries]
        yield slug, newest.name, newest.area, kind(newest.name), years


def _front(index: SiteIndex) -> bytes:
    path = f"{_HOME}index.html"
    items = "".join(
        f'<li><a href="{attribute(relative(compare_path(year), path))}">{year}年度</a> '
        f'<span class="soft">{sum(1 for _ in index.of_year(year))}份公开预算</span></li>'
        for year in index.years
    )
    main = (
        '<div class="measure"><h1>比较</h1>'
        '<p class="lede">把同一年的部门（单位）放在一张表里，或挑几个部门、几个年度并排看。</p>'
        f'<h2 id="years">按年度</h2><ul class="plain">{items or "<li>还没有公开的预算。</li>"}</ul>'
        f"{_PICKER if index.entries else ''}"
        f'<h2 id="notes">怎样比才公平</h2>{_NOTES}</div>'
    )
    place = _place(index, path, "比较", "部门、单位和年度之间的预算比较")
    return page(place, main)


_PICKER: Final = (
    f'<section class="picker" hidden data-list="{_LIST}" aria-labelledby="pick">'
    '<h2 id="pick">挑选对比</h2>'
    '<label for="pick-name">输入部门（单位）的名称、地区或类别，选2至5个</label>'
    '<input type="search" id="pick-name" autocomplete="off">'
    '<p class="note" id="pick-status" role="status"></p>'
    '<ul id="pick-found" aria-label="找到的"></ul><ul id="pick-chosen" aria-label="已选的"></ul>'
    '<div id="pick-table"></div></section>'
    '<noscript><p class="note">挑选对比需要启用脚本；按年度的各张表不需要。</p></noscript>'
)


def _place(
    index: SiteIndex, path: str, title: str, description: str, *trail: tuple[str, str]
) -> Place:
    folder = path.removesuffix("index.html")
    return Place(
        path=path,
        title=title,
        description=description,
        site=index.title,
        section="比较",
        trail=(("首页", ""), *trail),
        styles=_STYLES,
        scripts=_SCRIPTS,
        canonical=f"{index.base}/{folder}" if index.base else "",
    )


def _year_pages(index: SiteIndex, year: int) -> Iterator[tuple[str, bytes]]:
    entries = tuple(index.of_year(year))
    kinds = groups_by_kind(entries)
    if len(entries) <= _MOST:
        ordered = tuple(one for group in kinds for one in group.entries)
        yield _year_page(
            index, year, _table(ordered, f"{year}年度部门（单位）预算比较", _path(year))
        )
        return
    areas = groups_by_area(entries)
    links = (
        f'<h2 id="kinds">按类别</h2>{_group_table(kinds, year, "类别")}'
        f'<h2 id="areas">按地区</h2>{_group_table(areas, year, "地区")}'
    )
    yield _year_page(index, year, links)
    for group in (*kinds, *areas):
        yield from _group_pages(index, year, group)


def _path(year: int, group: Group | None = None, number: int = 1) -> str:
    folder = compare_path(year) + (f"{group.slug}/" if group else "")
    return f"{folder}{f'{number}/' if number > 1 else ''}index.html"


def _year_page(index: SiteIndex, year: int, content: str) -> tuple[str, bytes]:
    path, title = _path(year), f"{year}年度比较"
    main = f'<div class="measure"><h1>{title}</h1>{content}<h2>说明</h2>{_NOTES}</div>'
    place = _place(index, path, title, f"{year}年度部门（单位）预算比较", ("比较", _HOME))
    return path, page(place, main)


def _group_table(groups: Sequence[Group], year: int, head: str) -> str:
    """Groups with how many they hold and what these spend, each leading to its page."""
    rows = "".join(
        f'\n<tr><th scope="row"><a href="'
        f'{attribute(relative(_path(year, group), _path(year)))}">{text(group.name)}</a></th>'
        f'<td class="num" data-label="个数">{len(group.entries)}</td>'
        f'<td class="num" data-label="支出总计（万元）">'
        f"{summed(total_of(counted(group.entries)), f'{year} total {group.slug}')}</td></tr>"
        for group in groups
    )
    heads = ((head, ""), ("个数", "num"), ("支出总计（万元）", "num"))
    return _framed(f"{year}年度各{head}", heads, rows)


def _group_pages(index: SiteIndex, year: int, group: Group) -> Iterator[tuple[str, bytes]]:
    chunks = pages_of(group.entries, _MOST)
    paths = [_path(year, group, number) for number in range(1, len(chunks) + 1)]
    for path, entries in zip(paths, chunks, strict=True):
        title = f"{group.name}：{year}年度比较"
        numbers = pagination(paths, path)
        main = (
            f'<div class="measure"><h1>{text(title)}</h1>'
            f'<p class="lede">共{len(group.entries)}个部门（单位），支出总计合计'
            f"{summed(total_of(counted(group.entries)), f'{year} total {group.slug}')}万元，"
            f"部门所属单位不重复计入。</p>{numbers}"
            f"{_table(entries, title, path)}{numbers}<h2>说明</h2>{_NOTES}</div>"
        )
        trail = (("比较", _HOME), (f"{year}年度", compare_path(year)))
        yield path, page(_place(index, path, title, title, *trail), main)


def _table(entries: Sequence[Entry], caption: str, path: str) -> str:
    """Entities one below the other; a kind or region that they all share is no column."""
    told = [_cells(one) for one in entries]
    shared = {
        column for column in _GROUPING if len(told) > 1 and len({row[column] for row in told}) == 1
    }
    kept = [column for column in range(len(_HEAD) - 1) if column not in shared]
    heads = [_HEAD[0], *(_HEAD[1 + column] for column in kept)]
    rows = "".join(
        _row(entry, path, [(_HEAD[1 + column], cells[column]) for column in kept])
        for entry, cells in zip(entries, told, strict=True)
    )
    return _framed(caption, heads, rows)


def _framed(caption: str, heads: Sequence[tuple[str, str]], rows: str) -> str:
    head = "".join(
        f'<th scope="col"{f" class={name}" if name else ""}>{label}</th>' for label, name in heads
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(caption)}">'
        f'<table class="list stacked compare"><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(entry: Entry, path: str, told: Sequence[tuple[tuple[str, str], str]]) -> str:
    cells = "".join(
        f'<td{f" class={name}" if name else ""} data-label="{label}">{said}</td>'
        for (label, name), said in told
    )
    level = ' <span class="soft">单位</span>' if entry.level == "unit" else ""
    return f'\n<tr><th scope="row">{entity_link(entry, path)}{level}</th>{cells}</tr>'


def _cells(entry: Entry) -> tuple[str, ...]:
    """The cells behind the name, as `_HEAD` has them."""
    total, last = entry.total, entry.last_total
    whole = total.value if total else 0
    basic, project = part(entry, "basic"), part(entry, "project")
    public = entry.three_public[0].amount if entry.three_public else None
    each = per_head(basic, entry.headcount)
    return (
        text(kind(entry.name)),
        text(area_name(entry.area)),
        figure(total, entry) or "—",
        change_text(whole, last.value) if total and last else "—",
        share_text(basic.value, whole) if basic else "—",
        share_text(project.value, whole) if project else "—",
        figure(public, entry) or "—",
        _people(entry),
        show(each, WAN_YUAN, 2, grouping=True) if each is not None else "—",
    )


def _people(entry: Entry) -> str:
    if entry.headcount is None:
        return "—"
    return f'{entry.headcount} <span class="soft">{text(entry.headcount_of)}</span>'
