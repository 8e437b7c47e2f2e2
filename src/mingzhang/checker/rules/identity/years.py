"""Years as documents write them, in digits or Chinese numerals, well formed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["WrittenYear", "years_in"]

_NUMERALS: Final = {sign: n for n, signs in enumerate(
    ("〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for sign in signs}  # fmt: skip
_WRITTEN: Final = re.compile(
    r"(?<![\d.,－-])(?P<digits>\d(?:\s?\d){1,5})(?![\d.,])(?:\s*(?P<year>年)(?P<month>\s*\d{1,2}\s*月)?)?"
    r"|(?P<words>[〇○零一二三四五六七八九]{3,5})\s*年(?P<words_month>\s*[一二三四五六七八九十]{1,2}月)?"
)


@dataclass(frozen=True, slots=True)
class WrittenYear:
    """A year where it stands; `number` is None if the digits make none; is it part of a date?"""

    text: str
    start: int
    end: int
    number: int | None
    is_date: bool


def years_in(text: str) -> Iterator[WrittenYear]:
    """What is written as a year: four digits from 1900 on, or other digits before 年.

    >>> [(one.text, one.number) for one in years_in("2025年度，比204年")]
    [('2025', 2025), ('204', None)]
    """
    for found in _WRITTEN.finditer(text):
        name = "digits" if found["digits"] else "words"
        number = _number(found[name])
        if number is None and not (found["year"] or name == "words"):
            continue
        if number is None and len("".join(found[name].split())) < len("202"):
            continue
        is_date = bool(found["month"] or found["words_month"])
        yield WrittenYear(found[name], *found.span(name), number, is_date)


def _number(text: str) -> int | None:
    signs = (sign for sign in text if not sign.isspace())
    digits = "".join(str(_NUMERALS[sign] if sign in _NUMERALS else int(sign)) for sign in signs)
    return int(digits) if len(digits) == len("2025") and digits[:2] in {"19", "20", "21"} else None
