"""The blocks of a form as one sequence of rows, whatever format they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from mingzhang.reader.source import Block, Cell, Grid, Line, Passage

__all__ = ["Row", "Token", "rows_of", "split_cells", "words_of"]

_GAP: Final = re.compile(r"\t+|[\s　]{2,}|\s*[|｜]\s*")
_BLANK: Final = re.compile(r"\s+")
_TAG: Final = re.compile(r"\s*</?t[dhr]\b[^>]*>\s*", re.IGNORECASE)
_RULES: Final = "-=_—:"
_RULE: Final = re.compile(rf"[{_RULES}][{_RULES}\s]*")


class Token(Struct, frozen=True, gc=False):
    """A cell that is not empty. It covers the columns from `column` to before `end`."""

    passage: Passage
    column: int
    end: int
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The cell's text."""
        return self.passage.text


class Row(Struct, frozen=True, gc=False):
    """The cells of a row that are not empty.

    In a ruled row columns are true; in a loose one they are only the order of the cells. A line of
    text is a loose row too, `is_line`, for a cell may have lost its row.
    """

    tokens: tuple[Token, ...]
    is_ruled: bool
    is_line: bool = False
    texts: tuple[str, ...] = ()
    """The texts of the cells, which are asked for again and again."""

    def __post_init__(self) -> None:
        texts = tuple([token.passage.text for token in self.tokens])
        force_setattr(self, "texts", texts)


def rows_of(blocks: Sequence[Block]) -> Iterator[Row]:
    """Rows of grids and lines of text in their order; running heads and marks are left out."""
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                yield _row(row, block.is_ruled)
        elif isinstance(block, Line) and block.role == "body":
            parts = tuple(_pieces(block.passage, _GAP))
            tokens = tuple(Token(part, n, n + 1) for n, part in enumerate(parts))
            if tokens:
                yield Row(tokens, is_ruled=False, is_line=True)


def _row(cells: Sequence[Cell], is_ruled: bool) -> Row:
    tokens = []
    for cell in cells:
        passage = cell.passage
        if not passage.text:
            continue
        if passage.text[0].isspace() or passage.text[-1].isspace():
            passage = passage.strip()
        text = passage.text
        if text and not (text[0] in _RULES and _RULE.fullmatch(text)):
            end = cell.column + max(cell.colspan, 1)
            tokens.append(Token(passage, cell.column, end, cell.rowspan))
    return Row(tuple(tokens), is_ruled)


def split_cells(row: Row) -> Row:
    """The row with cells parted where marks of another table stand in their text (`<td>`)."""
    if not any("<" in text for text in row.texts):
        return row
    tokens: list[Token] = []
    for token in row.tokens:
        tokens.extend(replace(token, passage=part) for part in _pieces(token.passage, _TAG))
    return replace(row, tokens=tuple(tokens))


def words_of(row: Row) -> Row:
    """The row with cells parted at every blank."""
    parts = [part for token in row.tokens for part in _pieces(token.passage, _BLANK)]
    tokens = tuple(Token(part, number, number + 1) for number, part in enumerate(parts))
    return replace(row, tokens=tokens)


def _pieces(passage: Passage, between: re.Pattern[str]) -> Iterator[Passage]:
    start = 0
    for gap in between.finditer(passage.text):
        if part := passage.part(start, gap.start()).strip():
            yield part
        start = gap.end()
    if part := passage.part(start).strip():
        yield part
