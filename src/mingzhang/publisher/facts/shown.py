"""What a page shows of its disclosure: what one can know who has the page and the scheme.

It mirrors what is composed and drawn, and knows what neither keeps: lines without words, an order
that no page has, signs that no page may hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from mingzhang.model import (
    Attachment,
    Disclosure,
    Form,
    Funding,
    Indicator,
    Row,
    Section,
    Table,
)
from mingzhang.publisher.compose.forms import form_money, indicator_rows
from mingzhang.publisher.compose.text import text_blocks
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import FormDefinition, SideDefinition

__all__ = ["shown_disclosure"]

_DEEPEST = 5
"""The last level of an attached list that a page sets apart from those above."""


def shown_disclosure(scheme: Scheme, disclosure: Disclosure) -> Disclosure:
    """The disclosure without its facts and without what a page does not show."""
    return Disclosure(
        scheme=disclosure.scheme,
        fiscal_year=disclosure.fiscal_year,
        entity=disclosure.entity,
        overview=tuple(
            structs.replace(one, text=_paragraphs(one.text)) for one in disclosure.overview
        ),
        tables=tuple(_table(scheme, one) for one in disclosure.tables),
        narrative=tuple(map(_section, disclosure.narrative)),
        forms=tuple(_form(scheme.form(one.kind), one) for one in disclosure.forms),
        attachments=tuple(_attachments(disclosure)),
        glossary=disclosure.glossary,
    )


def _paragraphs(text: str) -> str:
    return "\n".join(paragraph.text for paragraph in text_blocks(text))


def _section(section: Section) -> Section:
    lines = (line for line in section.text.split("\n") if line.strip())
    return structs.replace(section, text="\n".join(lines))


def _table(scheme: Scheme, table: Table) -> Table:
    rows = (
        _row(side, row)
        for side in scheme.table(table.id).sides
        for row in table.rows
        if row.side == side.side
    )
    return structs.replace(table, note=table.note or None, rows=tuple(rows))


def _row(side: SideDefinition, row: Row) -> Row:
    return Row(
        side=side.side,
        code=row.code or None if "code" in side.stubs else None,
        label=row.label,
        government_label=row.government_label or None if "government_label" in side.stubs else None,
        cells={column.key: row.cells.get(column.key) or None for column in side.columns},
    )


def _form(definition: FormDefinition, form: Form) -> Form:
    cells = [cell for row in definition.rows if not isinstance(row, str) for cell in row]
    shown = {cell.field for cell in cells if cell.field} - {definition.project_field}
    texts = {one.label: form.fields.get(one.label) for one in definition.fields}
    return Form(
        kind=form.kind,
        project=form.project or None if definition.project_field else None,
        fields={label: text for label, text in texts.items() if text and label in shown},
        funding=tuple(_funding(definition, form, {cell.funding for cell in cells})),
        indicators=tuple(_indicators(definition, form)) if "indicators" in definition.rows else (),
        tasks=form.tasks if "tasks" in definition.rows and form.tasks != (("", ""),) else (),
    )


def _funding(definition: FormDefinition, form: Form, shown: set[str | None]) -> Iterator[Funding]:
    """Every sum that the form has a place for, blank ones too, in the order of the scheme."""
    sources = [figure.key for figure in definition.figures]
    if definition.funding_sources:
        sources = ["total", *definition.funding_sources]
    for horizon in definition.horizons:
        for source in sources:
            if f"{horizon}.{source}" in shown:
                amount = form_money(form, horizon, source).replace(",", "")
                yield Funding(
                    horizon=horizon,
                    source=source,
                    amount=amount or None,
                    unit=definition.funding_unit,
                )


def _indicators(definition: FormDefinition, form: Form) -> Iterator[Indicator]:
    """Line by line; of a line those of the first horizon before those of the second."""
    for level in definition.levels:
        for two in level.levels:
            for line in indicator_rows(definition, form, level.name, two):
                for one in line:
                    if one is not None and (one.level3 or one.value):
                        yield structs.replace(one, level2=two.name, value=one.value or None)


def _attachments(disclosure: Disclosure) -> Iterator[Attachment]:
    for section in disclosure.narrative:
        for one in disclosure.attachments:
            if one.section == section.id:
                rows = (
                    structs.replace(row, level=max(1, min(row.level, _DEEPEST))) for row in one.rows
                )
                yield structs.replace(one, text=_paragraphs(one.text), rows=tuple(rows))
