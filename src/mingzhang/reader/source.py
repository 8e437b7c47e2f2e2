"""Neutral blocks: what a file of any format says, piece by piece, with the place of every piece.

A format module turns bytes into a `Document`; recognition never asks which format it was. Every
character of the file stands in exactly one block, so that what is not understood can be reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from msgspec import Struct

from mingzhang.cube import Evidence

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Grid",
    "Line",
    "Passage",
    "Picture",
    "Place",
    "ReadError",
    "Role",
    "joined",
]

Role = Literal["body", "header", "footer", "mark"]
"""What a line is: text of the document, a running head or foot, or a mark across the page."""


class ReadError(ValueError):
    """A file that cannot be read; the message is one sentence in Chinese, without its name."""


class Place(Protocol):
    """Where a run of characters stands in its file; `start` and `end` count from the place's own.

    A text place counts characters of the decoded file; the others know a paragraph, a cell or a
    page with the box of each character.
    """

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """The evidence of `text`, from `start` here to `end` in `until` (often the same place)."""
        ...


class _Piece(Struct, frozen=True, gc=False):
    offset: int
    length: int
    place: Place
    start: int


class Passage(Struct, frozen=True, gc=False):
    """A text with the place of each of its characters; made by `Passage.at` and `joined`.

    Passages and cells are structs, for a document has thousands and they are quickly made; places
    know nothing of them, so that there is no cycle to be collected.
    """

    text: str
    pieces: tuple[_Piece, ...] = ()

    @classmethod
    def at(cls, text: str, place: Place, start: int = 0) -> Passage:
        """A text that stands as it is at one place, from the character `start` of that place."""
        return cls(text, (_Piece(0, len(text), place, start),) if text else ())

    def part(self, start: int, end: int | None = None) -> Passage:
        """The passage from one character to before another."""
        start, stop, _ = slice(start, end).indices(len(self.text))
        if start == 0 and stop == len(self.text):
            return self
        pieces = []
        for piece in self.pieces:
            first, last = max(start, piece.offset), min(stop, piece.offset + piece.length)
            if first < last:
                inside = piece.start + first - piece.offset
                pieces.append(_Piece(first - start, last - first, piece.place, inside))
        return Passage(self.text[start:stop], tuple(pieces))

    def strip(self) -> Passage:
        """Without white space at both ends."""
        if len(self.text.strip()) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence | None:
        """Where the characters from `start` to before `end` stand; None if nowhere."""
        found = self.part(start, end)
        if not found.pieces:
            return None
        first, last = found.pieces[0], found.pieces[-1]
        return first.place.evidence(found.text, first.start, last.place, last.start + last.length)

    def __bool__(self) -> bool:
        return bool(self.text) and not self.text.isspace()


def joined(passages: Iterable[Passage], separator: str = "") -> Passage:
    """Passages one after the other; the separator between them stands nowhere."""
    texts: list[str] = []
    pieces: list[_Piece] = []
    offset = 0
    for number, passage in enumerate(passages):
        if number:
            texts.append(separator)
            offset += len(separator)
        texts.append(passage.text)
        pieces.extend(
            _Piece(offset + one.offset, one.length, one.place, one.start) for one in passage.pieces
        )
        offset += len(passage.text)
    return Passage("".join(texts), tuple(pieces))


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of text.

    `level` is the heading level where the file says so (1 is the highest), `anchor` the name that
    the file gives the place (an id, a bookmark), `page` the page counted from 1 where known.
    """

    passage: Passage
    level: int | None = None
    anchor: str | None = None
    page: int | None = None
    role: Role = "body"

    @property
    def text(self) -> str:
        """The line's text."""
        return self.passage.text


class Cell(Struct, frozen=True, gc=False):
    """A cell that starts in `column` (from 0) of its row; places under its spans have none."""

    passage: Passage
    column: int
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The cell's text."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells.

    `is_ruled` says that columns are known (rules on the page, markup, a worksheet); otherwise they
    were only counted, by tabs or bars, and a row may have lost or gained some.
    """

    rows: tuple[tuple[Cell, ...], ...]
    is_ruled: bool = True
    anchor: str | None = None
    page: int | None = None

    def passages(self) -> Iterator[Passage]:
        """The text of all cells."""
        return (cell.passage for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may show text; `data` is the encoded image (PNG, JPEG, TIFF)."""

    data: bytes
    page: int | None = None


Block = Line | Grid | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order.

    `text` is the whole decoded text of a text file, which evidence counts characters of.
    """

    blocks: tuple[Block, ...]
    media_type: str
    text: str | None = None
