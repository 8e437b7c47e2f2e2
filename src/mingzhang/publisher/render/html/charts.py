"""Charts in a page: one drawing for a desk and one for a phone, each value a link to its figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mingzhang.publisher.compose.page import Chapter, Chart
from mingzhang.publisher.render.chart import chart_svg, draw_ahead
from mingzhang.publisher.render.html.anchors import Anchors, figure_fragment
from mingzhang.publisher.render.html.markup import text

__all__ = ["chart_figure", "charts_ahead"]

_WIDTHS: Final = {"wide": 680, "narrow": 328}
"""How wide the drawings are laid out; `chart.css` shows the one whose text is legible."""


def charts_ahead(chapters: Iterable[Chapter]) -> None:
    """Have all charts of a page drawn together before each is asked for."""
    blocks = (block for chapter in chapters for block in chapter.blocks)
    charts = [block for block in blocks if isinstance(block, Chart)]
    if charts:
        draw_ahead((chart, width) for chart in charts for width in _WIDTHS.values())


def chart_figure(chart: Chart, anchors: Anchors) -> str:
    """A chart with its caption."""
    drawings = "".join(
        f'<div class="{name}">{_drawing(chart, width)}</div>' for name, width in _WIDTHS.items()
    )
    caption = "" if chart.is_captioned else f"<figcaption>{text(chart.title)}</figcaption>"
    return f'\n<figure class="chart"{anchors.target(chart.anchor)}>{drawings}{caption}</figure>'


def _drawing(chart: Chart, width: int) -> str:
    return chart_svg(
        chart, width=width, theme="screen", link=lambda fact: f"#{figure_fragment(fact)}"
    )
