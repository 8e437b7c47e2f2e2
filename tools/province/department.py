"""Invented departments: of every kind, in every place, with a budget for every year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final

from mingzhang.compiler import Budget, compile_budget
from mingzhang.model import Disclosure
from mingzhang.scheme import load_scheme
from tools.province.budget import Owner, budget_of
from tools.province.state import first_state, next_state
from tools.province.vocabulary import Kind, Place, kinds, places

__all__ = ["Department", "province"]

_SCHEME: Final = "shanxi"


@dataclass(frozen=True, slots=True)
class Department:
    """A department or unit of a place; `projects` is how many it begins with, if not the usual."""

    kind: Kind
    place: Place
    seed: int
    projects: int | None = None

    @property
    def name(self) -> str:
        """Its full name."""
        return self.kind.of(self.place)

    def budgets(self, last: int, years: int = 1) -> Iterator[Budget]:
        """Those of so many years up to `last`; each year is compared with the one before it."""
        scheme = load_scheme(_SCHEME, last)
        random = Random(self.seed)
        states = [first_state(random, self.kind, self.place, self.projects)]
        for _ in range(years):
            states.append(next_state(random, self.kind, self.place, states[-1]))
        owner = Owner(self.kind, self.place, f"{self.seed % 899 + 100}")
        for year, (before, now) in enumerate(pairwise(states), last - years + 1):
            yield budget_of(Random(self.seed * 10_007 + year), scheme, owner, year, (before, now))

    def disclosures(self, last: int, years: int = 1) -> Iterator[Disclosure]:
        """What it publishes of these budgets."""
        for budget in self.budgets(last, years):
            yield compile_budget(budget).disclosure


def province(count: int, seed: int = 1) -> list[Department]:
    """So many departments and units of the province, the same for the same seed.

    Raises:
        ValueError: there are not so many.
    """
    every = [(kind, place) for place in places() for kind in kinds()]
    if count > len(every):
        raise ValueError(f"the province has {len(every)} departments and units, not {count}")
    chosen = sorted(Random(seed).sample(range(len(every)), count))
    return [Department(*every[number], seed * 1_000_003 + number) for number in chosen]
