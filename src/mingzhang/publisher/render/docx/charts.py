"""Charts in the document: pictures in a line of their own, described for whoever cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mingzhang.publisher.compose.page import Chart, Publication
from mingzhang.publisher.render.chart import chart_svg, draw_ahead
from mingzhang.publisher.render.chart.raster import png_pictures
from mingzhang.publisher.render.docx.markup import escape
from mingzhang.publisher.render.paper import looks
from mingzhang.publisher.render.paper.flow import Drawing, flow_of

__all__ = ["DRAWING_NAMESPACES", "Picture", "chart_markup", "chart_pictures"]

_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WORD: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DRAWING_NAMESPACES: Final = f'xmlns:a="{_MAIN}" xmlns:wp="{_WORD}" xmlns:pic="{_PICTURE}"'
_EMU: Final = 635
"""English metric units in a twip."""
_RESOLUTION: Final = 173
"""Pixels an inch of paper; a unit of the drawing is a pixel of the screen there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a picture: the id of its relationship, its number and its bytes (PNG)."""

    id: str
    number: int
    data: bytes


def chart_pictures(publication: Publication) -> dict[str, Picture]:
    """The charts of a publication as pictures, by anchor."""
    drawings = list(_drawings(publication))
    if drawings:
        draw_ahead((one.chart, one.units) for one in drawings)
    drawn = [chart_svg(one.chart, width=one.units, theme="print") for one in drawings]
    pictures = png_pictures(drawn, resolution=_RESOLUTION)
    return {
        one.anchor: Picture(f"rIdChart{number}", number, data)
        for number, (one, data) in enumerate(zip(drawings, pictures, strict=True), 1)
    }


def _drawings(publication: Publication) -> Iterator[Drawing]:
    if not any(_charts(publication)):
        return
    for stretch in flow_of(publication):
        yield from (item for item in stretch.items if isinstance(item, Drawing))


def _charts(publication: Publication) -> Iterable[Chart]:
    return (
        block
        for chapter in publication.chapters
        for block in chapter.blocks
        if isinstance(block, Chart)
    )


def chart_markup(drawing: Drawing, picture: Picture) -> str:
    """The paragraph of a chart; its line is as high as the chart, which no exact height would be."""
    chart = drawing.chart
    size = f'cx="{drawing.width * _EMU}" cy="{drawing.height * _EMU}"'
    named = f'id="{picture.number}" name="{escape(chart.title)}"'
    placing = "<w:pageBreakBefore/>" if drawing.new_page else ""
    spacing = '<w:spacing w:line="240" w:lineRule="auto"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{looks.CHART.id}"/>{placing}{spacing}</w:pPr><w:r>'
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {named} descr="{escape(chart.alternative)}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture.id}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r></w:p>"
    )
