"""Printed figures as numbers of a spreadsheet that show exactly what was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

__all__ = ["Number", "number_of"]

_PRINTED: Final = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?P<grouped>(?:,\d{3})+))(?:\.\d+)?")
_DIGITS: Final = 15
"""How many digits a spreadsheet keeps of a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the number format in which it shows as printed."""

    value: Fraction
    format: str


def number_of(text: str) -> Number | None:
    """The number that a printed figure is; None if no number would show as this very text.

    >>> number_of("948.40")
    Number(value=Fraction(4742, 5), format='0.00')
    >>> number_of("28,100,000").format
    '#,##0'
    >>> number_of("≥80人") is None
    True
    """
    found = _PRINTED.fullmatch(text)
    plain = text.replace(",", "")
    if found is None or not text.isascii() or sum(map(str.isdigit, plain)) > _DIGITS:
        return None
    value = Fraction(plain)
    if text.startswith("-") and not value:
        return None
    decimals = len(plain.partition(".")[2])
    whole = "#,##0" if found["grouped"] else "0"
    return Number(value, f"{whole}.{'0' * decimals}" if decimals else whole)
