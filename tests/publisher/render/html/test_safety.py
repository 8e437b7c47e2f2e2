"""What a publication says stays text: no markup, no style, no request comes out of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html
from tests.publisher.render.html.pages import (
    CONTENTS,
    FORM,
    PUBLICATION,
    TWO_SIDED,
    drawn,
    heading,
    of_blocks,
    said,
)

from mingzhang.publisher.compose.page import ContentsEntry, Cover, Definition
from mingzhang.publisher.render.html import render_html

EVIL = "\"><script>alert(1)</script></style><img src=x onerror='alert(1)'>&amp;\\"


def hostile():
    grid = replace(TWO_SIDED, anchor=EVIL, label=EVIL, mark=EVIL, left=EVIL, notes=(EVIL,))
    cells = tuple(replace(cell, text=EVIL, fact=EVIL) for cell in grid.body[0])
    blocks = (
        heading(1, EVIL, f"{EVIL}1"),
        said(EVIL),
        replace(grid, body=(cells,)),
        Definition(EVIL, EVIL, EVIL, f"{EVIL}2"),
    )
    return replace(
        of_blocks(*blocks),
        title=EVIL,
        cover=Cover(EVIL, EVIL, EVIL),
        contents=replace(CONTENTS, title=EVIL, entries=(ContentsEntry(1, EVIL, f"{EVIL}1"),)),
        header=EVIL,
        page_footer=EVIL,
        watermark=EVIL,
    )


def test_names_with_markup_are_inert():
    page = html.document_fromstring(render_html(hostile(), ((EVIL, EVIL),)))
    assert not page.xpath("//script|//img|//body//style")
    assert not page.xpath("//@onerror")
    assert len(page.xpath("//head/style")) == 1
    assert page.findtext("head/title") == EVIL
    assert page.xpath("//h2/text()") == [EVIL, EVIL]
    assert page.xpath("//header//li/a/@href") == [EVIL]


def test_hostile_names_still_give_unique_ids_and_links_that_resolve():
    page = drawn(hostile())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//nav//a/@href")} <= set(ids)


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\x1b乙", "甲\ud800乙", "甲\uffff乙"])
def test_what_no_page_may_hold_is_shown_as_such(text):
    source = render_html(replace(of_blocks(said(text)), watermark=text, header=text))
    assert "<p>甲\ufffd乙</p>" in source
    assert source.encode()


def test_line_break_in_a_cell_is_kept():
    assert "全面提升<br>理论水平" in render_html(of_blocks(FORM))


@pytest.mark.parametrize("watermark", [None, "仅供内部审核"])
def test_page_asks_for_nothing(watermark):
    source = render_html(replace(PUBLICATION, watermark=watermark))
    page = html.document_fromstring(source)
    assert not page.xpath("//script|//link|//img|//iframe|//object|//@src")
    style = page.findtext("head/style")
    assert "@import" not in style
    assert "@font-face" not in style
    assert all(address.startswith('"data:') for address in re.findall(r"url\(([^)]*)\)", style))


def test_watermark_is_said_and_seen():
    source = render_html(replace(PUBLICATION, watermark="仅供内部审核"))
    page = html.document_fromstring(source)
    assert page.xpath('//header/p[@class="review-mark"]/text()') == ["仅供内部审核"]
    assert 'body::after{background-image:url("data:image/svg+xml,%3Csvg' in source


def test_without_watermark_there_is_no_trace_of_one():
    page = drawn()
    assert not page.xpath('//*[@class="review-mark"]')
    assert "data:" not in page.findtext("head/style")


def test_printed_sheets_carry_head_and_page_number():
    style = drawn().findtext("head/style")
    assert '@top-center{content:"上党区委组织部 2025年度部门预算公开"}' in style
    assert '@bottom-center{content:"第 " counter(page) " 页"}' in style
