"""Lists that relate two classifications to each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mingzhang.catalog.lists import rows

__all__ = ["EconomicPair", "FunctionOfGovernment", "economic_pairs", "functions_of_government"]


@dataclass(frozen=True, slots=True)
class EconomicPair:
    """A department economic code with the government economic code it is booked under.

    `unit_kind` says for which units (行政/参公, 事业); a pair outside the list is unusual, not wrong.
    """

    department: str
    government: str
    unit_kind: str
    source: str


@dataclass(frozen=True, slots=True)
class FunctionOfGovernment:
    """A functional code with the COFOG 1999 division and group it is closest to.

    The mapping is this project's own and unverified. Empty where COFOG has no place.
    """

    code: str
    division: str
    division_name: str
    group: str
    group_name: str
    note: str


@cache
def economic_pairs() -> tuple[EconomicPair, ...]:
    """All known pairs of department and government economic codes."""
    return tuple(
        EconomicPair(
            row["department_code"], row["government_code"], row["unit_kind"], row["source"]
        )
        for row in rows("economic_mapping")
    )


@cache
def functions_of_government() -> dict[str, FunctionOfGovernment]:
    """COFOG places by functional code; a code that is missing takes that of its parent."""
    return {
        row["code"]: FunctionOfGovernment(
            row["code"],
            row["cofog_division"],
            row["division_name"],
            row["cofog_group"],
            row["group_name"],
            row["note"],
        )
        for row in rows("cofog_mapping")
    }
