"""charts.yaml: which figures of which tables are drawn, how, and in which section."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.word import Definition

__all__ = ["ChartColumn", "ChartDefinition", "ChartRow", "ChartTotal", "ChartWords", "ChartsFile"]


class ChartRow(Definition, frozen=True, kw_only=True):
    """A fixed row of the table by the label of its rule, and what the chart calls it."""

    row: str
    label: str


class ChartColumn(Definition, frozen=True, kw_only=True):
    """A column of the table by its key, and what the chart calls it."""

    column: str
    label: str


class ChartTotal(Definition, frozen=True, kw_only=True):
    """Where the total of what is drawn is displayed.

    `table` and `column` are those of the figures drawn unless it is said otherwise.
    """

    row: str
    table: str | None = None
    column: str | None = None


class ChartDefinition(Definition, frozen=True, kw_only=True):
    """A chart of a table's figures; it stands at the end of a section.

    Categories are the fixed `rows`, or those that the rule `each` makes, the largest first; of code
    lengths `levels` the first is taken that has at least two. Columns are the series, or, where the
    chart goes `across`, the categories. `last_year` names the series of last year's figures, which
    is drawn where the text displays them.
    """

    section: str
    title: str
    kind: Literal["bars", "stacked", "grouped"]
    table: str
    rows: tuple[ChartRow, ...] = ()
    each: str | None = None
    levels: tuple[int, ...] = ()
    columns: tuple[ChartColumn, ...]
    across: bool = False
    total: ChartTotal | None = None
    last_year: str | None = None


class ChartWords(Definition, frozen=True, kw_only=True):
    """What is said with charts: captions, the bar of what is summed up, the text alternative.

    `caption` may use {number} and {title}, `head` {unit} and {ordinal}, `rest` {count}. `series`, `single`
    (of one category) and `rest_told` are sentences of the alternative; parts in brackets go where
    their word is empty.
    """

    caption: str
    head: str
    rest: str
    series: str
    single: str
    rest_told: str


class ChartsFile(Definition, frozen=True, kw_only=True):
    """charts.yaml; no chart shows more than `most` categories."""

    most: int
    words: ChartWords
    charts: tuple[ChartDefinition, ...]
