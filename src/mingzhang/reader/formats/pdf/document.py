"""A PDF file -> blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mingzhang.reader.formats.pdf.flow import flow_of
from mingzhang.reader.formats.pdf.heads import with_heads
from mingzhang.reader.formats.pdf.ink import Ink, ink_of
from mingzhang.reader.formats.pdf.lattice import lattices_of
from mingzhang.reader.formats.pdf.lines import TAB, TextLine, lines_of, part_of
from mingzhang.reader.formats.pdf.paragraphs import Margins, SetLine, goes_on, margins_of, paragraph
from mingzhang.reader.formats.pdf.pdfium import (
    LOCK,
    TextPage,
    open_document,
    open_page,
)
from mingzhang.reader.formats.pdf.pixels import Pixels, covered, has_objects
from mingzhang.reader.formats.pdf.places import Paper
from mingzhang.reader.formats.pdf.running import running_roles
from mingzhang.reader.formats.pdf.runs import Run
from mingzhang.reader.formats.pdf.tables import Table, ruled_tables
from mingzhang.reader.formats.pdf.unruled import with_tables
from mingzhang.reader.source import Block, Document, Grid, Line, Picture, ReadError, Role

__all__ = ["Page", "blocks_of", "page_of", "read_pages"]

_MEDIA_TYPE: Final = "application/pdf"
_MOST_PAGES: Final = 3000
_NO_TEXT: Final = "没有可以读取的文字；请提供由 Word、Excel 等程序直接导出的 PDF"
_SCANNED: Final = (
    "各页都是扫描件或图片，没有文字；请提供由 Word、Excel 等程序直接导出的 PDF，"
    "或先安装 OCR：pip install 'mingzhang[ocr]'"
)
_DOTS_PER_INCH: Final = 150
_FEW: Final = 50
_COVERED: Final = 0.5
"""A page with fewer characters beside a picture of more than this share of it is a scan."""


@dataclass(slots=True)
class Page:
    """A page's lines outside of ruled tables, its tables, the marks over it; what is not read."""

    paper: Paper
    lines: list[TextLine]
    tables: list[Table]
    marks: list[Line]
    picture: Picture | None = None


def read_pages(data: bytes) -> Document:
    """The blocks of a PDF file that does no harm.

    Raises:
        ReadError: it is encrypted, damaged, too large, or has no text.
    """
    with LOCK, open_document(data) as (document, count):
        if count > _MOST_PAGES:
            raise ReadError(f"共 {count} 页，超过 {_MOST_PAGES} 页；请拆分成几个文件后再试")
        pages = [_page(document, index) for index in range(count)]
    if not any(page.lines or page.tables for page in pages):
        raise ReadError(_SCANNED if any(page.picture for page in pages) else _NO_TEXT)
    return Document(tuple(blocks_of(pages)), _MEDIA_TYPE)


def _page(document: int, index: int) -> Page:
    with open_page(document, index) as page:
        if page is None:
            raise ReadError(f"第 {index + 1} 页已损坏，不能读取；请重新导出 PDF 后再试")
        with TextPage.of(page) as characters:
            ink = ink_of(page, characters, index + 1)
            found = page_of(ink, characters.is_hidden)
        return _recognised(page, ink.paper, found) if _is_picture(page, found) else found


def _is_picture(page: int, found: Page) -> bool:
    """Whether a page has no text of its own, or hardly any beside a picture that fills it."""
    if found.tables:
        return False
    count = sum(len(line.text) for line in found.lines)
    return count < _FEW and (covered(page) > _COVERED or (count == 0 and has_objects(page)))


def _recognised(page: int, paper: Paper, found: Page) -> Page:
    """A page that is a picture: read if the extra is there, else kept as a picture."""
    from mingzhang.reader.formats import scan  # optional, and slow to load

    pixels = Pixels.of(page, _DOTS_PER_INCH / 72)
    if scan.can_recognise():
        upright = Paper(paper.number, pixels.points)
        return page_of(scan.scanned_ink(pixels.as_array(), upright))
    return replace(found, picture=Picture(pixels.png(), paper.number))


def page_of(ink: Ink, is_hidden: Callable[[int], bool] = lambda _: False) -> Page:
    """The tables and lines of what is drawn on a page; `is_hidden` knows characters by number."""
    tables, outside = ruled_tables(lattices_of(ink.rules), ink)
    shown = [run for run in outside if not is_hidden(run.start)]
    marks = [
        Line(part_of(ink, mark).passage(ink.paper), page=ink.paper.number, role="mark")
        for mark in ink.marks
    ]
    return Page(ink.paper, list(_lines(shown, ink)), tables, marks)


def _lines(runs: Sequence[Run], ink: Ink) -> Iterator[TextLine]:
    """The lines of each part of a page, from the top."""
    for stream, part in flow_of(runs, ink.rules):
        for line in lines_of(part, ink, TAB):
            line.stream = stream
            yield line


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of all pages; a paragraph that goes on over a page break comes before the foot."""
    roles = running_roles([(page.paper.size[1], page.lines) for page in pages])
    group: list[SetLine] = []
    held: list[Line | Picture] = []
    above: Grid | None = None
    bodies = [
        [line for line in _body(page, page_roles) if line.stream is None]
        for page, page_roles in zip(pages, roles, strict=True)
    ]
    margins = margins_of([(page.paper, body) for page, body in zip(pages, bodies, strict=True)])
    for page, page_roles, page_margins in zip(pages, roles, margins, strict=True):
        for item in _in_order(page, page_roles, page_margins, above):
            if isinstance(item, Line | Picture):
                held.append(item)
            elif isinstance(item, SetLine) and group and goes_on(group[-1], item):
                group.append(item)
            else:
                yield from _ended(group, held)
                group, held = ([item], []) if isinstance(item, SetLine) else ([], [])
                if isinstance(item, Table):
                    above = item.grid
                    yield above
    yield from _ended(group, held)


def _place(item: TextLine | Table) -> tuple[float, int, float, float]:
    """Where an item comes in the order of reading."""
    stream = item.stream if isinstance(item, TextLine) else None
    return (stream.top, stream.number, item.y0, item.x0) if stream else (item.y0, 0, 0.0, item.x0)


def _set(line: TextLine, paper: Paper, margins: Margins) -> SetLine:
    stream = line.stream
    return SetLine(line, paper, (stream.left, stream.right) if stream else margins)


def _notes(lines: Iterable[SetLine]) -> Iterator[Line]:
    """Notes at the foot of a page as paragraphs."""
    group: list[SetLine] = []
    for line in lines:
        if group and not goes_on(group[-1], line):
            yield paragraph(group)
            group = []
        group.append(line)
    if group:
        yield paragraph(group)


def _ended(group: Sequence[SetLine], held: Iterable[Line | Picture]) -> Iterator[Line | Picture]:
    if group:
        yield paragraph(group)
    yield from held


def _body(page: Page, roles: Sequence[Role]) -> list[TextLine]:
    return [line for line, role in zip(page.lines, roles, strict=True) if role == "body"]


def _in_order(
    page: Page, roles: Sequence[Role], margins: Margins, above: Grid | None
) -> Iterator[Line | Picture | SetLine | Table]:
    """A page from the top: its head, lines and tables, its foot, and the marks over it."""
    lines = list(zip(page.lines, roles, strict=True))
    body = _body(page, roles)
    plain = [line for line in body if line.stream is None]
    items = [*with_tables(plain, page.paper), *page.tables]
    items.extend(line for line in body if line.stream and not line.stream.is_note)
    notes = [line for line in body if line.stream and line.stream.is_note]
    running = {
        wanted: [
            Line(line.passage(page.paper), page=page.paper.number, role=role)
            for line, role in lines
            if role == wanted
        ]
        for wanted in ("header", "footer")
    }
    yield from running["header"]
    for item in with_heads(sorted(items, key=_place), page.paper, above):
        yield _set(item, page.paper, margins) if isinstance(item, TextLine) else item
    yield from _notes([_set(line, page.paper, margins) for line in notes])
    yield from running["footer"]
    yield from page.marks
    if page.picture:
        yield page.picture
