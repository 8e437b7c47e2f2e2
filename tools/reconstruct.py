"""Find budget lines that explain a published disclosure.

A disclosure prints sums in 万元 with two decimals; the lines behind them are not published. Every
cell says that the lines at its coordinate add up to an amount in a range, a blank cell that they
add up to nothing, and a form in 元 says an amount exactly. `reconstruct` finds whole amounts that
satisfy all of them at once. Many lists of lines would; this one is chosen by rule, in this order:

1. The least cost in lines. A line costs 1,000,000. A basic line costs 200,000 more where
   government codes of institutions (505) stand under 行政 or others under 事业, and 3,000,000 more
   where the function is not the one that its economic code usually goes to (30113 to 2210201, wages
   to 行政运行 or 事业运行, ...; `_USUAL`). Of equal lists the one whose projects share more words
   with the names of their functions, then the one with earlier projects in earlier functions.
2. With these lines, the least distance of all cells from the printed figures, where a figure that
   stands earlier in the document may deviate a little more readily than a later one, so that
   totals bend before their parts.

Both are mixed-integer programs for HiGHS in one thread with a fixed seed, so that a second run
gives the same lines. The result is checked with the cube in integers before it is given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import Final

import highspy

from mingzhang.cube import Coordinate, Cube, Displayed, Fact, Line, Space
from mingzhang.scheme import Scheme

__all__ = ["Candidate", "Figure", "ReconstructionError", "candidates_of", "figure", "reconstruct"]

_LINE: Final = 1_000_000
_OTHER_KIND: Final = 200_000
_UNUSUAL: Final = 3_000_000
_WORD: Final = 1_000
_MOST_WORDS: Final = 3

_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "30108": ("2080505",),
    "30109": ("2080506",),
    "30110": ("2101101", "2101102"),
    "30111": ("2101103",),
    "30113": ("2210201",),
    "30301": ("2080501", "2080502"),
    "30302": ("2080501", "2080502"),
    "30309": ("2100799",),
}
"""The functions that an economic code usually goes to; any other goes to one named …运行."""

_COMMON: Final = frozenset({"事务", "支出", "工作", "经费", "管理", "一般", "行政", "其他"})
"""Words that tell nothing about what a project belongs to."""

_SECONDS: Final = 60


class ReconstructionError(ValueError):
    """No lines explain the figures, or the search did not come to an end."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: where it stands in the document and the cube, and what it may mean."""

    address: str
    place: Coordinate
    printed: str
    displayed: Displayed

    @property
    def middle(self) -> int:
        """The printed amount itself, in 分."""
        return (self.displayed.low + self.displayed.high + 1) // 2

    @property
    def is_blank(self) -> bool:
        """Whether the figure says that there is nothing."""
        return self.displayed == Displayed.exactly(0)


def figure(fact: Fact) -> Figure:
    """A fact as a figure."""
    return Figure(fact.address, fact.coordinate, fact.text or "（空）", fact.displayed())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be there, with what it costs to have it."""

    members: Mapping[str, str]
    cost: int


# Which lines there may be


def candidates_of(
    scheme: Scheme, space: Space, figures: Sequence[Figure], units: Sequence[str]
) -> list[Candidate]:
    """Every line that the rows of the tables allow and no blank cell forbids."""
    functions = _named(figures, "function", 7)
    projects = _named(figures, "project", 1)
    steps: list[list[Mapping[str, str]]] = [
        [{"unit": unit} for unit in units],
        [{"period": one.key} for one in scheme.dimension("period").members],
        [{"source": one.key} for one in scheme.dimension("source").members],
        [{"function": function} for function in functions],
    ]
    basic = [{"kind": one.key} for one in scheme.dimension("kind").members if "basic" in one.within]
    allowed = _Allowed(space, figures)
    found = [
        *allowed.expand({}, [*steps, basic, _pairs(figures)]),
        *allowed.expand({"kind": "project"}, [*steps, [{"project": name} for name in projects]]),
    ]
    costs = _Costs(scheme, functions, projects)
    return [Candidate(members, costs.of(members)) for members in found]


def _named(figures: Iterable[Figure], dimension: str, least: int) -> list[str]:
    """Members of a dimension that figures stand at, in the order of the document."""
    found = (one.place.get(dimension) for one in figures)
    return list(dict.fromkeys(one for one in found if one and len(one) >= least))


def _pairs(figures: Iterable[Figure]) -> list[Mapping[str, str]]:
    names = ("economic", "government_economic")
    found = (tuple(one.place.get(name) for name in names) for one in figures)
    return [
        {"economic": one, "government_economic": other}
        for one, other in dict.fromkeys(found)
        if one and other
    ]


class _Allowed:
    """Combines members step by step, leaving out what lies in a blank cell."""

    def __init__(self, space: Space, figures: Iterable[Figure]) -> None:
        self.space = space
        self.blank = list(dict.fromkeys(one.place for one in figures if one.is_blank))

    def expand(
        self, members: Mapping[str, str], steps: Sequence[Sequence[Mapping[str, str]]]
    ) -> Iterator[Mapping[str, str]]:
        place = Coordinate.of(members)
        if any(self.space.is_within(place, blank) for blank in self.blank):
            return
        if not steps:
            yield members
            return
        for more in steps[0]:
            yield from self.expand({**members, **more}, steps[1:])


class _Costs:
    """What a line costs; see the module's docstring."""

    def __init__(self, scheme: Scheme, functions: Sequence[str], projects: Sequence[str]) -> None:
        self.scheme = scheme
        self.functions = {function: rank for rank, function in enumerate(functions)}
        self.projects = {project: rank for rank, project in enumerate(reversed(projects), 1)}

    def of(self, members: Mapping[str, str]) -> int:
        function = members["function"]
        if project := members.get("project"):
            order = self.functions[function] * self.projects[project]
            return _LINE + _WORD * (_MOST_WORDS - self._words(project, function)) + order
        return _LINE + self._basic(function, members["economic"], members["government_economic"])

    def _basic(self, function: str, economic: str, government: str) -> int:
        name = self.scheme.member_title("function", function)
        usual = _USUAL.get(economic)
        if function not in usual if usual else not name.endswith("运行"):
            return _UNUSUAL
        other = "行政" if government.startswith("505") else "事业"
        return _OTHER_KIND if name.startswith(other) else 0

    def _words(self, project: str, function: str) -> int:
        codes = (function, function[:5])
        names = [self.scheme.member_title("function", code) for code in codes]
        shared = _words_of(project) & set().union(*map(_words_of, names))
        return min(len(shared - _COMMON), _MOST_WORDS)


def _words_of(text: str) -> set[str]:
    return {"".join(two) for two in pairwise(text)}


# How much stands in each


@dataclass(frozen=True, slots=True)
class _Row:
    """Figures that the same candidates add up to: the amount, in steps, is from low to high."""

    candidates: tuple[int, ...]
    low: int
    high: int
    middle: int


@dataclass
class _Program:
    """A mixed-integer program that is built up column by column and row by row."""

    highs: highspy.Highs = field(default_factory=highspy.Highs)
    columns: int = 0

    def __post_init__(self) -> None:
        for name, value in {
            "output_flag": False,
            "threads": 1,
            "parallel": "off",
            "random_seed": 0,
            "time_limit": float(_SECONDS),
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5,
            "mip_feasibility_tolerance": 1e-9,
        }.items():
            self.highs.setOptionValue(name, value)

    def column(self, low: float, high: float, cost: float = 0, *, whole: bool = True) -> int:
        """A variable; its number."""
        self.highs.addVar(low, high)
        self.highs.changeColCost(self.columns, cost)
        if whole:
            self.highs.changeColIntegrality(self.columns, highspy.HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, low: float, high: float, factors: Mapping[int, float]) -> None:
        """A sum that lies between two bounds."""
        self.highs.addRow(low, high, len(factors), list(factors), list(factors.values()))

    def solve(self) -> list[int] | None:
        """The values of the best solution, rounded; None if there is none."""
        self.highs.run()
        status = self.highs.getModelStatus()
        if status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            said = self.highs.modelStatusToString(status)
            raise ReconstructionError(f"the search ended without a best solution ({said})")
        return [round(value) for value in self.highs.getSolution().col_value]


def reconstruct(
    space: Space, figures: Sequence[Figure], candidates: Sequence[Candidate], step: int = 100
) -> list[Line]:
    """Lines whose sums are displayed as all figures are; amounts are whole steps (100: 元).

    Raises:
        ReconstructionError: there are none; with the figures that stand in the way.
    """
    reach = _reach(space, figures, candidates)
    rows = _rows(figures, reach, step)
    amounts = None
    if rows is not None and (used := _fewest(rows, candidates)) is not None:
        amounts = _nearest(rows, used)
    if amounts is None:
        raise ReconstructionError(_conflict(figures, reach, step))
    lines = [
        Line(candidates[index].members, amount * step) for index, amount in sorted(amounts.items())
    ]
    _prove(space, figures, lines)
    return lines


def _reach(
    space: Space, figures: Sequence[Figure], candidates: Sequence[Candidate]
) -> list[tuple[int, ...]]:
    """The candidates that each figure adds up."""
    places = [Coordinate.of(one.members) for one in candidates]
    known: dict[Coordinate, tuple[int, ...]] = {}
    for one in figures:
        if one.place not in known:
            within = (index for index, place in enumerate(places) if space.is_within(place, one.place))
            known[one.place] = tuple(within)
    return [known[one.place] for one in figures]


def _rows(
    figures: Sequence[Figure], reach: Sequence[tuple[int, ...]], step: int
) -> list[_Row] | None:
    """One row for all figures that add up the same candidates; None where two exclude each other."""
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


def _fewest(rows: Sequence[_Row], candidates: Sequence[Candidate]) -> list[int] | None:
    """The cheapest candidates that can carry all rows."""
    most = [inf] * len(candidates)
    for row in rows:
        for index in row.candidates:
            most[index] = min(most[index], row.high)
    if inf in most:
        open_ended = candidates[most.index(inf)].members
        raise ReconstructionError(f"no figure limits the line {dict(open_ended)}")
    program = _Program()
    amounts = [program.column(0, high) for high in most]
    used = [program.column(0, 1, one.cost) for one in candidates]
    for amount, flag, high in zip(amounts, used, most, strict=True):
        program.row(-inf, 0, {amount: 1, flag: -high})
    for row in rows:
        program.row(row.low, row.high, {amounts[index]: 1 for index in row.candidates})
        if row.low > 0:
            program.row(1, inf, {used[index]: 1 for index in row.candidates})
    values = program.solve()
    if values is None:
        return None
    return [index for index, flag in enumerate(used) if values[flag]]


def _nearest(rows: Sequence[_Row], used: Sequence[int]) -> dict[int, int] | None:
    """Amounts of the used candidates that come nearest to the printed figures."""
    program = _Program()
    columns = {index: program.column(1, inf) for index in used}
    for rank, row in enumerate(rows):
        factors: dict[int, float] = {
            columns[index]: 1 for index in row.candidates if index in columns
        }
        if not factors:
            continue
        program.row(row.low, row.high, factors)
        cost = 1 + rank / len(rows)
        over, under = (program.column(0, inf, cost, whole=False) for _ in range(2))
        program.row(row.middle, row.middle, {**factors, over: -1, under: 1})
    values = program.solve()
    return None if values is None else {index: values[columns[index]] for index in used}


def _conflict(figures: Sequence[Figure], reach: Sequence[tuple[int, ...]], step: int) -> str:
    """Name the smallest set of figures that would have to be others."""
    most = sum(max(one.displayed.high, 0) for one in figures) // step
    program = _Program()
    amounts = [program.column(0, most) for _ in range(1 + max(map(max, filter(None, reach)), default=-1))]
    changed = [program.column(0, 1, 1 + rank / 1e4) for rank, _ in enumerate(figures)]
    for one, within, flag in zip(figures, reach, changed, strict=True):
        low, high = max(0, -(-one.displayed.low // step)), one.displayed.high // step
        factors: dict[int, float] = {amounts[index]: 1 for index in within}
        program.row(low, inf, {**factors, flag: low})
        program.row(-inf, high, {**factors, flag: -most})
    values = program.solve() or []
    suspects = [
        f"{one.address} {one.printed}"
        for one, flag in zip(figures, changed, strict=True)
        if values and values[flag]
    ]
    return f"no amounts explain all figures at once; they would with another {'、'.join(suspects)}"


def _prove(space: Space, figures: Iterable[Figure], lines: Iterable[Line]) -> None:
    """Compare every figure with the exact sum of the lines.

    Raises:
        ReconstructionError: the solver's lines do not explain some figures.
    """
    cube = Cube(space, list(lines))
    wrong = [
        f"{one.address} {one.printed} ≠ {cube.total(one.place)} 分"
        for one in figures
        if not one.displayed.holds(cube.total(one.place))
    ]
    if wrong:
        raise ReconstructionError(f"the lines found do not explain {'、'.join(wrong)}")
