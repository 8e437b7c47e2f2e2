"""Tables of entities and of sums, as home and the pages of a year show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.drawing import bar, change_text, figure, share_text, summed
from mingzhang.publisher.site.entry import Amount, Entry
from mingzhang.publisher.site.totals import Sum

__all__ = [
    "TOP",
    "EntityGroup",
    "entity_link",
    "entity_table",
    "largest",
    "rank_table",
    "sum_table",
]

TOP: Final = 10
"""So many are ranked."""


EntityGroup = tuple[str, str, Sequence[Entry]]
"""Entities that are listed together: the name of the group, its anchor, and they; all may be in
one group without a name."""


def entity_link(entry: Entry, page: str) -> str:
    """A link to the publication of an entry."""
    return f'<a href="{attribute(relative(entry.path, page))}">{text(entry.name)}</a>'


def entity_table(groups: Iterable[EntityGroup], caption: str, page: str) -> str:
    """Entities by group, with their total, its change and the number of their projects.

    A heading above says what the caption would.
    """
    bodies = "".join(_entity_group(one, page) for one in groups)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(caption)}">'
        f'<table class="list stacked"><caption class="visually-hidden">{text(caption)}</caption><thead><tr>'
        '<th scope="col">部门（单位）</th><th scope="col" class="num">支出总计（万元）</th>'
        '<th scope="col" class="num">比上年</th><th scope="col" class="num">项目</th>'
        f"</tr></thead>{bodies}</table></div>"
    )


def _entity_group(group: EntityGroup, page: str) -> str:
    name, anchor, entries = group
    rows = "".join(_entity_row(one, page) for one in entries)
    if not name:
        return f"<tbody>{rows}</tbody>"
    return (
        f'\n<tbody id="{attribute(anchor)}"><tr><th class="group" scope="rowgroup" colspan="4">'
        f'{text(name)} <span class="soft">{len(entries)}</span></th></tr>{rows}</tbody>'
    )


def _entity_row(entry: Entry, page: str) -> str:
    change = "—"
    if entry.total is not None and entry.last_total is not None:
        change = change_text(entry.total.value, entry.last_total.value)
    return (
        f'\n<tr><th scope="row">{entity_link(entry, page)}</th>'
        f'<td class="num" data-label="支出总计（万元）">{figure(entry.total, entry) or "—"}</td>'
        f'<td class="num" data-label="比上年">{change}</td>'
        f'<td class="num" data-label="项目">{len(entry.projects)}</td></tr>'
    )


def largest(
    entries: Iterable[Entry], amount_of: Callable[[Entry], Amount | None]
) -> list[tuple[Amount, Entry]]:
    """The entities with the largest amounts above zero, the largest first."""
    known = [(amount, one) for one in entries if (amount := amount_of(one)) and amount.value > 0]
    known.sort(key=lambda pair: (-pair[0].value, pair[1].area, pair[1].name))
    return known[:TOP]


def rank_table(
    caption: str, unit: str, rows: Iterable[tuple[str, str]], *, is_titled: bool = False
) -> str:
    """A ranking: markup of names and of their figures in `unit`, the first first.

    `is_titled` where a heading above says what its caption would.
    """
    hidden = ' class="visually-hidden"' if is_titled else ""
    body = "".join(
        f'\n<tr><td class="num">{rank}</td><th scope="row">{name}</th>'
        f'<td class="num">{said}</td></tr>'
        for rank, (name, said) in enumerate(rows, 1)
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(caption)}">'
        f'<table class="list"><caption{hidden}>{text(caption)}</caption><thead><tr>'
        '<th scope="col" class="num"><span class="visually-hidden">名次</span></th>'
        '<th scope="col"><span class="visually-hidden">名称</span></th>'
        f'<th scope="col" class="num">{text(unit)}</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def sum_table(
    sums: Iterable[Sum], caption: str, head: str, said: str, *, is_titled: bool = False
) -> str:
    """Members of a dimension with their sums, shares and bars; `said` names what was added.

    `is_titled` where a heading above says what its caption would.
    """
    hidden = ' class="visually-hidden"' if is_titled else ""
    known = [one for one in sums if one.value]
    whole = sum(one.value for one in known)
    largest = max((one.value for one in known), default=0)
    rows = "".join(
        f'\n<tr><th scope="row">{text(one.label)}</th>'
        f'<td class="num" data-label="万元">{summed(one.value, f"{said} {one.key}")}</td>'
        f'<td class="num" data-label="占比">{share_text(one.value, whole)}</td>'
        f'<td class="length">{bar(one.value, largest)}</td></tr>'
        for one in known
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(caption)}">'
        f'<table class="list stacked"><caption{hidden}>{text(caption)}</caption><thead><tr>'
        f'<th scope="col">{text(head)}</th><th scope="col" class="num">万元</th>'
        '<th scope="col" class="num">占比</th><td></td>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )
