"""Charts of a publication as options for the engine: bars from zero, with their values beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from mingzhang.publisher.compose.page import Chart, ChartKind, Datum
from mingzhang.publisher.render.chart.head import Legend, head_height
from mingzhang.publisher.render.chart.sketch import Label, Shape, Sketch, colour_mark
from mingzhang.publisher.render.chart.words import fitted, text_width

__all__ = ["Link", "bars_height", "bars_sketch"]

Link = Callable[[str], str | None]
"""From the address of a fact to that of the figure in the page."""

_NARROW: Final = 480
"""A drawing less wide than this is for a phone."""
_LABEL_SHARES: Final = {True: 0.34, False: 0.45}
"""The most of the width that the names of categories take, of a narrow drawing and of others."""
_MANY: Final = 4
"""More bars than these stand closer together."""
_LEADING: Final = 1.25
_GAP: Final = 8
_COLUMNS: Final = 190
"""The height of upright columns."""


def bars_height(chart: Chart, width: int) -> int:
    """How high the chart is when it is so wide."""
    return _Frame(chart, width).height


def bars_sketch(chart: Chart, width: int, link: Link) -> Sketch:
    """The chart as what the engine shall draw."""
    frame = _Frame(chart, width)
    sketch = frame.sketch()
    names = [
        sketch.mark(Label(lines, whole=_if_cut(name, lines), hangs=frame.is_upright))
        for lines, name in zip(frame.names, chart.categories, strict=True)
    ]
    axes = (_values(frame), _categories(frame, names))
    sketch.option = {
        "grid": frame.grid,
        "xAxis": axes[frame.is_upright],
        "yAxis": axes[not frame.is_upright],
        "series": list(_series(frame, sketch, link)),
    }
    return sketch


@dataclass(frozen=True)
class _Frame:
    """The measures of one chart at one width."""

    chart: Chart
    width: int

    @property
    def is_upright(self) -> bool:
        return self.chart.kind is ChartKind.GROUPED

    @property
    def is_narrow(self) -> bool:
        return self.width < _NARROW

    @property
    def size(self) -> float:
        return 12 if self.is_narrow else 13

    def sketch(self) -> Sketch:
        """The drawing with all that stands around its bars."""
        chart = self.chart
        return Sketch(
            key=f"{chart.anchor} {self.width}",
            title=chart.title,
            alternative=chart.alternative,
            width=self.width,
            height=self.height,
            size=self.size,
            head=chart.head,
            legend=_legend(chart),
        )

    @cached_property
    def head(self) -> int:
        return head_height(self.width, self.size, self.chart.head, _legend(self.chart))

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """The names of the categories as they are broken into lines."""
        room = self.width * _LABEL_SHARES[self.is_narrow]
        if self.is_upright:
            room = (self.width - self.left - _GAP) / len(self.chart.categories) - _GAP
        most = 3 if self.is_narrow or self.is_upright else 2
        return [fitted(name, room, self.size, most) for name in self.chart.categories]

    @cached_property
    def said(self) -> list[tuple[str, ...]]:
        """The values of the categories as they are written beside the bars."""
        texts = [_texts(self.chart, at) for at in range(len(self.chart.categories))]
        return texts if self.is_narrow else [(" ".join(lines),) for lines in texts]

    @cached_property
    def left(self) -> int:
        """The room for what stands left of the bars."""
        if self.is_upright:
            longest = max(abs(one.value) for one in _data(self.chart))
            return text_width(f"{int(longest * 2):,}", self.size) + _GAP
        return max(text_width(line, self.size) for lines in self.names for line in lines) + _GAP

    @property
    def foot(self) -> int:
        lines = max(map(len, self.names)) * _LEADING + 1 if self.is_upright else 2
        return round(lines * self.size)

    @property
    def height(self) -> int:
        if self.is_upright:
            return self.head + _COLUMNS + self.foot
        lines = max(map(len, (*self.names, *self.said)))
        air = 0.5 if len(self.chart.categories) > _MANY else 0.9
        band = round(self.size * (lines * _LEADING + air))
        return self.head + len(self.chart.categories) * band + self.foot

    @property
    def before(self) -> int:
        """The room between names and axis for the values of bars that go the other way."""
        is_needed = any(one.value < 0 for one in _data(self.chart)) and not self.is_upright
        return self.beside if is_needed else 0

    @cached_property
    def beside(self) -> int:
        return max(text_width(line, self.size) for lines in self.said for line in lines) + _GAP

    @property
    def grid(self) -> dict[str, Any]:
        return {
            "left": self.left + self.before,
            "right": _GAP if self.is_upright else self.beside,
            "top": self.head + (self.size if self.is_upright else 0),
            "bottom": self.foot,
        }


def _if_cut(name: str, lines: tuple[str, ...]) -> str | None:
    return name if lines[-1:] and lines[-1].endswith("…") else None


def _data(chart: Chart) -> Iterator[Datum]:
    for series in chart.series:
        yield from (datum for datum in series.data if datum is not None)


def _texts(chart: Chart, at: int) -> tuple[str, ...]:
    """What the values of a category are, those of all series in order."""
    data = (series.data[at] for series in chart.series)
    first, *others = [datum.text for datum in data if datum is not None] or [""]
    return (first, *(f"+ {text}" for text in others))


def _legend(chart: Chart) -> Legend:
    if len(chart.series) < 2:
        return ()
    return tuple(
        (series.name, _colour(number), number > 0) for number, series in enumerate(chart.series)
    )


def _colour(number: int, *, is_rest: bool = False) -> str:
    """The colour of a series; what sums up the rest is grey."""
    return "rest" if is_rest else f"hue-{number % 6 + 1}"


def _values(frame: _Frame) -> dict[str, Any]:
    """The axis of values: it holds zero, and its marks are numbers of the unit."""
    return {
        "type": "value",
        "splitNumber": 2 if frame.is_narrow else 5,
        "axisLabel": {"fontSize": frame.size, "hideOverlap": True},
        "splitLine": {"lineStyle": {"color": colour_mark("hair")}},
        "axisLine": {"show": False},
        "axisTick": {"show": False},
    }


def _categories(frame: _Frame, names: list[str]) -> dict[str, Any]:
    return {
        "type": "category",
        "data": names,
        "inverse": not frame.is_upright,
        "axisLabel": {"fontSize": frame.size, "interval": 0, "margin": _GAP + frame.before},
        "axisLine": {"onZero": True, "lineStyle": {"color": colour_mark("axis")}},
        "axisTick": {"show": False},
    }


def _series(frame: _Frame, sketch: Sketch, link: Link) -> Iterator[dict[str, Any]]:
    is_stacked = frame.chart.kind is ChartKind.STACKED
    for number, series in enumerate(frame.chart.series):
        yield {
            "type": "bar",
            "barMaxWidth": 44 if frame.is_upright else 20,
            "barCategoryGap": "36%",
            "barGap": "12%",
            **({"stack": "all"} if is_stacked else {}),
            "data": [
                {
                    "value": float(datum.value) if datum is not None else 0,  # to draw it alone
                    "label": _label(frame, sketch, number, at),
                    **_style(frame.chart, sketch, link, number, at),
                }
                for at, datum in enumerate(series.data)
            ],
        }


def _style(chart: Chart, sketch: Sketch, link: Link, number: int, at: int) -> dict[str, Any]:
    series, name = chart.series[number], chart.categories[at]
    datum = series.data[at]
    if datum is None:
        return {}
    of = f"{name}，{series.name}" if len(chart.series) > 1 else name
    shape = Shape(
        name=f"{of}：{datum.text} {chart.unit}",
        colour=_colour(number, is_rest=datum.fact is None),
        value=f"{datum.value:f}",
        fact=datum.fact,
        href=link(datum.fact) if datum.fact is not None else None,
        is_hatched=number > 0,
    )
    return {"itemStyle": {"color": sketch.shape(shape)}}


def _label(frame: _Frame, sketch: Sketch, number: int, at: int) -> dict[str, Any]:
    """What is written at the end of a bar; of stacked ones, at the end of the last."""
    chart = frame.chart
    datum = chart.series[number].data[at]
    is_last = number == len(chart.series) - 1
    if (frame.is_upright and datum is None) or (not frame.is_upright and not is_last):
        return {"show": False}
    lines = (datum.text,) if frame.is_upright and datum is not None else frame.said[at]
    is_negative = datum is not None and datum.value < 0
    ends = ("top", "bottom") if frame.is_upright else ("right", "left")
    return {
        "show": True,
        "position": ends[is_negative],
        "formatter": sketch.mark(Label(lines, halo=True)),
        "fontSize": frame.size,
    }
