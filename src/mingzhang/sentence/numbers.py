"""Numbers as sentences print them, one format each way."""

from __future__ import annotations

from typing import Final

from mingzhang.cube import Unit, show

__all__ = ["DECIMALS", "NUMBER", "amount_text", "displayed_steps", "percent_text", "share_text"]

NUMBER: Final = r"[-−]?\d[\d,]*(?:\.\d+)?"
"""What a printed number looks like after folding of width."""

DECIMALS: Final = 2
"""Decimals of a percentage, and of an amount where the scheme does not say."""


def _short(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(amount: int, unit: Unit, number_format: str, decimals: int = DECIMALS) -> str:
    """An exact amount (base units) as printed; exactly zero prints a bare 0.

    >>> from mingzhang.cube import WAN_YUAN
    >>> amount_text(1708_1700_00, WAN_YUAN, "comma"), amount_text(981_2000_00, WAN_YUAN, "short")
    ('1,708.17', '981.2')
    """
    if amount == 0:
        return "0"
    if number_format == "count":
        return show(amount, unit, 0)
    text = show(amount, unit, decimals, grouping=number_format == "comma")
    return _short(text) if number_format == "short" else text


def displayed_steps(amount: int, unit: Unit, decimals: int = DECIMALS) -> int:
    """An amount in printed steps (0.01 of its unit): what a reader can see of it."""
    return int(show(amount, unit, decimals if unit.size > 1 else 0).replace(".", ""))


def share_text(part: int, whole: int, number_format: str) -> str:
    """`part` as a percentage of `whole`, two decimals, rounded half away from zero.

    >>> share_text(22, 97, "percent"), share_text(0, 97, "percent"), share_text(5, 5, "short")
    ('22.68', '0', '100')
    """
    return percent_text(part, whole, number_format) if part and whole else "0"


def percent_text(part: int, whole: int, number_format: str) -> str:
    """`part` / `whole` in percent; `whole` is not zero."""
    steps = 10_000 * abs(part)
    rounded = (2 * steps + abs(whole)) // (2 * abs(whole))
    text = f"{rounded // 100}.{rounded % 100:02d}"
    return _short(text) if number_format == "short" else text
