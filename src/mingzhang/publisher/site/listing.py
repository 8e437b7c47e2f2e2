"""Tables of entities and of sums, as home and the pages of a year show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.drawing import bar, change_text, figure, share_text, summed
from mingzhang.publisher.site.entry import Entry
from mingzhang.publisher.site.totals import Sum

__all__ = ["entity_link", "entity_table", "sum_table"]


def entity_link(entry: Entry, page: str) -> str:
    """A link to the publication of an entry."""
    return f'<a href="{attribute(relative(entry.path, page))}">{text(entry.name)}</a>'


def entity_table(entries: Sequence[Entry], caption: str, page: str, *, ranked: bool = False) -> str:
    """Entities with their total, its change and the number of their projects."""
    rows = "".join(_entity_row(one, page, rank) for rank, one in enumerate(entries, 1))
    first = '<th scope="col" class="num">名次</th>' if ranked else ""
    if not ranked:
        rows = "".join(_entity_row(one, page, None) for one in entries)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(caption)}">'
        f'<table class="list stacked"><caption>{text(caption)}</caption><thead><tr>{first}'
        '<th scope="col">部门（单位）</th><th scope="col" class="num">支出总计（万元）</th>'
        '<th scope="col" class="num">比上年</th><th scope="col" class="num">项目</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _entity_row(entry: Entry, page: str, rank: int | None) -> str:
    change = "—"
    if entry.total is not None and entry.last_total is not None:
        change = change_text(entry.total.value, entry.last_total.value)
    place = f'<td class="num" data-label="名次">{rank}</td>' if rank is not None else ""
    return (
        f'\n<tr>{place}<th scope="row">{entity_link(entry, page)}</th>'
        f'<td class="num" data-label="支出总计（万元）">{figure(entry.total) or "—"}</td>'
        f'<td class="num" data-label="比上年">{change}</td>'
        f'<td class="num" data-label="项目">{len(entry.projects)}</td></tr>'
    )


def sum_table(sums: Iterable[Sum], caption: str, head: str, said: str) -> str:
    """Members of a dimension with their sums, shares and bars; `said` names what was added."""
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
        f'<table class="list stacked"><caption>{text(caption)}</caption><thead><tr>'
        f'<th scope="col">{text(head)}</th><th scope="col" class="num">万元</th>'
        '<th scope="col" class="num">占比</th><td></td>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )
