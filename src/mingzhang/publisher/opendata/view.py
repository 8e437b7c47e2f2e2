"""Views: one side of one table, its figures, and which of them add up to all the others.

A disclosure prints margins of its cube, totals among them; who adds up a whole table counts
everything several times. A leaf is a figure that no other figures of its view add up to: its row
holds no rows and its column no columns that together make it up. Where the parts leave something
out (其中：…) the whole is the leaf and the parts stand in the facts alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mingzhang.cube import Coordinate, Fact, Space, groups_and_parts
from mingzhang.model import Disclosure, Table, row_keys
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import RowRule, SideDefinition, TableDefinition
from mingzhang.scheme.spaces import short_dimensions

__all__ = ["View", "views_of"]


@dataclass(frozen=True)
class View:
    """One side of a printed table.

    `leaves` are printed figures, in printed order; `tops` are those that nothing in the view
    holds, printed or blank, and `totals` all figures that leaves add up to. `named` lists for each
    dimension the members that the scheme or a leaf puts it at, `levels` the lengths of codes that
    the rows are made for.
    """

    table: Table
    definition: TableDefinition
    side: SideDefinition
    leaves: tuple[Fact, ...]
    tops: tuple[Fact, ...]
    totals: frozenset[str]
    named: Mapping[str, frozenset[str]]
    levels: Mapping[str, frozenset[int]]


def views_of(
    scheme: Scheme, disclosure: Disclosure, space: Space, facts: Sequence[Fact]
) -> Iterator[View]:
    """The views of a disclosure in printed order, also those without figures."""
    by_address = {fact.address: fact for fact in facts}
    short = short_dimensions(scheme)
    for table in disclosure.tables:
        definition = scheme.table(table.id)
        keyed = list(zip(row_keys(table.rows), table.rows, strict=True))
        for side in definition.sides:
            cells: dict[tuple[str, str], Fact] = {}
            for key, row in keyed:
                for column in side.columns if row.side == side.side else ():
                    fact = by_address.get(f"{table.id}.{key}.{column.key}")
                    if fact is not None:
                        cells[key, column.key] = fact
            yield _view(table, definition, side, _Grid(cells, space, short))


def _view(table: Table, definition: TableDefinition, side: SideDefinition, grid: _Grid) -> View:
    leaves = [fact for fact in grid.at(grid.rows.leaves, grid.columns.leaves) if fact.text]
    named: dict[str, set[str]] = defaultdict(set)
    levels: dict[str, set[int]] = defaultdict(set)
    for at in (definition.at, side.at, *(column.at for column in side.columns)):
        _name(named, at)
    for band in side.bands:
        _name_rows(band.rows, named, levels)
    for fact in leaves:
        _name(named, dict(fact.coordinate.members))
    return View(
        table,
        definition,
        side,
        tuple(leaves),
        tuple(grid.at(grid.rows.tops, grid.columns.tops)),
        frozenset(grid.totals()),
        {name: frozenset(members) for name, members in named.items()},
        {name: frozenset(sizes) for name, sizes in levels.items()},
    )


def _name(named: dict[str, set[str]], at: Mapping[str, str]) -> None:
    for name, member in at.items():
        named[name].add(member)


def _name_rows(
    rules: Sequence[RowRule], named: dict[str, set[str]], levels: dict[str, set[int]]
) -> None:
    for rule in rules:
        _name(named, rule.at)
        if rule.each:
            named[rule.each].update(rule.members)
            levels[rule.each].update(rule.levels)
        if rule.pair:
            named.setdefault(rule.pair, set())
        _name_rows(rule.rows, named, levels)


class _Grid:
    """The cells of a view, its rows and its columns as trees of wholes and parts."""

    def __init__(
        self,
        cells: Mapping[tuple[str, str], Fact],
        space: Space,
        short: Mapping[str, Sequence[str]],
    ) -> None:
        self.cells = cells
        by_row: dict[str, dict[str, Fact]] = defaultdict(dict)
        by_column: dict[str, dict[str, Fact]] = defaultdict(dict)
        for (row, column), fact in cells.items():
            by_row[row][column] = fact
            by_column[column][row] = fact
        self.rows = _Tree(max(by_column.values(), key=len, default={}), space, short)
        self.columns = _Tree(max(by_row.values(), key=len, default={}), space, short)

    def at(self, rows: Sequence[str], columns: Sequence[str]) -> Iterator[Fact]:
        """The cells where these rows and columns meet."""
        for row in rows:
            for column in columns:
                if fact := self.cells.get((row, column)):
                    yield fact

    def totals(self) -> Iterator[str]:
        """The addresses of the figures that leaves add up to, and are no leaves."""
        for row in self.rows.reached:
            for column in self.columns.reached:
                is_leaf = row in self.rows.leaves and column in self.columns.leaves
                if not is_leaf and (fact := self.cells.get((row, column))):
                    yield fact.address


class _Tree:
    """What holds what among the rows (or columns), seen by the facts of one column (or row)."""

    def __init__(
        self, facts: Mapping[str, Fact], space: Space, short: Mapping[str, Sequence[str]]
    ) -> None:
        names = {fact.address: name for name, fact in facts.items()}
        parts = {
            names[one.whole.address]: [names[part.address] for part in one.parts]
            for one in groups_and_parts(list(facts.values()), space, short)
        }
        held = {part for held_by in parts.values() for part in held_by}
        self.tops = list(_tops(facts, held, space))
        self.leaves: list[str] = []
        self.reached: list[str] = []
        for top in self.tops:
            self._reach(top, parts)
        order = {name: number for number, name in enumerate(facts)}
        self.leaves.sort(key=order.__getitem__)

    def _reach(self, name: str, parts: Mapping[str, Sequence[str]]) -> None:
        self.reached.append(name)
        if name not in parts:
            self.leaves.append(name)
        for part in parts.get(name, ()):
            self._reach(part, parts)


def _tops(facts: Mapping[str, Fact], held: Set[str], space: Space) -> Iterator[str]:
    """What nothing holds; of two that overlap the first, so that nothing is counted twice.

    `held` are those of which it is known already that they are parts of others.
    """
    taken: list[Coordinate] = []
    places = {fact.coordinate for fact in facts.values()}
    for name, fact in facts.items():
        place = fact.coordinate
        if name in held or any(
            other != place and space.is_within(place, other) for other in places
        ):
            continue
        if not any(space.overlaps(place, other) for other in taken):
            taken.append(place)
            yield name
