"""How far two printed figures are apart, exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from mingzhang.cube import WAN_YUAN, YI_YUAN, YUAN, Unit

__all__ = ["difference"]

_FIGURE: Final = re.compile(r"([-−－]?)(\d[\d,，]*(?:\.\d+)?)\s*([^\d\s]{0,6})")
_MONEY: Final = {unit.name: unit for unit in (YUAN, WAN_YUAN, YI_YUAN)}


def difference(one: str, other: str) -> str | None:
    """By how much the second figure is more than the first, in its unit; None if it is unknown.

    >>> difference("191.02万元", "133.02万元")
    '−58.00万元'
    >>> difference("8万元", "50000元")
    '−30000元'
    >>> difference("空白", "8万元")
    """
    first, second = _FIGURE.fullmatch(one.strip()), _FIGURE.fullmatch(other.strip())
    if first is None or second is None:
        return None
    units = [_unit(found[3]) for found in (first, second)]
    if first[3] != second[3] and None in units:
        return None
    sizes = [unit.size if unit and first[3] != second[3] else 1 for unit in units]
    apart = _number(second) - _number(first) * sizes[0] / sizes[1]
    if not apart:
        return None
    return f"{'+' if apart > 0 else '−'}{abs(apart):f}{second[3]}"


def _unit(name: str) -> Unit | None:
    return _MONEY.get(name)


def _number(found: re.Match[str]) -> Decimal:
    number = Decimal(re.sub("[,，]", "", found[2]))
    return -number if found[1] else number
