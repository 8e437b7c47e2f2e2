"""The page of an entity: what it published, year beside year, with what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.drawing import bar, change_text, figure
from mingzhang.publisher.site.entry import Amount, Entry, Item, SiteIndex
from mingzhang.publisher.site.parts import figure_page
from mingzhang.publisher.site.project_list import projects_address
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.trail import above_entity

__all__ = ["entity_pages"]

_STYLES: Final = ("assets/publication.css",)

_GROUPS: Final[tuple[tuple[str, Callable[[Entry], Sequence[Item]]], ...]] = (
    ("资金来源", lambda entry: entry.sources),
    ("支出构成", lambda entry: entry.kinds),
    ("支出功能分类", lambda entry: entry.functions),
    ("“三公”经费", lambda entry: entry.three_public),
)

_Names = Mapping[tuple[str, str], Entry]
"""The newest entry of each entity by its area and folded name."""


def entity_pages(index: SiteIndex) -> dict[str, bytes]:
    """The page of every entity by its path."""
    names = {(one[0].area, folded(one[0].name)): one[0] for one in index.by_entity.values()}
    holders = _holders(names)
    found: dict[str, bytes] = {}
    for entries in index.by_entity.values():
        path = f"{entries[0].entity}index.html"
        found[path] = _page(index, entries, _family(entries[0], names, holders), path)
    return found


def _holders(names: _Names) -> dict[tuple[str, str], list[Entry]]:
    """The departments that list a unit, by its area and folded name."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in names.values():
        if entry.level == "department":
            for unit in entry.units:
                found.setdefault((entry.area, folded(unit)), []).append(entry)
    return found


def _family(
    entry: Entry, names: _Names, holders: Mapping[tuple[str, str], list[Entry]]
) -> tuple[str, tuple[Entry, ...]]:
    """The other entities that belong to this one, or that it belongs to, and what they are to it."""
    if entry.level == "department":
        units = (names.get((entry.area, folded(unit))) for unit in entry.units)
        return "所属单位", tuple(one for one in units if one and one.slug != entry.slug)
    known = holders.get((entry.area, folded(entry.name)), ())
    return "主管部门", tuple(one for one in known if one.slug != entry.slug)


def _page(
    index: SiteIndex, entries: Sequence[Entry], family: tuple[str, tuple[Entry, ...]], path: str
) -> bytes:
    newest = entries[0]
    main = (
        f'<div class="measure"><h1>{text(newest.name)}</h1>{_lede(entries)}'
        f"{_years(entries, path)}{_comparison(entries, path)}{_related(*family, path)}</div>"
    )
    place = Place(
        path=path,
        title=newest.name,
        description=f"{newest.name}各年公开的预算：总额、来源、构成、“三公”经费和项目",
        site=index.title,
        trail=above_entity(newest.year),
        styles=_STYLES,
        canonical=f"{index.base}/{newest.entity}" if index.base else "",
    )
    return page(place, main)


def _lede(entries: Sequence[Entry]) -> str:
    newest = entries[0]
    kind = "部门" if newest.level == "department" else "单位"
    area = f"{text(newest.area)}的" if newest.area else ""
    years = "、".join(f"{entry.year}" for entry in reversed(entries))
    return f'<p class="lede">{area}{kind}。这里有{years}年的预算。</p>'


def _years(entries: Sequence[Entry], path: str) -> str:
    """A line for each year, which leads to its publication."""
    largest = max((one.total.value for one in entries if one.total), default=0)
    is_drawn = len(entries) > 1
    rows = "".join(
        f'\n<tr><th scope="row"><a href="{attribute(relative(one.path, path))}">'
        f"{one.year}年度预算</a></th>"
        f'<td class="num" data-label="支出总计">{_linked(one.total, one, path)}</td>'
        f'<td class="num" data-label="比上年">{_change(one, _before(one, entries)) or "—"}</td>'
        f'<td class="num" data-label="项目">{_projects(one, path)}</td>'
        f"{_length(one, largest) if is_drawn else ''}</tr>"
        for one in entries
    )
    return (
        '<h2>各年预算</h2><div class="scroll" role="region" tabindex="0" aria-label="各年预算">'
        '<table class="list stacked"><caption class="visually-hidden">各年预算</caption><thead><tr>'
        '<th scope="col">年度</th><th scope="col" class="num">支出总计</th>'
        '<th scope="col" class="num">比上年</th><th scope="col" class="num">项目</th>'
        f"{'<td></td>' if is_drawn else ''}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _length(entry: Entry, largest: int) -> str:
    """The total as a bar beside those of other years."""
    return f'<td class="length">{bar(entry.total.value if entry.total else 0, largest)}</td>'


def _before(entry: Entry, entries: Sequence[Entry]) -> Amount | None:
    """The total of the year before: as the entry states it, else as it was published then."""
    if entry.last_total is not None:
        return entry.last_total
    return next((one.total for one in entries if one.year == entry.year - 1), None)


def _change(entry: Entry, before: Amount | None) -> str:
    if entry.total is None or before is None:
        return ""
    return change_text(entry.total.value, before.value)


def _projects(entry: Entry, path: str) -> str:
    if not entry.projects:
        return "—"
    address = attribute(relative(projects_address(entry), path))
    return f'<a href="{address}">{len(entry.projects)}</a>'


def _linked(amount: Amount | None, entry: Entry, path: str) -> str:
    """An amount with its unit that leads to its place in the publication."""
    if amount is None:
        return "—"
    address = attribute(relative(figure_page(entry, amount.fact), path))
    return (
        f'<a class="to-figure" href="{address}">{figure(amount, entry)}</a> '
        f"<small>{text(amount.unit)}</small>"
    )


def _comparison(entries: Sequence[Entry], path: str) -> str:
    """What the totals are made of, a column for each year."""
    groups = "".join(_groups(entries, path))
    if not groups:
        return ""
    years = "".join(f'<th scope="col" class="num">{one.year}年</th>' for one in entries)
    return (
        '<h2>各年构成</h2><div class="scroll" role="region" tabindex="0" aria-label="各年构成">'
        '<table class="list years"><caption class="visually-hidden">各年构成</caption><thead><tr>'
        f'<th scope="col">内容</th>{years}</tr></thead>{groups}</table></div>'
    )


def _groups(entries: Sequence[Entry], path: str) -> Iterator[str]:
    width = len(entries) + 1
    for name, items_of in _GROUPS:
        columns = [{item.key: item for item in items_of(one)} for one in entries]
        labels = {key: item.label for column in reversed(columns) for key, item in column.items()}
        order = dict.fromkeys(key for column in columns for key in column)
        rows = "".join(_row(labels[key], key, columns, entries, path) for key in order)
        if rows:
            yield (
                f'\n<tbody><tr><th class="group" scope="rowgroup" colspan="{width}">{name}</th></tr>'
                f"{rows}</tbody>"
            )


def _row(
    label: str,
    key: str,
    columns: Sequence[Mapping[str, Item]],
    entries: Sequence[Entry],
    path: str,
) -> str:
    cells = "".join(
        f'<td class="num">{_cell(place, key, columns, entries, path)}</td>'
        for place in range(len(entries))
    )
    return f'\n<tr><th scope="row">{text(label)}</th>{cells}</tr>'


def _cell(
    place: int,
    key: str,
    columns: Sequence[Mapping[str, Item]],
    entries: Sequence[Entry],
    path: str,
) -> str:
    """An amount, and below it the change from the year before, where that stands in the next column."""
    item = columns[place].get(key)
    if item is None:
        return "—"
    said = _linked(item.amount, entries[place], path)
    older = place + 1
    if older < len(entries) and entries[older].year == entries[place].year - 1:
        before = columns[older].get(key)
        if before is not None:
            change = change_text(item.amount.value, before.amount.value)
            said += f'<br><small class="change">{change}</small>'
    return said


def _related(name: str, others: Iterable[Entry], path: str) -> str:
    items = "".join(
        f'<li><a href="{attribute(relative(one.entity, path))}">{text(one.name)}</a></li>'
        for one in others
    )
    return f'\n<h2>{name}</h2><ul class="places">{items}</ul>' if items else ""
