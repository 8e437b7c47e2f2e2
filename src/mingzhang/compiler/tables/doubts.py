"""Blank cells that other figures speak against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.compiler.tables.figures import Figure, Places
from mingzhang.cube import Coordinate, Displayed, Space

__all__ = ["believable_blanks"]


def believable_blanks(space: Space, figures: Sequence[Figure]) -> list[Coordinate]:
    """Places that a blank cell shows to be nothing, and no figure shows otherwise.

    A blank is in doubt where a figure stands within its place, and where the other figures of its
    row do not add up to their total.
    """
    blanks = [one for one in figures if one.is_blank]
    places = Places(space)
    for one in blanks:
        places.add(one.place)
    doubted = {
        blanks[number].address
        for one in figures
        if not one.is_blank and one.displayed.low > 0
        for number in places.holding(dict(one.place.members))
    }
    doubted.update(_in_broken_rows(space, figures))
    lost = {one.place for one in blanks if one.address in doubted}
    return list(dict.fromkeys(one.place for one in blanks if one.place not in lost))


def _in_broken_rows(space: Space, figures: Sequence[Figure]) -> Iterator[str]:
    rows: dict[str, list[Figure]] = {}
    for one in figures:
        rows.setdefault(one.address.rpartition(".")[0], []).append(one)
    for row in rows.values():
        for whole in row:
            parts = [
                one
                for one in row
                if one.place != whole.place and space.is_within(one.place, whole.place)
            ]
            blank = [one.address for one in parts if one.is_blank]
            if whole.is_blank or not blank:
                continue
            added = Displayed.exactly(0)
            for one in parts:
                added += one.displayed
            if not whole.displayed.meets(added):
                yield from blank
