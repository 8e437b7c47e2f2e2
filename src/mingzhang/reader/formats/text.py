"""Text and Markdown files -> blocks: lines, and tables drawn with tabs, bars or HTML markup."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mingzhang.cube import Evidence
from mingzhang.reader.formats.text_table import table_blocks
from mingzhang.reader.source import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Passage,
    Place,
    ReadError,
    joined,
)

__all__ = ["text_document"]

_LINE: Final = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
_TABLE: Final = re.compile(r"<table\b.*?(?:</table\s*>|(?=<table\b)|\Z)", re.DOTALL | re.IGNORECASE)
_BAR: Final = re.compile(r"(?<!\\)[|｜│┃]")
_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})[ \t　]+(?=\S)")
_MARK: Final = re.compile(r"\*\*(?=\S)(.{1,200}?)(?<=\S)\*\*|\\(?=[!-/:-@\[-`{-~])")
_BREAKS: Final = ("\n", "\r\n", "\r")
_SELDOM: Final = 200
_NOTHING: Final = Passage("")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Characters:
    """The decoded text as a place; `breaks` are the offsets that its lines end at."""

    text: str
    breaks: list[int] = field(default_factory=list)

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """What stands from `start` to before `end`, with anything in between."""
        if not self.breaks:
            self.breaks.extend(found.start() for found in re.finditer(r"\r\n?|\n|\Z", self.text))
        line = bisect_right(self.breaks, start - 1) + 1 if start else 1
        return Evidence(self.text[start:end], start=start, end=end, line=line)


def text_document(data: bytes) -> Document:
    """Read a text file in UTF-8, GB18030 or UTF-16.

    A byte order mark is not counted among the characters that evidence counts.

    Raises:
        ReadError: the bytes are no text.
    """
    text = _decoded(data)
    place = _Characters(text)
    blocks: list[Block] = []
    done = 0
    for table in _TABLE.finditer(text) if "<" in text else ():
        blocks.extend(_blocks(text, place, done, table.start()))
        blocks.extend(table_blocks(text, place, table.start(), table.end()))
        done = table.end()
    blocks.extend(_blocks(text, place, done, len(text)))
    return Document(tuple(blocks), "text/plain", text)


def _decoded(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if data.count(0) * 8 > len(data):
        return data.decode(
            "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        )
    if b"\0" in data:
        raise ReadError("不是文本文件，请给出 txt、md、docx、pdf、xlsx 或 html 文件")
    text = data.decode("utf-8", "replace")
    is_other = text.count("\ufffd") > 1 + len(text) // _SELDOM
    return data.decode("gb18030", "replace") if is_other else text


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Where each line that is not blank begins and ends, and whether it follows right after one."""
    last = -1
    for found in _LINE.finditer(text, start, end):
        if not found[0].isspace():
            yield *found.span(), last >= 0 and text[last : found.start()] in _BREAKS
            last = found.end()


def _blocks(text: str, place: Place, start: int, end: int) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for first, last, follows in _lines(text, start, end):
        row = _row(text, place, first, last)
        if rows and (row is None or not follows):
            yield Grid(tuple(rows), is_ruled=False)
            rows = []
        if row is None:
            yield _line(text, place, first, last)
        else:
            rows.append(row)
    if rows:
        yield Grid(tuple(rows), is_ruled=False)


def _line(text: str, place: Place, start: int, end: int) -> Line:
    heading = _HEADING.match(text, start, end)
    if heading is None:
        return Line(_passage(text, place, start, end))
    return Line(_passage(text, place, heading.end(), end), level=len(heading[1]))


def _row(text: str, place: Place, start: int, end: int) -> tuple[Cell, ...] | None:
    """The cells of a line that tabs or at least two bars divide."""
    line = text[start:end]
    tabbed = "\t" in line
    parts = line.split("\t") if tabbed else _BAR.split(line)
    if not tabbed and len(parts) < 3:
        return None
    outer = not tabbed and not parts[0].strip()
    cells: list[Cell] = []
    for column, part in enumerate(parts, -outer):
        passage = _passage(text, place, start, start + len(part)) if part else _NOTHING
        cells.append(Cell(passage, column) if passage.text else _blank(column))
        start += len(part) + 1
    return tuple(cells[outer : len(cells) - (not tabbed and not parts[-1].strip())])


@lru_cache(maxsize=256)
def _blank(column: int) -> Cell:
    """A cell without text; half of all cells are, and those of one column are alike."""
    return Cell(_NOTHING, column)


def _passage(text: str, place: Place, start: int, end: int) -> Passage:
    """What stands between two offsets, without space around it and without marks of Markdown."""
    part = text[start:end]
    words = part.strip()
    if not words:
        return _NOTHING
    if len(words) < len(part):
        start += len(part) - len(part.lstrip())
    passage = Passage.at(words, place, start)
    return _plain(passage) if "*" in words or "\\" in words else passage


def _plain(passage: Passage) -> Passage:
    """The text without the marks of Markdown."""
    kept: list[Passage] = []
    done = 0
    for found in _MARK.finditer(passage.text):
        kept.append(passage.part(done, found.start()))
        if found[1] is not None:
            kept.append(_plain(passage.part(*found.span(1))))
            done = found.end()
        else:
            kept.append(passage.part(found.end(), found.end() + 1))
            done = found.end() + 1
    return joined([*kept, passage.part(done)]) if kept else passage
