"""What the pages of a publication say, piece by piece in the order of reading.

A PDF that shows something else was changed, or does not belong to the data that it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.paper.flow import Table, Text, flow_of
from mingzhang.publisher.render.pdf.text import Setting

__all__ = ["Said", "said_beside", "said_by"]


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph, a heading, a cell or a line of the contents.

    `figures` says which characters are the figure of which address. A line of the contents is
    followed by a page number.
    """

    text: str
    figures: tuple[tuple[int, int, str], ...] = ()
    has_page_number: bool = False


def said_by(publication: Publication, has: Callable[[str], bool]) -> Iterator[Said]:
    """The texts of all pages; a text that is empty is none.

    `has` knows whether there was type for a character.
    """
    return (one for one in _said(publication, Setting(has)) if one.text.strip())


def said_beside(publication: Publication, has: Callable[[str], bool]) -> frozenset[str]:
    """What may stand beside the texts of any page: running head, foot, mark, repeated headers."""
    setting = Setting(has)
    headers = {
        cell.text
        for stretch in flow_of(publication)
        for item in stretch.items
        if isinstance(item, Table)
        for row in item.grid.header
        for cell in row
    }
    beside = {publication.header, publication.page_footer, publication.watermark or ""}
    return frozenset(map(setting, headers | beside))


def _said(publication: Publication, setting: Setting) -> Iterator[Said]:
    cover, contents = publication.cover, publication.contents
    for line in (cover.entity, cover.title, cover.date or ""):
        yield Said(setting(line))
    stretches = flow_of(publication)
    anchors = {item.anchor for one in stretches for item in one.items if isinstance(item, Text)}
    if contents.entries:
        yield Said(setting(contents.title))
    for entry in contents.entries:
        if entry.anchor in anchors:
            yield Said(setting(entry.text), has_page_number=True)
    for stretch in stretches:
        for item in stretch.items:
            if isinstance(item, Table):
                yield from _of_table(item, setting)
            elif isinstance(item, Text):
                yield _of_text(item, setting)


def _of_text(text: Text, setting: Setting) -> Said:
    words, figures = "", []
    for piece in text.pieces:
        start = len(words)
        words += setting(piece.text)
        if piece.fact is not None:
            figures.append((start, len(words), piece.fact))
    return Said(words, tuple(figures))


def _of_table(table: Table, setting: Setting) -> Iterator[Said]:
    for row in table.fitted.rows:
        for slot in row.slots:
            if slot.cell is not None:
                words = setting(slot.cell.text)
                fact = slot.cell.fact
                yield Said(words, ((0, len(words), fact),) if fact is not None else ())
