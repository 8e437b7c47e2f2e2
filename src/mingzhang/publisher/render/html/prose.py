"""Paragraphs and the glossary."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.publisher.compose.page import Definition, Paragraph, ParagraphStyle
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.markup import runs, text

__all__ = ["definition_list", "paragraph"]

_OPENING = {
    ParagraphStyle.BODY: "<p>",
    ParagraphStyle.CAPTION: '<p class="caption">',
    ParagraphStyle.FORM_TITLE: '<p class="form-title">',
    ParagraphStyle.FORM_YEAR: '<p class="form-year">',
    ParagraphStyle.NOTE: '<p class="note">',
}


def paragraph(block: Paragraph, anchors: Anchors) -> str:
    """A paragraph in its style."""
    return f"\n{_OPENING[block.style]}{runs(block.runs, anchors)}</p>"


def definition_list(definitions: Iterable[Definition], anchors: Anchors) -> str:
    """Definitions that follow each other, as one list."""
    items = "".join(
        f"\n<div{anchors.target(one.anchor)}>"
        f'<dt><span class="ordinal">{text(one.ordinal)}</span>{text(one.term)}</dt>'
        f"<dd>{text(one.text)}</dd></div>"
        for one in definitions
    )
    return f"\n<dl>{items}</dl>"
