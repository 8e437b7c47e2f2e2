"""Charts of a publication as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from mingzhang.publisher.compose.page import Chart
from mingzhang.publisher.render.chart import engine
from mingzhang.publisher.render.chart.bars import Link, bars_height, bars_sketch
from mingzhang.publisher.render.chart.finish import Theme, finished

__all__ = ["chart_height", "chart_svg", "draw_ahead"]

_UNFIT: Final = re.compile("[\\s\x00-\x1f\x7f\ufffe\uffff]")


def chart_height(chart: Chart, *, width: int) -> int:
    """How high the chart is, in the unit of `width`, without drawing it."""
    return bars_height(chart, width)


def chart_svg(chart: Chart, *, width: int, theme: Theme, link: Link | None = None) -> str:
    """The chart as an <svg> element, `width` pixels wide by `chart_height`.

    Each shape says its fact (data-fact: the address) and what it is worth in the chart's unit
    (data-value). On the screen it links to what `link` gives for the fact, by default to `#f-` and
    the address, as pages of ours call figures.
    """
    return finished(bars_sketch(chart, width, link or _in_page), theme)


def draw_ahead(charts: Iterable[tuple[Chart, int]]) -> None:
    """Have the charts of these widths drawn together, which takes half of drawing each for itself."""
    sketches = [bars_sketch(chart, width, _in_page) for chart, width in charts]
    engine.draw_ahead((one.option, one.width, one.height) for one in sketches)


def _in_page(fact: str) -> str:
    return "#f-" + _UNFIT.sub(lambda found: quote(found[0]), fact)
