"""tables.yaml: tables as views, with header levels, sides, bands and row rules."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.word import Definition

__all__ = [
    "BandRule",
    "ColumnDefinition",
    "HeaderCell",
    "RowRule",
    "SideDefinition",
    "TableDefinition",
    "TablesFile",
]


class HeaderCell(Definition, frozen=True, kw_only=True):
    """A header cell that spans columns or rows."""

    text: str
    columns: int = 1
    rows: int = 1


class ColumnDefinition(Definition, frozen=True, kw_only=True):
    """A column of amounts; `at` narrows the coordinate of each of its cells."""

    key: str
    at: dict[str, str] = {}


class RowRule(Definition, frozen=True, kw_only=True):
    """A row, or a rule that makes rows.

    With `label` alone: one fixed row. With `each`: one row for each member of a dimension, those
    listed in `members`, else those with money in code or input order, of code lengths `levels`;
    `label` may then use {name}, {code} and {ordinal}. `pair` makes a row for each member of a
    second dimension too. `rows` stand below each row. `only_level` keeps the row to disclosures of
    that level (a single unit has no total over units); `when_used` to tables with amounts.
    """

    label: str = "{name}"
    at: dict[str, str] = {}
    each: str | None = None
    members: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    pair: str | None = None
    coded: bool = False
    rows: tuple[RowRule, ...] = ()
    strong: bool = False
    only_level: Literal["department", "unit"] | None = None
    when_used: bool = False


class BandRule(Definition, frozen=True, kw_only=True):
    """Rows that begin on one line on every side of a table."""

    rows: tuple[RowRule, ...] = ()


class SideDefinition(Definition, frozen=True, kw_only=True):
    """One side of a table: its label columns (`stubs`), its columns of amounts, its bands.

    `direction` says for open data whether the side shows where money comes from or what for.
    """

    side: str | None = None
    direction: Literal["revenue", "expenditure"] | None = None
    stubs: tuple[Literal["code", "label", "government_label"], ...]
    columns: tuple[ColumnDefinition, ...]
    bands: tuple[BandRule, ...]
    at: dict[str, str] = {}


class TableDefinition(Definition, frozen=True, kw_only=True):
    """A budget table: title, header levels, sides, and what it says when it is empty.

    `numbering` prints a
    row of column numbers. `empty_note` stands under a table without amounts, `rounding_note` under
    this table where printed parts of any table miss their printed total by rounding alone.
    """

    id: str
    ordinal: str
    title: str
    mark: str
    unit: Literal["元", "万元", "亿元"]
    decimals: int = 2
    orientation: Literal["portrait", "landscape"] = "portrait"
    at: dict[str, str] = {}
    header: tuple[tuple[HeaderCell | str, ...], ...]
    widths: tuple[int, ...]
    sides: tuple[SideDefinition, ...]
    numbering: bool = False
    empty_note: str
    rounding_note: str | None = None


class TablesFile(Definition, frozen=True, kw_only=True):
    """tables.yaml."""

    owner_line: str
    unit_line: str
    note_line: str
    tables: tuple[TableDefinition, ...]
