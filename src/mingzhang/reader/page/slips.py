"""Slips in figures that nothing on the page bears out: what they may have been before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from mingzhang.reader.page.difference import Edit, edits_of
from mingzhang.reader.page.figures import Figure

__all__ = ["possible_slips"]

_FEW_DIGITS: Final = 2
"""A figure of so few digits may have been any that differs in one of them."""


def possible_slips(
    figures: Sequence[Figure], witnessed: Collection[int]
) -> Iterator[tuple[Figure, list[Edit]]]:
    """What figures without witnesses may have been: others of the page but for one digit.

    A figure of few digits may also have been any that differs in one of them.
    """
    alone = [one for number, one in enumerate(figures) if number not in witnessed and one.places]
    for figure in alone:
        text = figure.places[0].text
        others = {
            other.worth
            for other in figures
            if other.worth and other.unit == figure.unit and other.worth != figure.worth
            if any(_differ_in_one(text, place.text) for place in other.places)
        }
        for worth in sorted(others):
            yield figure, list(edits_of(figure, worth))
    for figure in alone:
        text = figure.places[0].text
        if text.isdecimal() and len(text) <= _FEW_DIGITS:
            for slip in _slips(text):
                was = figure.worth_displayed(slip)
                yield figure, list(edits_of(figure, was)) if was else []


def _differ_in_one(one: str, other: str) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and sum(left != right for left, right in pairs) == 1


def _slips(text: str) -> Iterator[str]:
    for place, digit in enumerate(text):
        for other in "0123456789":
            if other != digit and (other != "0" or place or len(text) == 1):
                yield f"{text[:place]}{other}{text[place + 1 :]}"
