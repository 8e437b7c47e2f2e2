"""Identity numbers: what a number must be to be one."""

from __future__ import annotations

from datetime import date
from typing import Final

__all__ = ["has_check_digit", "has_place_and_birthday"]

_PROVINCES: Final = frozenset(
    int(two)
    for two in [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def has_check_digit(number: str) -> bool:
    """Whether the last of 18 characters is the one that the other 17 demand (GB 11643).

    >>> has_check_digit("11010519491231002X"), has_check_digit("110105194912310021")
    (True, False)
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def has_place_and_birthday(number: str, latest: int) -> bool:
    """Whether a number of 15 or 18 characters names a province and a day, at most in this year.

    >>> has_place_and_birthday("110105491231002", 2025), has_place_and_birthday("9" * 18, 2025)
    (True, False)
    """
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return int(number[:2]) in _PROVINCES and 1900 <= day.year <= latest
