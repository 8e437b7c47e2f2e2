"""Contradictions that no single sum shows, and the figures that cannot hold together.

Runs after the sums: figures that those already suspect may be anything. If the system of all
figures still has no solution, a smallest set of figures that contradict each other is its
explanation; the figure that makes it possible again is the suspect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import Fault, likely_text
from mingzhang.checker.solver import Solver
from mingzhang.checker.system import system_of
from mingzhang.cube import Displayed, Fact

__all__ = ["Conflict", "conflicts"]

_MOST: Final = 8
"""A document with more conflicts than this is not one that was slipped in."""

_SMALL: Final = 1e-6


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


def _solver(document: Examined, doubted: Sequence[Fact]) -> tuple[Solver, set[int]]:
    """The solver of the system, and the columns of the figures that may be anything."""
    identities = (*document.sums, *document.repeats)
    system = system_of(
        document.scheme,
        document.space,
        document.leaves,
        document.amounts,
        [one for one in identities if one.holds()],
        doubted,
    )
    index = {id(fact): number for number, fact in enumerate(system.facts)}
    return Solver(system), {index[id(fact)] for fact in doubted}


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
