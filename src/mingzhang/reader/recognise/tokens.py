"""Tokens: what stands in the cells of a row, told apart into amounts, codes and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from mingzhang.catalog.names import folded
from mingzhang.reader.recognise.shapes import Shape
from mingzhang.reader.recognise.strips import Strip, unbroken, worded
from mingzhang.reader.source import Passage, joined

__all__ = ["Token", "TokenKind", "amount_text", "tokens_of"]

TokenKind = Literal["amount", "code", "words", "dash"]

_AMOUNT: Final = re.compile(r"[-+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)")
_DASH: Final = re.compile(r"[-—–―/]+")
_MINUS: Final = str.maketrans("−﹣‐‑–—", "------")
_PARTS: Final = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\s*[.．]\s*\d{2}")
_CODE_FIRST: Final = re.compile(r"(\d{3}(?:\d{2}){0,2})\s*(?=[^\d\s.,，．年月日号])")
_BETWEEN: Final = re.compile(r"[-—–_:：.、\s]*")
_CODE_SIZES: Final = (3, 5, 7)


@lru_cache(maxsize=16384)
def amount_text(text: str) -> str | None:
    """A printed amount as a plain decimal; None if the text is none.

    >>> amount_text("１,708. 17"), amount_text("14.89万")
    ('1708.17', None)
    """
    plain = folded(text)
    if not plain or plain[-1] not in "0123456789.":
        return None
    plain = plain.translate(_MINUS)
    if not _AMOUNT.fullmatch(plain):
        return None
    plain = plain.replace(",", "").removeprefix("+").rstrip(".")
    return f"0{plain}" if plain.startswith(".") else plain


class Token(Struct, frozen=True, gc=False):
    """What stands in a cell; `column` is the place of the cell, None where it is not known."""

    passage: Passage
    column: int | None

    @property
    def kind(self) -> TokenKind:
        """An amount, a code of a class, words, or a sign for nothing."""
        return _kind(self.passage.text)

    @property
    def value(self) -> str | None:
        """The amount as a plain decimal."""
        return amount_text(self.passage.text)

    @property
    def number(self) -> Decimal:
        """The amount."""
        return Decimal(self.value or 0)

    @property
    def word(self) -> str:
        """The words as they are compared."""
        return worded(self.passage.text)


@lru_cache(maxsize=16384)
def _kind(text: str) -> TokenKind:
    """Asked several times of each cell."""
    if amount_text(text) is not None:
        plain = folded(text)
        return "code" if plain.isdigit() and len(plain) in _CODE_SIZES else "amount"
    return "dash" if _DASH.fullmatch(folded(text)) else "words"


def tokens_of(strip: Strip, shape: Shape) -> list[Token]:
    """The tokens of a row; in a line, or a row that lost cells, merged ones are parted."""
    if strip.grid is None:
        return list(_parted(_of_line(strip, shape), shape))
    tokens = [Token(unbroken(cell.passage), cell.column) for cell in strip.filled]
    if strip.grid.is_ruled or len(strip.cells) >= len(shape.slots):
        return list(_with_names(tokens, shape)) if shape.has_codes else tokens
    return list(_parted(tokens, shape))


def _with_names(tokens: Sequence[Token], shape: Shape) -> Iterator[Token]:
    """The tokens, a name that stands in the cell of its code put into the empty one beside it."""
    taken = {token.column for token in tokens}
    for token in tokens:
        at = token.column
        found = _CODE_FIRST.match(token.passage.text) if token.kind == "words" else None
        is_code = at is not None and at < len(shape.slots) and shape.slots[at].kind == "code"
        if found is None or at is None or not is_code or at + 1 in taken:
            yield token
            continue
        yield replace(token, passage=token.passage.part(0, found.end(1)))
        name = _BETWEEN.match(token.passage.text, found.end())
        rest = token.passage.part(name.end() if name else found.end())
        yield Token(rest, at + 1)


def _of_line(strip: Strip, shape: Shape) -> list[Token]:
    """Words between blanks; those that are not labels by themselves belong together."""
    tokens: list[Token] = []
    for found in re.finditer(r"\S+", strip.text):
        token = Token(strip.passage.part(*found.span()), None)
        last = tokens[-1] if tokens else None
        if last and last.kind == token.kind == "words" and not _are_labels(last, token, shape):
            tokens[-1] = Token(joined([last.passage, token.passage]), None)
        else:
            tokens.append(token)
    return tokens


def _are_labels(one: Token, other: Token, shape: Shape) -> bool:
    return one.word in shape.words and other.word in shape.words


def _parted(tokens: Iterable[Token], shape: Shape) -> Iterator[Token]:
    for token in tokens:
        starts = _cuts(token, shape)
        if not starts:
            yield token
            continue
        for start, end in zip([0, *starts], [*starts, None], strict=True):
            part = token.passage.part(start, end).strip()
            if part.text:
                yield replace(token, passage=part)


def _cuts(token: Token, shape: Shape) -> list[int]:
    """Where a code, a label and amounts that were merged begin."""
    if token.kind != "words" or token.word in shape.words:
        return []
    text = token.passage.text
    cuts: set[int] = set()
    code = _CODE_FIRST.match(text) if shape.has_codes else None
    if code:
        cuts.add(code.end(1))
    first = code.end() if code else 0
    amounts = [found.span() for found in _PARTS.finditer(text, first)]
    if amounts and (amounts[-1][1] == len(text) or len(shape.labels) > 1 or len(amounts) > 1):
        cuts.update(place for span in amounts for place in span)
    end = amounts[0][0] if amounts else len(text)
    if (middle := _between_labels(text[first:end], shape)) is not None:
        cuts.add(first + middle)
    return sorted(cuts - {0, len(text)})


def _between_labels(text: str, shape: Shape) -> int | None:
    """Where one label ends and another begins, if the text is just these two."""
    left = shape.labels[0]
    right = shape.government or shape.labels[-1]
    if len(text) > _LONGEST_PAIR or (right is left and len(shape.labels) == 1):
        return None
    for at in range(2, len(text) - 1):
        if worded(text[at:]) in right and worded(text[:at]) in left:
            return at
    return None


_LONGEST_PAIR: Final = 60
