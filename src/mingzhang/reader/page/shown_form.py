"""A performance form on a page of ours -> the form of the disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.model import Form, Funding, Indicator
from mingzhang.reader.formats.page_markup import Element
from mingzhang.reader.page.own import text_of
from mingzhang.reader.source import ReadError
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import FormCell, FormDefinition

__all__ = ["shown_form"]

_Line = list[Element]


def shown_form(scheme: Scheme, kind: str, grid: Element) -> Form:
    """The form of a kind in this table.

    Raises:
        ReadError: the scheme has no such form.
    """
    if kind not in {str(form.kind) for form in scheme.forms}:
        raise ReadError(f"方案 {scheme.name} 没有类型为 {kind} 的绩效表；请换用发布时的原件")
    definition = scheme.form(kind)
    lines = [list(row) for row in grid.iterfind(".//tbody/tr")]
    fields: dict[str, str] = {}
    money: dict[str, str] = {}
    indicators: list[Indicator] = []
    tasks: list[tuple[str, str]] = []
    at = 0
    for row in definition.rows:
        if row == "indicators":
            height = _height(lines, at)
            indicators.extend(_indicators(definition, lines[at + 1 : at + height]))
        elif row == "tasks":
            height = _height(lines, at)
            tasks.extend(_pair(line) for line in lines[at + 1 : at + height])
        else:
            height = 1
            _fill(row, lines[at] if at < len(lines) else [], fields, money)
        at += height
    project = fields.pop(definition.project_field, None) if definition.project_field else None
    return Form(
        kind=definition.kind,
        project=project or None,
        fields={one.label: fields[one.label] for one in definition.fields if fields.get(one.label)},
        funding=tuple(_funding(definition, money)),
        indicators=tuple(indicators),
        tasks=() if tasks == [("", "")] else tuple(tasks),
    )


def _height(lines: list[_Line], at: int) -> int:
    """How many rows the first cell of a row spans."""
    span = lines[at][0].get("rowspan", "1") if at < len(lines) and lines[at] else "1"
    return int(span) if span.isdecimal() else 1


def _fill(
    cells: tuple[FormCell, ...], line: _Line, fields: dict[str, str], money: dict[str, str]
) -> None:
    for cell, element in zip(cells, line, strict=False):
        if cell.field is not None:
            fields[cell.field] = text_of(element)
        elif cell.funding is not None:
            money[cell.funding] = text_of(element)


def _pair(line: _Line) -> tuple[str, str]:
    texts = [text_of(cell) for cell in line[:2]]
    return texts[0] if texts else "", texts[1] if len(texts) > 1 else ""


def _funding(definition: FormDefinition, money: Mapping[str, str]) -> Iterator[Funding]:
    sources = [figure.key for figure in definition.figures]
    if definition.funding_sources:
        sources = ["total", *definition.funding_sources]
    for horizon in definition.horizons:
        for source in sources:
            amount = money.get(f"{horizon}.{source}")
            if amount is not None:
                yield Funding(
                    horizon=horizon,
                    source=source,
                    amount=amount.replace(",", "") or None,
                    unit=definition.funding_unit,
                )


def _indicators(definition: FormDefinition, lines: list[_Line]) -> Iterator[Indicator]:
    """Line by line; of a line those of the first horizon before those of the second."""
    at = 0
    for level in definition.levels:
        for number, two in enumerate(level.levels):
            offset = 1 if number == 0 else 0
            height = 1
            if at < len(lines) and len(lines[at]) > offset:
                span = lines[at][offset].get("rowspan", "1")
                height = int(span) if span.isdecimal() else 1
            for index, line in enumerate(lines[at : at + height]):
                texts = [text_of(cell) for cell in line[offset if index == 0 else 0 :]]
                for horizon in definition.horizons:
                    own = texts[1:3] if index == 0 else texts[:2]
                    texts = texts[3 if index == 0 else 2 :]
                    if any(own):
                        yield Indicator(
                            horizon=horizon,
                            level1=level.name,
                            level2=two.name,
                            level3=own[0],
                            value=own[1] if len(own) > 1 and own[1] else None,
                        )
            at += height
