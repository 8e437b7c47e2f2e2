"""What a PDF file of our own is held against: the files that it carries, and what its tags say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingzhang.reader.formats.pdf.attachments import attachments_of
from mingzhang.reader.formats.pdf.structure import PagePiece, tagged_pieces

__all__ = ["Carried", "read_carried"]


@dataclass(frozen=True, slots=True)
class Carried:
    """The files within a PDF file by name, and the texts of its pages; no texts if no files."""

    attached: Mapping[str, bytes]
    pieces: Sequence[PagePiece]


def read_carried(data: bytes) -> Carried:
    """What a file that does no harm carries.

    Raises:
        ReadError: it cannot be opened.
    """
    attached = attachments_of(data)
    return Carried(attached, tagged_pieces(data) if attached else ())
