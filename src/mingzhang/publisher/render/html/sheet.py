"""The styles of a page: the fixed sheet, and the few rules that its own texts make."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import quote

from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.chart import css as chart_rules
from mingzhang.publisher.render.html.markup import legible
from mingzhang.publisher.render.html.measures import measure_rules

__all__ = ["base_rules", "drawing_rules", "style_sheet"]

_UNSAFE = re.compile(r"[^\w ，。、：；（）《》〔〕“”·—-]")
_TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<text x="{middle}" y="{centre}" transform="rotate(-28 {middle} {centre})" '
    'text-anchor="middle" font-family="sans-serif" font-size="30" letter-spacing="6" '
    'fill="#808080" fill-opacity=".17">{text}</text></svg>'
)


def style_sheet(publication: Publication) -> str:
    """All styles of the page, to stand in its head."""
    own = [_running_texts(publication.header, publication.page_footer)]
    if publication.watermark:
        own.append(_watermark(publication.watermark))
    return "\n".join((base_rules(), _part("page.css"), drawing_rules(), *own))


def base_rules() -> str:
    """The colours, the fonts and the ground rules of every page."""
    return _part("base.css")


@cache
def drawing_rules() -> str:
    """The styles of what stands within a publication: its contents, texts, tables and forms.

    They use the colours and fonts that the page around it declares.
    """
    return "\n".join((_part("publication.css"), chart_rules(), measure_rules()))


@cache
def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _running_texts(header: str, footer: str) -> str:
    """Head and foot of each printed page but the cover."""
    number = " counter(page) ".join(_string(part) for part in footer.split("{page}"))
    return (
        f"@page{{@top-center{{content:{_string(header)}}}@bottom-center{{content:{number}}}}}\n"
        "@page:first{@top-center{content:none}@bottom-center{content:none}}"
    )


def _watermark(mark: str) -> str:
    """The review mark, slanted and repeated over the page, on screen and on each sheet."""
    mark = legible(mark)
    width, height = 36 * len(mark) + 120, 26 * len(mark) + 130
    tile = _TILE.format(
        width=width, height=height, middle=width // 2, centre=height // 2, text=escape(mark)
    )
    return f'body::after{{background-image:url("data:image/svg+xml,{quote(tile, safe="")}")}}'


def _string(value: str) -> str:
    """A string of a style sheet; what could end it, or the sheet, is written as a number."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", value) + '"'
