"""Charts in a Word file: pictures that are described, kept with their captions."""

from __future__ import annotations

import struct
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
from tests.publisher.render.chart.charts import HOSTILE, chart
from tests.publisher.render.docx_samples import (
    R,
    W,
    body,
    document,
    portrait,
    publication,
    rendered,
)

from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.docx.pagination import page_numbers
from mingzhang.publisher.render.paper.flow import Drawing, flow_of

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def published() -> Publication:
    return publication(portrait(body("上文"), chart(), body("下文" * 99)))


def test_a_chart_is_a_picture_in_a_line_with_its_caption_below() -> None:
    paragraphs = list(document(rendered(published())).iter(f"{W}p"))
    at = next(at for at, one in enumerate(paragraphs) if one.find(f".//{W}drawing") is not None)
    styles = [one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for one in paragraphs[at : at + 2]]
    assert styles == ["Chart", "Caption"]
    assert "".join(paragraphs[at + 1].itertext()) == "图1　支出构成图"
    described = paragraphs[at].find(f".//{WP}docPr")
    assert described.get("descr") == "支出构成图：共2项，档案事务最多。"


def test_the_picture_is_part_of_the_file_and_as_large_as_it_is_shown() -> None:
    data = rendered(published())
    shown = document(rendered(published())).find(f".//{WP}extent")
    width, height = (int(shown.get(name)) for name in ("cx", "cy"))
    with ZipFile(BytesIO(data)) as package:
        picture = package.read("word/media/chart1.png")
    pixels = struct.unpack(">II", picture[16:24])
    assert abs(pixels[0] / pixels[1] - width / height) < 0.02
    assert 190 < pixels[0] / (width / 914400) < 240  # dots an inch
    assert len(docx.Document(BytesIO(data)).inline_shapes) == 1


def test_a_caption_of_the_text_is_not_repeated_and_names_are_only_text() -> None:
    own = replace(
        chart(names=(HOSTILE, "住房")), title=HOSTILE, alternative=HOSTILE, is_captioned=True
    )
    drawn = document(rendered(publication(portrait(own))))
    assert drawn.find(f".//{WP}docPr").get("descr") == HOSTILE.replace("\x00", "")
    assert not [one for one in drawn.iter(f"{W}t") if one.text and "script" in one.text]


def test_a_chart_takes_its_height_of_the_page() -> None:
    several = [replace(chart(), anchor=f"chart-{number}") for number in range(1, 31)]
    flow = flow_of(publication(portrait(*several)))
    heights = [one.height for one in flow[0].items if isinstance(one, Drawing)]
    least = sum(heights) // flow[0].sheet.text_height
    pages = page_numbers(flow)
    assert pages["chart-1"] == 1
    assert pages["chart-30"] > least >= 2


def test_the_relationship_of_the_picture_is_named() -> None:
    blip = document(rendered(published())).find(f".//{A}blip")
    assert blip.get(f"{R}embed") == "rIdChart1"


def test_the_same_charts_give_the_same_bytes() -> None:
    assert rendered(published()) == rendered(published())
