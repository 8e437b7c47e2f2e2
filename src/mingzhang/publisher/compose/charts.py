"""Charts of a disclosure, as the scheme has them drawn: every value is a figure that is displayed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.cube import Fact, Space
from mingzhang.model import Disclosure, Table
from mingzhang.model.page_facts import printed_number
from mingzhang.publisher.compose.page import Block, Chart, ChartKind, Datum, Paragraph, Series
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import ChartDefinition
from mingzhang.scheme.view import BoundRow, bind, known_facts
from mingzhang.scheme.words import filled

__all__ = ["charts_by_section", "with_charts"]

_PRIOR: Final = re.compile(r"prior\((?P<place>.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Category:
    """A category with its figures, one a series."""

    name: str
    data: tuple[Datum | None, ...]

    @property
    def size(self) -> Decimal:
        return sum((one.value for one in self.data if one is not None), Decimal(0))


def charts_by_section(
    scheme: Scheme, disclosure: Disclosure, space: Space, words: Mapping[str, str]
) -> dict[str, dict[str, Chart]]:
    """The charts that have figures to show, by section and folded title, numbered in their order.

    A chart without any figure, or of zeros alone, is none.
    """
    composer = _Composer(scheme, disclosure, space, words)
    found: dict[str, dict[str, Chart]] = {}
    order = [section.id for section in disclosure.narrative]
    wanted = [one for one in scheme.charts.charts if one.section in order]
    number = 0
    for definition in sorted(wanted, key=lambda one: order.index(one.section)):
        chart = composer.chart(definition, number + 1)
        if chart is not None:
            number += 1
            found.setdefault(definition.section, {})[folded(definition.title)] = chart
    return found


def with_charts(
    blocks: Sequence[Block], charts: Mapping[str, Chart], last: Collection[str]
) -> list[Block]:
    """The blocks of a section with its charts at the end, before a line that is to stay the last.

    One whose title is a line of the text already, as in a document that was read, stands above it.
    """
    placed = list(blocks)
    for name, chart in charts.items():
        lines = (_folded([one]) for one in placed)
        at = next((at for at, line in enumerate(lines) if line == name), None)
        if at is None and _folded(placed[-1:]) in last:
            placed.insert(len(placed) - 1, chart)
        elif at is None:
            placed.append(chart)
        else:
            placed.insert(at, replace(chart, is_captioned=True))
    return placed


def _folded(blocks: Sequence[Block]) -> str | None:
    """The line that a paragraph is, as lines are compared."""
    return folded(blocks[0].text) if blocks and isinstance(blocks[0], Paragraph) else None


class _Composer:
    """Makes charts of one disclosure; binds each table once."""

    def __init__(
        self, scheme: Scheme, disclosure: Disclosure, space: Space, words: Mapping[str, str]
    ) -> None:
        self.scheme = scheme
        self.said = scheme.charts.words
        self.space = space
        self.words = dict(words)
        self.units = [unit.name for unit in disclosure.units] or [disclosure.entity.name]
        self.tables = {table.id: table for table in disclosure.tables}
        self.facts = known_facts(scheme, disclosure)
        self.places = {fact.address: str(fact.coordinate) for fact in self.facts}
        self.shown = {
            (str(fact.coordinate), fact.unit): fact for fact in reversed(self.facts) if fact.text
        }
        self._bound: dict[str, list[BoundRow]] = {}
        self._priors: dict[str, Fact] | None = None

    def chart(self, definition: ChartDefinition, number: int) -> Chart | None:
        table = self.tables.get(definition.table)
        if table is None:
            return None
        categories, rest = self._limited(self._categories(definition, table))
        if not any(one.value for category in categories for one in category.data if one):
            return None
        names = self._names(definition)
        series = tuple(
            Series(name, tuple(one.data[at] for one in categories)) for at, name in enumerate(names)
        )
        alternative = self._alternative(definition, table, categories, names, rest)
        return Chart(
            anchor=f"chart-{number}",
            title=filled(self.said.caption, {"number": str(number), "title": definition.title}),
            unit=table.unit,
            kind=ChartKind(definition.kind),
            categories=tuple(one.name for one in categories),
            series=tuple(one for one in series if any(one.data)),
            alternative=f"{definition.title}：{alternative}",
            head=filled(
                self.said.head,
                {"unit": table.unit, "ordinal": self.scheme.table(table.id).ordinal},
            ),
        )

    def _names(self, definition: ChartDefinition) -> list[str]:
        """What the series are called, last year's first."""
        if definition.across:
            return [""]
        labels = [one.label for one in definition.columns]
        last = [definition.last_year] if definition.last_year is not None else []
        return [filled(label, self.words) for label in (*last, *labels)]

    def _rows(self, table: Table) -> list[BoundRow]:
        known = self._bound.get(table.id)
        if known is None:
            sides = bind(self.scheme, self.space, table, self.words, self.units)
            known = self._bound[table.id] = [row for _, rows in sides for row in rows]
        return known

    # Categories

    def _categories(self, definition: ChartDefinition, table: Table) -> list[_Category]:
        rows = self._rows(table)
        if definition.each is not None:
            made = [
                _Category(row.row.label, self._data(definition, table, row))
                for row in _of_one_level(rows, definition.each, definition.levels)
            ]
            used = [one for one in made if any(datum and datum.value for datum in one.data)]
            return sorted(used, key=lambda one: -one.size)
        fixed = [
            (one.label, row) for one in definition.rows for row in rows if _is_row(row, one.row)
        ]
        if definition.across:
            cells = [
                _Category(one.label, (self._datum(table, row, one.column),))
                for _, row in fixed
                for one in definition.columns
            ]
        else:
            cells = [_Category(name, self._data(definition, table, row)) for name, row in fixed]
        return [one for one in cells if any(datum is not None for datum in one.data)]

    def _data(
        self, definition: ChartDefinition, table: Table, row: BoundRow
    ) -> tuple[Datum | None, ...]:
        data = [
            self._datum(table, row, one.column)
            or (self._elsewhere(table, row, one.column) if definition.each is None else None)
            for one in definition.columns
        ]
        if definition.last_year is not None:
            data.insert(0, self._last_year(table, row, definition.columns[0].column))
        return tuple(data)

    def _datum(self, table: Table, row: BoundRow, column: str) -> Datum | None:
        text = row.row.cells.get(column)
        value = printed_number(text) if text else None
        if text is None or value is None:
            return None
        return Datum(value, text, f"{table.id}.{row.key}.{column}")

    def _elsewhere(self, table: Table, row: BoundRow, column: str) -> Datum | None:
        """The figure of a cell that is blank, where another place displays it, as a 0 in the text."""
        place = self.places.get(f"{table.id}.{row.key}.{column}", "")
        return _datum_of(self.shown.get((place, table.unit)))

    def _last_year(self, table: Table, row: BoundRow, column: str) -> Datum | None:
        """Last year's figure of a cell, where the text displays it."""
        if self._priors is None:
            found = ((_PRIOR.fullmatch(fact.derivation or ""), fact) for fact in self.facts)
            self._priors = {match["place"]: fact for match, fact in found if match}
        place = self.places.get(f"{table.id}.{row.key}.{column}", "")
        fact = self._priors.get(place)
        return _datum_of(fact) if fact is not None and fact.unit == table.unit else None

    def _limited(self, categories: list[_Category]) -> tuple[list[_Category], int]:
        """No more than a chart shows, the smallest summed up, and how many those are."""
        most = self.scheme.charts.most
        if len(categories) <= most + 1:
            return categories, 0
        rest = categories[most:]
        name = filled(self.said.rest, {"count": str(len(rest))})
        data = tuple(_summed(one) for one in zip(*(each.data for each in rest), strict=True))
        return [*categories[:most], _Category(name, data)], len(rest)

    # Words

    def _alternative(
        self,
        definition: ChartDefinition,
        table: Table,
        categories: Sequence[_Category],
        names: Sequence[str],
        rest: int,
    ) -> str:
        own = categories[:-1] if rest else categories
        sentences = []
        for at, name in enumerate(names):
            data = [(one.name, datum) for one in own if (datum := one.data[at]) is not None]
            if not data:
                continue
            largest, datum = max(data, key=lambda one: one[1].value)
            total = self._total(definition, table, at - len(names))
            template = self.said.series if len(data) + rest > 1 else self.said.single
            words = {
                "series": name if len(names) > 1 or definition.kind == "grouped" else "",
                "count": str(len(data) + rest),
                "largest": largest,
                "amount": datum.text,
                "unit": table.unit,
                "total": total or "",
            }
            sentences.append(filled(template, words))
        if rest:
            sentences.append(self._rest_told(categories[-1], rest, table.unit))
        return "".join(sentences)

    def _rest_told(self, rest: _Category, count: int, unit: str) -> str:
        data = [one for one in rest.data if one is not None]
        amount = data[0].text if len(data) == 1 else f"{rest.size:f}"
        words = {
            "most": str(self.scheme.charts.most),
            "count": str(count),
            "amount": amount,
            "unit": unit,
        }
        return filled(self.said.rest_told, words)

    def _total(self, definition: ChartDefinition, table: Table, at: int) -> str | None:
        """The displayed total of a series, counted from the last; None if it is not displayed."""
        total = definition.total
        is_last_year = -at > len(definition.columns)
        other = self.tables.get(total.table or table.id) if total is not None else None
        if total is None or other is None or is_last_year or other.unit != table.unit:
            return None
        column = total.column or definition.columns[at].column
        rows = (row for row in self._rows(other) if _is_row(row, total.row))
        found = next(rows, None)
        return found.row.cells.get(column) if found is not None else None


def _datum_of(fact: Fact | None) -> Datum | None:
    value = printed_number(fact.text) if fact is not None and fact.text else None
    if fact is None or fact.text is None or value is None:
        return None
    return Datum(value, fact.text, fact.address)


def _is_row(row: BoundRow, label: str) -> bool:
    return row.rule is not None and row.rule.label == label


def _of_one_level(
    rows: Sequence[BoundRow], dimension: str, levels: Sequence[int]
) -> list[BoundRow]:
    """The rows of members of a dimension; of the first level of codes that has at least two."""
    made = [row for row in rows if row.rule is not None and row.rule.each == dimension]
    if not levels:
        return made
    by_level = [[row for row in made if len(row.row.code or "") == level] for level in levels]
    several = (one for one in by_level if len(one) > 1)
    return next(several, next(filter(None, by_level), []))


def _summed(data: Sequence[Datum | None]) -> Datum | None:
    known = [one for one in data if one is not None]
    if not known:
        return None
    value = sum((one.value for one in known), Decimal(0))
    return Datum(value, f"{value:f}")
