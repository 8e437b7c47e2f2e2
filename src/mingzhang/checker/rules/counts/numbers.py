"""Printed numbers as exact values, and back."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from mingzhang.catalog.names import folded

__all__ = ["is_number", "number_of", "text_like"]

_NUMBER: Final = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")


def is_number(text: str | None) -> bool:
    """Whether a text is a printed number.

    >>> is_number("１，７０８.17"), is_number("1.7.8"), is_number(None)
    (True, False, False)
    """
    return text is not None and _NUMBER.fullmatch(folded(text)) is not None


def number_of(text: str) -> Fraction:
    """The value of a printed number.

    >>> number_of("1,708.50") == Fraction(3417, 2)
    True
    """
    return Fraction(Decimal(folded(text).replace(",", "").replace("−", "-")))


def text_like(value: Fraction, stated: str) -> str:
    """A number with the decimals that another one is printed with, or as many as it needs.

    >>> text_like(Fraction(104), "140.00"), text_like(Fraction(9, 2), "7")
    ('104.00', '4.50')
    """
    least = len(stated.partition(".")[2])
    needed = 0 if value.denominator == 1 else 2
    return f"{Decimal(value.numerator) / value.denominator:.{max(least, needed)}f}"
