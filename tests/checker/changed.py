"""Disclosures with one thing changed."""

from __future__ import annotations

from msgspec import structs

from mingzhang.model import Disclosure, Row, Table

__all__ = ["with_cell"]


def with_cell(
    disclosure: Disclosure, table_id: str, key: str, column: str, text: str | None
) -> Disclosure:
    """The disclosure with another text in one cell."""

    def row(one: Row) -> Row:
        changed = {**one.cells, column: text}
        return structs.replace(one, cells=changed) if one.key == key else one

    def table(one: Table) -> Table:
        return structs.replace(one, rows=tuple(map(row, one.rows))) if one.id == table_id else one

    return structs.replace(disclosure, tables=tuple(map(table, disclosure.tables)))
