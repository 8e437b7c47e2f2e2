"""Flows between stages, such as from source to function to kind, as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from mingzhang.publisher.render.chart.finish import Theme, finished
from mingzhang.publisher.render.chart.head import head_height
from mingzhang.publisher.render.chart.palette import HUES
from mingzhang.publisher.render.chart.sketch import Label, Shape, Sketch
from mingzhang.publisher.render.chart.words import fitted, text_width

__all__ = ["FlowLink", "FlowNode", "sankey_svg"]

_SIZE: Final = 12
_NODE: Final = 12
"""How wide a node is."""
_NARROW: Final = 480
_LEADING: Final = 1.25
_FLOWS: Final = 180
"""The height that is shared out in proportion to the amounts."""
_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A node of a stage (0 at the left); `key` tells nodes of one name apart."""

    key: str
    name: str
    stage: int
    value: Decimal
    text: str
    fact: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class FlowLink:
    """What flows from one node to another, in the chart's unit; not above zero is left out."""

    source: str
    target: str
    value: Decimal
    text: str
    fact: str | None = None
    href: str | None = None


def sankey_svg(
    nodes: Sequence[FlowNode],
    links: Sequence[FlowLink],
    *,
    anchor: str,
    title: str,
    unit: str,
    alternative: str,
    width: int,
    theme: Theme = "screen",
) -> str:
    """The flow as an <svg> element; empty text where nothing flows.

    It is as high as the fullest stage needs for its names. Links have the colour of their source.
    """
    flowing = [one for one in links if one.value > 0]
    ends = {key for one in flowing for key in (one.source, one.target)}
    used = [one for one in nodes if one.key in ends]
    if not used:
        return ""
    lines = 3 if width < _NARROW else 1
    gap = round(lines * _SIZE * _LEADING) + _GAP
    fullest = max(Counter(one.stage for one in used).values())
    head = f"单位：{unit}"
    top = head_height(width, _SIZE, head, ()) + gap // 2
    height = top + _FLOWS + fullest * gap
    sketch = Sketch(f"{anchor} {width}", title, alternative, width, height, _SIZE, head)
    stages = max(one.stage for one in used) + 1
    room = (width - stages * _NODE) / max(stages - 1, 1) * 0.47
    colours = {one.key: HUES[at % len(HUES)] for at, one in enumerate(used)}
    names = {one.key: one.name for one in used}
    sketch.option = {
        "series": {
            "type": "sankey",
            "left": 0,
            "right": 0,
            "top": top,
            "bottom": gap // 2,
            "nodeWidth": _NODE,
            "nodeGap": gap,
            "draggable": False,
            "data": [
                _node(sketch, one, colours[one.key], unit, room, lines, stages) for one in used
            ],
            "links": [_link(sketch, one, colours[one.source], unit, names) for one in flowing],
        }
    }
    return finished(sketch, theme)


def _node(
    sketch: Sketch, node: FlowNode, colour: str, unit: str, room: float, lines: int, stages: int
) -> dict[str, Any]:
    if lines == 1:
        said = fitted(f"{node.name} {node.text}", room, _SIZE, 1)
        said = said if not said[0].endswith("…") else (_cut(node, room),)
    else:
        said = (*fitted(node.name, room, _SIZE, lines - 1), node.text)
    whole = None if "…" not in "".join(said) else f"{node.name} {node.text}"
    shape = Shape(
        name=f"{node.name}：{node.text} {unit}",
        colour=colour,
        value=f"{node.value:f}",
        fact=node.fact,
        href=node.href,
    )
    return {
        "name": node.key,
        "depth": node.stage,
        "itemStyle": {"color": sketch.shape(shape), "borderWidth": 0},
        "label": {
            "formatter": sketch.mark(Label(said, whole=whole, halo=True)),
            "position": "left" if node.stage == stages - 1 else "right",
            "fontSize": _SIZE,
        },
    }


def _cut(node: FlowNode, room: float) -> str:
    """Name and value on one line, the name cut so that the value stands whole."""
    beside = f" {node.text}"
    (name,) = fitted(node.name, room - text_width(beside, _SIZE), _SIZE, 1)
    return name + beside


def _link(
    sketch: Sketch, link: FlowLink, colour: str, unit: str, names: dict[str, str]
) -> dict[str, Any]:
    shape = Shape(
        name=f"{names[link.source]} → {names[link.target]}：{link.text} {unit}",
        colour=colour,
        value=f"{link.value:f}",
        fact=link.fact,
        href=link.href,
    )
    return {
        "source": link.source,
        "target": link.target,
        "value": float(link.value),
        "lineStyle": {"color": sketch.shape(shape), "opacity": 0.35},
    }
