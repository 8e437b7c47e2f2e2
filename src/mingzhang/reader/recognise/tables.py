"""Tables: the fragments of a document -> tables of the disclosure, with the place of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mingzhang.cube import Evidence
from mingzhang.model import Placed, Row, Table, row_keys
from mingzhang.reader.recognise.fragments import Fragment, fragments_of, goes_on
from mingzhang.reader.recognise.identify import identify
from mingzhang.reader.recognise.outline import Outline
from mingzhang.reader.recognise.placing import placed
from mingzhang.reader.recognise.rows import ReadRow, ReadRows, read_rows
from mingzhang.reader.recognise.shapes import Shape
from mingzhang.reader.recognise.tokens import Token
from mingzhang.reader.recognise.vocabulary import Vocabulary
from mingzhang.reader.source import Passage
from mingzhang.scheme.words import filled

__all__ = ["Line", "ReadTables", "Tables"]

_UNITS: Final = ("亿元", "万元", "元")


@dataclass(slots=True)
class ReadTables:
    """The tables in the order of the scheme, where they stand, and what stands in none.

    `cells` has the evidence of each printed amount, by table.row.column.
    """

    tables: list[Table] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)
    cells: dict[str, Evidence] = field(default_factory=dict)
    loose: list[Passage] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)


@dataclass(slots=True)
class Line:
    """A row of one side; `source` has the other ways to read it.

    `moved` has the columns whose amount the document prints in another cell of the row, and the
    number of that cell, from 1.
    """

    row: Row
    texts: dict[str, Passage]
    amounts: dict[str, Passage]
    moved: dict[str, int]
    source: ReadRow
    shape: Shape
    side: int


class Tables:
    """The tables of a document, recognised; `read` puts them together as often as is needed."""

    def __init__(self, outline: Outline, words: Vocabulary) -> None:
        self.words = words
        fragments = fragments_of(outline, words)
        found = identify(fragments, words.shapes)
        self.rest = list(_unclaimed(fragments, found.values()))
        self.found = [
            (words.shapes[name], fragment, read_rows(fragment.rows, words.shapes[name]))
            for name, fragment in found.items()
        ]

    @property
    def doubtful(self) -> bool:
        """Whether some row can be read in more than one way."""
        return any(len(row.ways) > 1 for _, _, rows in self.found for row in rows.rows)

    def read(self, year: int) -> ReadTables:
        """The tables with each row in the way that is chosen for it."""
        read = ReadTables()
        for shape, fragment, rows in self.found:
            _add_table(read, shape, fragment, rows, self.words, year)
        for fragment in self.rest:
            read.loose.extend(_everything(fragment))
        return read


def _unclaimed(fragments: Iterable[Fragment], found: Iterable[Fragment]) -> Iterator[Fragment]:
    """Fragments that are no table, nor go on from the one before them under another title."""
    known = set(map(id, found))
    last: Fragment | None = None
    for fragment in fragments:
        if id(fragment) in known:
            last = fragment
        elif last is not None and fragment.rows and goes_on(last, fragment):
            last.add(fragment)
        else:
            last = None
            yield fragment


def _everything(fragment: Fragment) -> Iterator[Passage]:
    yield from (passage for _, passage in (*fragment.marks, *fragment.titles))
    yield from (*fragment.entities, *fragment.units, *fragment.notes, *fragment.loose)
    for strip in (*fragment.header, *fragment.numbering, *fragment.rows):
        yield strip.passage


def _add_table(
    read: ReadTables,
    shape: Shape,
    fragment: Fragment,
    rows: ReadRows,
    words: Vocabulary,
    year: int,
) -> None:
    definition = shape.table
    lines, loose = _lines(rows.rows, shape)
    table = Table(
        id=definition.id,
        title=_title(fragment, words, filled(definition.title, {"year": str(year)})),
        unit=_unit(fragment, words) or definition.unit,
        note=_note(fragment, words),
        rows=tuple(line.row for line in lines),
    )
    read.tables.append(table)
    read.loose.extend((*fragment.loose, *rows.loose, *loose))
    read.places.extend(_places(table, fragment, words))
    for key, line in zip(row_keys(table.rows), lines, strict=True):
        path = f"{table.id}.{key}"
        read.lines[path] = line
        for name, passage in line.texts.items():
            read.places.append(placed(f"tables.{table.id}.rows.{key}.{name}", passage))
        for column, cell in line.moved.items():
            name = f"tables.{table.id}.rows.{key}.moved.{column}.{cell}"
            read.places.append(placed(name, line.amounts[column]))
        for column, passage in line.amounts.items():
            if evidence := passage.evidence():
                read.cells[f"{path}.{column}"] = evidence


def _lines(rows: Iterable[ReadRow], shape: Shape) -> tuple[list[Line], list[Passage]]:
    """The rows of all sides, one side after the other, and texts that found no row."""
    sides: list[list[Line]] = [[] for _ in shape.table.sides]
    loose: list[Passage] = []
    for row in rows:
        slots = row.slots
        for number in range(len(sides)):
            texts = {at: token for at, token in slots.items() if shape.slots[at].side == number}
            line = _line(row, texts, shape, number)
            if line is not None:
                sides[number].append(line)
                loose.extend(
                    token.passage
                    for at, token in texts.items()
                    if shape.slots[at].kind == "amount" and token.kind == "words"
                )
            else:
                loose.extend(token.passage for token in texts.values())
    return [line for side in sides for line in side], loose


def _line(source: ReadRow, slots: Mapping[int, Token], shape: Shape, number: int) -> Line | None:
    """The row of one side; None if it has no label there."""
    stubs = {
        shape.slots[at].key: token
        for at, token in slots.items()
        if shape.slots[at].kind != "amount" and token.kind != "dash"
    }
    code = stubs.get("code")
    if code is not None and code.kind != "code" and "label" not in stubs:
        stubs["label"] = stubs.pop("code")
    if "label" not in stubs and "government_label" in stubs:
        stubs["label"] = stubs.pop("government_label")
    code, label = stubs.get("code"), stubs.get("label")
    if code is None and label is None:
        return None
    given = {
        shape.slots[at].key: token
        for at, token in slots.items()
        if shape.slots[at].kind == "amount"
    }
    side = shape.table.sides[number]
    government = stubs.get("government_label")
    row = Row(
        side=side.side,
        code=re.sub(r"\s", "", code.passage.text) if code else None,
        label=label.passage.text if label else "",
        government_label=government.passage.text if government else None,
        cells={
            column.key: given[column.key].value if column.key in given else None
            for column in side.columns
            if column.key not in given or given[column.key].kind != "words"
        },
    )
    texts = {key: token.passage for key, token in stubs.items()}
    amounts = {key: token.passage for key, token in given.items()}
    moved = {
        shape.slots[at].key: cell + 1
        for at, cell in source.moved.items()
        if at in slots and shape.slots[at].key in given
    }
    return Line(row, texts, amounts, moved, source, shape, number)


def _title(fragment: Fragment, words: Vocabulary, default: str) -> str:
    return next((one.text for one in _titles(fragment, words)), default)


def _titles(fragment: Fragment, words: Vocabulary) -> list[Passage]:
    """The titles without a number or mark in the same line."""
    return [one.part(words.before_title(one.text)) for _, one in fragment.titles]


def _marks(fragment: Fragment, words: Vocabulary) -> list[Passage]:
    """The marks, those that stand in the line of a title too."""
    before = (one.part(0, words.before_title(one.text)).strip() for _, one in fragment.titles)
    return [*(passage for _, passage in fragment.marks), *filter(None, before)]


def _unit(fragment: Fragment, words: Vocabulary) -> str | None:
    for passage in fragment.units:
        found = words.unit.match(passage.text)
        said = "".join(passage.text[found.end() :].split()) if found else ""
        if said:
            return next((unit for unit in _UNITS if said.endswith(unit)), None)
    return None


def _note(fragment: Fragment, words: Vocabulary) -> str | None:
    notes = (words.note.sub("", passage.text, count=1).strip() for passage in fragment.notes)
    return "\n".join(dict.fromkeys(notes)) or None


def _places(table: Table, fragment: Fragment, words: Vocabulary) -> Iterator[Placed]:
    """Where the lines over and under a table stand; of what a page repeats, .2, .3 and so on."""
    path = f"tables.{table.id}"
    header: Sequence[Passage] = [strip.passage for strip in (*fragment.header, *fragment.numbering)]
    named = {
        "title": _titles(fragment, words),
        "mark": _marks(fragment, words),
        "entity": fragment.entities,
        "unit": fragment.units,
        "header": header,
        "note": fragment.notes,
    }
    for name, passages in named.items():
        for number, passage in enumerate(passages, 1):
            yield placed(
                f"{path}.{name}" + (f".{number}" if number > 1 else ""), passage, with_text=True
            )
