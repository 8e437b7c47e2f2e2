"""Contradictions that no single sum shows, and the figures that cannot hold together.

Runs after the sums: figures that those already suspect may be anything. If the system of all
figures still has no solution, a smallest set of figures that contradict each other is its
explanation; the figure that makes it possible again is the suspect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import Fault, likely_text
from mingzhang.checker.solver import Solver, scale
from mingzhang.checker.system import Column, System, alone, system_of
from mingzhang.cube import Displayed, Fact, Identity

__all__ = ["Conflict", "conflicts", "is_possible"]

_MOST: Final = 8
"""A document with more conflicts than this is not one that was slipped in."""

_SMALL: Final = 1e-6

_PLAIN: Final = 2000
"""Systems of fewer columns are solved faster than they are made smaller."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be right; the first is the likeliest to be wrong."""

    figures: tuple[Fact, ...]
    expected: str | None
    slip: str | None


def conflicts(document: Examined, told: Iterable[Fact] = ()) -> list[Conflict]:
    """What remains impossible when the figures that sums, or others, suspect are left open.

    `told` are figures that are told to be wrong for other reasons.
    """
    doubted = [fact for fault in document.faults for fact in _doubted(fault)]
    known = {id(fact) for fact, _ in document.amounts}
    doubted.extend(fact for fact in told if id(fact) in known)
    if is_possible(document, doubted):
        return []
    solver, free = _solver(document, doubted)
    if solver.is_consistent(free):
        return []
    return list(_Search(solver, free).conflicts())


def _doubted(fault: Fault) -> Iterator[Fact]:
    """The figures of which a fault leaves open what they are."""
    if not fault.is_mended:
        yield from (fault.broken[0].whole, *fault.broken[0].parts)
        return
    yield fault.suspect
    if fault.belongs is not None:
        yield fault.belongs


def is_possible(document: Examined, doubted: Sequence[Fact]) -> bool:
    """Whether some amounts explain all figures but the doubted ones.

    Asked of a small system, in which figures that repeat each other share a column. Nearly all
    documents need no other.
    """
    single = alone(document.amounts, doubted)
    same: dict[int, list[tuple[Fact, Displayed]]] = {id(one[0]): [(one[0], r)] for one, r in single}
    others = [one for one in document.sums if one.holds()]
    for one in document.repeats:
        if one.holds():
            whole, part = same.get(id(one.whole)), same.get(id(one.parts[0]))
            if whole and part and scale(one.whole) == scale(one.parts[0]):
                whole.extend(same.pop(id(one.parts[0])))
            else:
                others.append(one)
    open_facts = set(map(id, doubted))
    columns = []
    free = set()
    for number, some in enumerate(same.values()):
        known = [displayed for fact, displayed in some if id(fact) not in open_facts]
        if not known:
            free.add(number)
            known = [some[0][1]]
        common = reduce(Displayed.common, known)
        if common.low > common.high:
            return False
        columns.append(([fact for fact, _ in some], common))
    system = _system(document, columns, others, doubted)
    return Solver(system, is_plain=system.columns < _PLAIN).is_consistent(free)


def _solver(document: Examined, doubted: Sequence[Fact]) -> tuple[Solver, set[int]]:
    """The solver of the system, and the columns of the figures that may be anything."""
    held = [one for one in (*document.sums, *document.repeats) if one.holds()]
    system = _system(document, alone(document.amounts, doubted), held, doubted)
    index = {id(fact): number for number, fact in enumerate(system.facts)}
    return Solver(system), {index[id(fact)] for fact in doubted}


def _system(
    document: Examined,
    columns: Sequence[Column],
    identities: Sequence[Identity],
    doubted: Sequence[Fact],
) -> System:
    open_facts = set(map(id, doubted))
    blank = [
        fact for fact, _ in document.amounts if fact.text is None and id(fact) not in open_facts
    ]
    space, leaves = document.space, document.leaves
    return system_of(document.scheme, space, leaves, columns, blank, identities)


class _Search:
    def __init__(self, solver: Solver, doubted: set[int]) -> None:
        self.solver = solver
        self.facts = solver.system.facts
        self.free = set(doubted)

    def conflicts(self) -> Iterator[Conflict]:
        """One conflict after the other, each figure that explains one left open from then on."""
        for _ in range(_MOST):
            if not self.solver.gaps(self.free):
                return
            suspect = self._suspect(self._core(self._generality))
            core = self._core(partial(self._closeness, suspect))
            possible = self.solver.range_of(suspect, self.free)
            self.free.add(suspect)
            fact = self.facts[suspect]
            others = (self.facts[one] for one in core if one != suspect)
            right = likely_text(fact, Displayed(*possible)) if possible else (None, None)
            yield Conflict((fact, *others), *right)

    def _core(self, wish: Callable[[int], tuple[int, int]]) -> list[int]:
        """Figures none of which can be spared from the contradiction, by wish those of most."""
        everything = set(range(len(self.facts)))
        core = sorted(everything - self.free, key=wish)
        size = len(core) // 2
        while size:
            start = 0
            while start < len(core):
                rest = core[:start] + core[start + size :]
                if rest and not self.solver.is_consistent(everything - set(rest)):
                    core = rest
                else:
                    start += size
            size //= 2
        return core

    def _generality(self, index: int) -> tuple[int, int]:
        """Figures of few details say most."""
        return -len(self.facts[index].coordinate.members), -index

    def _closeness(self, suspect: int, index: int) -> tuple[int, int]:
        """Figures that stand near the suspect in the cube explain best why it cannot be right."""
        one = set(self.facts[index].coordinate.members)
        other = set(self.facts[suspect].coordinate.members)
        return (1 if index == suspect else -len(one ^ other)), -index

    def _suspect(self, core: Sequence[int]) -> int:
        """The figure whose change leaves least to explain; of equals the first."""
        left = {}
        for one in core:
            rest = self.solver.gaps({*self.free, one})
            left[one] = round(sum(map(abs, rest.values())) / _SMALL)
        return min(core, key=lambda one: (left[one], one))
