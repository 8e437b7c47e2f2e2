"""Draw charts as SVG: one specification, for paper and for the screen.

`bars`, `flow` and `tree` say what the chart engine shall draw (`sketch`), `engine` has it drawn,
`finish` makes of its SVG one that a strict page may hold: no style, shapes that say what they are
worth. Colours on the screen are those of `chart.css`, which knows light and dark.
"""

from __future__ import annotations

from mingzhang.publisher.render.chart.assets import missing_assets
from mingzhang.publisher.render.chart.bars import Link
from mingzhang.publisher.render.chart.drawing import chart_height, chart_svg, draw_ahead
from mingzhang.publisher.render.chart.finish import Theme
from mingzhang.publisher.render.chart.flow import FlowLink, FlowNode, sankey_svg
from mingzhang.publisher.render.chart.palette import css
from mingzhang.publisher.render.chart.tree import TreeNode, treemap_svg

__all__ = [
    "FlowLink",
    "FlowNode",
    "Link",
    "Theme",
    "TreeNode",
    "chart_height",
    "chart_svg",
    "css",
    "draw_ahead",
    "missing_assets",
    "sankey_svg",
    "treemap_svg",
]
