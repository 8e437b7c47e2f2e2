"""Changes to lines of some kind and to rows, for layouts to be made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from tools.unseen.pages import Item, Kind, Line, Rows

__all__ = [
    "AMOUNT",
    "HEADS",
    "WATERMARK",
    "Layout",
    "lines_changed",
    "map_rows",
    "rows_changed",
    "with_rows",
]

Layout = Callable[[Sequence[Item], Random], Sequence[Item]]
WATERMARK: Final = "仅供内部审核"
AMOUNT: Final = re.compile(r"^-?[\d,]+(\.\d\d)?$")
HEADS: Final[tuple[Kind, ...]] = ("table", "section", "part")


def lines_changed(
    items: Sequence[Item], kinds: tuple[Kind, ...], change: Callable[[str], str]
) -> list[Item]:
    return [
        Line(item.kind, change(item.text))
        if isinstance(item, Line) and item.kind in kinds
        else item
        for item in items
    ]


def rows_changed(items: Sequence[Item], change: Callable[[Rows], Rows | list[Item]]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        new = change(item) if isinstance(item, Rows) else item
        found.extend(new if isinstance(new, list) else [new])
    return found


def with_rows(rows: Rows, new: Sequence[tuple[str, ...]], header: int | None = None) -> Rows:
    return Rows(tuple(new), rows.header if header is None else header, rows.is_form, ())


def map_rows(
    rows: Rows, change: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The rows with those below the header changed."""
    return [*rows.rows[: rows.header], *map(change, rows.rows[rows.header :])]
