"""Counts and amounts by kind: which of them do not agree, and which one to change.

What sentences alone state (vehicles by use, procurement by kind, projects by class) no table bears
out; sums, bounds and what usually is the same decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.listed import rows_of_projects
from mingzhang.checker.rules.counts.numbers import is_number, number_of, text_like
from mingzhang.checker.rules.counts.partitions import figures_of_sections, partitions
from mingzhang.checker.rules.counts.repair import Bound, Hint, Puzzle, Repair, Sum
from mingzhang.checker.slips import LEFT_OUT, slip_between
from mingzhang.cube import BUDGET, Fact, unit_named

__all__ = ["KindFault", "corrections", "followers", "kind_faults", "quotas", "suspects"]

_PROJECTS: Final = "projects"
_UNITS: Final = "units"
_REPORTING: Final = "reporting_units"
_QUOTA: Final = "编制"


@dataclass(frozen=True, slots=True)
class KindFault:
    """A figure to suspect, what it should say, and the relations that it breaks."""

    suspect: Fact
    expected: str | None
    slip: str | None
    sums: tuple[tuple[Fact, tuple[Fact, ...]], ...]
    bounds: tuple[tuple[Fact, Fact], ...]
    others: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures that contradict each other, the suspect first."""
        facts = [self.suspect]
        facts += [one for whole, parts in self.sums for one in (whole, *parts)]
        facts += [one for pair in self.bounds for one in pair]
        return tuple({id(one): one for one in facts}.values())

    @property
    def doubted(self) -> tuple[Fact, ...]:
        """The figures of which nothing follows any more: the suspect, or all if it is not sure."""
        is_sure = self.expected is not None and not self.others
        return (self.suspect,) if is_sure else self.facts


@lru_cache(maxsize=1)
def kind_faults(document: Examined) -> tuple[KindFault, ...]:
    """What does not agree within a section, without what sums and repeats have told already."""
    return tuple(
        fault
        for figures in figures_of_sections(document).values()
        for fault in _faults(document, figures)
    )


def suspects(document: Examined) -> set[int]:
    """The figures that sums, repeats or kinds have told to be wrong, by identity as objects."""
    told = {id(one.suspect) for one in document.faults}
    return told | {id(one.suspect) for one in kind_faults(document)}


@lru_cache(maxsize=1)
def followers(document: Examined) -> Mapping[int, tuple[Fact, ...]]:
    """The figures that repeat a wrong one within its section, by identity of that one.

    Who takes a number from the wrong place writes it wherever it belongs: what contradicts the
    right one, and agrees with it once it says the same, follows.
    """
    right = {id(one.suspect): one.expected for one in document.faults if one.expected}
    found: dict[int, tuple[Fact, ...]] = {}
    for figures in figures_of_sections(document).values():
        wrong = [fact for fact in figures.values() if id(fact) in right]
        relations = _relations(document, figures) if wrong else []
        for fact in wrong if relations else ():
            same = _following(document, figures, fact)
            values = {name: number_of(one.text or "0") for name, one in figures.items()}
            values |= {n: number_of(right[id(fact)] or "0") for n in figures if figures[n] is fact}
            after = {**values, **dict.fromkeys(same, number_of(right[id(fact)] or "0"))}
            if _failing(relations, after) < _failing(relations, values):
                found[id(fact)] = tuple(figures[name] for name in same)
    return found


def _failing(relations: Iterable[Sum | Bound], values: Mapping[str, Fraction]) -> int:
    return sum(not one.holds(values) for one in relations)


def _following(document: Examined, figures: Mapping[str, Fact], wrong: Fact) -> list[str]:
    """The other figures of a section that say the same and that nothing else bears out."""
    return [
        name
        for name, one in figures.items()
        if one is not wrong
        and _says_same(one, wrong)
        and not any(
            hint.other == number_of(one.text or "0") for hint in _restated(document, name, one)
        )
    ]


def _says_same(one: Fact, other: Fact) -> bool:
    number = number_of(one.text or "0")
    is_same = one.unit == other.unit and one.coordinate.measure == other.coordinate.measure
    return is_same and bool(number) and number == number_of(other.text or "0")


@lru_cache(maxsize=1)
def corrections(document: Examined) -> Mapping[int, str]:
    """What sums and repeats make of figures, by identity as objects; of their followers too."""
    found: dict[int, str] = {}
    for fault in document.faults:
        if fault.expected is not None:
            for fact in (fault.suspect, *followers(document).get(id(fault.suspect), ())):
                found.setdefault(id(fact), fault.expected)
    return found


def _relations(document: Examined, figures: Mapping[str, Fact]) -> list[Sum | Bound]:
    if not any(map(_is_own, figures.values())):
        return []
    return [*_sums(document, figures), *_bounds(document, figures)]


def _faults(document: Examined, figures: Mapping[str, Fact]) -> Iterator[KindFault]:
    relations = _relations(document, figures)
    if not relations:
        return
    right = corrections(document)
    texts = {name: right.get(id(fact)) or fact.text for name, fact in figures.items()}
    numbers = {name: number_of(text or "0") for name, text in texts.items()}
    if all(one.holds(numbers) for one in relations):
        return
    known = {
        name
        for name, fact in figures.items()
        if texts[name] != fact.text
        or any(one.other == numbers[name] for one in _restated(document, name, fact))
    }
    puzzle = Puzzle(
        numbers,
        relations,
        list(_hints(document, figures)),
        lambda name, value: _slip(figures[name], value) is not None,
        lambda name, value: name not in known and value >= 0,
    )
    for repair in puzzle.repairs():
        yield _fault(figures, repair)


def _fault(figures: Mapping[str, Fact], repair: Repair) -> KindFault:
    suspect, value = figures[repair.figure], repair.value
    sums = [one for one in repair.broken if isinstance(one, Sum)]
    bounds = [one for one in repair.broken if isinstance(one, Bound)]
    return KindFault(
        suspect,
        None if value is None else text_like(value, suspect.text or ""),
        None if value is None else _slip(suspect, value),
        tuple((figures[one.whole], tuple(figures[part] for part in one.parts)) for one in sums),
        tuple((figures[one.less], figures[one.more]) for one in bounds),
        tuple(figures[one] for one in repair.others),
    )


def _slip(fact: Fact, value: Fraction) -> str | None:
    slip = slip_between(fact.text, text_like(value, fact.text or ""))
    return None if slip == LEFT_OUT else slip


# Relations


def _sums(document: Examined, figures: Mapping[str, Fact]) -> Iterator[Sum]:
    """Wholes and parts that only the section states."""
    for one in partitions(document, figures):
        facts = [figures[address] for address in (one.whole, *one.parts)]
        if any(map(_is_own, facts)):
            yield Sum(one.whole, one.parts, sum(map(_slack, facts), Fraction(0)))


def _is_own(fact: Fact) -> bool:
    """Whether a figure is one that no table shows: a count, or of a class of projects."""
    return fact.coordinate.measure != BUDGET or fact.coordinate.get("project") is not None


def _slack(fact: Fact) -> Fraction:
    """Half a printed step, where a figure may be rounded."""
    text = fact.text or ""
    if unit_named(fact.unit).size == 1 or not number_of(text):
        return Fraction(0)
    return Fraction(1, 2 * 10 ** len(text.partition(".")[2]))


def _bounds(document: Examined, figures: Mapping[str, Fact]) -> Iterator[Bound]:
    """Groups of projects within others; units that report among all units."""
    for (less, one), (more, other) in permutations(figures.items(), 2):
        if one.coordinate.measure == _REPORTING and other.coordinate.measure == _UNITS:
            if not other.coordinate.members:
                yield Bound(less, more)
        elif _is_in_group(document, one, other):
            yield Bound(less, more)


def _is_in_group(document: Examined, one: Fact, other: Fact) -> bool:
    is_group = one.coordinate.get("project") is not None and _differs_in_project(one, other)
    return is_group and document.space.is_within(one.coordinate, other.coordinate)


def _differs_in_project(one: Fact, other: Fact) -> bool:
    a, b = one.coordinate, other.coordinate
    return a.measure == b.measure and {name for name, _ in set(a.members) ^ set(b.members)} == {
        "project"
    }


# What usually is the same


def _hints(document: Examined, figures: Mapping[str, Fact]) -> Iterator[Hint]:
    for address, fact in figures.items():
        yield from _restated(document, address, fact)
        if _is_bare(fact):
            yield Hint(address, Fraction(0))
        if fact.coordinate.measure == _PROJECTS and not fact.coordinate.get("project"):
            listed = rows_of_projects(document, fact.coordinate.get("period"))
            if listed:
                yield Hint(address, Fraction(listed), 2)
    yield from _all_published(document, figures)
    yield from _as_many_as_allowed(document, figures)


def _is_bare(fact: Fact) -> bool:
    """Whether an amount is printed without decimals, as only nothing is."""
    return unit_named(fact.unit).size > 1 and "." not in (fact.text or "")


def _restated(document: Examined, address: str, fact: Fact) -> Iterator[Hint]:
    """The same amount as other places state it."""
    for other in document.restatements(fact):
        if other is not fact and other.unit == fact.unit and is_number(other.text):
            yield Hint(address, number_of(other.text or "0"), 2)


def _all_published(document: Examined, figures: Mapping[str, Fact]) -> Iterator[Hint]:
    """Most publish all of their projects: the figures of both halves are then the same."""
    for (less, one), (more, other) in permutations(figures.items(), 2):
        if one.coordinate.get("project") and _differs_in_project(one, other):
            group, above = one.coordinate.get("project"), other.coordinate.get("project")
            classes = document.scheme.head.project_classes.values()
            if group not in classes and (above is None or above in classes):
                yield Hint(less, more)


def _as_many_as_allowed(document: Examined, figures: Mapping[str, Fact]) -> Iterator[Hint]:
    """Most have as many as they are allowed (编制)."""
    quotas = [address for address in figures if _QUOTA in document.labels.of(address)]
    wholes = [one.whole for one in partitions(document, figures)] if quotas else []
    for address in quotas:
        for whole in wholes:
            if figures[whole].unit == figures[address].unit:
                yield Hint(whole, address)


def quotas(document: Examined, figures: Mapping[str, Fact]) -> Sequence[tuple[Fact, Fact]]:
    """What is there, with what is allowed."""
    return [
        (figures[one.figure], figures[one.other])
        for one in _as_many_as_allowed(document, figures)
        if isinstance(one.other, str)
    ]
