"""What people call a place: the table, row and column, or the section, behind an address."""

from __future__ import annotations

from mingzhang.model import Disclosure, row_keys
from mingzhang.scheme.definition import HeaderCell, SectionDefinition, TableDefinition
from mingzhang.scheme.form_facts import form_keys, funding_label
from mingzhang.scheme.scheme import Scheme
from mingzhang.scheme.words import filled

__all__ = ["Labels", "column_titles"]


def column_titles(table: TableDefinition) -> list[str]:
    """The lowest header text above each column of a table, from the left."""
    titles = [""] * len(table.widths)
    below = [0] * len(table.widths)
    for number, row in enumerate(table.header):
        free = [column for column in range(len(titles)) if below[column] <= number]
        for cell in row:
            one = HeaderCell(text=cell) if isinstance(cell, str) else cell
            for column in free[: one.columns]:
                titles[column] = one.text
                below[column] = number + one.rows
            free = free[one.columns :]
    return titles


class Labels:
    """Names the addresses of one disclosure's facts as a reader of the document would."""

    def __init__(self, scheme: Scheme, disclosure: Disclosure) -> None:
        self._scheme = scheme
        self._words = {
            "year": str(disclosure.fiscal_year),
            "level": scheme.level_word(disclosure.entity.level),
        }
        self._rows = {
            table.id: dict(zip(row_keys(table.rows), table.rows, strict=True))
            for table in disclosure.tables
        }
        self._forms = dict(zip(form_keys(disclosure.forms), disclosure.forms, strict=True))

    def of(self, address: str) -> str:
        """Table, code, row and column; section and figure; or form, project and label."""
        if not self.is_cell(address):
            return self._figure(address)
        head, _, rest = address.partition(".")
        row, _, column = rest.rpartition(".")
        return self._cell(head, row, column)

    def is_cell(self, address: str) -> bool:
        """Whether this is the address of a cell of a table."""
        head, _, rest = address.partition(".")
        return rest.rpartition(".")[0] in self._rows.get(head, {})

    def _cell(self, table_id: str, key: str, column: str) -> str:
        row = self._rows[table_id][key]
        table = self._scheme.table(table_id)
        titles = column_titles(table)
        place = 0
        for side in table.sides:
            place += len(side.stubs)
            for one in side.columns:
                if side.side == row.side and one.key == column:
                    name = " ".join(filter(None, (row.code, row.label, row.government_label)))
                    return f"表{table.ordinal} {name} {filled(titles[place], self._words)}"
                place += 1
        return f"表{table.ordinal} {row.label} {column}"

    def _figure(self, address: str) -> str:
        head, *place = address.rsplit(".", 2)
        if head in self._forms:
            return funding_label(self._scheme, self._forms[head], *place)
        for section in self._scheme.narrative.sections:
            if address.startswith(f"{section.id}."):
                named = f"{section.ordinal}、{filled(section.title, self._words)}"
                return f"{named} {self._called(section, address[len(section.id) + 1 :])}"
        return address

    def _called(self, section: SectionDefinition, rest: str) -> str:
        """A figure of a section by its label, or the member of a list that it stands at."""
        key, _, member = rest.partition(".")
        for one in section.lists:
            if one.key == key:
                return self._scheme.member_title(one.each, member.partition(".")[0])
        return {one.key: one.label for one in section.figures}.get(key, key)
