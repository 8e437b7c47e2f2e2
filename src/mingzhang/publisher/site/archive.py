"""Archives of thousands of files, put together of what was packed before.

A zip holds each file deflated. What is packed once with `packed` is copied into any archive later,
alone or joined with others to one file, so an archive of a year is written again at the speed of
the disk when one of its disclosures changed. The same contents give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import BinaryIO, Final

from msgspec import Struct

__all__ = ["Packed", "packed", "unpacked", "write_archive"]

_RAW: Final = -zlib.MAX_WBITS
_LAST_BLOCK: Final = b"\x03\x00"
"""An empty block that ends a stream: pieces end where a byte does, without ending the stream."""

_DEFLATED: Final = 8
_UTF8_NAMES: Final = 0x800
_FIRST_DAY: Final = (1 << 5) | 1
_ELSEWHERE: Final = 0xFFFFFFFF
"""In place of a number that four bytes do not hold."""

_LARGE = _ELSEWHERE
_MANY = 0xFFFF
_VERSION: Final = 45
_POLYNOMIAL: Final = 0xEDB88320
_ONE: Final = 1 << 31


class Packed(Struct, frozen=True, array_like=True):
    """Bytes deflated on their own; `size` and `crc` are those of the bytes themselves."""

    size: int
    crc: int
    data: bytes


def packed(data: bytes) -> Packed:
    """Bytes as archives hold them."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, _RAW)
    return Packed(
        len(data), zlib.crc32(data), deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)
    )


def unpacked(piece: Packed) -> bytes:
    """The bytes behind a packed piece.

    >>> unpacked(packed("预算".encode())).decode()
    '预算'
    """
    return zlib.decompress(piece.data + _LAST_BLOCK, _RAW)


def write_archive(file: BinaryIO, members: Iterable[tuple[str, Sequence[Packed]]]) -> None:
    """Write a zip of files by name, each made of pieces joined."""
    directory = []
    offset = 0
    for name, pieces in members:
        entry = _Entry(name.encode(), pieces, offset)
        offset += file.write(entry.local())
        for piece in pieces:
            offset += file.write(piece.data)
        offset += file.write(_LAST_BLOCK)
        directory.append(entry.central())
    start = offset
    for one in directory:
        offset += file.write(one)
    file.write(_end(len(directory), start, offset))


@dataclass(frozen=True)
class _Entry:
    """A file of an archive, at the offset where it stands."""

    name: bytes
    pieces: Sequence[Packed]
    offset: int

    @cached_property
    def _crc(self) -> int:
        return _joined_crc(self.pieces)

    @property
    def _sizes(self) -> tuple[int, int]:
        """How long it is, and how long packed."""
        held = sum(len(piece.data) for piece in self.pieces) + len(_LAST_BLOCK)
        return sum(piece.size for piece in self.pieces), held

    def local(self) -> bytes:
        """What stands before it."""
        return self._header(b"PK\x03\x04", b"", self._sizes, b"")

    def central(self) -> bytes:
        """What the directory at the end says of it."""
        tail = struct.pack("<HHHII", 0, 0, 0, 0, _short(self.offset))
        made_by = struct.pack("<H", _VERSION)
        return self._header(b"PK\x01\x02", made_by, (*self._sizes, self.offset), tail)

    def _header(self, mark: bytes, made_by: bytes, numbers: Sequence[int], tail: bytes) -> bytes:
        """`numbers` that four bytes do not hold stand behind the name; then all of them do."""
        size, held = numbers[:2]
        extra = b""
        if any(number >= _LARGE for number in numbers):
            extra = struct.pack(f"<HH{len(numbers)}Q", 1, 8 * len(numbers), *numbers)
            size = held = _ELSEWHERE
            tail = tail[:-4] + struct.pack("<I", _ELSEWHERE) if tail else tail
        fixed = struct.pack(
            "<HHHHHIIIHH",
            _VERSION,
            _UTF8_NAMES,
            _DEFLATED,
            0,
            _FIRST_DAY,
            self._crc,
            held,
            size,
            len(self.name),
            len(extra),
        )
        return mark + made_by + fixed + tail + self.name + extra


def _end(count: int, start: int, end: int) -> bytes:
    size = end - start
    plain = struct.pack(
        "<4sHHHHIIH",
        b"PK\x05\x06",
        0,
        0,
        min(count, 0xFFFF),
        min(count, 0xFFFF),
        _short(size),
        _short(start),
        0,
    )
    if count < _MANY and size < _LARGE and start < _LARGE:
        return plain
    large = struct.pack(
        "<4sQHHIIQQQQ", b"PK\x06\x06", 44, _VERSION, _VERSION, 0, 0, count, count, size, start
    )
    return large + struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1) + plain


def _short(number: int) -> int:
    return number if number < _LARGE else _ELSEWHERE


def _joined_crc(pieces: Sequence[Packed]) -> int:
    """The checksum of pieces joined, from theirs: each shifts what stands before it."""
    crc = 0
    for piece in pieces:
        crc = (_times(_shift(piece.size), crc) if crc else 0) ^ piece.crc
    return crc


def _times(one: int, other: int) -> int:
    """The product of two polynomials over GF(2), highest bit the constant, modulo that of CRC-32."""
    product, bit = 0, _ONE
    while True:
        if one & bit:
            product ^= other
            if not one & (bit - 1):
                return product
        bit >>= 1
        if not bit:
            return product
        other = (other >> 1) ^ _POLYNOMIAL if other & 1 else other >> 1


def _shift(size: int) -> int:
    """What a checksum is multiplied with when `size` bytes follow."""
    shift, power = _ONE, 3
    while size:
        if size & 1:
            shift = _times(_power(power), shift)
        size >>= 1
        power += 1
    return shift


@cache
def _power(number: int) -> int:
    """X to the power of 2 to the power of `number`."""
    if number == 0:
        return _ONE >> 1
    before = _power(number - 1)
    return _times(before, before)
