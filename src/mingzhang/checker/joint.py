"""Contradictions that no single sum shows, and the figures that cannot hold together.

Runs after the sums: figures that those already suspect may be anything. If the system of all
figures still has no solution, a smallest set of figures that contradict each other is its
explanation; the figure that makes it possible again is the suspect.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import likely_text
from mingzhang.checker.solver import Solver
from mingzhang.checker.system import system_of
from mingzhang.cube import Displayed, Fact, Identity

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


def conflicts(document: Examined) -> list[Conflict]:
    """What remains impossible when the figures that sums suspect are left open."""
    doubted = [
        fact
        for fault in document.faults
        for fact in ((fault.suspect,) if fault.is_mended else _members(fault.broken[0]))
    ]
    are_blanks_open = any(fact.text is None for fact in doubted)
    solver, free = _solver(document, doubted, are_blanks_open=are_blanks_open)
    if solver.is_consistent(free):
        return []
    if not are_blanks_open:
        solver, free = _solver(document, doubted, are_blanks_open=True)
    return list(_Search(document, solver, free).conflicts())


def _members(identity: Identity) -> tuple[Fact, ...]:
    return (identity.whole, *identity.parts)


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
            fact = self.facts[suspect]
            others = (self.facts[one] for one in core if one != suspect)
            right = likely_text(fact, Displayed(*possible)) if possible else (None, None)
            yield Conflict((fact, *others), *right)

    def _core(self) -> list[int]:
        """Figures none of which can be spared from the contradiction.

        Blank cells are taken for granted if the figures contradict each other with them: who reads
        the finding sees that there is nothing.
        """
        blanks = {number for number, fact in enumerate(self.facts) if fact.text is None}
        shown = [n for n in range(len(self.facts)) if n not in blanks and n not in self.free]
        held = blanks - self.free
        if self._can_hold([*held]):
            return self._shrunk(sorted(shown, key=self._wish), held)
        return self._shrunk(sorted([*shown, *held], key=self._wish), set())

    def _can_hold(self, figures: Collection[int]) -> bool:
        """Whether these figures can all be right, whatever the others are."""
        return self.solver.is_consistent(set(range(len(self.facts))) - set(figures))

    def _shrunk(self, core: list[int], held: Collection[int]) -> list[int]:
        size = len(core) // 2
        while size:
            start = 0
            while start < len(core):
                rest = core[:start] + core[start + size :]
                if rest and not self._can_hold([*held, *rest]):
                    core = rest
                else:
                    start += size
            size //= 2
        return core

    def _wish(self, index: int) -> tuple[bool, int, int]:
        """The more one would rather be told of a figure, the greater: no blanks, few details."""
        fact = self.facts[index]
        return fact.text is not None, -len(fact.coordinate.members), -index

    def _suspect(self, core: Sequence[int]) -> int:
        """The figure whose change leaves least to explain; of equals the first that is not blank."""
        left = {}
        for one in core:
            rest = self.solver.gaps({*self.free, one})
            left[one] = round(sum(map(abs, rest.values())) / _SMALL)
        return min(core, key=lambda one: (left[one], self.facts[one].text is None, one))
