"""Random budgets of a department of Shanxi, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hypothesis import strategies as st

from mingzhang.catalog import budget_revenue, economic_pairs
from mingzhang.cube import Cube, Line
from mingzhang.scheme import load_scheme

SHANXI: Final = load_scheme("shanxi", 2025)
ENTITY: Final = "示范县档案局"
UNITS: Final = {
    ENTITY: ("administrative",),
    "示范县方志（年鉴）中心": ("civil_service",),
    "示范县档案馆": ("institution",),
}
PROJECTS: Final = {
    "档案数字化（二期）": ("published_specific_target",),
    "库房维护 经费": ("other_operating",),
    "1.5级响应＝值守": ("specific_target",),
}
FUNCTIONS: Final = ("2012601", "2012604", "2080505", "2101101", "2101102", "2210201")
PAIRS: Final = [(one.department, one.government) for one in economic_pairs()]
REVENUE: Final = {
    budget: [one.code for one in budget_revenue()
             if one.attributes["budget"] == budget and len(one.code) in (5, 7)]
    for budget in ("gov_fund", "state_capital")
}  # fmt: skip

_AMOUNTS = st.integers(1, 5_000_000_00)
_SOURCES = st.sampled_from(
    ["general", "gov_fund", "state_capital", "special_account", "unit_funds"]
)
_PERIODS = st.sampled_from(["current", "carryover"])
_UNITS = st.sampled_from(sorted(UNITS))
_FUNCTIONS = st.sampled_from(FUNCTIONS)


def words(level: str) -> dict[str, str]:
    """The words of a disclosure of the department."""
    return {
        "year": "2025",
        "last_year": "2024",
        "entity": ENTITY,
        "level": SHANXI.level_word(level),
    }


@st.composite
def _basic(draw: st.DrawFn) -> Line:
    department, government = draw(st.sampled_from(PAIRS))
    members = {
        "period": draw(_PERIODS),
        "source": draw(_SOURCES),
        "kind": "operating" if department.startswith(("302", "309", "310")) else "personnel",
        "function": draw(_FUNCTIONS),
        "economic": department,
        "government_economic": government,
        "unit": draw(_UNITS),
    }
    return Line(_with_revenue(draw, members), draw(_AMOUNTS))


@st.composite
def _project(draw: st.DrawFn) -> Line:
    members = {
        "period": draw(_PERIODS),
        "source": draw(_SOURCES),
        "kind": "project",
        "function": draw(_FUNCTIONS),
        "project": draw(st.sampled_from(sorted(PROJECTS))),
        "unit": draw(_UNITS),
    }
    return Line(_with_revenue(draw, members), draw(_AMOUNTS))


def _with_revenue(draw: st.DrawFn, members: dict[str, str]) -> Mapping[str, str]:
    codes = REVENUE.get(members["source"], [])
    return {**members, "revenue": draw(st.sampled_from(codes))} if codes else members


LINES: Final = st.lists(_basic() | _project(), max_size=14)


def cube_of(lines: Sequence[Line]) -> Cube:
    """The department's cube."""
    return Cube(SHANXI.space({"unit": UNITS, "project": PROJECTS}), lines)
