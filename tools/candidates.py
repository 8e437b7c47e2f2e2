"""Which budget lines a published disclosure leaves possible, and how natural each of them is.

A line costs 1,000,000. A basic line costs 200,000 more where government codes of institutions (505)
stand under a function named 行政… or others under one named 事业…, and 3,000,000 more where the
function is not the one that its economic code usually goes to (`_USUAL`). The line of a project
costs up to 3,000 less the more words its name shares with the names of its function, and a few
more the later its function and the earlier the project stand in the tables, so that no two ways to
divide projects among functions cost the same without need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from mingzhang.cube import Coordinate, Space
from mingzhang.scheme import Scheme
from tools.reconstruct import Candidate, Figure

__all__ = ["candidates_of"]

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

_ALSO: Final[Mapping[str, str]] = {"群众团体": "工会 团工委 共青团 青年 妇工委 妇联 妇女"}
"""What else is meant by a word in the name of a function."""


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
            return _LINE + _WORD * (_MOST_WORDS - self._shared(project, function)) + order
        return _LINE + self._basic(function, members["economic"], members["government_economic"])

    def _basic(self, function: str, economic: str, government: str) -> int:
        name = self.scheme.member_title("function", function)
        usual = _USUAL.get(economic)
        if function not in usual if usual else not name.endswith("运行"):
            return _UNUSUAL
        other = "行政" if government.startswith("505") else "事业"
        return _OTHER_KIND if name.startswith(other) else 0

    def _shared(self, project: str, function: str) -> int:
        names = [self.scheme.member_title("function", code) for code in (function, function[:5])]
        names += [more for word, more in _ALSO.items() if any(word in name for name in names)]
        words = set().union(*map(_words, names)) - _COMMON
        return min(len(words & _words(project)), _MOST_WORDS)


def _words(text: str) -> set[str]:
    return {"".join(two) for part in text.split() for two in pairwise(part)}
