"""Where the texts of a form stand in the source."""

from __future__ import annotations

from mingzhang.model import Placed, PlacedPiece
from mingzhang.reader.source import Passage

__all__ = ["placed"]


def placed(path: str, passage: Passage, *, is_kept: bool = True) -> Placed:
    """The place of a text, piece by piece; with the text itself if the model does not keep it."""
    pieces = []
    for piece in passage.pieces:
        evidence = passage.evidence(piece.offset, piece.offset + piece.length)
        if evidence is not None:
            pieces.append(PlacedPiece(piece.offset, evidence))
    return Placed(path, tuple(pieces), None if is_kept else passage.text)
