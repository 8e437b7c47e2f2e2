"""Word files (docx) -> blocks: paragraphs with their levels and numbers, tables, what stands around.

Read from the markup itself, as Word would print it. A text is read once: of a text box that is
written for older and newer programs the newer form counts, and a header that several sections
share is one header.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from mingzhang.cube import Evidence
from mingzhang.model.word_data import W
from mingzhang.reader.formats.package import Package, open_package
from mingzhang.reader.formats.word_numbering import Numbering
from mingzhang.reader.formats.word_styles import Styles, children, is_on, number_of
from mingzhang.reader.formats.word_table import Slot, content, slots_of
from mingzhang.reader.formats.word_text import Note, Shape, Words, WordsReader
from mingzhang.reader.source import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Passage,
    Picture,
    Place,
    ReadError,
    Role,
    joined,
)

__all__ = [
    "MEDIA_TYPE",
    "SaidText",
    "ShownFigure",
    "main_part",
    "read_word",
    "said_texts",
    "word_document",
]

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST: Final = 9
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARAGRAPH, _TABLE, _VALUE = f"{W}p", f"{W}tbl", f"{W}val"
_PROPERTIES, _MARK = f"{W}pPr", f"{W}rPr"
_STYLE, _OUTLINE, _NUMBERING = f"{W}pStyle", f"{W}outlineLvl", f"{W}numPr"
_DELETED: Final = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A paragraph, or a cell of a table, counted from 1; what is neither says nothing."""

    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """Where the text begins."""
        return Evidence(
            text,
            paragraph=self.paragraph,
            table=self.table,
            row=self.row,
            column=self.column,
            offset=start or None,
        )


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """What the control of a figure shows, and where; `number` counts the figures of the file."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text of the pages with its paragraph or cell, and the elements that it was read from.

    `evidence` is of the whole text. Of a footnote the elements are its mark in the pages.
    """

    evidence: Evidence
    number: str
    pieces: tuple[str, ...]
    sources: tuple[etree._Element, ...]


def word_document(data: bytes) -> Document:
    """Read a Word file.

    Raises:
        ReadError: it is no Word file, is encrypted or damaged, or was made to harm.
    """
    return read_word(open_package(data))[0]


def read_word(package: Package) -> tuple[Document, tuple[ShownFigure, ...]]:
    """The blocks of a Word file, and its figures in content controls.

    Raises:
        ReadError: as `word_document`.
    """
    document, story, _ = _read(package)
    return document, tuple(story.figures)


def said_texts(package: Package) -> tuple[Document, etree._Element, tuple[SaidText, ...]]:
    """The blocks of a Word file, the root of its pages, and each text with its elements there.

    Raises:
        ReadError: as `word_document`.
    """
    said: list[SaidText] = []
    document, _, root = _read(package, said)
    return document, root, tuple(said)


def _read(
    package: Package, said: list[SaidText] | None = None
) -> tuple[Document, _Story, etree._Element]:
    try:
        source = _Source.of(package)
        root = package.markup(source.part)
        body = root.find(f"{W}body")
        if body is None:
            raise ReadError("文件已损坏：没有正文")
        story = _Story(source, source.part, counts=True, said=said)
        blocks = list(story.blocks(body))
        headers, footers = (
            list(source.margins(root, "header")),
            list(source.margins(root, "footer")),
        )
    except RecursionError as error:
        raise ReadError("文件内的表格或文本框嵌套过深，未读取") from error
    return Document((*headers, *blocks, *footers), MEDIA_TYPE), story, root


def main_part(package: Package) -> str:
    """The name of the part with the pages.

    Raises:
        ReadError: it is no Word file.
    """
    for one in package.relationships():
        if one.kind == "officeDocument" and package.has(one.part):
            if one.part.casefold().startswith(("xl/", "ppt/")):
                break
            return one.part
    if package.has("word/document.xml"):
        return "word/document.xml"
    raise ReadError("不是 Word 文件：没有正文部分")


@dataclass(slots=True)
class _Source:
    """The parts beside the pages: styles, numbering, notes, pictures."""

    package: Package
    part: str
    styles: Styles
    numbering: Numbering
    parts: dict[str, tuple[str, str]]
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    note_parts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> _Source:
        part = main_part(package)
        parts = {one.key: (one.kind, one.part) for one in package.relationships(part)}
        named = {kind: name for kind, name in parts.values() if package.has(name)}

        def root(kind: str) -> etree._Element | None:
            return package.markup(named[kind]) if kind in named else None

        source = cls(package, part, Styles(root("styles")), Numbering(root("numbering")), parts)
        for kind in ("footnotes", "endnotes"):
            notes = root(kind)
            for note in notes if notes is not None else ():
                if note.get(f"{W}type", "normal") == "normal":
                    source.notes[kind, note.get(f"{W}id", "")] = note
            source.note_parts[kind] = named.get(kind, "")
        return source

    def picture(self, key: str) -> Picture | None:
        """The picture of a relationship, if it may show text; a repeated one is read once."""
        kind, name = self.parts.pop(key, ("", ""))
        if kind != "image" or not self.package.has(name):
            return None
        data = self.package.read(name)
        return Picture(data) if data.startswith(_PICTURES) else None

    def margins(self, root: etree._Element, role: Role) -> Iterator[Line]:
        """What stands in the headers or the footers in use, the same text once."""
        seen: set[tuple[str, ...]] = set()
        for name in dict.fromkeys(self._margin_parts(root, role)):
            story = _Story(self, name, role)
            lines = list(story.lines_of_margin(self.package.markup(name)))
            texts = tuple(line.text for line in lines)
            if texts not in seen:
                seen.add(texts)
                yield from lines

    def _margin_parts(self, root: etree._Element, role: Role) -> Iterator[str]:
        settings = next((name for kind, name in self.parts.values() if kind == "settings"), "")
        switches = self.package.markup(settings) if self.package.has(settings) else None
        has_even = bool(is_on(switches, f"{W}evenAndOddHeaders"))
        for section in root.iter(f"{W}sectPr"):
            if section.getparent().tag == f"{W}sectPrChange":  # type: ignore[union-attr]
                continue
            used = {"default": True, "first": is_on(section, f"{W}titlePg"), "even": has_even}
            for reference in section.iterfind(f"{W}{role}Reference"):
                _, name = self.parts.get(reference.get(_R_ID, ""), ("", ""))
                if used.get(reference.get(f"{W}type", "default")) and self.package.has(name):
                    yield name


@dataclass(slots=True)
class _Story:
    """Reads one part in its order: the pages, a header, the notes; `said` takes up its texts."""

    source: _Source
    part: str
    role: Role = "body"
    counts: bool = False
    figures: list[ShownFigure] = field(default_factory=list)
    said: list[SaidText] | None = None
    _words: WordsReader = field(init=False)
    _paragraphs: int = 0
    _tables: int = 0
    _later: list[Block] = field(default_factory=list)
    _carried: Words | None = None

    def __post_init__(self) -> None:
        self._words = WordsReader(self.source.styles)

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Paragraphs and tables, each followed by the notes, pictures and marks that hang on it."""
        for child in content(container):
            if child.tag == _PARAGRAPH:
                self._paragraphs += 1
                spot = _Spot(paragraph=self._paragraphs) if self.counts else _Spot()
                yield from self._lines(child, spot)
            elif child.tag == _TABLE:
                yield from self._table(child)
            yield from self._later
            self._later.clear()

    def lines_of_margin(self, container: etree._Element) -> Iterator[Line]:
        """All text of a header or footer as lines; a row of a table is one."""
        for block in self.blocks(container):
            if isinstance(block, Line):
                yield block
            elif isinstance(block, Grid):
                for row in block.rows:
                    if passage := joined((cell.passage for cell in row), "\t").strip():
                        yield Line(passage, role=self.role)

    def _lines(self, paragraph: etree._Element, spot: _Spot) -> Iterator[Line]:
        """A paragraph as one line, or as several where it has line breaks; then its text boxes."""
        properties = children(next(paragraph.iterchildren(_PROPERTIES), None))
        style = self.source.styles.of(_value(properties, _STYLE))
        is_numbered = style.numbering is not None or _NUMBERING in properties
        if len(paragraph) <= bool(properties) and self._carried is None and not is_numbered:
            return  # nothing stands in it, as in half of the cells of a table
        words, self._carried = self._carried or Words(), None
        self._words.paragraph(paragraph, style, words)
        if _MARK in properties and _runs_on(paragraph, properties[_MARK]):
            self._carried = words
            return
        number = self.source.numbering.text(properties.get(_NUMBERING), style)
        outline = _value(properties, _OUTLINE)
        level = style.level if outline is None else number_of(outline, _DEEPEST) + 1
        level = level if level and level <= _DEEPEST else None
        whole = number + words.text
        self._say(spot, words, number)
        for index, text in enumerate(whole.split("\n") if "\n" in whole else (whole,)):
            if text and not text.isspace():
                anchor = None if index else words.anchor
                yield Line(Passage.at(text, spot), level, anchor, role=self.role)
        for figure, first, last in words.figures:
            shown = "".join(words.pieces[first:last])
            self.figures.append(ShownFigure(figure, spot.evidence(shown, 0, spot, 0)))
        for one in words.attached:
            yield from self._note(one, spot) if isinstance(one, Note) else self._shape(one, spot)

    def _say(self, spot: _Spot, words: Words, number: str = "") -> None:
        if self.said is not None and words.pieces:
            whole = spot.evidence(number + words.text, 0, spot, 0)
            self.said.append(SaidText(whole, number, tuple(words.pieces), tuple(words.sources)))

    def _note(self, note: Note, spot: _Spot) -> Iterator[Line]:
        """The text of a note comes after the block that refers to it."""
        element = self.source.notes.pop((note.kind, note.id), None)
        if element is not None:
            story = _Story(self.source, self.source.note_parts[note.kind])
            for child in content(element):
                if child.tag == _PARAGRAPH:
                    for line in story._lines(child, spot):
                        self._later.append(line)
                        self._say(spot, Words([line.text], sources=[note.mark]))
        yield from ()

    def _shape(self, shape: Shape, spot: _Spot) -> Iterator[Line]:
        is_mark = shape.is_mark and (shape.box is None or self.role != "body")
        role: Role = "mark" if is_mark else self.role
        if shape.word:
            self._later.append(Line(Passage.at(shape.word, spot), role=role))
        elif shape.picture and self.part == self.source.part:
            if picture := self.source.picture(shape.picture):
                self._later.append(picture)
        elif shape.box is not None:
            own, self.role = self.role, role
            for child in content(shape.box):
                if child.tag == _PARAGRAPH:
                    yield from self._lines(child, spot)
                elif child.tag == _TABLE:
                    self._later.extend(list(self._table(child)))
            self.role = own

    def _table(self, table: etree._Element) -> Iterator[Block]:
        self._tables += 1
        number = self._tables if self.counts else None
        rows = slots_of(table)
        if _is_layout(rows):
            for row, slots in enumerate(rows, 1):
                for slot in slots:
                    yield from self._inside(slot, _Spot(table=number, row=row, column=1))
            return
        cells = tuple(
            tuple(self._cell(slot, number, row) for slot in slots)
            for row, slots in enumerate(rows, 1)
        )
        if any(cells):
            first = table.find(f".//{W}tr")
            anchor = first.find(f".//{W}bookmarkStart") if first is not None else None
            name = anchor.get(f"{W}name") if anchor is not None else None
            yield Grid(cells, anchor=name)

    def _cell(self, slot: Slot, table: int | None, row: int) -> Cell:
        spot = _Spot(table=table, row=row, column=slot.start + 1) if self.counts else _Spot()
        passages = []
        for child in content(slot.cell):
            if child.tag == _PARAGRAPH:
                passages += [line.passage for line in self._lines(child, spot)]
            elif child.tag == _TABLE:
                self._later.extend(list(self._table(child)))
        passage = passages[0] if len(passages) == 1 else joined(passages, "\n")
        return Cell(passage, slot.start, slot.end - slot.start, slot.rows)

    def _inside(self, slot: Slot, spot: _Spot) -> Iterator[Block]:
        """What stands in a cell that only holds other tables in their place."""
        for child in content(slot.cell):
            if child.tag == _PARAGRAPH:
                yield from self._lines(child, spot)
            elif child.tag == _TABLE:
                yield from self._table(child)


def _value(properties: dict[object, etree._Element], tag: str) -> str | None:
    found = properties.get(tag)
    return found.get(_VALUE) if found is not None else None


def _runs_on(paragraph: etree._Element, mark: etree._Element) -> bool:
    """Whether the mark that ends a paragraph was deleted, so that the next one continues it."""
    follower = paragraph.getnext()
    if follower is None or follower.tag != f"{W}p":
        return False
    return any(mark.find(tag) is not None for tag in _DELETED)


def _is_layout(rows: list[list[Slot]]) -> bool:
    """Whether a table has but one column and holds tables: it is there for its looks."""
    if any(len(row) > 1 for row in rows):
        return False
    return any(slot.cell.find(f".//{W}tbl") is not None for row in rows for slot in row)
