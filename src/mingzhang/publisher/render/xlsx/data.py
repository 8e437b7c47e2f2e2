"""The last sheet: every displayed figure on a row of its own, to filter and to look up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from mingzhang.publisher.compose.figures import Figure
from mingzhang.publisher.render.xlsx.drawing import Drawing
from mingzhang.publisher.render.xlsx.numbers import number_of

__all__ = ["COLUMNS", "draw_data"]

COLUMNS: Final = {
    "地址": 210,
    "位置": 290,
    "坐标": 330,
    "单位": 56,
    "显示": 80,
    "金额（元）": 116,
    "口径/推导": 210,
}
"""The titles of the columns with their widths in pixels."""

_LOOKS: Final = ("address", "datum", "datum", "datum", "figure", "figure", "datum")
_AMOUNT: Final = "#,##0.00"


def draw_data(drawing: Drawing, figures: Iterable[Figure]) -> None:
    """Draw the figures, each address a link to where it is shown."""
    page = drawing.page
    drawing.columns(list(COLUMNS.values()))
    drawing.cells(list(COLUMNS), ["column"] * len(COLUMNS))
    for figure in figures:
        _figure(drawing, figure)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.autofilter(0, 0, drawing.row - 1, len(COLUMNS) - 1)
    page.fit_to_pages(1, 0)
    drawing.finish()


def _figure(drawing: Drawing, figure: Figure) -> None:
    page, formats = drawing.page, drawing.formats
    number = number_of(figure.text)
    texts = (
        figure.address,
        figure.place,
        figure.coordinate,
        figure.unit,
        "" if number else figure.text,
        "",
        figure.basis,
    )
    row = drawing.cells(texts, _LOOKS, link=drawing.places.of_figure(figure.address))
    if number:
        look = formats.named("figure", num_format=number.format)
        page.write_number(row, 4, number.value, look)
    if figure.amount is not None:
        look = formats.named("figure", num_format=_AMOUNT)
        page.write_number(row, 5, Fraction(figure.amount), look)
