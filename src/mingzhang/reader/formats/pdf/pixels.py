"""A page drawn as a picture: for pages that hold one and no text."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from mingzhang.reader.formats.pdf.pdfium import (
    IMAGE,
    PageObjects,
    bounds_of,
    box_of_page,
    draw_page,
)

__all__ = ["Pixels", "covered", "has_objects"]

_COLOURS = 3


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of blue, green and red; `points` is the size of the page as it is shown."""

    wide: int
    high: int
    data: bytes
    points: tuple[float, float]

    @classmethod
    def of(cls, page: int, scale: float) -> Pixels:
        """An open page as it is shown, `scale` pixels for a point."""
        wide, high, data = draw_page(page, scale)
        return cls(wide, high, data, (wide / scale, high / scale))

    def as_array(self) -> Any:
        """As numpy has it: rows, columns, colours."""
        numpy = import_module("numpy")  # comes with the extra that needs it
        return numpy.frombuffer(self.data, numpy.uint8).reshape(self.high, self.wide, _COLOURS)

    def png(self) -> bytes:
        """As a PNG file in shades of grey."""
        row = self.wide * _COLOURS
        rows = (
            self.data[start + 1 : start + row : _COLOURS]
            for start in range(0, row * self.high, row)
        )
        header = struct.pack(">IIBBBBB", self.wide, self.high, 8, 0, 0, 0, 0)
        packed = zlib.compress(b"".join(b"\0" + green for green in rows), 6)
        parts = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
            for name, part in parts
        )


def covered(page: int) -> float:
    """The share of an open page that its pictures take."""
    images = PageObjects.of_page(page).of_type(IMAGE)
    bounds = bounds_of(images)
    left, bottom, right, top = box_of_page(page)
    areas = (
        (x1 - x0) * (y1 - y0)
        for x0, y0, x1, y1 in zip(
            bounds[0::4], bounds[1::4], bounds[2::4], bounds[3::4], strict=True
        )
    )
    return sum(areas) / ((right - left) * (top - bottom) or 1.0)


def has_objects(page: int) -> bool:
    """Whether anything is drawn on an open page."""
    return bool(PageObjects.of_page(page).addresses)
