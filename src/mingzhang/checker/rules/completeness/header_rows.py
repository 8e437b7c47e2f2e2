"""The rows of a table's header, with words put together that narrow columns broke."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mingzhang.catalog.names import folded

__all__ = ["joined_rows"]


def joined_rows(texts: Sequence[str], words: Collection[str]) -> list[str]:
    """The rows, each word of the header whole where it began.

    A word is broken if pieces of it stand in rows one below the other, in their order.

    >>> joined_rows(["科目编 科目名 合计", "码 称"], {"科目编码", "科目名称"})
    ['科目编码 科目名称 合计', '']
    """
    rows = [text.split() for text in texts]
    whole = {folded(word) for word in words}
    for number, row in enumerate(rows):
        for place, piece in enumerate(row):
            for word in sorted(whole, key=len, reverse=True):
                rest = _rest(word, piece)
                below = _below(rows[number + 1 :], rest) if rest else None
                if below is not None:
                    row[place] = word
                    for step, other in enumerate(below, number + 1):
                        rows[step].remove(other)
                    break
    return [" ".join(row) for row in rows]


def _rest(word: str, piece: str) -> str:
    """What is left of a word after the piece that it begins with; empty if it does not."""
    start = folded(piece)
    return word[len(start) :] if start and word.startswith(start) else ""


def _below(rows: Sequence[Sequence[str]], rest: str) -> list[str] | None:
    """The pieces of the next rows, one in each, that make the rest of a word."""
    for piece in rows[0] if rows else ():
        if folded(piece) == rest:
            return [piece]
        left = _rest(rest, piece)
        below = _below(rows[1:], left) if left else None
        if below is not None:
            return [piece, *below]
    return None
