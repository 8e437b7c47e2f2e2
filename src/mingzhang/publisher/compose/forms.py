"""Performance forms as grids: fields, money, tasks, and indicators of both horizons side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from mingzhang.model import Form, Indicator
from mingzhang.publisher.compose.page import Cell, CellRole, Grid
from mingzhang.publisher.compose.tables import shares
from mingzhang.scheme.definition import FormCell, FormDefinition, IndicatorLevel, LevelTwo
from mingzhang.scheme.form_facts import funding_address
from mingzhang.scheme.words import filled

__all__ = ["form_grid", "form_money", "indicator_rows"]

_PLAIN: Final = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_Row = tuple[Cell, ...]
_Group = list[tuple[Indicator | None, ...]]
"""The indicators of one second level: a row each, one place for each horizon."""


def form_grid(
    definition: FormDefinition, form: Form, words: Mapping[str, str], number: int, key: str
) -> Grid:
    """The grid of a form; `number` counts the forms of the publication, `key` names it."""
    rows: list[_Row] = []
    for row in definition.rows:
        if row == "indicators":
            rows.extend(_indicators(definition, form))
        elif row == "tasks":
            rows.extend(_tasks(definition, form))
        else:
            rows.append(tuple(_cell(definition, form, cell, key) for cell in row))
    title = filled(definition.title, dict(words))
    return Grid(
        anchor=f"form-{number}",
        label=f"{title}：{form.project}" if form.project else title,
        widths=shares(definition.widths),
        header=(),
        body=tuple(rows),
        is_form=True,
        kind=form.kind,
    )


def _cell(definition: FormDefinition, form: Form, cell: FormCell, key: str) -> Cell:
    if cell.funding is not None:
        horizon, _, source = cell.funding.partition(".")
        text = form_money(form, horizon, source)
        fact = funding_address(key, horizon, source) if text else None
        return Cell(text, CellRole.NUMBER, cell.columns, cell.rows, fact)
    if cell.field is not None:
        is_project = cell.field == definition.project_field
        text = (form.project or "") if is_project else form.fields.get(cell.field, "")
        return Cell(text, CellRole.TEXT, cell.columns, cell.rows)
    role = CellRole.ROW_HEADER if cell.text else CellRole.TEXT
    return Cell(cell.text or "", role, cell.columns, cell.rows)


def form_money(form: Form, horizon: str, source: str) -> str:
    """A sum of money as the form prints it, with thousand separators; empty where it is blank."""
    for funding in form.funding:
        if (funding.horizon, funding.source) == (horizon, source) and funding.amount:
            whole, point, part = funding.amount.partition(".")
            return f"{int(whole):,}{point}{part}" if _PLAIN.fullmatch(whole) else funding.amount
    return ""


def _tasks(definition: FormDefinition, form: Form) -> Iterator[_Row]:
    stub, *titles = definition.task_header
    pairs = form.tasks or (("", ""),)
    yield (
        Cell(stub.text or "", CellRole.ROW_HEADER, rowspan=len(pairs) + 1),
        *(Cell(title.text or "", CellRole.COLUMN_HEADER, title.columns) for title in titles),
    )
    for pair in pairs:
        yield tuple(
            Cell(text, CellRole.TEXT, title.columns)
            for text, title in zip(pair, titles, strict=True)
        )


def _indicators(definition: FormDefinition, form: Form) -> Iterator[_Row]:
    spans = definition.indicator_columns
    groups = [
        [indicator_rows(definition, form, level.name, two) for two in level.levels]
        for level in definition.levels
    ]
    height = 1 + sum(len(group) for level in groups for group in level)
    yield (
        Cell(definition.indicator_stub, CellRole.ROW_HEADER, spans[0], height),
        *(
            Cell(cell.text or "", CellRole.COLUMN_HEADER, cell.columns)
            for cell in definition.indicator_header
        ),
    )
    for number, (level, found) in enumerate(zip(definition.levels, groups, strict=True), 1):
        name = f"{number}. {level.name}" if definition.numbered_levels else level.name
        yield from _level(name, level, found, spans)


def _level(
    name: str, level: IndicatorLevel, groups: Sequence[_Group], spans: Sequence[int]
) -> Iterator[_Row]:
    first = Cell(name, CellRole.ROW_HEADER, spans[1], sum(map(len, groups)))
    for index, (two, group) in enumerate(zip(level.levels, groups, strict=True)):
        for line, row in enumerate(group):
            cells = [first] if index == 0 and line == 0 else []
            for place, indicator in enumerate(row):
                offset = 2 + 3 * place
                if line == 0:
                    cells.append(Cell(two.name, CellRole.ROW_HEADER, spans[offset], len(group)))
                text, value = (indicator.level3, indicator.value) if indicator else ("", "")
                cells.append(Cell(text, CellRole.TEXT, spans[offset + 1]))
                cells.append(Cell(value or "", CellRole.TEXT, spans[offset + 2]))
            yield tuple(cells)


def indicator_rows(definition: FormDefinition, form: Form, level1: str, level2: LevelTwo) -> _Group:
    """The indicators of a second level: those of one horizon beside those of the other.

    Indicators of a read form may call the second level by one of its other names. The same third
    level stands on one line in both horizons; others follow in their order.
    """
    lists = [
        [
            one
            for one in form.indicators
            if (one.horizon, one.level1) == (horizon, level1)
            and one.level2 in (level2.name, *level2.also)
        ]
        for horizon in definition.horizons
    ]
    if len(lists) == 2:
        order = {one.level3: place for place, one in enumerate(lists[0])}
        lists[1].sort(key=lambda one: order.get(one.level3, len(order)))
    return list(zip_longest(*lists)) or [tuple(None for _ in definition.horizons)]
