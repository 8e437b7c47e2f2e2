"""Find budget lines that explain a published disclosure.

A disclosure prints sums in 万元 with two decimals; the lines behind them are not published. Every
cell says that the lines at its coordinate add up to an amount in a range, a blank cell that they
add up to nothing, and a form in 元 says an amount exactly. `reconstruct` finds whole amounts that
satisfy all of them at once. Many lists of lines would; this one is chosen by rule, in this order:

1. Each project stands in one function only, if the figures allow it.
2. The least cost in lines: few lines, and natural ones (see `candidates`).
3. The least distance of all cells from the printed figures. The farther half of a range costs four
   times the nearer half, and a figure that stands early in the document up to half of a late one,
   so that totals bend before their parts.

Published shares (占 4.54%) are met as far as the figures allow, earlier ones first. Rules 1 and 2
are one mixed-integer program, rule 3 another, for HiGHS in one thread with a fixed seed, so that a
second run gives the same lines. The result is checked with the cube in integers before it is given
back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Final

from mingzhang.compiler.tables.figures import Figure, figure
from mingzhang.compiler.tables.program import Program
from mingzhang.cube import WAN_YUAN, Coordinate, Cube, Line, Space

__all__ = ["Candidate", "Figure", "ReconstructionError", "Share", "figure", "reconstruct"]

_SCALE: Final = 1_000_000
"""Amounts in the search for lines are in 万元, which numeric solvers like better than 分."""


class ReconstructionError(ValueError):
    """No lines explain the figures."""


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage, two decimals, of one amount in another."""

    part: Coordinate
    whole: Coordinate
    printed: str

    def holds(self, part: int, whole: int) -> bool:
        """Whether the share of these amounts is printed so."""
        return 0 <= 20_000 * part - (self.steps - 1) * whole < 2 * whole

    @property
    def steps(self) -> int:
        """Twice the share in hundredths of a percent."""
        return int(Decimal(self.printed) * 200)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be there, with what it costs to have it."""

    members: Mapping[str, str]
    cost: int


def reconstruct(
    space: Space,
    figures: Sequence[Figure],
    candidates: Sequence[Candidate],
    shares: Sequence[Share] = (),
    step: int = 100,
) -> list[Line]:
    """Lines whose sums are displayed as all figures are; amounts are whole steps (100: 元).

    Raises:
        ReconstructionError: there are none; with the figures that stand in the way.
    """
    reach = _reach(space, [one.place for one in figures], candidates)
    rows = _rows(figures, reach, step)
    used = None
    if rows is not None:
        used = _fewest(rows, candidates, step, is_whole=True) or _fewest(
            rows, candidates, step, is_whole=False
        )
    if rows is None or used is None:
        raise ReconstructionError(_conflict(figures, reach))
    amounts = _with_shares(space, rows, candidates, used, shares)
    lines = [Line(candidates[index].members, amounts[index] * step) for index in used]
    _prove(space, figures, lines)
    return lines


# What adds up to what


@dataclass(frozen=True, slots=True)
class _Row:
    """Figures that the same candidates add up to: the amount, in steps, is from low to high."""

    candidates: tuple[int, ...]
    low: int
    high: int
    middle: int


def _reach(
    space: Space, places: Sequence[Coordinate], candidates: Sequence[Candidate]
) -> list[tuple[int, ...]]:
    """The candidates that lie at each place."""
    lines = [Coordinate.of(one.members) for one in candidates]
    known = {
        place: tuple(index for index, line in enumerate(lines) if space.is_within(line, place))
        for place in dict.fromkeys(places)
    }
    return [known[place] for place in places]


def _rows(
    figures: Sequence[Figure], reach: Sequence[tuple[int, ...]], step: int
) -> list[_Row] | None:
    """A row for all figures that add up the same candidates; None where two exclude each other."""
    grouped: dict[tuple[int, ...], list[Figure]] = {}
    for one, within in zip(figures, reach, strict=True):
        grouped.setdefault(within, []).append(one)
    rows = []
    for within, group in grouped.items():
        low = max(0, -(-max(one.displayed.low for one in group) // step))
        high = min(one.displayed.high for one in group) // step
        if low > high or (low > 0 and not within):
            return None
        middle = min(max(round(group[0].middle / step), low), high)
        rows.append(_Row(within, low, high, middle))
    return [row for row in rows if row.candidates]


# The search


def _fewest(
    rows: Sequence[_Row], candidates: Sequence[Candidate], step: int, *, is_whole: bool
) -> list[int] | None:
    """The cheapest candidates that can carry all rows; `is_whole`: one for the row of a project."""
    unit = _SCALE / step
    most = [inf] * len(candidates)
    for row in rows:
        for index in row.candidates:
            most[index] = min(most[index], row.high / unit)
    if inf in most:
        members = dict(candidates[most.index(inf)].members)
        raise ReconstructionError(f"no figure limits the line {members}")
    program = Program()
    amounts = [program.column(0, high) for high in most]
    used = [program.column(0, 1, one.cost / _SCALE, whole=True) for one in candidates]
    for amount, flag, high in zip(amounts, used, most, strict=True):
        program.row(-inf, 0, {amount: 1, flag: -high})
    for row in rows:
        program.row(row.low / unit, row.high / unit, {amounts[one]: 1 for one in row.candidates})
        if row.low > 0:
            only = is_whole and _is_one_project(row, candidates)
            program.row(1, 1 if only else inf, {used[one]: 1 for one in row.candidates})
            for one in row.candidates if only else ():
                program.row(0, inf, {amounts[one]: 1, used[one]: -row.low / unit})
    values = program.solve()
    if values is None:
        return None
    return [index for index, flag in enumerate(used) if values[flag] > 0.5]


def _is_one_project(row: _Row, candidates: Sequence[Candidate]) -> bool:
    """Whether the row's candidates differ in nothing but their function."""
    places = {
        frozenset(
            (name, one) for name, one in candidates[index].members.items() if name != "function"
        )
        for index in row.candidates
    }
    return len(places) == 1 and "project" in candidates[row.candidates[0]].members


def _with_shares(
    space: Space,
    rows: Sequence[_Row],
    candidates: Sequence[Candidate],
    used: Sequence[int],
    shares: Sequence[Share],
) -> dict[int, int]:
    """Amounts of the used candidates, with every share that does not exclude an earlier one."""
    met: list[_Ratio] = []
    best = _nearest(rows, used, met)
    if best is None:
        raise ReconstructionError("the lines found take no whole amounts; try a smaller step")
    for share, part, whole in zip(
        shares,
        _reach(space, [share.part for share in shares], candidates),
        _reach(space, [share.whole for share in shares], candidates),
        strict=True,
    ):
        ratio = _Ratio(part, whole, share)
        found = best if ratio.holds(best) else _nearest(rows, used, [*met, ratio])
        if found is not None:
            met.append(ratio)
            best = found
    return best


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A share with the candidates of its two amounts."""

    part: tuple[int, ...]
    whole: tuple[int, ...]
    share: Share

    def holds(self, amounts: Mapping[int, int]) -> bool:
        part, whole = (sum(amounts.get(one, 0) for one in side) for side in (self.part, self.whole))
        return self.share.holds(part, whole)

    def bounds(self, columns: Mapping[int, int]) -> Iterator[dict[int, float]]:
        """Sums that must not be negative: the share is not too small and not too great."""
        for sign, steps in ((1, self.share.steps - 1), (-1, self.share.steps + 1)):
            factors: dict[int, float] = {}
            for side, factor in ((self.part, sign), (self.whole, -sign * steps / 20_000)):
                for one in side:
                    if one in columns:
                        factors[columns[one]] = factors.get(columns[one], 0) + factor
            yield factors


def _nearest(
    rows: Sequence[_Row], used: Sequence[int], ratios: Sequence[_Ratio]
) -> dict[int, int] | None:
    """Amounts of the used candidates that come nearest to the printed figures."""
    program = Program()
    columns = {index: program.column(1, inf, whole=True) for index in used}
    for rank, row in enumerate(rows):
        factors: dict[int, float] = {
            columns[index]: 1 for index in row.candidates if index in columns
        }
        if not factors:
            continue
        program.row(row.low, row.high, factors)
        half = (row.high - row.low) / 4
        cost = 1 + rank / len(rows)
        for sign in (1, -1):
            factors[program.column(0, half, cost)] = -sign
            factors[program.column(0, inf, 4 * cost)] = -sign
        program.row(row.middle, row.middle, factors)
    for ratio in ratios:
        for factors in ratio.bounds(columns):
            program.row(0.001, inf, factors)
    values = program.solve()
    return None if values is None else {one: round(values[columns[one]]) for one in used}


# What stands in the way, and the proof


def _conflict(figures: Sequence[Figure], reach: Sequence[tuple[int, ...]]) -> str:
    """Name the smallest set of figures that would have to be others."""
    most = sum(max(one.displayed.high, 0) for one in figures) / _SCALE
    program = Program()
    program.set_option("mip_feasibility_tolerance", 1e-9)
    lines = [program.column(0, most) for _ in set().union(*reach)]
    columns = dict(zip(sorted(set().union(*reach)), lines, strict=True))
    changed = [program.column(0, 1, 1 + rank / 1e4, whole=True) for rank, _ in enumerate(figures)]
    for one, within, flag in zip(figures, reach, changed, strict=True):
        factors: dict[int, float] = {columns[index]: 1 for index in within}
        low, high = max(0, one.displayed.low) / _SCALE, one.displayed.high / _SCALE
        program.row(low, inf, {**factors, flag: low})
        program.row(-inf, high, {**factors, flag: -most})
    values = program.solve()
    if values is None:
        return "no amounts explain the figures"
    suspects = [
        f"{one.address} {one.printed}{_other(one, sum(values[columns[index]] for index in within))}"
        for one, within, flag in zip(figures, reach, changed, strict=True)
        if values[flag] > 0.5
    ]
    return f"no amounts explain all figures at once; these stand in the way: {'、'.join(suspects)}"


def _other(one: Figure, found: float) -> str:
    return f"（{found * _SCALE / WAN_YUAN.size:.2f}？）"


def _prove(space: Space, figures: Iterable[Figure], lines: Iterable[Line]) -> None:
    """Compare every figure with the exact sum of the lines.

    Raises:
        ReconstructionError: the solver's lines do not explain some figures.
    """
    cube = Cube(space, list(lines))
    wrong = [
        f"{one.address} {one.printed}（{cube.total(one.place)}分）"
        for one in figures
        if not one.displayed.holds(cube.total(one.place))
    ]
    if wrong:
        raise ReconstructionError(f"the lines found do not explain {'、'.join(wrong)}")
