"""What the words on a form mean: fields, money, headings, levels of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mingzhang.reader.recognise.forms.spelling import Words, distance, spelled
from mingzhang.scheme.definition import FormCell, FormDefinition

__all__ = ["Label", "LevelName", "PrintedForm"]

Place = Literal["field", "heading", "funding", "task", "other"]
Column = Literal["level1", "level2", "level3", "value"]

_LONGEST_TITLE: Final = 60
_SLOT: Final = re.compile(r"\[[^\]]*\]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Label:
    """What a printed word leads to.

    A `field` stands right of its label, or below it if the label is a `heading`; `funding` names
    the sums that follow the word, one a horizon. `task` heads the pairs of tasks; `other` words
    lead to nothing.
    """

    place: Place
    field: str = ""
    funding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelName:
    """A level of indicators: the first level alone, or a second with the first above it."""

    level1: str
    level2: str | None = None
    order: int = 0


class PrintedForm:
    """The words of one kind of form, as its definition prints them."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        labels = dict(_labels(definition))
        self.labels = Words(labels.items())
        self.sums = list(filter(None, map(_sums, definition.rows)))
        self.levels = Words(_levels(definition))
        self.header = Words(_header(definition))
        stub = definition.indicator_stub
        self.stubs = Words([(word, True) for word in (stub, *definition.also.get(stub, ()))])
        self._year_line = _pattern(definition.year_line)
        self.long = frozenset(field.label for field in definition.fields if field.long)
        self._titles = {
            key
            for title in (definition.name, _SLOT.sub("", definition.title))
            for key in spelled(title)
        }
        first = definition.rows[0]
        opening = [] if isinstance(first, str) else [cell.field for cell in first if cell.field]
        self.opening = frozenset(filter(None, [*opening, definition.project_field]))
        self.starts = _starts(definition)
        self.level_ending = _ending([one.name for one in definition.levels])

    def is_title(self, text: str) -> bool:
        """Whether this is the form's title: its name, with a few words before it."""
        if len(text) > _LONGEST_TITLE:
            return False
        keys = set(spelled(text))
        return any(_ends_with(key, title) for key in keys for title in self._titles)

    def is_year_line(self, text: str) -> bool:
        """Whether this is the line below the title."""
        return any(self._year_line.fullmatch(key) for key in spelled(text))


def _pattern(template: str) -> re.Pattern[str]:
    """What a line may be that is printed from a template, by its spelling."""
    marked = template.replace("{year}", "0000").replace("{entity}", "9999")
    plain = re.escape(spelled(_SLOT.sub("", marked))[0])
    return re.compile(plain.replace("0000", r"\d{4}").replace("9999", ".+"))


def _ends_with(text: str, title: str) -> bool:
    """Whether a text ends with a title but for one character; then half the title is whole."""
    end, half = text[-len(title) :], len(title) // 2
    return (title[:half] in end or title[half:] in end) and distance(end, title, 1) <= 1


def _ending(names: Sequence[str]) -> str:
    """The characters that all of some names end with."""
    first, *others = names
    fits = (first[start:] for start in range(len(first)))
    return next((end for end in fits if all(name.endswith(end) for name in others)), "")


def _starts(definition: FormDefinition) -> tuple[int, ...]:
    """The first grid column of each column of indicators, from the first level on."""
    starts, column = [], 0
    for span in definition.indicator_columns:
        starts.append(column)
        column += span
    return tuple(starts[1:])


def _labels(definition: FormDefinition) -> Iterator[tuple[str, Label]]:
    """Every word of the form with what it leads to; what the definition prints comes first."""
    printed = dict(_leads(definition))
    yield from printed.items()
    for word, others in definition.also.items():
        if word in printed:
            yield from ((other, printed[word]) for other in others)
    labels = [field.label for field in definition.fields]
    for name in filter(None, [definition.project_field, *labels]):
        yield name, printed.get(name, Label("field", name))
    for word in definition.others:
        yield word, Label("other")


def _leads(definition: FormDefinition) -> Iterator[tuple[str, Label]]:
    sums: dict[str, list[str]] = {}
    names = {field.label for field in definition.fields}
    yield from ((cell.text or "", Label("task")) for cell in definition.task_header)
    for row in definition.rows:
        if isinstance(row, str):
            continue
        for cell, after in zip(row, (*row[1:], FormCell()), strict=True):
            if not cell.text:
                continue
            if after.funding:
                sums.setdefault(cell.text, []).append(after.funding)
            elif after.field:
                yield cell.text, Label("field", after.field)
            else:
                place: Place = "heading" if cell.text in names else "other"
                yield cell.text, Label(place, cell.text if cell.text in names else "")
    for word, places in sums.items():
        yield word, Label("funding", funding=tuple(places))


def _sums(row: tuple[FormCell, ...] | str) -> tuple[str, ...]:
    """The sums of money that a row prints beside each other."""
    return () if isinstance(row, str) else tuple(cell.funding for cell in row if cell.funding)


def _levels(definition: FormDefinition) -> Iterator[tuple[str, LevelName]]:
    order = 0
    for one in definition.levels:
        yield one.name, LevelName(one.name)
        for two in one.levels:
            order += 1
            for name in (two.name, *two.also):
                yield name, LevelName(one.name, name, order)


def _header(definition: FormDefinition) -> Iterator[tuple[str, Column]]:
    columns: tuple[Column, ...] = ("level1", "level2", "level3", "value")
    for cell, column in zip(definition.indicator_header, columns, strict=False):
        yield cell.text or "", column
