"""PDF files made by hand for the tests: text at places, rules, and what a file may do wrong.

Places are in points from the top left of the page as it is drawn, like those of evidence. Text is
set in a Chinese font that is named and not embedded: 1 em for a Chinese character, half an em for
a Latin one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)


@dataclass
class Leaf:
    """A page that is being drawn; `rotate` is how far viewers turn it to the right."""

    size: tuple[float, float] = A4
    rotate: int = 0
    operators: list[str] = field(default_factory=list)
    upright: tuple[float, ...] | None = None
    resources: bytes = b""

    def draw(self, operators: str) -> Leaf:
        """Operators of a content stream, as they are."""
        self.operators.append(operators)
        return self

    def text(self, x: float, y: float, text: str, size: float = 10, angle: float = 0) -> Leaf:
        """A text whose baseline starts 0.88 em below the place; `angle` turns it to the left."""
        a, b = cos(radians(angle)), sin(radians(angle))
        coded = text.encode("utf-16-be").hex()
        place = f"{a:.4f} {b:.4f} {-b:.4f} {a:.4f} {x} {self.size[1] - y - 0.88 * size}"
        return self.draw(f"BT /F {size} Tf {place} Tm <{coded}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Leaf:
        """A stroked straight line."""
        high = self.size[1]
        return self.draw(f"{width} w {x0} {high - y0} m {x1} {high - y1} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, paint: str = "S") -> Leaf:
        """A rectangle, stroked (S) or filled (f)."""
        return self.draw(f"{x0} {self.size[1] - y1} {x1 - x0} {y1 - y0} re {paint}")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Leaf:
        """All rules of a table without merged cells."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def table(
        self, xs: Sequence[float], ys: Sequence[float], rows: Iterable[Iterable[str]]
    ) -> Leaf:
        """A table with all its rules and a text of 9 points in each cell."""
        self.grid(xs, ys)
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.text(x + 3, y + 3, text, 9)
        return self

    def content(self) -> bytes:
        """The content stream."""
        start = "" if self.upright is None else " ".join(map(str, self.upright)) + " cm\n"
        return (start + "\n".join(self.operators)).encode("ascii")


def pdf(*leaves: Leaf, extra: Sequence[bytes] = (), trailer: bytes = b"") -> bytes:
    """A file of these pages; `extra` are further objects, numbered from 4 on."""
    first = 4 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(leaves)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(leaves)),
        _FONT,
        *extra,
    ]
    for number, leaf in enumerate(leaves):
        wide, high = leaf.size
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>%s>>>>"
            % (wide, high, leaf.rotate, first + 2 * number + 1, leaf.resources)
        )
        objects.append(stream(leaf.content()))
    return whole(objects, trailer)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream as an object."""
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (
        len(packed),
        entries,
        packed,
    )


def whole(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects as a file with its table of references."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)
