"""A department with its units: where their figures, added up, are not the department's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mingzhang.checker.across.entities import name_key
from mingzhang.checker.across.stated import Figure, Figures, Stated
from mingzhang.cube import Coordinate, Displayed, Space, show, unit_named
from mingzhang.scheme import Scheme, load_scheme

__all__ = ["Family", "Gap", "amount_in_words"]

_WHOLE: Final = str(Coordinate.of({}))
_NOTHING: Final = Displayed.exactly(0)

_Slot = tuple[str, str]


@dataclass(frozen=True)
class Gap:
    """A figure of the department that its units do not add up to; None: the row is not there.

    `others` are further figures that the same difference runs through, up to the totals.
    """

    slot: _Slot
    whole: Figure | None
    parts: tuple[tuple[Stated, Figure | None], ...]
    apart: int
    slack: int
    is_all: bool
    others: tuple[Figure, ...] = ()

    @property
    def named(self) -> Figure:
        """A figure that stands at the place, in the department's document if it is there."""
        return self.whole or next(figure for _, figure in self.parts if figure is not None)

    @property
    def total(self) -> Displayed:
        """What the units add up to."""
        total = _NOTHING
        for _, figure in self.parts:
            total += figure.displayed if figure else _NOTHING
        return total


@dataclass(frozen=True)
class Family:
    """A department with those of its units whose documents are at hand, in the order of names."""

    department: Figures
    units: Sequence[Figures]

    @property
    def stated(self) -> Stated:
        """The department's document, which findings are about."""
        return self.department.stated

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where units and department do not come out, from the narrowest place to the widest.

        What runs through sums up to the totals is one gap. Where not all units are at hand only
        units that come to more than the department are wrong.
        """
        found = sorted(self._gaps(), key=lambda gap: -gap.slot[1].count("="))
        return tuple(_put_together(found, self._scheme.space({})))

    @cached_property
    def _scheme(self) -> Scheme:
        return load_scheme(self.stated.scheme, self.stated.year)

    @cached_property
    def _long(self) -> tuple[str, ...]:
        """How the dimensions are named of which tables list only what is not zero."""
        return tuple(f"{one.name}=" for one in self._scheme.head.dimensions
                     if one.catalog or one.open)  # fmt: skip

    @cached_property
    def is_complete(self) -> bool:
        """Whether every unit is at hand: the department lists no other, or the totals agree."""
        own = {one.stated.key for one in self.units}
        listed = {name_key(name) for name in self.stated.units}
        if self.stated.are_units_all and listed:
            return listed <= own
        whole = self.department.by_place.get(_WHOLE)
        parts = [one.by_place.get(_WHOLE) for one in self.units]
        if not whole or not all(parts):
            return False
        total = _NOTHING
        for part in parts:
            total += part[0].displayed if part else _NOTHING
        return whole[0].displayed.meets(total)

    def _gaps(self) -> Iterator[Gap]:
        slots = {**self.department.by_slot}
        for unit in self.units:
            for slot, figure in unit.by_slot.items():
                slots.setdefault(slot, figure)
        for slot, figure in slots.items():
            if gap := self._gap(slot, figure):
                yield gap

    def _gap(self, slot: _Slot, figure: Figure) -> Gap | None:
        """The gap at a place; None where the figures come out or cannot be compared."""
        owner = figure.owner
        units = [one for one in self.units if owner in (None, one.stated.key)]
        whole = self.department.by_slot.get(slot)
        if not units or (whole is None and not self._is_nothing(self.department, figure)):
            return None
        parts = [(unit.stated, unit.by_slot.get(slot)) for unit in units]
        missing = [unit for unit, (_, part) in zip(units, parts, strict=True) if part is None]
        is_all = owner is not None or self.is_complete
        if is_all and not all(self._is_nothing(unit, figure) for unit in missing):
            return None
        gap = Gap(slot, whole, tuple(parts), 0, 0, is_all)
        stated, total = (whole.displayed if whole else _NOTHING), gap.total
        if stated.meets(total) or (not is_all and total.high < stated.low):
            return None
        apart = (stated.low + stated.high - total.low - total.high) // 2
        slack = (stated.high - stated.low + total.high - total.low) // 2 + 1
        return Gap(slot, whole, tuple(parts), apart, slack, is_all)

    def _is_nothing(self, document: Figures, figure: Figure) -> bool:
        """Whether a figure that a document lacks is zero there: its table lists what is not.

        A unit has rows of its own: where it has none, its name was not recognised.
        """
        is_listed = any(name in figure.place for name in self._long)
        return is_listed and (figure.table, figure.owner) in document.shown


def _put_together(gaps: Sequence[Gap], space: Space) -> Iterator[Gap]:
    """Gaps with the wider ones that follow from them, narrowest first.

    Where some units are not at hand, how much they come to more says nothing: what exceeds within
    a place makes the place exceed.
    """
    leads: list[tuple[Gap, Coordinate, list[Figure]]] = []
    for gap in gaps:
        place = Coordinate.parse(gap.slot[1])
        near = [lead for lead in leads if space.overlaps(lead[1], place)]
        same = [lead for lead in near if not gap.is_all or _is_explained(gap, [lead[0]])]
        if not same and near and _is_explained(gap, [lead[0] for lead in near]):
            same = near
        if same:
            same[0][2].append(gap.named)
        else:
            leads.append((gap, place, []))
    for gap, _, others in leads:
        yield Gap(gap.slot, gap.whole, gap.parts, gap.apart, gap.slack, gap.is_all, tuple(others))


def _is_explained(gap: Gap, leads: Sequence[Gap]) -> bool:
    return abs(gap.apart - sum(one.apart for one in leads)) <= gap.slack + sum(
        one.slack for one in leads
    )


def amount_in_words(displayed: Displayed, figure: Figure) -> str:
    """A sum as the figure at its place is printed."""
    unit = unit_named(figure.unit)
    decimals = 2 if unit.size > 1 else 0
    return f"{show((displayed.low + displayed.high) // 2, unit, decimals)}{figure.unit}"
