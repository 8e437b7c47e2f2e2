"""A document as a reader sees it, for findings to point into: neutral, whatever it was read from.

Every run of characters knows where it stands: in the file (as evidence does), or in the disclosure
(as paths and addresses of facts do) where it is drawn from data. Structs, for there are thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from mingzhang.cube import Evidence

__all__ = [
    "Grid",
    "GridCell",
    "Heading",
    "PageMark",
    "Paragraph",
    "Piece",
    "Stretch",
    "View",
    "Words",
]


class Stretch(Struct, frozen=True, gc=False):
    """Characters of a text from `offset` on: where they stand in the file, or which place they show.

    `path` is the address of a figure (03.2013902.total) or the path of a text (narrative.3.1).

    >>> Stretch(0, 6, path="03.2013902.total").place is None
    True
    """

    offset: int
    length: int
    place: Evidence | None = None
    path: str | None = None


class Words(Struct, frozen=True, gc=False):
    """A text with the places of its characters.

    >>> Words("191.02", (Stretch(0, 6, path="03.2013902.total"),)).text
    '191.02'
    """

    text: str
    stretches: tuple[Stretch, ...] = ()


class Heading(Struct, frozen=True, gc=False):
    """A title; level 1 is a part, 2 a table, section or form, 3 what stands within one."""

    words: Words
    level: int


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph or line; an `aside` is a running head or foot, or a mark across the page."""

    words: Words
    kind: Literal["body", "aside"] = "body"


class GridCell(Struct, frozen=True, gc=False):
    """A cell; places under its spans have none."""

    words: Words
    kind: Literal["text", "number", "header"] = "text"
    colspan: int = 1
    rowspan: int = 1


class Grid(Struct, frozen=True, gc=False):
    """Rows of cells; `label` says what table it is to those who do not see it."""

    rows: tuple[tuple[GridCell, ...], ...]
    label: str


class PageMark(Struct, frozen=True, gc=False):
    """Here begins a page of the file."""

    number: int


Piece = Heading | Paragraph | Grid | PageMark


@dataclass(frozen=True, slots=True)
class View:
    """A document as displayed.

    `names` are other names of places: what findings call them in words (表三 合计), or a form's key;
    some places share theirs.
    `known` says where in the file the texts of some paths stand.

    >>> View((Paragraph(Words("合计")),)).texts()
    ['合计']
    """

    pieces: tuple[Piece, ...]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def words(self) -> Iterator[Words]:
        """All texts in the order in which they are drawn."""
        for piece in self.pieces:
            if isinstance(piece, Grid):
                for row in piece.rows:
                    for cell in row:
                        yield cell.words
            elif not isinstance(piece, PageMark):
                yield piece.words

    def texts(self) -> list[str]:
        """All texts without their places."""
        return [words.text for words in self.words()]
