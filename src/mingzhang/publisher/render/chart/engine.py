"""The chart engine (ECharts, in a JavaScript engine within this process): options to raw SVG."""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from lxml import etree

from mingzhang.publisher.render.chart.assets import ENGINE

__all__ = ["Element", "Wanted", "draw_ahead", "raw_drawing"]

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
_KEPT: Final = 64
"""So many drawings are kept: the PDF and the Word file of a publication show the same ones."""

Wanted = tuple[Mapping[str, Any], int, int]
"""Options with the width and the height of their drawing."""


class _Engine:
    """The engine, loaded once a process (0.2 s); it knows no file and no network."""

    def __init__(self) -> None:
        from py_mini_racer import MiniRacer  # slow to load, and not needed for text

        self._racer = MiniRacer()
        atexit.register(self._racer.close)  # left to the end of the interpreter, it may hang
        self._racer.eval(ENGINE.read_text(encoding="utf-8"))
        self._racer.eval(_DRAW)
        self._known: dict[str, str] = {}

    def draw(self, calls: Sequence[str]) -> list[str]:
        """The raw SVG of each call; those not known yet are drawn in one go, which takes half."""
        if len(self._known.keys() | set(calls)) > _KEPT:
            self._known.clear()
        asked = [one for one in dict.fromkeys(calls) if one not in self._known]
        if asked:
            made = json.loads(str(self._racer.eval(f"JSON.stringify([{','.join(asked)}])")))
            self._known.update(zip(asked, made, strict=True))
        return [self._known[one] for one in calls]


@cache
def _engine() -> _Engine:
    return _Engine()


def draw_ahead(wanted: Iterable[Wanted]) -> None:
    """Have drawings made together that are asked for one by one later."""
    _engine().draw([_call(*one) for one in wanted])


def raw_drawing(option: Mapping[str, Any], width: int, height: int) -> Element:
    """What the engine draws, as a tree.

    Options are data: what they say is never run. No text of a disclosure goes in (`Sketch`).
    """
    (svg,) = _engine().draw([_call(option, width, height)])
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False))


def _call(option: Mapping[str, Any], width: int, height: int) -> str:
    return f"drawn({json.dumps({'animation': False, **option})},{width},{height})"
