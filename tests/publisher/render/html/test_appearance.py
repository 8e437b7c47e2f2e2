"""What can be said of the looks without looking: contrast, and the time a page takes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from time import process_time

from tests.publisher.render.html.pages import (
    FORM,
    PUBLICATION,
    TWO_SIDED,
    drawn,
    figure,
    prose,
    row_named,
)

from mingzhang.publisher.compose.page import Chapter, Orientation
from mingzhang.publisher.render.html import render_html

READ_ON = {
    "paper": ("ink", "soft", "red"),
    "raised": ("ink", "soft"),
    "target": ("ink",),
    "ink": ("paper",),
    "red": ("paper",),
}


def palettes():
    blocks = re.findall(
        r":root \{([^}]*--paper[^}]*--target[^}]*)\}", drawn().findtext("head/style")
    )
    return [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in blocks]


def luminance(colour):
    parts = [int(colour[start:end], 16) / 255 for start, end in pairwise((1, 3, 5, 7))]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_has_the_contrast_of_wcag_aa_in_light_and_dark():
    found = palettes()
    assert len(found) == 2
    for palette in found:
        for ground, inks in READ_ON.items():
            for ink in inks:
                assert contrast(palette[ground], palette[ink]) >= 4.5, (ground, ink)


def test_biggest_publication_takes_less_than_60_milliseconds():
    line = (row_named("产出指标"), *(prose("全省两新组织联合党组织") for _ in range(7)))
    form = replace(FORM, widths=(0.125,) * 8, body=(line,) * 30)
    amounts = (
        row_named("一、"),
        figure("1.00", "a"),
        row_named("二、"),
        *[figure("2.00", "b")] * 4,
    )
    table = replace(TWO_SIDED, body=(amounts,) * 45)
    chapter = Chapter(Orientation.PORTRAIT, (table,) * 13 + (form,) * 21)
    publication = replace(PUBLICATION, chapters=(chapter,))

    def seconds():
        start = process_time()
        render_html(publication)
        return process_time() - start

    assert min(seconds() for _ in range(5)) < 0.06
