"""The system of a disclosure, solved with HiGHS.

Sums of money go to the solver in 万元, where its tolerances lie far below a 分, counts as they are;
nothing that it returns is printed before it was rounded to a displayed figure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from mingzhang.checker.system import System
from mingzhang.cube import WAN_YUAN, YUAN, Fact

__all__ = ["Solver", "scale"]

_NOTHING: Final = 5e-7
"""Gaps below half a 分, or of a thing as little, are noise of the solver."""
_IMPOSSIBLE: Final = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
"""Without costs nothing is unbounded."""

_WITHOUT_END: Final = 1e12


class Solver:
    """Answers questions about a system: whether it has a solution, and what a figure may be."""

    def __init__(self, system: System, *, is_plain: bool = False) -> None:
        """`is_plain`: asked once, of a system that is small enough to be solved as it stands."""
        self.system = system
        self._count = len(system.facts)
        self._scale = np.array([scale(fact) for fact in system.facts])
        self._low = np.array([one.low for one in system.ranges], dtype=np.float64) * self._scale
        self._high = np.array([one.high for one in system.ranges], dtype=np.float64) * self._scale
        self._strict = self._model(self._lp([]))
        if is_plain:
            self._strict.setOptionValue("presolve", "off")
        self._elastic: highspy.Highs | None = None

    def is_consistent(self, free: Collection[int] = ()) -> bool:
        """Whether some exact amounts explain every figure but those of `free`."""
        model = self._strict
        self._release(free)
        model.run()
        status = model.getModelStatus()  # forgotten when a bound is changed
        self._hold(free)
        return status not in _IMPOSSIBLE

    def _release(self, figures: Collection[int]) -> None:
        without = np.full(len(figures), highspy.kHighsInf)
        columns = np.fromiter(figures, dtype=np.int32, count=len(figures))
        self._strict.changeColsBounds(len(columns), columns, -without, without)

    def _hold(self, figures: Collection[int]) -> None:
        columns = np.fromiter(figures, dtype=np.int32, count=len(figures))
        low, high = self._low[columns], self._high[columns]
        self._strict.changeColsBounds(len(columns), columns, low, high)

    def gaps(self, free: Collection[int] = ()) -> dict[int, float]:
        """The least total change that makes all figures possible: the changed ones, by how much.

        Figures of `free` may take any amount. Empty if nothing need change. Money in 万元; with the
        sign of the change.
        """
        model = self._stretched()
        cost = np.ones(2 * self._count)
        for index in free:
            cost[[index, self._count + index]] = 0.0
        columns = np.arange(self.system.columns, self.system.columns + 2 * self._count)
        model.changeColsCost(len(columns), columns.astype(np.int32), cost)
        model.run()
        values = np.array(model.getSolution().col_value)[columns]
        change = values[: self._count] - values[self._count :]
        change[list(free)] = 0.0
        return {int(i): float(change[i]) for i in np.flatnonzero(np.abs(change) > _NOTHING)}

    def range_of(self, index: int, free: Collection[int]) -> tuple[int, int] | None:
        """What a figure may be if those of `free`, with it, are unknown; None if nothing fits."""
        model = self._strict
        unknown = {*free, index}
        self._release(unknown)
        found = [self._extreme(model, index, sense) for sense in (1.0, -1.0)]
        self._hold(unknown)
        if found[0] is None or found[1] is None:
            return None
        scale = float(self._scale[index])
        return round(found[0] / scale), round(found[1] / scale)

    def _extreme(self, model: highspy.Highs, index: int, sense: float) -> float | None:
        model.changeColCost(index, sense)
        model.run()
        status = model.getModelStatus()
        model.changeColCost(index, 0.0)
        if status == highspy.HighsModelStatus.kOptimal:
            return float(model.getSolution().col_value[index])
        if status in (
            highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return -sense * _WITHOUT_END
        return None

    def _stretched(self) -> highspy.Highs:
        """The system in which each figure may give way, up or down."""
        if self._elastic is None:
            self._elastic = self._model(self._lp(range(self._count)))
        return self._elastic

    def _model(self, lp: highspy.HighsLp) -> highspy.Highs:
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        model.setOptionValue("time_limit", 10.0)
        model.passModel(lp)
        return model

    def _lp(self, stretched: Sequence[int]) -> highspy.HighsLp:
        """The linear program; stretched figures are bound by a row instead of their column."""
        system, inf = self.system, highspy.kHighsInf
        equal, at_most = system.equal, system.at_most
        sizes = [*equal.sizes, *at_most.sizes]
        columns = [*equal.columns, *at_most.columns]
        values: list[float] = [*equal.values, *at_most.values]
        low = [0.0] * len(equal.sizes) + [-inf] * len(at_most.sizes)
        high = [0.0] * len(sizes)
        count, extra = system.columns, len(stretched)
        for place, index in enumerate(stretched):
            columns += [index, count + place, count + extra + place]
            values += [1.0, -1.0, 1.0]
            sizes.append(3)
            low.append(float(self._low[index]))
            high.append(float(self._high[index]))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count + 2 * extra, len(sizes)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_, lp.col_upper_ = self._bounds(bool(extra), lp.num_col_)
        lp.row_lower_, lp.row_upper_ = np.array(low), np.array(high)
        matrix = lp.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        matrix.index_ = np.array(columns, dtype=np.int32)
        matrix.value_ = np.array(values, dtype=np.float64)
        return lp

    def _bounds(
        self, are_stretched: bool, count: int
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        low, high = np.zeros(count), np.full(count, highspy.kHighsInf)
        if are_stretched:
            low[: self._count] = -highspy.kHighsInf
        else:
            low[: self._count], high[: self._count] = self._low, self._high
        return low, high


def scale(fact: Fact) -> float:
    """What a base unit is to the solver; figures of one measure have one kind of unit."""
    return 1 / WAN_YUAN.size if fact.unit.endswith(YUAN.name) else 1.0
