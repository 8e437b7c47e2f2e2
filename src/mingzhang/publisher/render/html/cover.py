"""The top of the page: the review mark, the cover, and the other formats to take away."""

from __future__ import annotations

from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.markup import attribute, text

__all__ = ["cover_header"]


def cover_header(
    publication: Publication, title_links: tuple[tuple[str, str], ...], anchors: Anchors
) -> str:
    """The page's banner with its only h1."""
    cover = publication.cover
    date = f'<p class="date">{text(cover.date)}</p>' if cover.date else ""
    return (
        f'<header class="cover">{_review_mark(publication.watermark)}<div class="face">'
        f'<h1><span class="entity">{text(cover.entity)}</span> '
        f'<span class="title">{text(cover.title)}</span></h1>'
        f"{date}{_downloads(title_links, anchors)}</div></header>"
    )


def _review_mark(watermark: str | None) -> str:
    return f'<p class="review-mark">{text(watermark)}</p>' if watermark else ""


def _downloads(links: tuple[tuple[str, str], ...], anchors: Anchors) -> str:
    if not links:
        return ""
    items = "".join(
        f'<li><a href="{attribute(href)}">{text(label)}</a></li>' for label, href in links
    )
    label = anchors.own("page-downloads")
    return (
        f'<div class="downloads"><p id="{label}">下载</p>'
        f'<ul aria-labelledby="{label}">{items}</ul></div>'
    )
