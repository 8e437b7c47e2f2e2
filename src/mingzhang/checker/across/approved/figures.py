"""Where published tables and forms show other amounts than the approved ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.across.approved.pair import ApprovedPair
from mingzhang.checker.across.approved.rows import Cell, Line, cells_of, is_blank, rows_of
from mingzhang.checker.across.approved.wording import number_value
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Side
from mingzhang.cube import Evidence, unit_named
from mingzhang.model import CellReference, Form, Table
from mingzhang.scheme.form_facts import form_keys, funding_address

__all__ = ["figures_of_forms", "figures_of_tables"]

_MANY: Final = 20
"""More differing cells than this, if they are most of a table, are one finding."""

_NAMED: Final = 4


def figures_of_tables(pair: ApprovedPair) -> Iterator[Found]:
    """Cells, rows and columns that differ, table by table."""
    for published, approved in pair.tables:
        yield from _Tables(pair, published, approved).found()


@dataclass(frozen=True)
class _Tables:
    """One table as published and as approved."""

    pair: ApprovedPair
    published: Table
    approved: Table

    def found(self) -> Iterator[Found]:
        """The unit, the cells, then the rows that are otherwise."""
        lines = rows_of(self.published, self.approved)
        scale = self._scale(lines)
        if scale is None:
            yield self._unit()
        cells = list(cells_of(lines, scale or Decimal(1)))
        filled = sum(1 for row in self.approved.rows for text in row.cells.values() if text)
        if len(cells) > _MANY and 2 * len(cells) > filled:
            yield self._most(cells, filled)
        else:
            yield from map(self._cell, cells)
        for is_missing, group in groupby(lines, key=_is_missing):
            rows = [one for one in group if is_missing is not None and not _is_nothing(one)]
            if rows:
                yield self._rows(rows, is_missing=bool(is_missing))

    def _scale(self, lines: Sequence[Line]) -> Decimal | None:
        """What a published amount is worth in approved units; None: only the unit is another."""
        own, approved = self.published.unit, self.approved.unit
        if folded(own) == folded(approved):
            return Decimal(1)
        scale = Decimal(unit_named(own).size) / unit_named(approved).size
        scaled, plain = (sum(1 for _ in cells_of(lines, one)) for one in (scale, Decimal(1)))
        return scale if scaled <= plain else None

    def _unit(self) -> Found:
        own, approved = self.published.unit, self.approved.unit
        path = f"tables.{self.published.id}.unit"
        return self._found(f"{self._name} 单位", "unit", own, approved, path)

    @property
    def _name(self) -> str:
        return f"表{self.pair.published.scheme.table(self.published.id).ordinal}"

    def _found(self, label: str, subject: str, stated: str, expected: str, path: str) -> Found:
        evidence = self.pair.published.evidence(path)
        files = self.pair.files
        return Found(
            subject=(self.published.id, subject),
            where=label,
            position=f"tables.{self.published.id}",
            values={**files, "label": label, "stated": stated, "expected": expected},
            sides=(
                Side(f"{files['file']} {label}", stated, evidence),
                Side(f"{files['approved_file']} {label}", expected),
            ),
            stated=stated,
            expected=expected,
            evidence=evidence,
        )

    def _most(self, cells: Sequence[Cell], filled: int) -> Found:
        first = cells[0]
        said = f"{len(cells)} 格与批准的不同，如“{self._label(first)}”为 {_in_cell(first.stated)}"
        expected = f"有数的 {filled} 格，“{self._label(first)}”为 {_in_cell(first.expected)}"
        return self._found(f"{self._name} 整张表", "", said, expected, self._path(first.line))

    def _cell(self, cell: Cell) -> Found:
        line, files = cell.line, self.pair.files
        address = f"{self.published.id}.{line.key}.{cell.column}"
        other = f"{self.approved.id}.{line.approved_key}.{cell.column}"
        label = self._label(cell)
        evidence = _evidence(self.pair.published, address)
        stated, expected = _in_cell(cell.stated), _in_cell(cell.expected)
        return Found(
            subject=(address,),
            where=label,
            position=address,
            values={**files, "label": label, "stated": stated, "expected": expected},
            sides=(
                Side(f"{files['file']} {label}", stated, evidence),
                Side(
                    f"{files['approved_file']} {self.pair.approved.labels.of(other)}",
                    expected,
                    _evidence(self.pair.approved, other),
                ),
            ),
            cells=(
                CellReference(
                    table=self.published.id,
                    row=line.key or "",
                    column=cell.column,
                    stated=cell.stated,
                ),
            ),
            stated=cell.stated,
            expected=cell.expected,
            evidence=evidence,
        )

    def _label(self, cell: Cell) -> str:
        address = f"{self.published.id}.{cell.line.key}.{cell.column}"
        return self.pair.published.labels.of(address)

    def _path(self, line: Line) -> str:
        return f"tables.{self.published.id}.rows.{line.key}.label"

    def _rows(self, lines: Sequence[Line], *, is_missing: bool) -> Found:
        """Rows side by side that only one of the documents has."""
        rows = [row for line in lines if (row := line.approved or line.published)]
        names = [
            " ".join(filter(None, (row.code, row.label, row.government_label))) for row in rows
        ]
        shown = [text for text in rows[0].cells.values() if text]
        said = "、".join(f"“{name}”" for name in names[:_NAMED])
        said += f"等 {len(names)} 行" if len(names) > _NAMED else ""
        said += f"（{'、'.join(shown)}）" if len(rows) == 1 and shown else ""
        key = lines[0].approved_key if is_missing else lines[0].key
        stated, expected = ("没有这些行", said) if is_missing else (said, "没有这些行")
        path = f"tables.{self.published.id}.rows.{key}.label"
        return self._found(f"{self._name} {names[0]}", f"{key}", stated, expected, path)


def _is_missing(line: Line) -> bool | None:
    """Whether only the approved table has a row; None if both have it."""
    if line.published is None:
        return True
    return False if line.approved is None else None


def _is_nothing(line: Line) -> bool:
    row = line.published or line.approved
    return row is None or is_blank(row)


def _in_cell(text: str | None) -> str:
    return "空白" if text is None else text


def _evidence(document: Examined, address: str) -> tuple[Evidence, ...]:
    facts = document.by_address.get(address)
    return facts[0].evidence if facts else ()


def figures_of_forms(pair: ApprovedPair) -> Iterator[Found]:
    """Sums of money in forms that differ."""
    keys = form_keys(pair.published.disclosure.forms)
    for number, form, _, approved in pair.forms:
        ours, theirs = _funding(form), _funding(approved)
        for place in dict.fromkeys((*theirs, *ours)):
            stated, expected = ours.get(place), theirs.get(place)
            if (stated and stated[1]) == (expected and expected[1]):
                continue
            if stated is None and expected is not None and not expected[1]:
                continue
            if expected is None and stated is not None and not stated[1]:
                continue
            yield _funding_found(pair, funding_address(keys[number - 1], *place), stated, expected)


_Sum = tuple[str, Decimal | None]


def _funding(form: Form) -> dict[tuple[str, str], _Sum]:
    """The sums of a form as printed, and in base units."""
    found: dict[tuple[str, str], _Sum] = {}
    for one in form.funding:
        if one.amount is not None:
            value = number_value(one.amount)
            exact = None if value is None else value * unit_named(one.unit).size
            found[one.horizon, one.source] = (f"{one.amount}{one.unit}", exact)
    return found


def _funding_found(
    pair: ApprovedPair, address: str, stated: _Sum | None, expected: _Sum | None
) -> Found:
    files, label = pair.files, pair.published.labels.of(address)
    one, other = (stated[0] if stated else "空白"), (expected[0] if expected else "空白")
    evidence = _evidence(pair.published, address)
    return Found(
        subject=(address,),
        where=label,
        position=address,
        values={**files, "label": label, "stated": one, "expected": other},
        sides=(
            Side(f"{files['file']} {label}", one, evidence),
            Side(f"{files['approved_file']} {label}", other, _evidence(pair.approved, address)),
        ),
        stated=stated[0] if stated else None,
        expected=expected[0] if expected else None,
        evidence=evidence,
    )
