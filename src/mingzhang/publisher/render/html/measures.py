"""Widths that depend on a table, as classes and attributes of a few steps: no page needs a style.

A strict policy lets no element bring styles of its own. So a width is rounded to a step, and the
sheet has a rule for each.
"""

from __future__ import annotations

from functools import cache
from typing import Final

__all__ = ["column_class", "form_measures", "measure_rules", "table_measures"]

_STEPS: Final[tuple[int, ...]] = (
    *range(1, 13),
    14,
    16,
    18,
    20,
    23,
    26,
    30,
    34,
    38,
    42,
    46,
    50,
    60,
    70,
    80,
    100,
)
"""Shares of a table in per cent; the next one is never further off than an eighth."""
_MOST_COLUMNS: Final = 24
"""A table with more columns is as wide as one with so many."""


def column_class(share: float) -> str:
    """The class of a column that takes this share of its table.

    >>> column_class(0.125)
    'w-12'
    """
    return f"w-{_step(share)}"


def table_measures(columns: int) -> str:
    """The attribute of a table's frame that says how many columns it has."""
    return f' data-columns="{min(columns, _MOST_COLUMNS)}"'


def form_measures(label: float) -> str:
    """The attribute of a form's frame that says which share the first column takes."""
    return f' data-label="{_step(label)}"'


def measure_rules() -> str:
    """The rules behind all of them."""
    rules = [f".w-{step}{{width:{step}%}}" for step in _STEPS]
    rules += [f'[data-label="{step}"]{{--label:{step / 100:g}}}' for step in _STEPS]
    rules += [
        f'[data-columns="{count}"]{{--columns:{count}}}' for count in range(_MOST_COLUMNS + 1)
    ]
    return "\n".join(rules)


@cache
def _step(share: float) -> int:
    def distance(step: int) -> float:
        return abs(step - share * 100)

    return min(_STEPS, key=distance)
