"""Text and Markdown files -> blocks: lines, and tables drawn with tabs, bars or HTML markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mingzhang.cube import Evidence
from mingzhang.reader.formats.encoding import decoded
from mingzhang.reader.formats.limits import must_be_short
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
_PICTURE: Final = re.compile(r"!\[[^\]\r\n]{0,200}\]\(\s{0,9}<?data:[^)\s]*\s{0,9}\)")
"""A picture that Markdown holds as letters and digits: none of them is to be read."""

_BAR: Final = re.compile(r"(?<!\\)[|｜│┃]")
_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})[ \t　]+(?=\S)")
_MARK: Final = re.compile(r"\*\*(?=\S)(.{1,200}?)(?<=\S)\*\*|\\(?=[!-/:-@\[-`{-~])")
_BREAK: Final = re.compile(r"\r\n?|\n|\Z")
_BREAKS: Final = ("\n", "\r\n", "\r")
_NOTHING: Final = Passage("")
_MOST_BYTES: Final = 32_000_000
"""A text with its pictures; more is no disclosure."""


@dataclass(frozen=True, slots=True, eq=False)
class _Characters:
    """The decoded text as a place; `breaks` are the offsets that its lines end at."""

    text: str
    breaks: list[int] = field(default_factory=list)

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        """What stands from `start` to before `end`, with anything in between."""
        if not self.breaks:
            self.breaks.extend([found.start() for found in _BREAK.finditer(self.text)])
        line = bisect_right(self.breaks, start - 1) + 1 if start else 1
        return Evidence(self.text[start:end], start=start, end=end, line=line)


def text_document(data: bytes) -> Document:
    """Read a text file in UTF-8, GB18030 or UTF-16.

    A byte order mark is not counted among the characters that evidence counts.

    Raises:
        ReadError: the bytes are no text, or too many.
    """
    if len(data) > _MOST_BYTES:
        raise ReadError(f"文本超过 {_MOST_BYTES // 1_000_000} MB，请只给出一个部门的预算公开文本")
    text = decoded(data)
    if text is None:
        raise ReadError("不是文本文件，请给出 txt、md、docx、pdf、xlsx 或 html 文件")
    pictures = [found.span() for found in _PICTURE.finditer(text)] if "](" in text else []
    must_be_short(len(text) - sum(end - start for start, end in pictures))
    place = _Characters(text)
    blocks: list[Block] = []
    done = 0
    for start, end in (*pictures, (len(text), len(text))):
        blocks.extend(_between_pictures(text, place, done, start))
        done = end
    return Document(tuple(blocks), "text/plain", text)


def _between_pictures(text: str, place: Place, start: int, end: int) -> Iterator[Block]:
    """Tables in markup, and lines."""
    for table in _TABLE.finditer(text, start, end) if "<" in text else ():
        yield from _blocks(text, place, start, table.start())
        yield from table_blocks(text, place, table.start(), table.end())
        start = table.end()
    yield from _blocks(text, place, start, end)


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
        if part and not part.isspace():
            cells.append(Cell(_passage(text, place, start, start + len(part)), column))
        else:
            cells.append(_blank(column))
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
