"""Slips of the hand: how one printed figure may have become another."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

__all__ = ["LEFT_OUT", "slip_between"]

LEFT_OUT: Final = "漏填"
"""The slip of a cell that was not filled in."""

_IN_YUAN: Final = "按元填列"

_DIGITS: Final = "0123456789"


def slip_between(stated: str | None, right: str) -> str | None:
    """The slip that makes `stated` out of `right`, in words; None if no single slip does.

    >>> slip_between("140.00", "104.00")
    '相邻两位数字颠倒'
    >>> slip_between("1910.2", "191.02")
    '小数点移位'
    >>> slip_between("191.02", "133.02") is None
    True
    """
    if not stated:
        return LEFT_OUT
    stated, right = stated.replace(",", ""), right.replace(",", "")
    if stated == right:
        return None
    if _is_one_digit(stated, right):
        return "一位数字有误"
    if _is_swap(stated, right):
        return "相邻两位数字颠倒"
    if _is_shift(stated, right):
        return _IN_YUAN if _is_in_yuan(stated, right) else "小数点移位"
    if _is_lost(stated, right) or _is_lost(right, stated):
        return "多写或漏写一位数字"
    if stated.lstrip("-−") == right.lstrip("-−"):
        return "正负号有误"
    return None


def _is_one_digit(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and all(mark in _DIGITS for mark in differing[0])


def _is_swap(one: str, other: str) -> bool:
    places = [number for number in range(min(len(one), len(other))) if one[number] != other[number]]
    if len(one) != len(other) or len(places) != 2:
        return False
    first, second = places
    if one[first] == "." or one[second] == ".":
        return False
    is_near = not set(one[first + 1 : second]) - {"."}
    return is_near and one[first] == other[second] and one[second] == other[first]


def _is_shift(one: str, other: str) -> bool:
    try:
        a, b = Decimal(one.replace("−", "-")), Decimal(other.replace("−", "-"))
    except InvalidOperation:
        return False
    if not a or not b:
        return False
    return any(a.scaleb(places) == b for places in (-4, -3, -2, -1, 1, 2, 3, 4)) or any(
        _is_cut(a, b.scaleb(-places)) for places in (1, 2)
    )


def _is_cut(stated: Decimal, shifted: Decimal) -> bool:
    """Whether a shifted number lost, by rounding, the digits for which there was no room."""
    step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    is_telling = abs(stated) >= 10 * step and step < 1
    return is_telling and shifted.quantize(step, ROUND_HALF_UP) == stated


def _is_in_yuan(stated: str, right: str) -> bool:
    """Whether an amount was written in 元 where 万元 belong."""
    return Decimal(stated.replace("−", "-")) == Decimal(right.replace("−", "-")).scaleb(4)


def _is_lost(shorter: str, longer: str) -> bool:
    if len(longer) != len(shorter) + 1:
        return False
    return any(
        longer[:place] + longer[place + 1 :] == shorter
        for place, mark in enumerate(longer)
        if mark in _DIGITS
    )
