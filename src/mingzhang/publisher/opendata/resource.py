"""A table of a package: its columns, its rows, and what it says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from mingzhang.publisher.opendata.columns import Column
from mingzhang.publisher.opendata.text import csv_bytes

__all__ = ["Resource", "Role", "codes_name"]

Role = Literal["view", "codes", "facts"]
"""A view of the budget, a list of codes, or all displayed figures."""


def codes_name(dimension: str) -> str:
    """The name of the list of a dimension's codes.

    >>> codes_name("government_economic")
    'codes-government-economic'
    """
    return f"codes-{dimension.replace('_', '-')}"


@dataclass(frozen=True)
class Resource:
    """One csv file.

    The key is made of the columns whose types are unique, as the specification has it. A blank in
    a key is a dimension that the figure does not divide: all of it. `references` names further
    columns that refer to a column of another resource; `told` are properties of our own.
    """

    name: str
    title: str
    role: Role
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    description: str = ""
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    constants: Sequence[tuple[str, str, str]] = ()
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where the file stands in the package."""
        return f"data/{self.name}.csv"

    def content(self) -> bytes:
        """The file."""
        return csv_bytes([one.name for one in self.columns], self.rows)

    def descriptor(self, content: bytes) -> dict[str, Any]:
        """What the package says of the file."""
        return {
            "name": self.name,
            "path": self.path,
            "profile": "tabular-data-resource",
            "title": self.title,
            **({"description": self.description} if self.description else {}),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "mingzhang:role": self.role,
            **self.told,
            "schema": self._schema(),
        }

    def _schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"fields": [one.descriptor() for one in self.columns]}
        if self.constants:
            schema["extraFields"] = [
                {"name": name, "type": "string", "columnType": kind, "constant": constant}
                for name, kind, constant in self.constants
            ]
        schema["primaryKey"] = [one.name for one in self.columns if one.type.is_unique]
        references = {
            **{one.name: (codes_name(one.codes), "code") for one in self.columns if one.codes},
            **self.references,
        }
        if references:
            schema["foreignKeys"] = [
                {"fields": [name], "reference": {"resource": resource, "fields": [other]}}
                for name, (resource, other) in references.items()
            ]
        return schema
