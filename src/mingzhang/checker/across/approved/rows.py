"""The rows of one table in two documents, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.catalog.names import folded
from mingzhang.checker.across.approved.wording import number_value
from mingzhang.checker.rules.identity.names import is_one_slip
from mingzhang.model import Row, Table, row_keys

__all__ = ["Cell", "Line", "cells_of", "is_blank", "rows_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row in both documents; None where one does not have it. Keys name it in its table."""

    key: str | None
    published: Row | None
    approved_key: str | None
    approved: Row | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that shows another amount than the approved one."""

    line: Line
    column: str
    stated: str | None
    expected: str | None


_Keyed = tuple[str, Row]


def rows_of(published: Table, approved: Table) -> list[Line]:
    """All rows of both, in the order of the approved table; then those that only one side has."""
    ours, theirs = _by_name(published), _by_name(approved)
    found: dict[tuple[object, ...], Line] = {}
    for name, (key, row) in theirs.items():
        mine = ours.get(name)
        found[name] = Line(*mine, key, row) if mine else Line(None, None, key, row)
    extra = {name: one for name, one in ours.items() if name not in theirs}
    for name, line in found.items():
        if line.published is None and line.approved is not None:
            other = _counterpart(line.approved, extra)
            if other is not None:
                key, row = extra.pop(other)
                found[name] = Line(key, row, line.approved_key, line.approved)
    return [*found.values(), *(Line(key, row, None, None) for key, row in extra.values())]


def _by_name(table: Table) -> dict[tuple[object, ...], _Keyed]:
    """Rows by side, name and how often the name came before."""
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], _Keyed] = {}
    for key, row in zip(row_keys(table.rows), table.rows, strict=True):
        name = (row.side, folded(row.key))
        found[(*name, seen[name])] = (key, row)
        seen[name] += 1
    return found


def _counterpart(row: Row, others: dict[tuple[object, ...], _Keyed]) -> tuple[object, ...] | None:
    """A row of another name that is the same: of one label, or of one slip, or of its amounts."""
    label = folded(row.label)
    amounts = _amounts(row)
    for name, (_, other) in others.items():
        if other.side != row.side:
            continue
        written = folded(other.label)
        is_same = any(amounts.values()) and _amounts(other) == amounts
        if written == label or is_one_slip(written, label) or is_same:
            return name
    return None


def _amounts(row: Row) -> dict[str, Decimal]:
    """What a row shows, without what is blank or zero."""
    found = {column: number_value(text) for column, text in row.cells.items() if text}
    return {column: value for column, value in found.items() if value}


def is_blank(row: Row) -> bool:
    """Whether a row shows no amount but zero."""
    return not _amounts(row) and all(_is_nothing(text) for text in row.cells.values())


def _is_nothing(text: str | None) -> bool:
    return text is None or not text.strip("0.,，- ")


def cells_of(lines: Sequence[Line], scale: Decimal) -> Iterator[Cell]:
    """The cells that differ; `scale` is worth a published unit in approved ones."""
    for line in lines:
        if line.published is None or line.approved is None:
            continue
        stated, expected = line.published.cells, line.approved.cells
        for column in dict.fromkeys((*expected, *stated)):
            one, other = stated.get(column), expected.get(column)
            if not _is_same(one, other, scale):
                yield Cell(line, column, one, other)


def _is_same(one: str | None, other: str | None, scale: Decimal) -> bool:
    if _is_nothing(one) or _is_nothing(other):
        return _is_nothing(one) and _is_nothing(other)
    mine, theirs = number_value(one or ""), number_value(other or "")
    if mine is None or theirs is None:
        return folded(one or "") == folded(other or "")
    return mine * scale == theirs
