"""Which characters a font file has, from its table of characters (cmap)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

__all__ = ["Coverage", "coverage_of"]

_COLLECTION: Final = b"ttcf"
_UNICODE: Final = {(3, 10), (0, 6), (0, 4), (3, 1), (0, 3)}
"""Platform and encoding of tables that go by Unicode."""

_SEGMENTS: Final = 4
_GROUPS: Final = 12
_CODES: Final = 0x10000


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ranges of code points that a font has a glyph for, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for a character."""
        code = ord(character)
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]


@lru_cache(maxsize=64)
def coverage_of(path: Path, index: int) -> Coverage:
    """The characters of a face of a font file, `index` counting those of a collection.

    A file that is not understood has none.
    """
    try:
        data = path.read_bytes()
        ranges = sorted(_ranges(data, _table(data, index)))
    except (OSError, struct.error, KeyError):
        ranges = []
    return Coverage(tuple(start for start, _ in ranges), tuple(end for _, end in ranges))


def _table(data: bytes, index: int) -> int:
    """Where the table of characters begins."""
    head = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == _COLLECTION else 0
    (count,) = struct.unpack_from(">H", data, head + 4)
    places = {
        data[at : at + 4]: int(struct.unpack_from(">I", data, at + 8)[0])
        for at in range(head + 12, head + 12 + 16 * count, 16)
    }
    return places[b"cmap"]


def _ranges(data: bytes, table: int) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, table + 2)
    formats: dict[int, int] = {}
    for at in range(table + 4, table + 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at)
        if (platform, encoding) in _UNICODE:
            (kind,) = struct.unpack_from(">H", data, table + offset)
            formats[kind] = table + offset
    if _GROUPS in formats:
        return _of_groups(data, formats[_GROUPS])
    return _of_segments(data, formats[_SEGMENTS])


def _of_groups(data: bytes, at: int) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    triples = struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * count])
    return [(start, end) for start, end, glyph in triples if glyph or end > start]


def _of_segments(data: bytes, at: int) -> list[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    layout = f">{double // 2}H"
    ends = struct.unpack_from(layout, data, at + 14)
    starts, shifts, offsets = (
        struct.unpack_from(layout, data, at + 16 + nth * double) for nth in (1, 2, 3)
    )
    found: list[tuple[int, int]] = []
    for nth, (start, end, offset) in enumerate(zip(starts, ends, offsets, strict=True)):
        if start == _CODES - 1:
            continue
        if offset:
            place = at + 16 + 3 * double + 2 * nth + offset
            glyphs = struct.unpack_from(f">{end - start + 1}H", data, place)
            found += [(code, code) for code, glyph in enumerate(glyphs, start) if glyph]
        elif start + shifts[nth] != _CODES:
            found.append((start, end))
    return found
