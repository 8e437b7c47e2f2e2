"""A publication as the sheets of a workbook: what stands on which, in what order, by what name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Final

from mingzhang.publisher.compose.page import (
    Block,
    Chapter,
    ContentsEntry,
    Grid,
    Heading,
    Orientation,
    Paragraph,
    Publication,
)

__all__ = ["FIGURES", "FORMS", "Book", "Sheet", "SheetKind", "book_of"]

FORMS: Final = "绩效目标"
"""What the sheet of all performance forms is called."""

FIGURES: Final = "数据"
"""What the sheet of all displayed figures is called."""

_PROSE: Final = "正文"
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\s\x00-\x1f]+")
_LONGEST_NAME: Final = 31


class SheetKind(Enum):
    """What a sheet holds: a budget table, all performance forms, or prose."""

    TABLE = "table"
    FORMS = "forms"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    `pages` are the blocks that begin on a new printed page. `anchors` are those of headings that
    are not printed here and whose place is the top of the sheet. `anchor` is that of the sheet.
    """

    name: str
    kind: SheetKind
    orientation: Orientation
    pages: tuple[tuple[Block, ...], ...]
    anchor: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: a sheet of contents first, `sheets`, and a sheet of all figures last.

    `entries` are those of the publication, and one for each sheet that the publication does not
    list.
    """

    contents: str
    sheets: tuple[Sheet, ...]
    figures: str
    figures_anchor: str
    entries: tuple[ContentsEntry, ...]


@dataclass(slots=True)
class _Growing:
    """A sheet while the chapters are gone through."""

    name: str
    kind: SheetKind
    orientation: Orientation
    pages: list[list[Block]]
    anchors: tuple[str, ...] = ()


def book_of(publication: Publication) -> Book:
    """The sheets of a publication.

    A table that stands by itself has a sheet of its own; the performance forms share one, below
    each other; the rest of a part is one sheet of prose, whatever stands between.
    """
    names = _Names()
    contents = names.unused(publication.contents.title)
    sheets = tuple(
        Sheet(
            names.unused(one.name),
            one.kind,
            one.orientation,
            tuple(tuple(page) for page in one.pages),
            f"sheet-{number}",
            one.anchors,
        )
        for number, one in enumerate(_sheets(publication.chapters), 1)
    )
    figures, anchor = names.unused(FIGURES), f"sheet-{len(sheets) + 1}"
    entries = (
        *_entries(publication.contents.entries, sheets),
        ContentsEntry(1, figures, anchor),
    )
    return Book(contents, sheets, figures, anchor, entries)


def _sheets(chapters: Sequence[Chapter]) -> list[_Growing]:
    sheets: list[_Growing] = []
    forms: _Growing | None = None
    prose: _Growing | None = None
    part: Heading | None = None
    for chapter in chapters:
        if any(isinstance(block, Grid) and block.is_form for block in chapter.blocks):
            if forms is None:
                forms = _Growing(FORMS, SheetKind.FORMS, chapter.orientation, [])
                sheets.append(forms)
            forms.pages.append(list(chapter.blocks))
            continue
        for blocks in _pieces(chapter.blocks):
            if isinstance(blocks[0], Heading) and blocks[0].level == 1:
                part, prose = blocks[0], None
            table = blocks[-1]
            if isinstance(table, Grid) and table.short:
                sheets.append(_table(blocks, table, table.short, chapter.orientation))
                continue
            if prose is None:
                name = (part.short or part.text) if part else _PROSE
                prose = _Growing(name, SheetKind.PROSE, chapter.orientation, [[]])
                sheets.append(prose)
            prose.pages[0].extend(blocks)
    return sheets


def _pieces(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of a chapter, parted so that a table with its headings is a piece by itself."""
    piece: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and block.short:
            first = len(piece)
            while first and isinstance(piece[first - 1], Heading):
                first -= 1
            if piece[:first]:
                yield piece[:first]
            yield [*piece[first:], block]
            piece = []
        else:
            piece.append(block)
    if piece:
        yield piece


def _table(blocks: Sequence[Block], table: Grid, name: str, lies: Orientation) -> _Growing:
    """A sheet of one table; the heading of the part that it opens is not printed there."""
    parts = tuple(one.anchor for one in blocks if isinstance(one, Heading) and one.level == 1)
    titles = [one for one in blocks[:-1] if isinstance(one, Heading) and one.level > 1]
    return _Growing(name, SheetKind.TABLE, lies, [[*titles, table]], parts)


def _entries(entries: Sequence[ContentsEntry], sheets: Sequence[Sheet]) -> Iterator[ContentsEntry]:
    """The entries with one for each sheet that none leads to, in the order of the sheets."""
    home = {anchor: at for at, sheet in enumerate(sheets) for anchor in _anchors(sheet)}
    listed = {home[entry.anchor] for entry in entries if entry.anchor in home}
    missing = [at for at in range(len(sheets)) if at not in listed]
    for entry in entries:
        while missing and home.get(entry.anchor, -1) > missing[0]:
            yield _entry(sheets[missing.pop(0)])
        yield entry
    for at in missing:
        yield _entry(sheets[at])


def _entry(sheet: Sheet) -> ContentsEntry:
    return ContentsEntry(1, sheet.name, sheet.anchor)


def _anchors(sheet: Sheet) -> Iterator[str]:
    yield from sheet.anchors
    for page in sheet.pages:
        yield from (block.anchor for block in page if not isinstance(block, Paragraph))


class _Names:
    """Gives out names of sheets: as every spreadsheet takes them, and each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unused(self, wanted: str) -> str:
        """The wanted name, or one like it; upper and lower case are the same to a spreadsheet."""
        clean = _FORBIDDEN.sub("", wanted).strip("'") or _PROSE
        for number in count(1):
            end = f"（{number}）" if number > 1 else ""
            name = clean[: _LONGEST_NAME - len(end)] + end
            if name.lower() not in self._taken:
                self._taken.add(name.lower())
                return name
        raise AssertionError("there is always another number")
