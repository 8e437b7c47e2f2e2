"""Many documents at once: which belong together, and what the rules find in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from mingzhang.checker.across.entities import Names, name_key, plain_name
from mingzhang.checker.across.running import run
from mingzhang.checker.across.stated import Figures, Stated, amount_stated
from mingzhang.checker.across.units import units_differ_from_department, units_exceed_department
from mingzhang.checker.across.units.family import Family
from mingzhang.checker.across.years import (
    carryover_exceeds_last_year,
    last_year_restated,
    project_renamed,
)
from mingzhang.checker.across.years.pair import YearPair
from mingzhang.checker.engine import finding_of, unique
from mingzhang.checker.rule import Found, Rule
from mingzhang.cube import WAN_YUAN
from mingzhang.model import Finding
from mingzhang.scheme import load_scheme

__all__ = ["found_across"]

_OF_YEARS: Final[Sequence[tuple[Rule, Callable[[YearPair], Iterator[Found]]]]] = (
    (last_year_restated.RULE, last_year_restated.found),
    (carryover_exceeds_last_year.RULE, carryover_exceeds_last_year.found),
    (project_renamed.RULE, project_renamed.found),
)
_TELLING: Final = 10 * WAN_YUAN.size
"""An amount from here on that two documents share is hardly the same by chance."""

_OF_UNITS: Final[Sequence[tuple[Rule, Callable[[Family], Iterator[Found]]]]] = (
    (units_differ_from_department.RULE, units_differ_from_department.found),
    (units_exceed_department.RULE, units_exceed_department.found),
)


def found_across(documents: Sequence[Stated]) -> Sequence[tuple[Finding, ...]]:
    """What contradicts each other between documents: the findings about each, in their order.

    Which belong together shows in their names and years. The order of the documents changes
    nothing, nor does one that is given twice.

    Raises:
        RuleError: a rule failed.
    """
    known = _Known(documents)
    return [tuple(unique(known.findings(stated))) for stated in documents]


class _Known:
    """All documents by publisher and year."""

    def __init__(self, documents: Sequence[Stated]) -> None:
        self._all = sorted(documents, key=lambda one: (one.file, one.digest, one.packed))
        self._by_key: dict[tuple[str, str, int], list[Stated]] = defaultdict(list)
        for one in self._all:
            if one.name and one not in self._by_key[self._place(one)]:
                self._by_key[self._place(one)].append(one)

    @staticmethod
    def _place(stated: Stated) -> tuple[str, str, int]:
        return stated.scheme, stated.key, stated.year

    def findings(self, stated: Stated) -> Iterator[Finding]:
        """What the rules find about one document, in its order."""
        if not stated.name:
            return
        found = [*self._of_years(stated), *self._of_units(stated)]
        order = Figures(stated).order if found else {}
        found.sort(key=lambda one: (order.get(one[1].position, len(order)), one[0].code))
        scheme = load_scheme(stated.scheme, stated.year)
        for rule, one in found:
            if rule.code in scheme.rules:
                yield finding_of(scheme, rule, one)

    # Years

    def _of_years(self, stated: Stated) -> Iterator[tuple[Rule, Found]]:
        earlier = self._years_before(stated, 1)
        if not earlier:
            return
        pair = YearPair(
            Figures(stated),
            [Figures(one) for one in earlier],
            [Figures(one) for one in self._years_before(stated, 2)],
        )
        for rule, find in _OF_YEARS:
            yield from ((rule, one) for one in run(rule, find, pair))

    def _years_before(self, stated: Stated, years: int) -> Sequence[Stated]:
        """What the same publisher published so many years before."""
        year = stated.year - years
        found: Sequence[Stated] = self._by_key.get((stated.scheme, stated.key, year), ())
        if not found and years == 1:
            found = self._nearly_named(stated, year)
        same = [one for one in found if one.level == stated.level]
        now = self._by_key[self._place(stated)]
        if same or any(one.level != stated.level for one in now):
            return same
        return [one for one in found if _is_alone(one) and _is_alone(stated)]

    def _nearly_named(self, stated: Stated, year: int) -> Sequence[Stated]:
        """Documents of a name one slip away, if what is said of last year is in them."""
        return [
            one
            for name in self._names.near(plain_name(stated.name))
            for one in self._by_name.get((stated.scheme, name, year), ())
            if _bears_out(Figures(one), stated)
        ]

    @cached_property
    def _names(self) -> Names:
        return Names(plain_name(one.name) for one in self._all)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str, int], Sequence[Stated]]:
        found: dict[tuple[str, str, int], list[Stated]] = defaultdict(list)
        for same in self._by_key.values():
            for one in same:
                found[one.scheme, plain_name(one.name), one.year].append(one)
        return found

    # Units

    def _of_units(self, stated: Stated) -> Iterator[tuple[Rule, Found]]:
        if stated.level != "department":
            return
        units = self._units_of(stated)
        if not units:
            return
        family = Family(Figures(stated), [Figures(one) for one in units])
        for rule, find in _OF_UNITS:
            yield from ((rule, one) for one in run(rule, find, family))

    def _units_of(self, department: Stated) -> Sequence[Stated]:
        """The documents of a department's units, one of each: those that it lists, else by name."""
        place = department.scheme, department.year
        listed = list(dict.fromkeys(map(name_key, department.units)))
        keys = listed or self._named_after.get((*place, department.key), ())
        found = []
        for key in dict.fromkeys((department.key, *keys)):
            units = self._by_key.get((department.scheme, key, department.year), ())
            found += [one for one in units if one.level == "unit"][:1]
        return sorted(found, key=lambda one: one.name)

    @cached_property
    def _named_after(self) -> Mapping[tuple[str, int, str], Sequence[str]]:
        """By department the units whose names begin with its own."""
        departments = {
            (one.scheme, one.year, one.key) for one in self._all if one.level == "department"
        }
        found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
        for one in self._all:
            if one.level == "unit":
                for size in range(len(one.key), 0, -1):
                    place = (one.scheme, one.year, one.key[:size])
                    if place in departments:
                        found[place].append(one.key)
                        break
        return found


def _bears_out(earlier: Figures, stated: Stated) -> bool:
    """Whether some amount of last year, larger than chance, is the one that was published."""
    return any(
        base.displayed.low >= _TELLING and base.meets(amount_stated(figures))
        for base in stated.bases
        if (figures := earlier.by_place.get(base.place))
    )


def _is_alone(stated: Stated) -> bool:
    """Whether a publisher has no units but itself, so that its level makes no difference."""
    return stated.level == "unit" or {name_key(one) for one in stated.units} <= {stated.key}
