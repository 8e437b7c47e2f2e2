"""Forms of projects and the rows of tables that show the same projects, matched by name.

Names differ in brackets, quotes and blanks, and are cut off or mistyped. A form goes to the row of
its very name; what is left over on both sides is matched by likeness, the likest pair first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.cube import AmountError, Fact, Identity
from mingzhang.model import Form
from mingzhang.scheme.form_facts import form_keys, funding_address

__all__ = ["ProjectForm", "ProjectRow", "project_forms", "restated_totals"]

_MARKS: Final = re.compile(r"[^\w]|_")
_LEAST: Final = 0.75
"""Names less like each other than this are of two projects."""

_LONG: Final = 6
"""A name of so many characters may be another's beginning that was cut off."""

_CURRENT: Final = "current"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project's row in a table: its name there, its total, of which period."""

    name: str
    total: Fact
    period: str

    @property
    def is_current(self) -> bool:
        """Whether it shows this year's money, not what last year left."""
        return self.period == _CURRENT


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """A project's form (`number` counts from 1), its sums, the rows that show the same project.

    `is_exact` where the rows bear the form's name. `others` are forms of the same project.
    """

    number: int
    key: str
    form: Form
    sums: Mapping[tuple[str, str], Fact]
    rows: tuple[ProjectRow, ...] = ()
    is_exact: bool = True
    others: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The project's name as the form states it."""
        return self.form.project or ""

    def sum(self, horizon: str, source: str = "total") -> Fact | None:
        """A sum of money that the form states."""
        return self.sums.get((horizon, source))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _MARKS.sub("", folded(name))


def project_rows(facts: Iterable[Fact], is_cell: Mapping[str, bool]) -> tuple[ProjectRow, ...]:
    """The rows of projects, each with the widest of its cells."""
    rows: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if is_cell.get(fact.address) and fact.coordinate.get("project"):
            rows[fact.address.rpartition(".")[0]].append(fact)
    return tuple(map(_row, rows.values()))


def _row(cells: Sequence[Fact]) -> ProjectRow:
    total = min(cells, key=lambda fact: len(fact.coordinate.members))
    place = total.coordinate
    return ProjectRow(place.get("project") or "", total, place.get("period") or _CURRENT)


def project_forms(
    forms: Sequence[Form], facts: Sequence[Fact], is_cell: Mapping[str, bool]
) -> tuple[ProjectForm, ...]:
    """Every form of a project with the rows that it is about."""
    rows = project_rows(facts, is_cell)
    named = {
        number: (key, form)
        for number, (key, form) in enumerate(zip(form_keys(forms), forms, strict=True), 1)
        if form.project
    }
    by_name: dict[str, list[ProjectRow]] = defaultdict(list)
    for row in rows:
        by_name[_plain(row.name)].append(row)
    likely = _likest(
        [
            number
            for number, (_, form) in named.items()
            if _plain(form.project or "") not in by_name
        ],
        {number: form.project or "" for number, (_, form) in named.items()},
        [
            name
            for name in by_name
            if name not in {_plain(f.project or "") for _, f in named.values()}
        ],
    )
    sums = _sums(facts, named)
    return tuple(_matched(named, by_name, likely, sums))


def _sums(
    facts: Iterable[Fact], named: Mapping[int, tuple[str, Form]]
) -> dict[int, dict[tuple[str, str], Fact]]:
    by_address = {fact.address: fact for fact in facts}
    found: dict[int, dict[tuple[str, str], Fact]] = {number: {} for number in named}
    for number, (key, form) in named.items():
        for one in form.funding:
            fact = by_address.get(funding_address(key, one.horizon, one.source))
            if fact is not None:
                found[number][one.horizon, one.source] = fact
    return found


def _matched(
    named: Mapping[int, tuple[str, Form]],
    by_name: Mapping[str, Sequence[ProjectRow]],
    likely: Mapping[int, str],
    sums: Mapping[int, Mapping[tuple[str, str], Fact]],
) -> Iterator[ProjectForm]:
    group: dict[str, list[int]] = defaultdict(list)
    for number, (_, form) in named.items():
        group[_plain(form.project or "")].append(number)
    for number, (key, form) in named.items():
        name = _plain(form.project or "")
        rows = by_name.get(name) or by_name.get(likely.get(number, ""), ())
        others = tuple(one for one in group[name] if one != number)
        yield ProjectForm(number, key, form, sums[number], tuple(rows), name in by_name, others)


def _likest(left: Sequence[int], names: Mapping[int, str], free: Sequence[str]) -> dict[int, str]:
    """For forms without a row of their name the likest row without a form, the surest first."""
    pairs = sorted(
        (
            (-likeness, number, name)
            for number in left
            for name in free
            if (likeness := _likeness(_plain(names[number]), name)) >= _LEAST
        ),
    )
    found: dict[int, str] = {}
    taken: set[str] = set()
    for _, number, name in pairs:
        if number not in found and name not in taken:
            found[number] = name
            taken.add(name)
    return found


def _likeness(one: str, other: str) -> float:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _LONG and longer.startswith(shorter):
        return 0.99
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST else 0.0


def restated_totals(forms: Sequence[ProjectForm]) -> Iterator[Identity]:
    """A project's row states the sum of what its forms get this year.

    Nothing is said where the name leaves doubt, or where money of last year goes with it. A form
    whose halves agree in all sums but one is taken to mean them to agree: that one breaks a sum
    anyway, and the other half tells which figure it is.
    """
    by_number = {one.number: one for one in forms}
    for one in forms:
        yield from _agreeing_halves(one)
        if not one.is_exact or len(one.rows) != 1 or not one.rows[0].is_current:
            continue
        if one.others and min(one.others) < one.number:
            continue
        totals = [by_number[number].sum("annual") for number in (one.number, *one.others)]
        stated = tuple(fact for fact in totals if fact is not None)
        if len(stated) == len(totals):
            yield Identity(one.rows[0].total, stated)


def _agreeing_halves(form: ProjectForm) -> Iterator[Identity]:
    pairs = [
        Identity(life, (year,))
        for (horizon, source), life in form.sums.items()
        if horizon == "implementation" and (year := form.sum("annual", source)) is not None
    ]
    try:
        differing = [pair for pair in pairs if not pair.holds()]
        is_used = any(pair.whole.displayed().low > 0 for pair in pairs if pair not in differing)
    except AmountError:
        return
    if len(differing) == 1 and is_used:
        yield from pairs
