"""Shapes of tables: the slots of a row, and the words that headers and labels of a table use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from mingzhang.reader.recognise.strips import worded
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import RowRule, SideDefinition, TableDefinition
from mingzhang.scheme.labels import column_titles
from mingzhang.scheme.words import filled, ordinal

__all__ = ["Shape", "Slot", "SlotKind", "shapes"]

SlotKind = Literal["code", "label", "government_label", "amount"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a row: on which side, and what stands there."""

    side: int
    kind: SlotKind
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table look.

    `labels` are the known labels of each side, as titles are compared; `is_open` says which sides
    have other labels too (projects, units). `sums` are slots with the slots that they total.
    `words` are all known labels together, `has_codes` says whether some slot holds codes, `is_nested`
    whether open labels stand under others (the projects of a unit), so that each has an amount.
    """

    table: TableDefinition
    slots: tuple[Slot, ...]
    header: frozenset[str]
    labels: tuple[frozenset[str], ...]
    is_open: tuple[bool, ...]
    government: frozenset[str]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    words: frozenset[str]
    has_codes: bool
    is_nested: bool


def _words(text: str) -> str:
    return worded(filled(text, {"year": "2000"}))


def _header(table: TableDefinition) -> frozenset[str]:
    cells = (cell if isinstance(cell, str) else cell.text for row in table.header for cell in row)
    return frozenset(filter(None, map(_words, cells)))


def _slots(table: TableDefinition) -> Iterator[Slot]:
    titles = iter(map(_words, column_titles(table)))
    for number, side in enumerate(table.sides):
        for stub in side.stubs:
            yield Slot(number, stub, stub, next(titles))
        for column in side.columns:
            yield Slot(number, "amount", column.key, next(titles))


def _sums(side: SideDefinition, first: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """A column totals those that only narrow its coordinate."""
    for at, whole in enumerate(side.columns):
        parts = tuple(
            first + other
            for other, part in enumerate(side.columns)
            if other != at and part.at != whole.at and whole.at.items() <= part.at.items()
        )
        if parts:
            yield first + at, parts


def _labels(scheme: Scheme, rules: tuple[RowRule, ...]) -> Iterator[str]:
    for rule in rules:
        if rule.each is None:
            yield worded(rule.label)
        elif not scheme.dimension(rule.each).open:
            yield from _members(scheme, rule)
        yield from _labels(scheme, rule.rows)


def _members(scheme: Scheme, rule: RowRule) -> Iterator[str]:
    assert rule.each is not None
    codes = scheme.catalog_of(rule.each)
    names = (
        [scheme.member_title(rule.each, member) for member in rule.members]
        if rule.members
        else [entry.name for entry in codes or () if len(entry.code) in rule.levels]
    )
    for number, name in enumerate(names, 1):
        words = {"name": name, "ordinal": ordinal(number) if number < _MANY else ""}
        yield worded(filled(rule.label, words))


_MANY: Final = 100


def _is_open(scheme: Scheme, rules: tuple[RowRule, ...]) -> bool:
    return any(
        (rule.each is not None and scheme.dimension(rule.each).open) or _is_open(scheme, rule.rows)
        for rule in rules
    )


def _pairs(rules: tuple[RowRule, ...]) -> Iterator[str]:
    for rule in rules:
        yield from [rule.pair] if rule.pair else []
        yield from _pairs(rule.rows)


def _shape(scheme: Scheme, table: TableDefinition) -> Shape:
    slots = tuple(_slots(table))
    sums: list[tuple[int, tuple[int, ...]]] = []
    first = 0
    for side in table.sides:
        first += len(side.stubs)
        sums.extend(_sums(side, first))
        first += len(side.columns)
    rules = [tuple(rule for band in side.bands for rule in band.rows) for side in table.sides]
    paired = {pair for side in rules for pair in _pairs(side)}
    labels = tuple(frozenset(_labels(scheme, side)) for side in rules)
    names = frozenset(worded(one.name) for pair in paired for one in scheme.catalog_of(pair) or ())
    return Shape(
        table,
        slots,
        _header(table),
        labels,
        tuple(_is_open(scheme, side) for side in rules),
        names,
        tuple(sums),
        names.union(*labels),
        any(slot.kind == "code" for slot in slots),
        any(
            rule.each is not None and _is_open(scheme, rule.rows) for side in rules for rule in side
        ),
    )


_KNOWN: Final[dict[int, tuple[Scheme, dict[str, Shape]]]] = {}


def shapes(scheme: Scheme) -> dict[str, Shape]:
    """The shapes of a scheme's tables, made once."""
    known = _KNOWN.get(id(scheme))
    if known is None:
        made = {table.id: _shape(scheme, table) for table in scheme.tables.tables}
        known = _KNOWN[id(scheme)] = (scheme, made)
    return known[1]
