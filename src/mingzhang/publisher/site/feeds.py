"""What programs follow: the Atom feed of publications and corrections, the map of the site.

And the page for addresses that do not exist, which a server sends from any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from mingzhang.publisher.render.html.markup import attribute, legible, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.corrections import changes_path
from mingzhang.publisher.site.entry import Entry, SiteIndex
from mingzhang.publisher.site.shell import Place, page

__all__ = ["feed_files", "missing_page", "site_maps"]

_FEED: Final = "feed.xml"
_MAP: Final = "sitemap.xml"
_NEWEST: Final = 100
_MOST_ADDRESSES: Final = 50_000
"""So many addresses the protocol allows in one map."""

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAP_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MIDNIGHT: Final = "T00:00:00+08:00"
_LINK: Final = re.compile(r'(?<=\s)(href|src|action)="(?![a-z]+:|#|/)')


@dataclass(frozen=True, slots=True)
class _News:
    """Something that happened on a day; `key` tells it from all else, for ever."""

    day: str
    key: str
    title: str
    summary: str
    path: str


def feed_files(index: SiteIndex) -> dict[str, bytes]:
    """The feed of the newest publications and corrections; those of unknown day are left out."""
    news = sorted(
        (one for entry in index.entries for one in _news(entry)),
        key=lambda one: (one.day, one.key),
        reverse=True,
    )[:_NEWEST]
    # An empty feed needs a date, too; nothing happened, so the newest year's first day will do.
    newest = news[0].day if news else f"{max(index.years, default=2000)}-01-01"
    itself = f'<link rel="self" href="{_address(_FEED, index.base)}"/>\n' if index.base else ""
    markup = (
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{_urn(index.base or index.title)}</id>\n<title>{text(index.title)}</title>\n"
        f"<updated>{newest}{_MIDNIGHT}</updated>\n"
        f"<author><name>{text(index.title)}</name></author>\n"
        f'{itself}<link rel="alternate" href="{_address("", index.base)}"/>\n'
        f"{''.join(_item(one, index.base) for one in news)}</feed>\n"
    )
    return {_FEED: legible(markup).encode()}


def _news(entry: Entry) -> Iterator[_News]:
    name = f"{entry.name}{entry.year}年预算"
    if entry.published_on is not None:
        first = entry.corrections[-1].replaced if entry.corrections else entry.sha256
        yield _News(entry.published_on, _key(entry, first), name, f"{name}公开。", entry.path)
    made = [one.replaced for one in entry.corrections[:-1]]
    for one, sha256 in zip(entry.corrections, [entry.sha256, *made], strict=False):
        reason = f"更正原因：{one.reason}。" if one.reason else ""
        yield _News(
            one.day,
            _key(entry, sha256),
            f"更正：{name}",
            f"{reason}改动{len(one.changes)}处。",
            changes_path(entry),
        )


def _key(entry: Entry, sha256: str) -> str:
    return f"{entry.slug}/{entry.year}/{sha256}"


def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"mingzhang:{key}").urn


def _item(one: _News, base: str) -> str:
    return (
        f"<entry>\n<id>{_urn(one.key)}</id>\n<title>{text(one.title)}</title>\n"
        f"<updated>{one.day}{_MIDNIGHT}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{_address(one.path, base)}"/>\n'
        f"<summary>{text(one.summary)}</summary>\n</entry>\n"
    )


def _address(path: str, base: str) -> str:
    """A page as an address; without the public one of the site, as seen from its root."""
    if base:
        return attribute(f"{base}/{quote(path)}")
    return attribute(quote(relative(path, "index.html")))


def site_maps(index: SiteIndex, paths: Iterable[str]) -> dict[str, bytes]:
    """The map of all pages, which stand at `paths`; in parts where there are too many.

    Without a public address there is none: a map must name pages in full.
    """
    if not index.base:
        return {}
    addresses = sorted(_address(path.removesuffix("index.html"), index.base) for path in paths)
    parts = [
        addresses[start : start + _MOST_ADDRESSES]
        for start in range(0, len(addresses), _MOST_ADDRESSES)
    ]
    if len(parts) <= 1:
        return {_MAP: _listed("urlset", "url", addresses)}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    whole = [_address(name, index.base) for name in names]
    return {
        _MAP: _listed("sitemapindex", "sitemap", whole),
        **{name: _listed("urlset", "url", part) for name, part in zip(names, parts, strict=True)},
    }


def _listed(root: str, item: str, addresses: Sequence[str]) -> bytes:
    items = "".join(f"<{item}><loc>{one}</loc></{item}>\n" for one in addresses)
    return f'{_DECLARATION}<{root} xmlns="{_MAP_SPACE}">\n{items}</{root}>\n'.encode()


def missing_page(index: SiteIndex) -> dict[str, bytes]:
    """404.html. A server sends it for any address, so its links count from the server's root."""
    place = Place(
        path="404.html",
        title="没有这一页",
        description="这个地址没有内容",
        site=index.title,
    )
    main = (
        '<div class="measure"><h1>没有这一页</h1>'
        "<p>这个地址没有内容，可能少了几个字。公开过的预算，地址不会改变。</p>"
        '<ul><li><a href="index.html">首页</a></li>'
        '<li><a href="search/index.html">检索</a></li></ul></div>'
    )
    root = f"{urlsplit(index.base).path.rstrip('/')}/"
    rooted = _LINK.sub(lambda found: f'{found[1]}="{attribute(root)}', page(place, main).decode())
    return {"404.html": rooted.encode()}
