"""The types of columns: those of the published budget taxonomy, and ours beside them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["TAXONOMY", "ColumnType", "own_type", "published_types"]

TAXONOMY: Final = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
"""Where the published taxonomy stands; data/README.md says which version the package holds."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What a column means: its type of data, whether it is part of the key, what it labels.

    `prior` names the type of the level right above.
    """

    name: str
    data_type: str
    is_unique: bool = False
    label_of: str | None = None
    prior: str | None = None

    def descriptor(self) -> dict[str, Any]:
        """The type as a package declares it."""
        told: dict[str, Any] = {"name": self.name, "dataType": self.data_type}
        if self.is_unique:
            told["unique"] = True
        if self.label_of:
            told["labelOf"] = self.label_of
        if self.prior:
            told["prior"] = self.prior
        return told


@cache
def published_types() -> dict[str, ColumnType]:
    """The types of the published taxonomy by name."""
    path = files("mingzhang.publisher.opendata").joinpath("data", "budget_column_types.csv")
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {
        row["name"]: ColumnType(
            row["name"],
            row["data_type"],
            bool(row["unique"]),
            row["label_of"] or None,
            row["prior"] or None,
        )
        for row in rows
    }


_OWN: Final = {
    one.name: one
    for one in (
        ColumnType("cn:fact:id", "string", is_unique=True),
        ColumnType("cn:fact:reference", "string"),
        ColumnType("cn:fact:label", "string", label_of="cn:fact:id"),
        ColumnType("cn:fact:section", "string"),
        ColumnType("cn:fact:section-title", "string"),
        ColumnType("cn:fact:coordinate", "string"),
        ColumnType("cn:fact:text", "string"),
        ColumnType("cn:fact:unit", "string"),
        ColumnType("cn:fact:value", "number"),
        ColumnType("cn:fact:value-unit", "string"),
        ColumnType("cn:fact:exact", "boolean"),
        ColumnType("cn:fact:total", "boolean"),
        ColumnType("cn:fact:derivation", "string"),
        ColumnType("cn:fact:resource", "string"),
        ColumnType("cn:code:level", "integer"),
        ColumnType("cn:code:within", "string"),
    )
}


def own_type(name: str) -> ColumnType:
    """A type of ours: one of facts and lists, else a code or label of a dimension of the scheme.

    >>> own_type("cn:period:label").label_of
    'cn:period:code'
    >>> own_type("cn:government-economic:level2:code").prior
    'cn:government-economic:level1:code'
    """
    if name in _OWN:
        return _OWN[name]
    head, _, word = name.rpartition(":")
    if word == "label":
        return ColumnType(name, "string", label_of=f"{head}:code")
    family, _, level = head.rpartition(":level")
    above = f"{family}:level{int(level) - 1}:code" if level.isdecimal() and level != "1" else None
    return ColumnType(name, "string", is_unique=True, prior=above if family else None)
