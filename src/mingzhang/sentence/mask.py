"""The name of the entity masked in a text, so that one pattern serves the documents of all."""

from __future__ import annotations

from typing import Final

from mingzhang.sentence.folded import folded

__all__ = ["MASK", "as_pattern", "has_slip", "mask_of", "masked"]

MASK: Final = "\ue000"
"""Stands in a template for the name."""

_REST: Final = "\ue001"
_LONG: Final = 4
"""A name of fewer characters may be part of other words, and is not masked."""


def masked(text: str, name: str) -> str | None:
    """A folded text with a mask of the same length for each name; None if that is too short.

    >>> text = masked("某市某局预算", "某市某局") or ""
    >>> text.startswith(MASK), text[-2:], len(text)
    (True, '预算', 6)
    """
    name = folded(name)
    return text.replace(name, mask_of(name)) if len(name) >= _LONG else None


def mask_of(name: str) -> str:
    """What stands for a name in a masked text."""
    return MASK + _REST * (len(folded(name)) - 1)


def has_slip(text: str, name: str) -> bool:
    """Whether a masked text may have the name once more, with a slip: half of it stands there."""
    name = folded(name)
    half = len(name) // 2
    return name[:half] in text or name[half:] in text


def as_pattern(expression: str) -> str:
    """A regular expression that matches masked names, however long, for each mask in it."""
    return expression.replace(MASK, f"{MASK}{_REST}*")
