"""What charts.yaml must agree on with the tables and sections of its scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mingzhang.scheme.definition import ChartDefinition, ChartTotal, RowRule, TableDefinition

if TYPE_CHECKING:
    from mingzhang.scheme.scheme import Scheme

__all__ = ["validate_charts"]

Steps = tuple[str | int, ...]


def validate_charts(scheme: Scheme) -> None:
    """Check the charts of a scheme.

    Raises:
        SchemeError: at the first mistake.
    """
    tables = {table.id: table for table in scheme.tables.tables}
    sections = [section.id for section in scheme.narrative.sections]
    for index, chart in enumerate(scheme.charts.charts):
        steps: Steps = ("charts", index)
        _known(scheme, chart.section, sections, "章节", (*steps, "section"))
        _known(scheme, chart.table, list(tables), "表", (*steps, "table"))
        if bool(chart.rows) == bool(chart.each):
            raise scheme.mistake("charts", "应有 rows 或 each，且只有一个", *steps)
        table = tables[chart.table]
        rules = list(_rules(table))
        _columns(scheme, chart, table, steps)
        for number, row in enumerate(chart.rows):
            labels = [rule.label for rule in rules if rule.each is None]
            _known(scheme, row.row, labels, "行", (*steps, "rows", number, "row"))
        if chart.each is not None:
            dimensions = [rule.each for rule in rules if rule.each is not None]
            _known(scheme, chart.each, dimensions, "逐行列出的维度", (*steps, "each"))
        if chart.total is not None:
            _total(scheme, chart.total, chart.table, tables, (*steps, "total"))


def _columns(scheme: Scheme, chart: ChartDefinition, table: TableDefinition, steps: Steps) -> None:
    for number, one in enumerate(chart.columns):
        _known(scheme, one.column, _keys(table), "栏", (*steps, "columns", number, "column"))
    if chart.kind == "bars" and len(chart.columns) > 1 and not chart.across:
        raise scheme.mistake("charts", "bars 只画一栏；画多栏用 stacked 或 grouped", *steps)


def _total(
    scheme: Scheme,
    total: ChartTotal,
    table_id: str,
    tables: dict[str, TableDefinition],
    steps: Steps,
) -> None:
    if total.table is not None:
        _known(scheme, total.table, list(tables), "表", (*steps, "table"))
    table = tables[total.table or table_id]
    _known(scheme, total.row, [rule.label for rule in _rules(table)], "行", (*steps, "row"))
    if total.column is not None:
        _known(scheme, total.column, _keys(table), "栏", (*steps, "column"))


def _keys(table: TableDefinition) -> list[str]:
    return [column.key for side in table.sides for column in side.columns]


def _rules(table: TableDefinition) -> Iterator[RowRule]:
    """All rules of a table's rows, nested ones too."""
    waiting = [rule for side in table.sides for band in side.bands for rule in band.rows]
    while waiting:
        rule = waiting.pop(0)
        yield rule
        waiting = [*rule.rows, *waiting]


def _known(scheme: Scheme, name: str, valid: Sequence[str], what: str, steps: Steps) -> None:
    if name not in valid:
        shown = "、".join(dict.fromkeys(valid))
        raise scheme.mistake("charts", f"不认识{what} {name}，可用 {shown}", *steps)
