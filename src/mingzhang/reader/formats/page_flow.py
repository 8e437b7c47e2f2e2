"""Elements of a web page -> lines and tables, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from mingzhang.reader.formats.page_markup import Element
from mingzhang.reader.formats.page_table import (
    RawCell,
    RawGrid,
    RawItem,
    RawLine,
    RawRow,
    is_layout,
    placed,
)
from mingzhang.reader.source import Role

__all__ = ["flow"]

_UNSEEN: Final = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "object", "embed",
    "iframe", "audio", "video", "canvas", "map", "select", "button", "input", "textarea",
    "datalist", "nav", "menu",
})  # fmt: skip
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})  # fmt: skip
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_PARTS: Final = frozenset({"main", "article", "section", "table"})
_UNSEEN_ROLES: Final = frozenset({"navigation", "menu", "menubar", "search", "toolbar"})
_HIDING: Final = re.compile(r"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAVIGATION: Final = re.compile(
    r"nav|menu|crumb|sidebar|share|topbar|toolbar|links?$|friend|copyright|weizhi|position",
    re.IGNORECASE,
)
_MOST_EVENTS: Final = 1000
"""A navigation is no longer than this; so asking what one is takes no longer either."""

_SPACE: Final = re.compile(r"[ \t\n\f]+")
_NUMBER: Final = re.compile(r"\s*\+?(\d{1,9})")


def flow(root: Element) -> list[RawItem]:
    """The lines and tables of a page; what is hidden or leads elsewhere is left out."""
    return _Walk().walked(root)


@dataclass(slots=True)
class _Flow:
    """Lines and tables one after the other, and the line that is being read."""

    items: list[RawItem] = field(default_factory=list)
    pieces: list[tuple[str, int]] = field(default_factory=list)
    anchor: str | None = None
    level: int | None = None
    role: Role = "body"
    kept_space: int = 0

    def add(self, text: str, line: int) -> None:
        if self.kept_space:
            first, *others = text.split("\n")
            self.pieces.append((first, line))
            for number, other in enumerate(others, 1):
                self.end_line()
                self.pieces.append((other, line + number))
            return
        ahead = text[: len(text) - len(text.lstrip(" \t\n\f"))].count("\n")
        text = _SPACE.sub(" ", text)
        if not self.pieces or self.pieces[-1][0].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self.pieces.append((text, line + ahead))

    def end_line(self) -> None:
        pieces, self.pieces = self.pieces, []
        if any(text.strip() for text, _ in pieces):
            role = "body" if self.level == 1 else self.role  # the title in a page's header
            self.items.append(RawLine(pieces, self.level, self.anchor, role))
            self.anchor = None


@dataclass(slots=True)
class _Table:
    """A table that is being read; what stands in it outside of cells comes before it."""

    anchor: str | None
    before: _Flow = field(default_factory=_Flow)
    rows: list[RawRow] = field(default_factory=list)
    group: int = 0
    is_row_open: bool = False

    def open_row(self) -> None:
        self.rows.append(RawRow([], self.group))
        self.is_row_open = True

    def cell(self, element: Element) -> RawCell:
        if not self.is_row_open:
            self.open_row()
        cell = RawCell(colspan=_span(element, "colspan"), rowspan=_span(element, "rowspan"))
        self.rows[-1].cells.append(cell)
        return cell

    def items(self) -> Iterator[RawItem]:
        self.before.end_line()
        yield from self.before.items
        if is_layout(self.rows):
            for row in self.rows:
                for cell in row.cells:
                    yield from cell.items
            return
        placed(self.rows)
        yield RawGrid(self.rows, self.anchor)


class _Walk:
    """Walks the elements once, without recursion: pages nest deeper than Python does."""

    def __init__(self) -> None:
        self.frames: list[_Flow | _Table] = [_Flow()]
        self.line = 1
        self.parts = 0  # how many elements are open that make a header that of a part

    def walked(self, root: Element) -> list[RawItem]:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        is_skipped = False
        for event, element in walker:
            if event == "start":
                is_skipped = _is_unseen(element)
                if is_skipped:
                    walker.skip_subtree()
                else:
                    self._start(element)
                continue
            if event == "end" and not is_skipped:
                self._end(element)
            is_skipped = is_skipped and event != "end"
            self._text(element.tail)
        self._here.end_line()
        return self._here.items

    @property
    def _here(self) -> _Flow:
        top = self.frames[-1]
        return top.before if isinstance(top, _Table) else top

    def _text(self, text: str | None) -> None:
        if text:
            self._here.add(text, self.line)
            self.line += text.count("\n")

    def _start(self, element: Element) -> None:
        self.line = max(self.line, element.sourceline or 0)
        tag = element.tag
        if tag in _BLOCKS or tag == "br":
            self._here.end_line()
        self._open(element, tag)
        anchor = element.get("id") or (element.get("name") if tag == "a" else None)
        if anchor and tag != "table" and (tag in _BLOCKS or not self._here.anchor):
            self._here.anchor = anchor
        self._text(element.text)

    def _open(self, element: Element, tag: str) -> None:
        top = self.frames[-1]
        if tag == "table":
            anchor = element.get("id") or self._here.anchor
            self.frames.append(_Table(anchor))
        elif isinstance(top, _Table) and tag in ("td", "th"):
            self.frames.append(_Flow(top.cell(element).items))
        elif isinstance(top, _Table) and tag == "tr":
            top.open_row()
        elif isinstance(top, _Table) and tag in _GROUPS:
            top.group += 1
            top.is_row_open = False
        elif tag == "pre":
            self._here.kept_space += 1
        elif tag in ("header", "footer") and not self.parts:
            self._here.role = "header" if tag == "header" else "footer"
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._here.level = int(tag[1])
        self.parts += tag in _PARTS

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._here.end_line()
        top = self.frames[-1]
        if tag == "table":
            self._close_table()
        elif tag in ("td", "th") and isinstance(top, _Flow) and len(self.frames) > 1:
            self.frames.pop()
        elif isinstance(top, _Table) and tag == "tr":
            top.is_row_open = False
        elif isinstance(top, _Table) and tag in _GROUPS:
            top.group += 1
            top.is_row_open = False
        elif tag == "pre":
            self._here.kept_space -= 1
        elif tag in ("header", "footer"):
            self._here.role = "body"
        elif len(tag) == 2 and tag[0] == "h":
            self._here.level = None
        self.parts -= tag in _PARTS

    def _close_table(self) -> None:
        table = self.frames.pop()
        if isinstance(table, _Table):
            self._here.items.extend(table.items())
            self._here.anchor = None


def _is_unseen(element: Element) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or element.get("role") in _UNSEEN_ROLES
        or bool(_HIDING.search(element.get("style", "")))
        or _is_navigation(element)
    )


def _is_navigation(element: Element) -> bool:
    """Whether an element is called navigation and holds a few links and nothing else."""
    if not _NAVIGATION.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return False
    links = 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for number, (event, one) in enumerate(walker):
        text = one.text if event == "start" else one.tail
        is_link = one.tag == "a"
        if event == "start" and (is_link or one.tag in _UNSEEN):
            links += is_link
            walker.skip_subtree()
        elif number > _MOST_EVENTS or (_says(text) and not (event == "end" and one is element)):
            return False
    return links > 0


def _says(text: str | None) -> bool:
    return bool(text) and any(character.isalnum() for character in text or "")


def _span(element: Element, name: str) -> int:
    """A span as a number; what is none is 1."""
    found = _NUMBER.match(element.get(name, ""))
    if found is None:
        return 1
    return int(found[1]) if name == "rowspan" else max(1, int(found[1]))
