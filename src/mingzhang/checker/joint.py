"""Contradictions that no single sum shows, and the figures that cannot hold together.

Runs after the sums: figures that those already suspect may be anything. If the system of all
figures still has no solution, a smallest set of figures that contradict each other is its
explanation; the figure that makes it possible again is the suspect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import printed_in
from mingzhang.checker.solver import Solver
from mingzhang.checker.system import system_of
from mingzhang.cube import Displayed, Fact, unit_named

__all__ = ["Conflict", "conflicts"]

_MOST: Final = 8
"""A document with more conflicts than this is not one that was slipped in."""

_SMALL: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be right; the first is the likeliest to be wrong."""

    figures: tuple[Fact, ...]
    expected: str | None


def conflicts(document: Examined) -> list[Conflict]:
    """What remains impossible when the figures that sums suspect are left open."""
    doubted = [
        fact
        for fault in document.faults
        for fact in ([fault.suspect] if fault.suspect else fault.broken[0].parts)
    ]
    are_blanks_open = any(fact.text is None for fact in doubted)
    solver, free = _solver(document, doubted, are_blanks_open=are_blanks_open)
    if solver.is_consistent(free):
        return []
    if not are_blanks_open:
        solver, free = _solver(document, doubted, are_blanks_open=True)
    return list(_Search(document, solver, free).conflicts())


def _solver(
    document: Examined, doubted: Sequence[Fact], *, are_blanks_open: bool
) -> tuple[Solver, set[int]]:
    """The solver of the system, and the columns of the figures that may be anything."""
    identities = (*document.sums, *document.repeats)
    system = system_of(
        document.scheme,
        document.space,
        document.leaves,
        document.amounts,
        [one for one in identities if one.holds()],
        are_blanks_open=are_blanks_open,
    )
    index = {id(fact): number for number, fact in enumerate(system.facts)}
    return Solver(system), {index[id(fact)] for fact in doubted}


class _Search:
    def __init__(self, document: Examined, solver: Solver, doubted: set[int]) -> None:
        self.document = document
        self.solver = solver
        self.facts = solver.system.facts
        self.free = set(doubted)

    def conflicts(self) -> Iterator[Conflict]:
        """One conflict after the other, each figure that explains one left open from then on."""
        for _ in range(_MOST):
            if not self.solver.gaps(self.free):
                return
            core = self._core()
            suspect = self._suspect(core)
            possible = self.solver.range_of(suspect, self.free)
            self.free.add(suspect)
            others = [self.facts[one] for one in core if one != suspect]
            yield Conflict(
                (self.facts[suspect], *others), self._expected(self.facts[suspect], possible)
            )

    def _core(self) -> list[int]:
        """Figures none of which can be spared from the contradiction."""
        forced = self.solver.forcing(self.free)
        everything = set(range(len(self.facts)))
        core = [one for one in forced if one not in self.free]
        if self.solver.is_consistent(everything - set(core)):
            core = sorted(everything - self.free)
        size = max(1, len(core) // 2)
        while size:
            for start in range(0, len(core), size):
                rest = core[:start] + core[start + size :]
                if rest and not self.solver.is_consistent(everything - set(rest)):
                    core = rest
                    break
            else:
                size //= 2
            size = min(size, len(core) // 2 or 1) if size else 0
        return core

    def _suspect(self, core: Sequence[int]) -> int:
        """The figure whose change leaves least to explain; of equals the first that is not blank."""
        left = {}
        for one in core:
            rest = self.solver.gaps({*self.free, one})
            left[one] = round(sum(map(abs, rest.values())) / _SMALL)
        return min(core, key=lambda one: (left[one], self.facts[one].text is None, one))

    def _expected(self, fact: Fact, possible: tuple[int, int] | None) -> str | None:
        if possible is None:
            return None
        texts = printed_in(Displayed(*possible), unit_named(fact.unit), fact)
        return texts[0] if len(texts) == 1 else None
