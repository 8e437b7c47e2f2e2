"""The engine's SVG made into one that any page may hold: marks resolved, no style, no hidden part.

Styles become attributes, colours classes (screen) or fixed (paper), and every shape says what it
stands for. The same drawing gives the same text.
"""

from __future__ import annotations

import re
from hashlib import blake2s
from typing import Final, Literal

from lxml import etree

from mingzhang.publisher.render.chart.engine import Element, raw_drawing
from mingzhang.publisher.render.chart.head import HEAD_LEADING, SWATCH, legend_fits
from mingzhang.publisher.render.chart.palette import COLOURS
from mingzhang.publisher.render.chart.sketch import FONT, Label, Shape, Sketch
from mingzhang.publisher.render.chart.words import fitted, text_width

__all__ = ["Theme", "finished"]

Theme = Literal["print", "screen"]

_SVG: Final = "{http://www.w3.org/2000/svg}"
_EMPTY: Final = '<svg xmlns="http://www.w3.org/2000/svg"/>'
_LEADING: Final = 1.25
"""The height of a line of a label, in the size of its text."""
_KEPT: Final = ("d", "transform", "fill-opacity", "dominant-baseline", "text-anchor", "x", "y")
_RECTANGLE: Final = re.compile(r"M0 0l([\d.]+) 0l0 ([\d.]+)l-[\d.]+ 0Z")
_FEWEST: Final = 2.5
"""A text that has room for fewer characters is not written."""


def finished(sketch: Sketch, theme: Theme) -> str:
    """The drawing as an <svg> element."""
    return _Finish(sketch, theme).svg()


class _Finish:
    def __init__(self, sketch: Sketch, theme: Theme) -> None:
        self.sketch = sketch
        self.theme = theme
        self.key = "c" + blake2s(sketch.key.encode(), digest_size=6).hexdigest()
        self.root = etree.fromstring(_EMPTY)
        self.defs: dict[str, str] = {}

    def svg(self) -> str:
        sketch, root = self.sketch, self.root
        width, height = str(sketch.width), str(sketch.height)
        root.set("viewBox", f"0 0 {width} {height}")
        root.set("width", width)
        root.set("height", height)
        # What is only a picture may hold no links.
        root.set("role", "img" if self.theme == "print" else "group")
        root.set("aria-labelledby", f"{self.key}-t {self.key}-d")
        self._add(root, "title", sketch.title, id=f"{self.key}-t")
        self._add(root, "desc", sketch.alternative, id=f"{self.key}-d")
        drawn = raw_drawing(sketch.option, sketch.width, sketch.height)
        front = self._add(root, "g")
        for element in drawn.iter(f"{_SVG}path", f"{_SVG}text"):
            self._take(front, element)
        self._head(front)
        self._define(front)
        return etree.tostring(root, encoding="unicode")

    def _add(self, parent: Element, tag: str, text: str | None = None, **of: str) -> Element:
        child = etree.SubElement(parent, f"{_SVG}{tag}")
        for name, value in of.items():
            child.set(name.replace("_", "-"), value)
        child.text = _clean(text) if text is not None else None
        return child

    def _take(self, parent: Element, element: Element) -> None:
        if element.tag == f"{_SVG}text":
            self._text(parent, element)
        elif (shape := self.sketch.shapes.get(element.get("fill", ""))) is not None:
            self._shape(parent, element, shape)
        elif element.get("stroke", "")[:1] == "@":
            line = self._add(parent, "path", fill="none", **_kept(element))
            self._colour(line, "stroke", element.get("stroke", ""))

    def _shape(self, parent: Element, element: Element, shape: Shape) -> None:
        if shape.href is not None and self.theme == "screen":
            parent = self._add(parent, "a", href=shape.href)
        path = self._add(parent, "path", **_kept(element))
        path.set("data-value", shape.value)
        if shape.fact is not None:
            path.set("data-fact", _clean(shape.fact))
        if shape.is_hatched:
            path.set("fill", f"url(#{self._hatch(shape.colour)})")
        else:
            self._colour(path, "fill", f"@{shape.colour}")
        self._add(path, "title", shape.name)
        if shape.within:
            self._colour(path, "stroke", "@on")
            self._write_on(parent, element, shape)

    def _write_on(self, parent: Element, element: Element, shape: Shape) -> None:
        """The texts of a rectangle, on it where they fit."""
        corner = _RECTANGLE.fullmatch(element.get("d", ""))
        if corner is None:
            return
        size = self.sketch.size
        width, height = float(corner[1]) - size, float(corner[2]) - size * 0.8
        room = int(height / (size * _LEADING))
        *others, last = shape.within
        lines = [line for one in others for line in fitted(one, width, size, max(room - 1, 1))]
        if room < 1 or width < size * _FEWEST or lines[0] == "…":
            return
        lines = [*lines, last] if room > len(lines) and text_width(last, size) <= width else lines
        text = self._add(
            parent, "text", x=f"{size / 2:g}", y=f"{size:g}", dominant_baseline="central",
            transform=element.get("transform", ""), pointer_events="none",
        )  # fmt: skip
        self._label(text, Label(tuple(lines), "on", hangs=True))

    def _colour(self, element: Element, what: str, mark: str) -> None:
        name = mark.removeprefix("@")
        if self.theme == "print":
            element.set(what, COLOURS[name])
        else:
            known = element.get("class")
            own = f"{what[0].replace('f', 'c')}-{name}"
            element.set("class", f"{known} {own}" if known else own)

    def _text(self, parent: Element, element: Element) -> None:
        said = element.text or ""
        label = self.sketch.labels.get(said) or Label((said,), "soft")
        self._label(self._add(parent, "text", **_kept(element)), label)

    def _label(self, text: Element, label: Label) -> None:
        """The lines of a label, about the height that it is given."""
        size = self.sketch.size
        text.set("font-size", f"{size:g}")
        if self.theme == "print":
            text.set("font-family", FONT)
        self._colour(text, "fill", label.colour)
        if label.halo and self.theme == "screen":  # on paper it would make text stand twice
            text.set("stroke-width", "3")
            text.set("paint-order", "stroke")
            self._colour(text, "stroke", "@on")
        if label.whole is not None:
            self._add(text, "title", label.whole)
        if len(label.lines) == 1:
            self._tail(text, label.lines[0])
            return
        x, y = text.get("x", "0"), float(text.get("y", "0"))
        if not label.hangs:
            y -= (len(label.lines) - 1) * size * _LEADING / 2
        for number, line in enumerate(label.lines):
            self._add(text, "tspan", line, x=x, y=f"{y + number * size * _LEADING:g}")

    @staticmethod
    def _tail(text: Element, words: str) -> None:
        if len(text):
            text[-1].tail = _clean(words)
        else:
            text.text = _clean(words)

    def _head(self, parent: Element) -> None:
        """Above: unit and source at the left, the names of the series at the right or below."""
        sketch = self.sketch
        size, right = sketch.size, sketch.width
        below = (
            0
            if legend_fits(sketch.width, size, sketch.head, sketch.legend)
            else size * HEAD_LEADING
        )
        for name, colour, is_hatched in reversed(sketch.legend):
            right -= text_width(name, size)
            self._line(parent, name, right, below, "ink")
            right -= SWATCH + 5
            swatch = self._add(parent, "rect", x=str(right), y=f"{below + size * 0.8 - SWATCH / 2:g}",
                               width=str(SWATCH), height=str(SWATCH))  # fmt: skip
            if is_hatched:
                swatch.set("fill", f"url(#{self._hatch(colour)})")
            else:
                self._colour(swatch, "fill", f"@{colour}")
            right -= SWATCH
        if sketch.head:
            self._line(parent, sketch.head, 0, 0, "soft")

    def _line(self, parent: Element, words: str, x: int, below: float, colour: str) -> None:
        y = f"{below + self.sketch.size * 0.8:g}"
        text = self._add(parent, "text", x=str(x), y=y, dominant_baseline="central")
        self._label(text, Label((words,), colour))

    def _hatch(self, colour: str) -> str:
        return self.defs.setdefault(colour, f"{self.key}-h{len(self.defs) + 1}")

    def _define(self, before: Element) -> None:
        """The hatchings that were used: stripes of the page's colour over that of the series."""
        if not self.defs:
            return
        defs = etree.Element(f"{_SVG}defs")
        before.addprevious(defs)
        for colour, name in self.defs.items():
            pattern = self._add(
                defs, "pattern", id=name, width="6", height="6",
                patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
            )  # fmt: skip
            ground = self._add(pattern, "rect", width="6", height="6")
            self._colour(ground, "fill", f"@{colour}")
            stripe = self._add(pattern, "rect", width="1.5", height="6")
            self._colour(stripe, "fill", "@on")


def _kept(element: Element) -> dict[str, str]:
    """The attributes of an element of the engine that are kept; they may be keywords."""
    return {
        name.replace("-", "_"): value for name in _KEPT if (value := element.get(name)) is not None
    }


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(char if _is_legible(char) else "\ufffd" for char in text)


def _is_legible(char: str) -> bool:
    point = ord(char)
    return char in "\t\n" or ((
        0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or point > 0xFFFF
    ) and point != 0x7F)  # fmt: skip
