"""Given and derived tables face to face, and the given cell as the source of each derived figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import structs

from mingzhang.compiler.budget import Budget
from mingzhang.compiler.tables.figures import Figure, figures_of
from mingzhang.compiler.tables.given import GivenTables, budget_space
from mingzhang.compiler.tables.members import Owner, with_known_names
from mingzhang.cube import BUDGET, Coordinate, Cube, Evidence, Fact, Line, show, unit_named
from mingzhang.model import Disclosure, Table
from mingzhang.scheme.labels import Labels

__all__ = ["Difference", "differences", "traced"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is given one way and derived another; None where a table has no such row.

    >>> place = Evidence("191.03", sheet="表三", cell="E7")
    >>> print(Difference("表三 2013902 项目支出", "191.03", "191.02", "万元", place))
    表三 2013902 项目支出：给定 191.03 万元，推算 191.02 万元（表三!E7）
    """

    label: str
    given: str | None
    derived: str | None
    unit: str
    evidence: Evidence | None = None

    def __str__(self) -> str:
        """`where：given, derived（cell）`."""
        given = f"给定 {self.given} {self.unit}" if self.given else "给定为空"
        derived = f"推算 {self.derived} {self.unit}" if self.derived else "推算为空"
        return f"{self.label}：{given}，{derived}{self._place()}"

    def _place(self) -> str:
        if self.evidence is None or self.evidence.cell is None:
            return ""
        sheet = f"{self.evidence.sheet}!" if self.evidence.sheet else ""
        return f"（{sheet}{self.evidence.cell}）"


@dataclass(frozen=True, slots=True)
class _Compared:
    """The figures of each given table, in the order of its cells, and the cube of the budget."""

    figures: Mapping[str, list[Figure]]
    cube: Cube
    tables: Mapping[str, Table]


def _compared(budget: Budget, given: GivenTables) -> _Compared:
    owner = Owner(budget.scheme, budget.year, budget.name, budget.level)
    names = [*(one.name for one in budget.units), *(one.name for one in budget.projects)]
    tables = [with_known_names(table, names) for table in given.tables]
    space = budget_space(budget.scheme, budget.units, budget.projects)
    units = [unit.name for unit in budget.units]
    figures = {
        table.id: list(figures_of(budget.scheme, space, table, owner.words, units))
        for table in tables
    }
    lines = [Line(line.members, line.amount) for line in budget.lines]
    return _Compared(figures, Cube(space, lines), {table.id: table for table in tables})


def differences(budget: Budget, given: GivenTables, derived: Disclosure) -> list[Difference]:
    """All cells of given tables that do not show what the lines add up to, in their order."""
    compared = _compared(budget, given)
    stated = structs.replace(derived, tables=tuple(compared.tables.values()))
    of_given = Labels(budget.scheme, stated).of
    of_derived = Labels(budget.scheme, derived).of
    found: list[Difference] = []
    for table_id, figures in compared.figures.items():
        table = compared.tables[table_id]
        decimals = 2 if table.unit == "元" else budget.scheme.table(table_id).decimals
        for one in figures:
            amount = compared.cube.total(one.place)
            if not one.displayed.holds(amount):
                shown = show(amount, unit_named(table.unit), decimals) if amount else None
                said = None if one.is_blank else one.printed
                place = given.evidence.get(one.address)
                found.append(Difference(of_given(one.address), said, shown, table.unit, place))
        found.extend(
            Difference(
                f"{of_derived(fact.address)}（给定的表没有这一行）", None, fact.text, fact.unit
            )
            for fact in _only_derived(derived, table_id, {one.place for one in figures}, table)
        )
    return found


def _only_derived(
    derived: Disclosure, table_id: str, places: set[Coordinate], table: Table
) -> Iterator[Fact]:
    """Facts of a derived table whose row the given one does not have."""
    columns = {key for row in table.rows for key in row.cells}
    for fact in derived.facts:
        head, _, rest = fact.address.partition(".")
        is_here = head == table_id and fact.coordinate.measure == BUDGET
        if (
            is_here
            and fact.text
            and rest.rpartition(".")[2] in columns
            and fact.coordinate not in places
        ):
            yield fact


def traced(budget: Budget, given: GivenTables, derived: Disclosure) -> Disclosure:
    """The disclosure with each figure of a table traced to its given cell.

    Lines behind tables in 万元 are only probable, so that nothing is known exactly; tables in 元
    tell every amount.
    """
    compared = _compared(budget, given)
    cells: dict[tuple[str, Coordinate], Evidence] = {}
    for table_id, figures in compared.figures.items():
        for one in figures:
            if one.address in given.evidence and one.displayed.holds(
                compared.cube.total(one.place)
            ):
                cells.setdefault((table_id, one.place), given.evidence[one.address])
    is_exact = all(table.unit == "元" for table in given.tables)
    return structs.replace(
        derived, facts=tuple(_fact(fact, cells, is_exact=is_exact) for fact in derived.facts)
    )


def _fact(fact: Fact, cells: Mapping[tuple[str, Coordinate], Evidence], *, is_exact: bool) -> Fact:
    place = cells.get((fact.address.partition(".")[0], fact.coordinate))
    known = fact.exact if is_exact or fact.coordinate.measure != BUDGET else None
    evidence = (place,) if place is not None else fact.evidence
    return structs.replace(fact, exact=known, evidence=evidence)
