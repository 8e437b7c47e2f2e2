"""Tables as views of the cube: rows made from a scheme's rules, and rows found again by them.

`make_rows` goes from the cube to rows; `bind` from rows, as a document prints them, to the rule
and the coordinate behind each. Both use the same rules, so that what is written can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.catalog import economic_pairs
from mingzhang.catalog.names import folded
from mingzhang.cube import BUDGET, Coordinate, CoordinateError, Cube, Fact, Space
from mingzhang.model import Disclosure, Row, Table, row_keys
from mingzhang.scheme.definition import RowRule, SideDefinition, TableDefinition
from mingzhang.scheme.form_facts import form_facts
from mingzhang.scheme.scheme import Scheme
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.words import filled, ordinal

__all__ = ["BoundRow", "MadeRow", "bind", "cell_coordinate", "facts_of", "known_facts", "make_rows"]

_SLOTS: Final = {
    "{name}": "(?P<name>.+)",
    "{code}": r"[\dA-Z]+",
    "{ordinal}": "[一二三四五六七八九十]+",
}


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row that the cube calls for: its label columns and the coordinate that it stands at."""

    code: str | None
    label: str
    government_label: str | None
    place: Coordinate
    rule: RowRule


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A printed row with the rule it was found by and its coordinate; None where none fits.

    `depth` counts the printed levels above it: code prefixes, or the rules it is nested in.
    """

    row: Row
    key: str
    band: int
    rule: RowRule | None
    place: Coordinate | None
    depth: int


def cell_coordinate(
    space: Space, table: TableDefinition, side: SideDefinition, column: int, row: Coordinate
) -> Coordinate:
    """Where the cell of a row and a column stands."""
    return space.meet(row, Coordinate.of(side.columns[column].at))


def _base(space: Space, table: TableDefinition, side: SideDefinition) -> Coordinate:
    return space.meet(Coordinate.of(table.at, BUDGET), Coordinate.of(side.at))


class _Maker:
    """Expands the row rules of one side of a table."""

    def __init__(
        self,
        scheme: Scheme,
        cube: Cube,
        words: Mapping[str, str],
        level: str,
        is_used: bool,
    ) -> None:
        self.scheme = scheme
        self.cube = cube
        self.words = dict(words)
        self.level = level
        self.is_used = is_used

    def rows(self, rules: Iterable[RowRule], within: Coordinate) -> Iterator[MadeRow]:
        for rule in rules:
            if rule.only_level not in (None, self.level) or (rule.when_used and not self.is_used):
                continue
            place = self.cube.space.meet(within, Coordinate.of(rule.at))
            if rule.each is None:
                yield MadeRow(None, filled(rule.label, self.words), None, place, rule)
            else:
                yield from self._each(rule, rule.each, place)

    def _each(self, rule: RowRule, dimension: str, within: Coordinate) -> Iterator[MadeRow]:
        meet = self.cube.space.meet
        for number, member in enumerate(self._members(rule, dimension, within), 1):
            place = meet(within, Coordinate.of({dimension: member}))
            name = self.scheme.member_title(dimension, member)
            words = {
                "name": name,
                "code": member,
                "ordinal": ordinal(number) if number < 100 else "",
            }
            label = filled(rule.label, {**self.words, **words})
            code = member if rule.coded else None
            if rule.pair is None:
                yield MadeRow(code, label, None, place, rule)
            else:
                for other in sorted(self._longest(rule.pair, place)):
                    title = self.scheme.member_title(rule.pair, other)
                    paired = meet(place, Coordinate.of({rule.pair: other}))
                    yield MadeRow(code, label, title, paired, rule)
            yield from self.rows(rule.rows, place)

    def _members(self, rule: RowRule, dimension: str, within: Coordinate) -> Sequence[str]:
        if rule.members:
            return rule.members
        used = set(self.cube.used(dimension, within))
        definition = self.scheme.dimension(dimension)
        if definition.open:
            order = [name for name in self.cube.space.dimensions[dimension].parents if name in used]
            groups = {one.key for one in definition.groups}
            return [name for name in order if name not in groups]
        return sorted(code for code in used if code.isdigit() and len(code) in rule.levels)

    def _longest(self, dimension: str, within: Coordinate) -> list[str]:
        used = list(self.cube.used(dimension, within))
        length = max(map(len, used), default=0)
        return [member for member in used if len(member) == length]


def make_rows(
    scheme: Scheme, table: TableDefinition, cube: Cube, words: Mapping[str, str], level: str
) -> list[tuple[SideDefinition, list[MadeRow]]]:
    """The rows of each side of a table, bands one after the other."""
    is_used = bool(cube.total(Coordinate.of(table.at))) or any(
        True for side in table.sides for _ in _nonzero(cube, table, side)
    )
    maker = _Maker(scheme, cube, words, level, is_used)
    return [
        (
            side,
            [
                row
                for band in side.bands
                for row in maker.rows(band.rows, _base(cube.space, table, side))
            ],
        )
        for side in table.sides
    ]


def _nonzero(cube: Cube, table: TableDefinition, side: SideDefinition) -> Iterator[int]:
    base = _base(cube.space, table, side)
    for column in range(len(side.columns)):
        amount = cube.total(cell_coordinate(cube.space, table, side, column, base))
        if amount:
            yield amount


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule that fits a row: where it puts it, its number if it is no nested one, its depth."""

    place: Coordinate
    rule: RowRule
    step: int | None
    outer: int


class _Binder:
    """Finds the rule behind each printed row of one side, in order."""

    def __init__(
        self, scheme: Scheme, space: Space, words: Mapping[str, str], units: Iterable[str]
    ) -> None:
        self.scheme = scheme
        self.space = space
        self.words = dict(words)
        self.units = {folded(unit): unit for unit in units}
        self.done: set[int] = set()
        self._known: dict[int, tuple[Coordinate, str]] = {}

    def bind(
        self, rows: Sequence[tuple[str, Row]], bands: Sequence[Sequence[RowRule]], base: Coordinate
    ) -> Iterator[BoundRow]:
        rules = [(number, rule) for number, band in enumerate(bands) for rule in band]
        at = 0
        self.done.clear()
        path: list[tuple[RowRule, Coordinate]] = []
        for key, row in rows:
            found = self._nested(path, row) or self._next(rules, at, row, base)
            if found is None:
                yield BoundRow(row, key, rules[at][0], None, None, 0)
                continue
            at = at if found.step is None else found.step
            path = path[: found.outer]
            if found.rule.rows:
                path.append((found.rule, found.place))
            yield BoundRow(row, key, rules[at][0], found.rule, found.place, self._depth(found, row))

    def _depth(self, found: _Found, row: Row) -> int:
        if found.rule.each and found.rule.coded and row.code:
            above = self.space.dimensions[found.rule.each].groups_of(row.code)[1:]
            return sum(len(group) in found.rule.levels for group in above)
        return found.outer

    def _nested(self, path: Sequence[tuple[RowRule, Coordinate]], row: Row) -> _Found | None:
        for outer in range(len(path), 0, -1):
            above, within = path[outer - 1]
            for rule in above.rows:
                if place := self._match(rule, row, within):
                    return _Found(place, rule, None, outer)
        return None

    def _is_used(self, rule: RowRule) -> bool:
        """Whether a disclosure of this level prints the rule's rows; of an unknown one, it may."""
        level = self.words.get("level")
        return None in (rule.only_level, level) or (
            self.scheme.level_word(rule.only_level or "") == level
        )

    def _next(
        self, rules: Sequence[tuple[int, RowRule]], at: int, row: Row, base: Coordinate
    ) -> _Found | None:
        """The first rule from here on that fits; a fixed row is not found a second time."""
        for step in range(at, len(rules)):
            rule = rules[step][1]
            place = (
                None if step in self.done and rule.each is None else self._match(rule, row, base)
            )
            if place is not None:
                self.done.add(step)
                return _Found(place, rule, step, 0)
        return None

    def _match(self, rule: RowRule, row: Row, within: Coordinate) -> Coordinate | None:
        members = self._members(rule, row, within) if self._is_used(rule) else None
        if members is None:
            return None
        try:
            place = self.space.meet(within, self._fixed(rule)[0])
            return self.space.meet(place, Coordinate.of(members))
        except CoordinateError:
            return None

    def _fixed(self, rule: RowRule) -> tuple[Coordinate, str]:
        """Where a rule's rows lie, and how their label is compared; put together once."""
        known = self._known.get(id(rule))
        if known is None:
            label = folded(filled(rule.label, self.words))
            known = self._known[id(rule)] = (Coordinate.of(rule.at), label)
        return known

    def _members(self, rule: RowRule, row: Row, within: Coordinate) -> dict[str, str] | None:
        if rule.each is None:
            same = row.code is None and self._fixed(rule)[1] == folded(row.label)
            return {} if same else None
        if rule.coded:
            return {rule.each: row.code} if row.code else None
        if rule.each in self.words or self.scheme.dimension(rule.each).open:
            return self._open_member(rule, rule.each, row)
        codes = self._codes_named(rule, rule.each, row.label, within.get(rule.each) or "")
        if rule.pair is None:
            return {rule.each: codes[0]} if codes and row.government_label is None else None
        if not codes or row.government_label is None:
            return None
        other = self._paired(rule.pair, codes[0], row.government_label)
        return {rule.each: codes[0], **({rule.pair: other} if other else {})}

    def _open_member(self, rule: RowRule, dimension: str, row: Row) -> dict[str, str] | None:
        name = self._name(rule.label, row.label)
        unit = self.units.get(folded(name)) if name else None
        if dimension == "unit":
            return {dimension: unit} if unit else None
        return {dimension: name} if name and unit is None else None

    def _name(self, template: str, label: str) -> str | None:
        """The member's name in a label that was made by this template, width aside."""
        if template == "{name}":
            return label
        parts = re.split(r"(\{\w+\})", filled(template, self.words))
        for same in (str, folded):
            pattern = "".join(_SLOTS.get(part) or re.escape(same(part)) for part in parts)
            if found := re.fullmatch(pattern, same(label)):
                return found.groupdict().get("name")
        return None

    def _codes_named(self, rule: RowRule, dimension: str, label: str, within: str) -> list[str]:
        codes = self.scheme.catalog_of(dimension)
        if codes is None:
            return []
        return [
            entry.code
            for entry in codes.named(self._name(rule.label, label) or label, within)
            if (entry.code in rule.members if rule.members else len(entry.code) in rule.levels)
        ]

    def _paired(self, dimension: str, code: str, label: str) -> str | None:
        codes = self.scheme.catalog_of(dimension)
        named = [entry.code for entry in codes.named(label)] if codes else []
        usual = {pair.government for pair in economic_pairs() if pair.department == code}
        return next((one for one in named if one in usual), named[0] if named else None)


def bind(
    scheme: Scheme,
    space: Space,
    table: Table,
    words: Mapping[str, str],
    units: Iterable[str],
) -> list[tuple[SideDefinition, list[BoundRow]]]:
    """Find the rule and the coordinate of each row of a printed table, side by side.

    A row that no rule explains is kept without a coordinate.
    """
    definition = scheme.table(table.id)
    binder = _Binder(scheme, space, words, units)
    keyed = list(zip(row_keys(table.rows), table.rows, strict=True))
    bound = []
    for side in definition.sides:
        rows = [(key, row) for key, row in keyed if row.side == side.side]
        bands = [band.rows for band in side.bands]
        bound.append((side, list(binder.bind(rows, bands, _base(space, definition, side)))))
    return bound


def facts_of(
    scheme: Scheme,
    space: Space,
    table: Table,
    words: Mapping[str, str],
    units: Iterable[str],
    cube: Cube | None = None,
) -> Iterator[Fact]:
    """Every cell of a printed table as a fact, blank ones too; exact amounts come from the cube."""
    for side, rows in bind(scheme, space, table, words, units):
        columns = [(column.key, Coordinate.of(column.at)) for column in side.columns]
        for bound in rows:
            if bound.place is None:
                continue
            cells = bound.row.cells
            for key, within in columns:
                if key not in cells:
                    continue
                place = space.meet(bound.place, within)
                yield Fact(
                    f"{table.id}.{bound.key}.{key}",
                    place,
                    cells[key],
                    table.unit,
                    cube.total(place) if cube else None,
                    evidence=cube.origins(place) if cube else (),
                )


def known_facts(scheme: Scheme, disclosure: Disclosure) -> tuple[Fact, ...]:
    """The facts that a disclosure holds; where it holds none, those of its tables and forms."""
    if disclosure.facts:
        return disclosure.facts
    units = [unit.name for unit in disclosure.units] or [disclosure.entity.name]
    space = space_of(scheme, disclosure)
    words = {
        "year": str(disclosure.fiscal_year),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
    }
    return (
        *(
            fact
            for table in disclosure.tables
            for fact in facts_of(scheme, space, table, words, units)
        ),
        *form_facts(scheme, disclosure.forms),
    )
