"""Text as markup: everything escaped, nothing interpreted."""

from __future__ import annotations

import re
from html import escape
from typing import Final

__all__ = ["attribute", "legible", "text"]

_ILLEGIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Text between tags; line feeds stay, for the style sheet keeps them."""
    return escape(value, quote=False).replace("\r", "&#13;")


def attribute(value: str) -> str:
    """The value of an attribute, to stand between double quotes."""
    return escape(value)


def legible(page: str) -> str:
    """The page with what no page may hold (control characters, half surrogates) shown as U+FFFD."""
    return _ILLEGIBLE.sub("\ufffd", page)
