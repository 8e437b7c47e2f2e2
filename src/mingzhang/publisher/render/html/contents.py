"""The contents as nested lists of links."""

from __future__ import annotations

from mingzhang.publisher.compose.page import Contents, ContentsEntry
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.markup import text

__all__ = ["contents_navigation"]


def contents_navigation(contents: Contents, identifier: str, anchors: Anchors) -> str:
    """The navigation of the page; an entry without its block is shown but leads nowhere."""
    title = anchors.own("page-contents-title")
    return (
        f'<nav class="contents" id="{identifier}" aria-labelledby="{title}">'
        f'<h2 id="{title}">{text(contents.title)}</h2>'
        f"{_nested(contents.entries, anchors)}</nav>"
    )


def _nested(entries: tuple[ContentsEntry, ...], anchors: Anchors) -> str:
    pieces: list[str] = []
    levels: list[int] = []
    for entry in entries:
        while len(levels) > 1 and entry.level <= levels[-2]:
            levels.pop()
            pieces.append("</li></ol>")
        if not levels or entry.level > levels[-1]:
            levels.append(entry.level)
            pieces.append("\n<ol><li>")
        else:
            levels[-1] = entry.level
            pieces.append("</li>\n<li>")
        pieces.append(_entry(entry, anchors))
    pieces.append("</li></ol>" * len(levels))
    return "".join(pieces)


def _entry(entry: ContentsEntry, anchors: Anchors) -> str:
    address = anchors.link(entry.anchor)
    if address is None:
        return f"<span>{text(entry.text)}</span>"
    return f'<a href="{address}">{text(entry.text)}</a>'
