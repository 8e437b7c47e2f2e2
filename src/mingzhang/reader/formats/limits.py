"""How much a disclosure may say, whatever its format: files that are made to harm end here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mingzhang.reader.source import Document, Grid, Line, Passage, ReadError

__all__ = ["must_be_short", "within_limits"]

_MOST: Final = 600_000
"""Of a whole document, in characters; those that are known have less than a tenth of this."""

_LONGEST: Final = 20_000
"""Of a paragraph or a cell; the longest that is known has a tenth of this."""

_ONLY: Final = "请只给出一个部门的预算公开文本"


def within_limits(document: Document) -> Document:
    """The document itself.

    Raises:
        ReadError: it says more than any disclosure does.
    """
    total = 0
    for block in document.blocks:
        if isinstance(block, Line):
            passages = [block.passage]
        elif isinstance(block, Grid):
            passages = [cell.passage for row in block.rows for cell in row]
        else:
            continue
        lengths = [len(passage.text) for passage in passages]
        if lengths and max(lengths) > _LONGEST:
            _must_be_short_each(passages)
        total += sum(lengths)
        must_be_short(total)
    return document


def must_be_short(characters: int) -> None:
    """See to it that a document has not more characters than any disclosure.

    Raises:
        ReadError: it has.
    """
    if characters > _MOST:
        raise ReadError(f"全文超过 {_MOST // 10_000} 万字，不像一份部门预算公开；{_ONLY}")


def _must_be_short_each(passages: Iterable[Passage]) -> None:
    for passage in passages:
        length = len(passage.text)
        if length > _LONGEST:
            place = passage.evidence(0, 1)
            line = f"第 {place.line} 行" if place is not None and place.line else "有一段"
            raise ReadError(
                f"{line}有 {length} 个字，超过 {_LONGEST} 个，不像一份部门预算公开；{_ONLY}"
            )
