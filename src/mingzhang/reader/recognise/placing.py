"""Where texts of a disclosure stand: places of passages, and what has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingzhang.model import Placed, PlacedPiece
from mingzhang.reader.source import Passage

__all__ = ["kept", "placed"]


def placed(path: str, passage: Passage, *, with_text: bool = False) -> Placed:
    """The place of a text that stands under `path`; with its words where nothing else has them."""
    pieces = []
    for piece in passage.pieces:
        text = passage.text[piece.offset : piece.offset + piece.length]
        evidence = piece.place.evidence(text, piece.start, piece.place, piece.start + piece.length)
        pieces.append(PlacedPiece(piece.offset, evidence))
    return Placed(path, tuple(pieces), passage.text if with_text else None)


def kept(name: str, passages: Iterable[Passage]) -> Iterator[Placed]:
    """Texts that only `places` hold: name.1, name.2 and so on."""
    for number, passage in enumerate(passages, 1):
        yield placed(f"{name}.{number}", passage, with_text=True)
