"""A small space with every kind of hierarchy: flat, nested, by prefix, and crossing groups."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from mingzhang.cube import Coordinate, Dimension, Fact, Space

SOURCE: Final = Dimension("source", {"general": ("fiscal",), "fund": ("fiscal",), "own": ()})
KIND: Final = Dimension(
    "kind",
    {
        "personnel": ("basic",),
        "operating": ("basic",),
        "basic": ("expenditure",),
        "project": ("expenditure",),
        "year_end": (),
    },
)
FUNCTION: Final = Dimension("function", {}, (3, 5, 7))
ECONOMIC: Final = Dimension(
    "economic",
    {"30217": ("three",), "30231": ("running",), "31013": ("buying",),
     "running": ("cars",), "buying": ("cars",), "cars": ("three",)},
    (3, 5),
)  # fmt: skip
PERIOD: Final = Dimension("period", {"current": (), "carryover": ()})
SPACE: Final = Space.of([SOURCE, KIND, FUNCTION, ECONOMIC, PERIOD])

LEAVES: Final = {
    "source": ("general", "fund", "own"),
    "kind": ("personnel", "operating", "project", "year_end"),
    "function": ("2013901", "2013902", "2010399", "2080505"),
    "economic": ("30101", "30201", "30217", "30231", "31013"),
    "period": ("current", "carryover"),
}
GROUPS: Final = {
    "source": ("fiscal",),
    "kind": ("basic", "expenditure"),
    "function": ("201", "20139", "20103", "208", "20805"),
    "economic": ("301", "302", "310", "three", "cars", "running", "buying"),
    "period": (),
}


def lines_members() -> st.SearchStrategy[dict[str, str]]:
    """Members of a line: a leaf in some or all dimensions."""
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(leaves) for name, leaves in LEAVES.items()}
    )


def coordinates() -> st.SearchStrategy[Coordinate]:
    """Places: a member or group in some dimensions."""
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(LEAVES[name] + GROUPS[name]) for name in LEAVES}
    ).map(Coordinate.of)


def at(address: str, text: str | None = "1.00", /, **members: str) -> Fact:
    """A fact of this address at a place."""
    return Fact(address, Coordinate.of(members), text, "万元")
