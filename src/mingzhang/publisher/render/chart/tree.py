"""Parts of a whole as nested rectangles, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from mingzhang.publisher.render.chart.finish import Theme, finished
from mingzhang.publisher.render.chart.head import head_height, legend_width
from mingzhang.publisher.render.chart.palette import HUES
from mingzhang.publisher.render.chart.sketch import Shape, Sketch

__all__ = ["TreeNode", "treemap_svg"]

_SIZE: Final = 12


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A part, in the chart's unit, with its own parts; what is not above zero is left out."""

    name: str
    value: Decimal
    text: str
    fact: str | None = None
    href: str | None = None
    children: tuple[TreeNode, ...] = ()


def treemap_svg(
    tree: Sequence[TreeNode],
    *,
    anchor: str,
    title: str,
    unit: str,
    alternative: str,
    width: int,
    height: int,
    theme: Theme = "screen",
) -> str:
    """The parts as an <svg> element, areas in proportion; empty text where there are none.

    Parts of one group have one colour, and the largest groups are named above. A rectangle bears
    its name and value where they fit; it says them (title) in any case.
    """
    groups = sorted((one for one in tree if one.value > 0), key=lambda one: -one.value)
    if not groups:
        return ""
    sketch = Sketch(f"{anchor} {width}", title, alternative, width, height, _SIZE, f"单位：{unit}")
    colours = [HUES[at] if at < len(HUES) else "rest" for at in range(len(groups))]
    if any(group.children for group in groups):
        sketch.legend = _legend(sketch, groups, colours)
    top = head_height(width, _SIZE, sketch.head, sketch.legend)
    sketch.option = {
        "series": {
            "type": "treemap",
            "roam": False,
            "nodeClick": False,
            "breadcrumb": {"show": False},
            "label": {"show": False},
            "itemStyle": {"borderWidth": 0, "gapWidth": 0},
            "left": 0,
            "top": top,
            "width": width,
            "height": height - top,
            "data": [
                _node(sketch, group, colour, unit, ())
                for group, colour in zip(groups, colours, strict=True)
            ],
        }
    }
    return finished(sketch, theme)


def _legend(
    sketch: Sketch, groups: Sequence[TreeNode], colours: Sequence[str]
) -> tuple[tuple[str, str, bool], ...]:
    """The names of the groups that have a colour of their own, as many as there is room for."""
    named = [
        (group.name, colour, False)
        for group, colour in zip(groups, colours, strict=True)
        if colour != "rest"
    ]
    while named and _is_too_wide(sketch, named):
        named.pop()
    return tuple(named)


def _is_too_wide(sketch: Sketch, named: Sequence[tuple[str, str, bool]]) -> bool:
    return legend_width(sketch.size, named) > sketch.width


def _node(
    sketch: Sketch, node: TreeNode, colour: str, unit: str, above: tuple[str, ...]
) -> dict[str, Any]:
    path = (*above, node.name)
    children = [one for one in node.children if one.value > 0]
    if children:
        # The parts fill the whole: what is drawn of it is they.
        return {"children": [_node(sketch, one, colour, unit, path) for one in children]}
    shape = Shape(
        name=f"{'，'.join(path)}：{node.text} {unit}",
        colour=colour,
        value=f"{node.value:f}",
        fact=node.fact,
        href=node.href,
        within=(node.name, node.text),
    )
    return {"value": float(node.value), "itemStyle": {"color": sketch.shape(shape)}}
