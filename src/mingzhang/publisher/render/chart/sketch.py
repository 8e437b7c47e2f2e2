"""What is to be drawn: options for the engine, and what its shapes and texts stand for.

The engine is given marks in place of texts and colours. So no name can be taken for a template of
the engine, each text is broken as it should be, and colours follow the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from mingzhang.publisher.render.chart.head import Legend

__all__ = ["FONT", "Label", "Shape", "Sketch", "colour_mark"]

FONT: Final = "Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
_FIRST_MARK: Final = 0xE000
"""Private characters: marks of texts."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the chart: its lines, its colour, and the whole of it if it was cut.

    One that `hangs` has its first line where it is set, others stand about that height. One with a
    `halo` may cross lines.
    """

    lines: tuple[str, ...]
    colour: str = "ink"
    whole: str | None = None
    hangs: bool = False
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What a shape stands for.

    `name` is said of it and `value` is in the unit of the chart. `within` are texts to be written on
    it one below the other, as far as there is room.
    """

    name: str
    colour: str
    value: str
    fact: str | None = None
    href: str | None = None
    is_hatched: bool = False
    within: tuple[str, ...] = ()


@dataclass(slots=True)
class Sketch:
    """A drawing before it is drawn.

    `legend` names series by colour, `head` is the line above. `key` makes ids that are this
    drawing's own.
    """

    key: str
    title: str
    alternative: str
    width: int
    height: int
    size: float
    head: str = ""
    legend: Legend = ()
    option: dict[str, Any] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)

    def mark(self, label: Label) -> str:
        """What stands for a text until it is drawn."""
        mark = chr(_FIRST_MARK + len(self.labels))
        self.labels[mark] = label
        return mark

    def shape(self, shape: Shape) -> str:
        """What stands for the colour of a shape, and so for the shape."""
        mark = f"@{len(self.shapes)}"
        self.shapes[mark] = shape
        return mark


def colour_mark(name: str) -> str:
    """What stands for a colour until it is drawn."""
    return f"@{name}"
