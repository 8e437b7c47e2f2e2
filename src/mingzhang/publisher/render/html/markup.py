"""Text of a publication as markup: everything escaped, nothing interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from mingzhang.publisher.compose.page import Run
from mingzhang.publisher.render.html.anchors import Anchors

__all__ = ["attribute", "legible", "runs", "text"]

_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Text between tags; a line break in it is kept as one, and a carriage return as such."""
    escaped = escape(value, quote=False).replace("\r", "&#13;")
    return escaped.replace("\n", "<br>") if "\n" in escaped else escaped


def attribute(value: str) -> str:
    """The value of an attribute, to stand between double quotes."""
    return escape(value)


def runs(pieces: Iterable[Run], anchors: Anchors) -> str:
    """The pieces of a paragraph, figures as elements of their own."""
    return "".join(_run(piece, anchors) for piece in pieces)


def legible(page: str) -> str:
    """The page with what no page may hold (control characters, half surrogates) shown as U+FFFD."""
    return _ILLEGIBLE.sub("\ufffd", page)


def _run(run: Run, anchors: Anchors) -> str:
    content = text(run.text)
    if (figure := anchors.figure(run.fact, content)) is not None:
        return figure
    identity = anchors.fact(run.fact) if run.fact is not None else ""
    return f"<span{identity}>{content}</span>" if identity else content
