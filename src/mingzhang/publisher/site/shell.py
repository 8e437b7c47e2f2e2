"""The frame of every page of the site: head, policy, banner, navigation, foot.

The policy lets a page load from its own site alone: no inline script, no inline style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang import __version__
from mingzhang.publisher.render.html.markup import attribute, legible, text
from mingzhang.publisher.site.address import relative

__all__ = ["POLICY", "Place", "page"]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy of every page; a server should send it as a header, too."""

_NAVIGATION: Final = (
    ("首页", ""),
    ("比较", "compare/"),
    ("检索", "search/"),
    ("名词", "glossary/"),
    ("数据", "data/"),
    ("更正", "corrections/"),
)

_CURRENT: Final = ' aria-current="true"'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands and what it is: `path` from the root, `trail` the pages above it.

    `here` is what the trail calls the page, if that is shorter than its title. `section` is the
    entry of the navigation that the page belongs to; `scripts` and `styles` are files of the site
    that it needs besides those of every page.
    """

    path: str
    title: str
    description: str
    site: str
    here: str = ""
    section: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    canonical: str = ""


def page(place: Place, main: str) -> bytes:
    """A whole page around the markup of its main part, which begins with its h1."""
    head = "".join(_head(place))
    body = (
        '<a class="skip" href="#main">跳到正文</a>'
        f"{_banner(place)}{_trail(place)}"
        f'\n<main id="main" tabindex="-1">{main}\n</main>'
        f"{_foot(place)}"
    )
    markup = (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n{head}</head>\n<body>\n{body}\n</body>'
        "\n</html>\n"
    )
    return legible(markup).encode()


def _head(place: Place) -> Sequence[str]:
    title = place.title if place.title == place.site else f"{place.title} · {place.site}"
    styles = ("assets/base.css", "assets/site.css", *place.styles)
    return [
        '<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n',
        f"<title>{text(title)}</title>\n",
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta name="description" content="{attribute(place.description)}">\n',
        f'<meta name="generator" content="mingzhang {attribute(__version__)}">\n',
        '<meta name="color-scheme" content="light dark">\n',
        f'<link rel="canonical" href="{attribute(place.canonical)}">\n' if place.canonical else "",
        *(f'<link rel="stylesheet" href="{_link(one, place)}">\n' for one in styles),
        f'<link rel="icon" href="{_link("assets/icon.svg", place)}" type="image/svg+xml">\n',
        '<link rel="alternate" type="application/atom+xml" title="公开与更正"'
        f' href="{_link("feed.xml", place)}">\n',
        *(
            f'<link rel="alternate" type="{attribute(kind)}" href="{_link(one, place)}">\n'
            for kind, one in place.alternates
        ),
        *(f'<script src="{_link(one, place)}" defer></script>\n' for one in place.scripts),
    ]


def _banner(place: Place) -> str:
    items = "".join(
        f'<li><a href="{_link(target, place)}"{_CURRENT if label == place.section else ""}>'
        f"{label}</a></li>"
        for label, target in _NAVIGATION
    )
    return (
        '\n<header class="banner"><div class="measure">'
        f'<a class="brand" href="{_link("", place)}">{text(place.site)}</a>'
        f'<nav aria-label="主导航"><ul>{items}</ul></nav>'
        f'<form class="find" role="search" action="{_link("search/", place)}">'
        '<input type="search" name="q" aria-label="检索部门、项目、科目和正文"'
        ' placeholder="部门、项目、科目、正文"><button>检索</button></form></div></header>'
    )


def _trail(place: Place) -> str:
    if not place.trail:
        return ""
    items = "".join(
        f'<li><a href="{_link(target, place)}">{text(label)}</a></li>'
        for label, target in place.trail
    )
    return (
        f'\n<nav class="trail measure" aria-label="当前位置"><ol>{items}'
        f'<li aria-current="page">{text(place.here or place.title)}</li></ol></nav>'
    )


def _foot(place: Place) -> str:
    return (
        '\n<footer class="foot"><div class="measure"><p>数字取自各部门、各单位公开的预算，'
        "可逐一链接、下载和核对。</p>"
        f'<p><a href="{_link("data/", place)}">数据下载</a> '
        f'<a href="{_link("corrections/", place)}">更正公告</a> '
        f'<a href="{_link("feed.xml", place)}">订阅更新</a></p></div></footer>'
    )


def _link(target: str, place: Place) -> str:
    return attribute(relative(target, place.path))
