"""Corrections on the site: a notice on the publication, a page for each, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.entry import Change, Correction, Edition, Entry, SiteIndex
from mingzhang.publisher.site.parts import figure_page
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.trail import above_part
from mingzhang.scheme.words import long_date

__all__ = [
    "changes_path",
    "correction_pages",
    "corrections_of",
    "day_text",
    "notice",
    "replaced_path",
]

_ALL: Final = "corrections/"
_STYLE: Final = "assets/corrections.css"
_SHOWN: Final = 8
"""So many changes of a correction are shown in the list of all."""


def changes_path(entry: Entry) -> str:
    """The page of everything that corrections changed in a publication."""
    return f"{entry.path}corrections/"


def replaced_path(entry: Entry, sha256: str) -> str:
    """Where a disclosure that was replaced can still be had."""
    return f"{entry.path}replaced/{sha256[:12]}.json"


def day_text(day: str) -> str:
    """A day (ISO) as a reader writes it.

    >>> day_text("2026-03-01")
    '2026年3月1日'
    """
    return long_date(date.fromisoformat(day))


def notice(entry: Entry, page: str) -> str:
    """What a page of a publication says of its corrections; nothing if there are none."""
    if not entry.corrections:
        return ""
    newest = entry.corrections[0]
    before = f"，此前还更正过{len(entry.corrections) - 1}次" if len(entry.corrections) > 1 else ""
    return (
        '<aside class="correction" aria-label="更正">'
        f"<p><strong>{day_text(newest.day)}更正</strong>{before}。{_reason(newest)}"
        f'共改动{len(newest.changes)}处，<a href="{_link(changes_path(entry), page)}">'
        "查看改了什么</a>。</p></aside>"
    )


def corrections_of(edition: Edition) -> dict[str, bytes]:
    """The page of what corrections changed in a publication, if there were any."""
    entry = edition.entry
    if not entry.corrections:
        return {}
    path = f"{changes_path(entry)}index.html"
    sections = "".join(
        f'\n<section id="c-{number}"><h2>{day_text(one.day)}更正</h2>'
        f"{_told(entry, one, one.changes, path)}</section>"
        for number, one in _numbered(entry)
    )
    main = (
        f'<div class="measure"><h1><span class="entity">{text(entry.name)}</span> {entry.year}年预算公开的更正</h1>'
        f'<p class="lede">{len(entry.corrections)}次更正，每处改动都列在下面；更正前的数据仍可下载。</p>'
        f"{sections}</div>"
    )
    place = Place(
        path=path,
        title="更正",
        description=f"{entry.name}{entry.year}年预算公开更正了什么",
        site=edition.site,
        section="更正",
        trail=above_part(entry),
        styles=(_STYLE,),
        canonical=f"{edition.base}/{changes_path(entry)}" if edition.base else "",
    )
    return {path: page(place, main)}


def correction_pages(index: SiteIndex) -> dict[str, bytes]:
    """The list of all corrections, newest first."""
    path = f"{_ALL}index.html"
    listed = sorted(
        ((one, entry, number) for entry in index.entries for number, one in _numbered(entry)),
        key=lambda found: (found[0].day, found[1].year, found[1].slug, found[2]),
        reverse=True,
    )
    articles = "".join(_article(entry, one, number, path) for one, entry, number in listed)
    lede = f"共{len(listed)}次更正，最近的在前。" if listed else "还没有更正。"
    main = f'<div class="measure"><h1>更正公告</h1><p class="lede">{lede}</p>{articles}</div>'
    place = Place(
        path=path,
        title="更正公告",
        description="已公开的预算更正了什么，为什么",
        site=index.title,
        section="更正",
        trail=(("首页", ""),),
        styles=(_STYLE,),
        canonical=f"{index.base}/{_ALL}" if index.base else "",
    )
    return {path: page(place, main)}


def _numbered(entry: Entry) -> Iterator[tuple[int, Correction]]:
    """The corrections of an entry, newest first, each with its number, which stays."""
    yield from zip(range(len(entry.corrections), 0, -1), entry.corrections, strict=True)


def _article(entry: Entry, one: Correction, number: int, path: str) -> str:
    shown = one.changes[:_SHOWN]
    whole = f"{changes_path(entry)}#c-{number}"
    more = (
        f'<p><a href="{_link(whole, path)}">查看全部{len(one.changes)}处改动'
        f'<span class="visually-hidden">：{text(entry.name)}{entry.year}年</span></a></p>'
        if len(one.changes) > len(shown)
        else ""
    )
    return (
        f'\n<article><h2><a href="{_link(entry.path, path)}">{text(entry.name)}'
        f'{entry.year}年预算</a></h2><p><time datetime="{attribute(one.day)}">{day_text(one.day)}'
        f"</time>更正。</p>{_told(entry, one, shown, path)}{more}</article>"
    )


def _told(entry: Entry, one: Correction, changes: Sequence[Change], path: str) -> str:
    """Why it was corrected, what changed, and where the replaced data is."""
    replaced = _link(replaced_path(entry, one.replaced), path)
    caption = f"{entry.name}{entry.year}年预算{day_text(one.day)}的改动"
    rows = "".join(_row(entry, change, path) for change in changes)
    table = (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(caption)}">'
        f'<table class="list stacked changes"><caption class="visually-hidden">{text(caption)}</caption>'
        '<thead><tr><th scope="col">位置</th><th scope="col">更正前</th>'
        f'<th scope="col">更正后</th></tr></thead><tbody>{rows}</tbody></table></div>'
        if rows
        else "<p>公开的数字和文字没有改动。</p>"
    )
    reason = f"<p>{_reason(one)}</p>" if one.reason else ""
    return (
        f'{reason}{table}<p class="note"><a href="{replaced}" download>更正前的数据（JSON）'
        f'<span class="visually-hidden">：{text(caption)}</span></a></p>'
    )


def _reason(one: Correction) -> str:
    return f"更正原因：{text(one.reason.rstrip('。'))}。" if one.reason else ""


def _row(entry: Entry, change: Change, path: str) -> str:
    place = text(change.place)
    before, after = (text(one) or "（无）" for one in (change.before, change.after))
    if change.fact is not None:
        place = f'<a href="{_link(figure_page(entry, change.fact), path)}">{place}</a>'
    return (
        f'\n<tr><th scope="row">{place}</th>'
        f'<td data-label="更正前">{before}</td><td data-label="更正后">{after}</td></tr>'
    )


def _link(target: str, page: str) -> str:
    return attribute(relative(target, page))
