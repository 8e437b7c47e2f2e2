"""The chart engine (ECharts, in a JavaScript engine within this process): options to raw SVG."""

from __future__ import annotations

import atexit
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from lxml import etree

from mingzhang.publisher.render.chart.assets import ENGINE

__all__ = ["Element", "raw_drawing"]

Element = etree._Element

_DRAW: Final = """
function drawn(option, width, height) {
  const chart = echarts.init(null, null, {renderer: "svg", ssr: true, width, height});
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
"""


@cache
def _engine() -> Any:
    """The engine, loaded once a process (0.2 s); it knows no file and no network."""
    from py_mini_racer import MiniRacer  # slow to load, and not needed for text

    engine = MiniRacer()
    atexit.register(engine.close)  # left to the end of the interpreter, it may wait for ever
    engine.eval(ENGINE.read_text(encoding="utf-8"))
    engine.eval(_DRAW)
    return engine


def raw_drawing(option: Mapping[str, Any], width: int, height: int) -> Element:
    """What the engine draws, as a tree.

    Options are data: what they say is never run. No text of a disclosure goes in (`Sketch`).
    """
    said = json.dumps({"animation": False, **option})
    svg: str = _engine().eval(f"drawn({said}, {width}, {height})")
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False))
