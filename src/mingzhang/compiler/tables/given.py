"""Tables as a budget: the lines that explain them, with the units and projects that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.catalog.names import folded
from mingzhang.compiler.budget import BudgetLine, BudgetUnit, Project
from mingzhang.compiler.problem import Problem, WorkbookError
from mingzhang.compiler.tables.candidates import Possible, candidates_of
from mingzhang.compiler.tables.doubts import believable_blanks
from mingzhang.compiler.tables.figures import Figure, Listing, figures_of, listings_of
from mingzhang.compiler.tables.members import Owner, named_units, with_known_names
from mingzhang.compiler.tables.program import UnsolvedError
from mingzhang.compiler.tables.solve import deviating, lines_of
from mingzhang.cube import Coordinate, Cube, Evidence, Line, Space
from mingzhang.model import Table, row_keys
from mingzhang.scheme import Scheme
from mingzhang.scheme.view import bind

__all__ = ["FromTables", "GivenTables", "budget_from_tables", "budget_space"]

_PROJECT = "project"


@dataclass(frozen=True, slots=True)
class GivenTables:
    """Tables as somebody exported them; `evidence` says by address where each amount stands."""

    tables: Sequence[Table]
    evidence: Mapping[str, Evidence]


@dataclass(frozen=True, slots=True)
class FromTables:
    """The part of a budget that tables tell, and what they do not tell of it."""

    units: Sequence[BudgetUnit]
    projects: Sequence[Project]
    lines: Sequence[BudgetLine]
    missing: Sequence[Problem]


def budget_from_tables(
    owner: Owner, given: GivenTables, units: Sequence[BudgetUnit], projects: Sequence[Project]
) -> FromTables:
    """Find the lines that explain the tables best.

    Units and projects that are known already are kept; where there are none, those that the
    tables name are taken. Figures that contradict the others are left unexplained.

    Raises:
        WorkbookError: a row that the scheme does not know, or a table without which lines are not
            known in a dimension that must be published.
    """
    inferred = [] if units else named_units(owner, given.tables)
    units = [*units, *inferred]
    known = [*(unit.name for unit in units), *(project.name for project in projects)]
    tables = [with_known_names(table, known) for table in given.tables]
    space = budget_space(owner.scheme, units, projects)
    names = [unit.name for unit in units]
    _all_rows_known(owner, space, tables, names, given.evidence)
    figures = [
        one
        for table in tables
        for one in figures_of(owner.scheme, space, table, owner.words, names)
    ]
    unknown = list(_named_projects(owner.scheme, figures, projects))
    projects = [*projects, *unknown]
    space = budget_space(owner.scheme, units, projects)
    listings = [
        one
        for table in tables
        for one in listings_of(owner.scheme, space, table, owner.words, names)
    ]
    lines = _explaining(owner.scheme, space, figures, listings, names)
    _all_divided(owner.scheme, space, tables, lines)
    return FromTables(
        units,
        projects,
        [BudgetLine(line.members, line.amount) for line in lines],
        list(_untold(owner.scheme, unknown, inferred)),
    )


def budget_space(scheme: Scheme, units: Iterable[BudgetUnit], projects: Iterable[Project]) -> Space:
    """The dimensions with the units and projects of a budget."""
    kinds = scheme.head.unit_kinds
    return scheme.space(
        {
            "unit": {unit.name: (kinds[unit.kind],) for unit in units if unit.kind in kinds},
            _PROJECT: {one.name: (one.group,) if one.group else () for one in projects},
        }
    )


def _named_projects(
    scheme: Scheme, figures: Iterable[Figure], known: Sequence[Project]
) -> Iterator[Project]:
    """Projects that only tables name; their class is not known, and the scheme's last is taken."""
    names = {folded(one.name) for one in known}
    found = dict.fromkeys(name for one in figures if (name := one.place.get(_PROJECT)))
    group = list(scheme.head.project_classes.values())[-1]
    yield from (Project(name, group, None) for name in found if folded(name) not in names)


def _untold(
    scheme: Scheme, projects: Sequence[Project], units: Sequence[BudgetUnit]
) -> Iterator[Problem]:
    """What was taken for granted of the units and projects that only tables name."""
    if projects:
        more = f"等 {len(projects)} 个项目" if len(projects) > 1 else ""
        group = list(scheme.head.project_classes)[-1]
        yield Problem(
            "项目",
            None,
            f"没有填写“{projects[0].name}”{more}的项目类别和绩效目标公开表式，"
            f"表中看不出，暂按{group}、不公开",
        )
    if units:
        more = f"等 {len(units)} 家单位" if len(units) > 1 else ""
        unit = units[0]
        yield Problem(
            "单位",
            None,
            f"没有填写“{unit.name}”{more}的单位性质和是否编报整体绩效目标，由表中推断为{unit.kind}",
        )


# Lines


def _explaining(
    scheme: Scheme,
    space: Space,
    figures: Sequence[Figure],
    listings: Sequence[Listing],
    units: Sequence[str],
) -> list[Line]:
    blanks = list(dict.fromkeys(one.place for one in figures if one.is_blank))
    strict = Possible(scheme, space, figures, blanks, listings, units)
    candidates = candidates_of(strict)
    try:
        lines = lines_of(candidates, figures)
        if lines is not None and _are_explained(space, figures, lines):
            return lines
        return _nearly_explaining(strict)
    except UnsolvedError as error:
        raise WorkbookError("没有算出能解释这些表的预算明细；请改填“预算明细”") from error


def _nearly_explaining(strict: Possible) -> list[Line]:
    """Lines that explain as many figures as possible; those that contradict them are left out."""
    space, figures = strict.space, list(strict.figures)
    while figures:
        blanks = believable_blanks(space, figures)
        possible = Possible(
            strict.scheme, space, figures, blanks, strict.listings, strict.units, is_strict=False
        )
        candidates = candidates_of(possible)
        wrong = set(deviating(candidates, figures))
        figures = [one for number, one in enumerate(figures) if number not in wrong]
        reached = Possible(
            strict.scheme, space, figures, blanks, strict.listings, strict.units, is_strict=False
        )
        lines = lines_of(candidates_of(reached), figures)
        if lines is not None and _are_explained(space, figures, lines):
            return lines
        if not wrong:
            break
    raise WorkbookError("这些表互相矛盾太多，推算不出预算明细；请核对导出的表，或改填“预算明细”")


def _are_explained(space: Space, figures: Iterable[Figure], lines: Sequence[Line]) -> bool:
    cube = Cube(space, lines)
    return all(one.displayed.holds(cube.total(one.place)) for one in figures)


# What must be told at once


def _all_rows_known(
    owner: Owner,
    space: Space,
    tables: Iterable[Table],
    units: Sequence[str],
    evidence: Mapping[str, Evidence],
) -> None:
    problems = []
    for table in tables:
        keys = dict(zip(map(id, table.rows), row_keys(table.rows), strict=True))
        for _, rows in bind(owner.scheme, space, table, owner.words, units):
            for bound in rows:
                if bound.place is None and any(bound.row.cells.values()):
                    column = next(key for key, text in bound.row.cells.items() if text)
                    place = evidence.get(f"{table.id}.{keys[id(bound.row)]}.{column}")
                    label = " ".join(filter(None, (bound.row.code, bound.row.label)))
                    ordinal = owner.scheme.table(table.id).ordinal
                    problems.append(
                        Problem(
                            place.sheet or "" if place else f"表{ordinal}",
                            place.cell if place else None,
                            f"表{ordinal}没有“{label}”这样的行，请核对编码和名称",
                        )
                    )
    if problems:
        raise WorkbookError(f"给定的表有 {len(problems)} 行认不出", problems)


def _all_divided(
    scheme: Scheme, space: Space, tables: Iterable[Table], lines: Sequence[Line]
) -> None:
    """Name the tables that alone could tell what is not known of the lines."""
    given = {table.id for table in tables}
    lacking = []
    for table in scheme.tables.tables:
        if table.id not in given and any(
            rule not in line.members and space.is_within(Coordinate.of(line.members), base)
            for base, rule in _dividing(space, scheme, table.id)
            for line in lines
        ):
            lacking.append(f"表{table.ordinal}《{table.title.replace('{year}年', '')}》")
    if lacking:
        raise WorkbookError(f"缺少{'、'.join(lacking)}，其他表推算不出它的各行；请补上后再编制")


def _dividing(space: Space, scheme: Scheme, table_id: str) -> Iterator[tuple[Coordinate, str]]:
    """The places in which a table lists members one by one, and of which dimension."""
    table = scheme.table(table_id)
    for side in table.sides:
        base = space.meet(Coordinate.of(table.at), Coordinate.of(side.at))
        rules = [rule for band in side.bands for rule in band.rows]
        while rules:
            rule = rules.pop()
            rules.extend(rule.rows)
            if rule.each is not None:
                yield space.meet(base, Coordinate.of(rule.at)), rule.each
