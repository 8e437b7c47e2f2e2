"""A mixed-integer program for HiGHS, built up column by column and row by row.

One thread, a fixed seed and no gap: a second run gives the same solution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import highspy

__all__ = ["Program", "UnsolvedError"]

_OPTIONS: Final[Mapping[str, bool | int | float | str]] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "time_limit": 60.0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-7,
    "mip_feasibility_tolerance": 1e-7,
}


def _solver() -> ModuleType:
    """The library of HiGHS: slow to load, and most commands have nothing to solve."""
    import highspy

    return highspy


class UnsolvedError(ValueError):
    """The search did not come to an end."""


@dataclass
class Program:
    """Columns are variables, rows are sums of them between two bounds.

    >>> program = Program()
    >>> one, other = program.column(0, 5, cost=1), program.column(0, 5, cost=2)
    >>> program.row(7, 7, {one: 1, other: 1})
    >>> program.solve()
    [5.0, 2.0]
    """

    highs: highspy.Highs = field(default_factory=lambda: _solver().Highs())
    columns: int = 0

    def __post_init__(self) -> None:
        for name, value in _OPTIONS.items():
            self.set_option(name, value)

    def set_option(self, name: str, value: bool | int | float | str) -> None:
        """Set an option of the solver."""
        self.highs.setOptionValue(name, value)

    def column(self, low: float, high: float, cost: float = 0, *, whole: bool = False) -> int:
        """A variable; its number."""
        self.highs.addVar(low, high)
        self.highs.changeColCost(self.columns, cost)
        if whole:
            self.highs.changeColIntegrality(self.columns, _solver().HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, low: float, high: float, factors: Mapping[int, float]) -> None:
        """A sum that lies between two bounds."""
        self.highs.addRow(low, high, len(factors), list(factors), list(factors.values()))

    def solve(self) -> list[float] | None:
        """The values of the best solution; None if there is none.

        Raises:
            UnsolvedError: the search ended before the best solution was found.
        """
        self.highs.run()
        status, known = self.highs.getModelStatus(), _solver().HighsModelStatus
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
            return None
        if status != known.kOptimal:
            said = self.highs.modelStatusToString(status)
            raise UnsolvedError(f"the search ended without a best solution ({said})")
        return list(self.highs.getSolution().col_value)
