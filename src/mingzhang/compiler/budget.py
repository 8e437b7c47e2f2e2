"""The budget of one department as understood from a workbook: typed, exact, complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mingzhang.compiler.problem import Problem
from mingzhang.cube import Coordinate, Evidence
from mingzhang.model import Attachment, Form, UnitOfEntity
from mingzhang.scheme import Scheme

__all__ = ["Budget", "BudgetLine", "BudgetUnit", "Project"]


@dataclass(frozen=True, slots=True)
class BudgetUnit:
    """A budget unit; `reports` says whether it set targets for the whole of it, None if unsaid."""

    name: str
    kind: str
    reports: bool | None

    def published(self) -> UnitOfEntity:
        """The unit as the disclosure names it."""
        return UnitOfEntity(name=self.name, kind=self.kind)


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its class (member of the project dimension) and the form it publishes, if any."""

    name: str
    group: str
    form: str | None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of the budget: members by dimension, the amount in 分, and where it was written."""

    members: Mapping[str, str]
    amount: int
    origin: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """All that a workbook says. Amounts in 分; register values in base units of their unit.

    `priors` are last year's amounts by this year's coordinate. `missing` lists what is still to
    be filled in, `carried_over` the texts that were taken from last year's disclosure.
    `publishing` says when it was published (`published_on`), when it was corrected
    (`corrected_on`, ISO) and why (`correction`), as far as that is known.
    """

    scheme: Scheme
    year: int
    name: str
    level: str
    code: str | None
    area: str
    as_of: date
    options: Mapping[str, str]
    units: Sequence[BudgetUnit]
    projects: Sequence[Project]
    lines: Sequence[BudgetLine]
    priors: Mapping[Coordinate, int]
    registers: Mapping[str, Mapping[str, int]]
    forms: Sequence[Form]
    attachments: Sequence[Attachment]
    texts: Mapping[str, str]
    missing: Sequence[Problem] = ()
    carried_over: Sequence[str] = ()
    publishing: Mapping[str, str] = field(default_factory=dict)
