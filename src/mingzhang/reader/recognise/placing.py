"""Where texts of a disclosure stand: places of passages, and what has none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from mingzhang.model import Placed, PlacedPiece
from mingzhang.reader.source import Passage

__all__ = ["beside", "kept", "placed"]


def placed(path: str, passage: Passage, *, with_text: bool = False) -> Placed:
    """The place of a text that stands under `path`; with its words where nothing else has them."""
    pieces = []
    for piece in passage.pieces:
        whole = piece.length == len(passage.text)
        text = passage.text if whole else passage.text[piece.offset : piece.offset + piece.length]
        evidence = piece.place.evidence(text, piece.start, piece.place, piece.start + piece.length)
        pieces.append(PlacedPiece(piece.offset, evidence))
    return Placed(path, tuple(pieces), passage.text if with_text else None)


def kept(name: str, passages: Iterable[Passage]) -> Iterator[Placed]:
    """Texts that only `places` hold: name.1, name.2 and so on."""
    for number, passage in enumerate(passages, 1):
        yield placed(f"{name}.{number}", passage, with_text=True)


def beside(passages: Iterable[Passage], used: Iterable[Passage]) -> Iterator[Passage]:
    """The passages that those in use do not cover whole."""
    covered = _covered(used)
    for passage in passages:
        for piece in passage.pieces:
            starts, ends = covered.get(id(piece.place), _NOTHING)
            before = bisect_right(starts, piece.start) - 1
            if before < 0 or piece.start + piece.length > ends[before]:
                yield passage
                break


_Stretches = tuple[list[int], list[int]]

_NOTHING: Final[_Stretches] = ([], [])


def _covered(used: Iterable[Passage]) -> dict[int, _Stretches]:
    """Where, in each place, the stretches begin and end that passages cover without a gap."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for passage in used:
        for piece in passage.pieces:
            span = piece.start, piece.start + piece.length
            spans.setdefault(id(piece.place), []).append(span)
    return {place: _stretches(sorted(found)) for place, found in spans.items()}


def _stretches(spans: Iterable[tuple[int, int]]) -> _Stretches:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in spans:
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
