"""A document as its reader sees it, for findings to point into.

What was read from the file at hand is shown as it stands there. What was not (a disclosure's JSON,
the workbook that was filled in, a file of ours that carries its data) is shown as it would be
published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from msgspec import structs

from mingzhang.checker.report.html import (
    Grid,
    GridCell,
    Heading,
    PageMark,
    Paragraph,
    Piece,
    Stretch,
    View,
    Words,
)
from mingzhang.compiler import is_workbook
from mingzhang.cube import Evidence
from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose, page
from mingzhang.reader.file import document_of
from mingzhang.reader.source import Cell, Document, Line, Passage, Picture, ReadError
from mingzhang.reader.source import Grid as SourceGrid
from mingzhang.scheme import Scheme, load_scheme
from mingzhang.scheme.form_facts import form_keys
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.errors import InputError

__all__ = ["view_of"]

_NUMBER: Final = re.compile(r"[-−－+＋]?\d[\d,，]*(?:[.．]\d+)?%?")
_LEVELS: Final = {"parts": 1, "tables": 2, "overview": 2, "narrative": 2, "forms": 2}
_ANCHORS: Final = {"heading": "tables", "section": "narrative"}
_KINDS: Final[Mapping[page.CellRole, Literal["text", "number", "header"]]] = {
    page.CellRole.COLUMN_HEADER: "header",
    page.CellRole.ROW_HEADER: "header",
    page.CellRole.NUMBER: "number",
}
_LONG: Final = 24
"""A text of more characters than this is prose, and no name of a row or column."""

_Names = Mapping[str, tuple[str, ...]]
_BLANK: Final = GridCell(Words(""))


def view_of(path: Path, data: bytes, disclosure: Disclosure) -> View:
    """The document in the file `path`, whose content is `data`, as the disclosure's reader sees it.

    Raises:
        InputError: the file cannot be read.
    """
    names = _names(disclosure)
    source = disclosure.source
    is_read = source is not None and source.sha256 == sha256(data).hexdigest()
    if is_read and not (data.startswith(b"PK") and is_workbook(data)):
        try:
            return _Read(document_of(data), disclosure, names).view()
        except ReadError as error:
            raise InputError(path, str(error)) from error
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    labels = Labels(scheme, disclosure)
    called: dict[str, tuple[str, ...]] = {}
    for address in dict.fromkeys(fact.address for fact in disclosure.facts):
        name = labels.of(address)
        called[name] = (*called.get(name, ()), address)
    return View(tuple(_Published(scheme, disclosure).pieces()), {**called, **names})


def _names(disclosure: Disclosure) -> _Names:
    """What keys of findings call tables, sections and forms, by the paths that texts have."""
    forms = enumerate(form_keys(disclosure.forms), 1)
    return {
        **{table.id: (f"tables.{table.id}",) for table in disclosure.tables},
        **{section.id: (f"narrative.{section.id}",) for section in disclosure.narrative},
        **{key: (f"forms.{number}",) for number, key in forms},
    }


class _Read:
    """The view of a document as it was read."""

    def __init__(self, document: Document, disclosure: Disclosure, names: _Names) -> None:
        self._document = document
        self._names = names
        self._known: dict[str, tuple[Evidence, ...]] = {
            place.path: tuple(piece.evidence for piece in place.pieces)
            for place in disclosure.places
        }
        self._known.update((fact.address, fact.evidence) for fact in disclosure.facts)
        self._titles = dict(_titles(disclosure))
        self._label = ""

    def view(self) -> View:
        return View(tuple(self._pieces()), self._names, self._known)

    def _pieces(self) -> Iterator[Piece]:
        page = None
        for block in self._document.blocks:
            if block.page is not None and block.page != page:
                page = block.page
                yield PageMark(page)
            if isinstance(block, Line):
                yield self._line(block)
            elif isinstance(block, SourceGrid):
                yield self._grid(block)
            elif isinstance(block, Picture):
                yield Paragraph(Words("（图片）"), "aside")

    def _line(self, line: Line) -> Piece:
        words = _words(line.passage)
        if line.role != "body":
            return Paragraph(words, "aside")
        place = words.stretches[0].place if words.stretches else None
        level = self._titles.get(_beginning(place)) if place else None
        if level is None and line.level is None:
            return Paragraph(words)
        self._label = words.text
        return Heading(words, min(level or line.level or 3, 3))

    def _grid(self, grid: SourceGrid) -> Grid:
        rows = _rows(grid) if grid.is_ruled else map(_widened, _rows(grid))
        return Grid(tuple(rows), self._label or "表格")


def _titles(disclosure: Disclosure) -> Iterator[tuple[Evidence, int]]:
    """Where titles begin, and their levels."""
    for place in disclosure.places:
        part, _, rest = place.path.partition(".")
        if place.pieces and part in _LEVELS and (part == "parts" or rest.endswith(".title")):
            yield _beginning(place.pieces[0].evidence), _LEVELS[part]


def _beginning(place: Evidence) -> Evidence:
    """A place without what depends on how much is said there."""
    if place.start is not None:
        return Evidence("", start=place.start)
    return structs.replace(place, text="")


def _words(passage: Passage) -> Words:
    """A passage with the place of each piece."""
    pieces = passage.pieces
    if len(pieces) == 1:
        place = passage.evidence()
        return Words(passage.text, (Stretch(0, len(passage.text), place),))
    stretches = (
        Stretch(one.offset, one.length, passage.evidence(one.offset, one.offset + one.length))
        for one in pieces
    )
    return Words(passage.text, tuple(stretches))


def _rows(grid: SourceGrid) -> Iterator[tuple[GridCell, ...]]:
    """Rows in which every column that no span covers has a cell."""
    covered: dict[int, int] = {}
    for row in grid.rows:
        is_plain = not covered and (not row or row[-1].column == len(row) - 1)
        if is_plain and all(cell.rowspan == cell.colspan == 1 for cell in row):
            yield tuple([_cell(cell) if cell.passage.text else _BLANK for cell in row])
        else:
            yield tuple(_filled(row, covered))
            covered = {at: left - 1 for at, left in covered.items() if left > 1}
            for cell in row:
                if cell.rowspan > 1:
                    columns = range(cell.column, cell.column + cell.colspan)
                    covered.update(dict.fromkeys(columns, cell.rowspan - 1))


def _filled(row: Iterable[Cell], covered: Mapping[int, int]) -> Iterator[GridCell]:
    """A row's cells, with blank ones wherever there is neither a cell nor a span from above."""
    free = 0
    for cell in row:
        yield from (_BLANK for column in range(free, cell.column) if column not in covered)
        yield _cell(cell)
        free = cell.column + cell.colspan


def _widened(row: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
    """A row of which only the columns were counted: long texts take the blank places behind them."""
    if all(len(cell.words.text) <= _LONG for cell in row):
        return row
    found: list[GridCell] = []
    for cell in row:
        if cell is _BLANK and found and len(found[-1].words.text) > _LONG:
            found[-1] = structs.replace(found[-1], colspan=found[-1].colspan + 1)
        else:
            found.append(cell)
    return tuple(found)


def _cell(cell: Cell) -> GridCell:
    words = _words(cell.passage)
    is_number = cell.column > 0 and _NUMBER.fullmatch(words.text)
    return GridCell(words, "number" if is_number else "text", cell.colspan, cell.rowspan)


class _Published:
    """The view of a disclosure as it would be published."""

    def __init__(self, scheme: Scheme, disclosure: Disclosure) -> None:
        self._publication = compose(scheme, disclosure, has_charts=False)
        self._path = ""
        self._label = ""

    def pieces(self) -> Iterator[Piece]:
        cover = self._publication.cover
        yield Heading(Words(f"{cover.entity}{cover.title}"), 1)
        for chapter in self._publication.chapters:
            for block in chapter.blocks:
                yield from self._block(block)

    def _block(self, block: page.Block) -> Iterator[Piece]:
        if isinstance(block, page.Heading):
            yield self._heading(block)
        elif isinstance(block, page.Paragraph):
            yield self._paragraph(block)
        elif isinstance(block, page.Definition):
            yield Paragraph(_at(f"{block.ordinal}{block.term}：{block.text}", "glossary"))
        elif isinstance(block, page.Grid):
            yield from self._grid(block)

    def _heading(self, heading: page.Heading) -> Heading:
        """A heading; the path of what follows is told by its anchor."""
        self._label = heading.text
        kind, _, name = heading.anchor.partition("-")
        path = None
        if kind in _ANCHORS:
            self._path = f"{_ANCHORS[kind]}.{name}"
            path = f"{self._path}.title"
        return Heading(_at(heading.text, path), min(heading.level, 3))

    def _paragraph(self, paragraph: page.Paragraph) -> Piece:
        """A paragraph, with its path as a whole and the address of each figure in it."""
        text = paragraph.text
        stretches = [Stretch(0, len(text), path=self._path)]
        done = 0
        for run in paragraph.runs:
            if run.fact:
                stretches.append(Stretch(done, len(run.text), path=run.fact))
            done += len(run.text)
        words = Words(text, tuple(stretches))
        if paragraph.style is page.ParagraphStyle.FORM_TITLE:
            self._label = text
            return Heading(words, 2)
        return Paragraph(words)

    def _grid(self, grid: page.Grid) -> Iterator[Piece]:
        form, _, number = grid.anchor.partition("-")
        path = f"forms.{number}" if form == "form" else self._path
        aside = "　".join(filter(None, (grid.mark, grid.left, grid.right)))
        if aside:
            yield Paragraph(Words(aside), "aside")
        rows = (tuple(_shown(row, path)) for row in (*grid.header, *grid.body))
        yield Grid(tuple(rows), grid.label)
        yield from (Paragraph(Words(note), "aside") for note in grid.notes)


def _at(text: str, path: str | None) -> Words:
    return Words(text, (Stretch(0, len(text), path=path),))


def _shown(row: Iterable[page.Cell], path: str) -> Iterator[GridCell]:
    """A row's cells: figures by their addresses, fields of forms by the label before them."""
    label = ""
    for cell in row:
        stretches = [Stretch(0, len(cell.text), path=path)]
        if cell.fact:
            stretches.append(Stretch(0, len(cell.text), path=cell.fact))
        elif label and cell.role is page.CellRole.TEXT:
            stretches.append(Stretch(0, len(cell.text), path=f"{path}.fields.{label}"))
        label = cell.text if cell.role is page.CellRole.ROW_HEADER else ""
        words = Words(cell.text, tuple(stretches))
        yield GridCell(words, _KINDS.get(cell.role, "text"), cell.colspan, cell.rowspan)
