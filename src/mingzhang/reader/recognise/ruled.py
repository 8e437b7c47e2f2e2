"""Tables in grids whose columns are known: worksheets, and ruled tables of any document.

Budget systems export a table to a sheet of its own or several below each other, with columns added
and merged header cells lost. So a column is known by the words above it and by what stands in it,
not by its number; and a table by its title, its sheet and its header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mingzhang.cube import Evidence
from mingzhang.model import Row, Table, row_keys
from mingzhang.reader.recognise.ruled_columns import Columns, columns_of
from mingzhang.reader.recognise.ruled_pieces import Piece, pieces_of
from mingzhang.reader.recognise.ruled_rows import RuledRow, rows_of
from mingzhang.reader.recognise.shapes import Shape, shapes
from mingzhang.reader.recognise.strips import worded
from mingzhang.reader.recognise.vocabulary import Vocabulary, vocabulary
from mingzhang.reader.source import Block
from mingzhang.scheme import Scheme

__all__ = ["ReadTable", "RuledTables", "read_ruled", "ruled_tables", "which_table"]

_TITLE: Final = 6.0
_NEAR_TITLE: Final = 4.0
_MARK: Final = 2.0
_SHEET: Final = 3.0
_HEADER: Final = 6.0
_OVER: Final = 0.4
_ENOUGH: Final = 4.0
_CLEAR: Final = 0.5
_YEAR: Final = re.compile(r"(20\d\d)\s*年")
_UNIT: Final = re.compile(r"[（(]\s*(?:[^（()）]*[：:])?\s*(亿元|万元|元)\s*[)）]")
_NUMBER: Final = re.compile(r"(?:附?表|^)\s*([一二三四五六七八九十]{1,3}|\d{1,2})(?![\d年])")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read; `evidence` has the cell of each amount, blank ones too, by address.

    `problems` are sentences about single cells, `sheet` the worksheet that it stands on, if any.
    `is_unit_stated` says whether the unit stands beside the table.
    """

    table: Table
    evidence: dict[str, Evidence]
    problems: tuple[str, ...] = ()
    sheet: str | None = None
    is_unit_stated: bool = False


@dataclass(slots=True)
class RuledTables:
    """All tables that were found, in the scheme's order, and what their lines say of the owner.

    `level` is a key of the scheme's level words. `unknown` names sheets with rows in which no
    table was found, `doubled` tables that were found twice with the sheets.
    """

    tables: list[ReadTable] = field(default_factory=list)
    entity: str | None = None
    level: str | None = None
    year: int | None = None
    unknown: list[str] = field(default_factory=list)
    doubled: dict[str, list[str]] = field(default_factory=dict)


def ruled_tables(scheme: Scheme, blocks: Iterable[Block]) -> RuledTables:
    """Find and read every table of the scheme."""
    words = vocabulary(scheme)
    pieces = [piece for piece in pieces_of(blocks, words) if piece.rows]
    found: dict[str, Piece] = {}
    read = RuledTables()
    for piece in pieces:
        table_id = which_table(scheme, piece)
        if table_id is None:
            read.unknown.append(piece.sheet or "")
        elif table_id in found:
            sheets = read.doubled.setdefault(table_id, [found[table_id].sheet or ""])
            sheets.append(piece.sheet or "")
        else:
            found[table_id] = piece
    known = {piece.sheet for piece in found.values()}
    read.unknown = [one for one in dict.fromkeys(read.unknown) if one and one not in known]
    tables = {
        name: read_ruled(scheme, name, found[name]) for name in scheme.table_ids if name in found
    }
    read.tables = list(_with_units(tables.values()))
    _say_owner(read, scheme, words, found.values())
    return read


def _with_units(tables: Iterable[ReadTable]) -> Iterator[ReadTable]:
    """A table that states no unit has that of the others."""
    every = list(tables)
    stated = Counter(one.table.unit for one in every if one.is_unit_stated)
    unit = stated.most_common(1)[0][0] if stated else None
    for one in every:
        if one.is_unit_stated or unit is None:
            yield one
        else:
            table = one.table
            yield replace(one, table=_table(table.id, table.title, unit, table.note, table.rows))


def _say_owner(
    read: RuledTables, scheme: Scheme, words: Vocabulary, pieces: Iterable[Piece]
) -> None:
    names: Counter[tuple[str, str | None]] = Counter()
    years: Counter[int] = Counter()
    for piece in pieces:
        for passage in piece.entities:
            opening = words.owner.match(passage.text)
            name = passage.text[opening.end() :].strip() if opening else ""
            if opening and name:
                names[name, _level(scheme, opening[0])] += 1
        texts = (passage.text for _, passage in piece.titles)
        years.update({int(found[1]) for text in texts if (found := _YEAR.search(text))})
    if names:
        (read.entity, read.level), _ = names.most_common(1)[0]
    if years:
        read.year = years.most_common(1)[0][0]


def _level(scheme: Scheme, opening: str) -> str | None:
    levels = scheme.head.level_words.items()
    return next((level for level, word in levels if worded(opening).startswith(word)), None)


# Which table


def which_table(scheme: Scheme, piece: Piece) -> str | None:
    """The table that a piece is, by title, sheet and header; None where that is not clear."""
    header = {
        word
        for row in piece.rows[:_HEADER_ROWS]
        for cell in row
        if (word := worded(cell.text)) and not word.isdigit()
    }
    scores = {name: _title_score(scheme, piece, name) for name in scheme.table_ids}
    for name, shape in shapes(scheme).items():
        scores[name] += _header_score(header, shape)
    best, *others = sorted(scores.items(), key=lambda one: -one[1])
    if best[1] < _ENOUGH or (others and best[1] - others[0][1] < _CLEAR):
        return None
    return best[0]


_HEADER_ROWS: Final = 4


def _title_score(scheme: Scheme, piece: Piece, name: str) -> float:
    score = 0.0
    titled = [hit for hit, _ in piece.titles if hit and hit.kind == "table" and name in hit.names]
    if titled:
        score += max((_TITLE if hit.is_exact else _NEAR_TITLE) / len(hit.names) for hit in titled)
    if any(hit and hit.kind == "mark" and name in hit.names for hit, _ in piece.titles):
        score += _MARK
    if piece.sheet and name in _named_by_sheet(scheme, piece.sheet):
        score += _SHEET
    return score


def _named_by_sheet(scheme: Scheme, sheet: str) -> Sequence[str]:
    hit = vocabulary(scheme).hit(sheet, worded(sheet))
    if hit and hit.kind in {"table", "mark"}:
        return hit.names
    number = _NUMBER.search(sheet)
    if number is None:
        return ()
    tables = scheme.tables.tables
    return [
        table.id
        for place, table in enumerate(tables, 1)
        if number[1] == table.ordinal or (number[1].isdigit() and int(number[1]) == place)
    ]


def _header_score(words: set[str], shape: Shape) -> float:
    """How many titles of columns stand in the first rows; words over them count little.

    Tables with the same columns must not be guessed apart by what stands over these.
    """
    titles = {slot.title for slot in shape.slots}
    columns = _share(words, titles)
    return _HEADER * columns + _OVER * _share(words, shape.header) if columns > 0.5 else 0.0


def _share(words: set[str], wanted: Collection[str]) -> float:
    return sum(any(one in word for word in words) for one in wanted) / max(1, len(wanted))


# Reading


def read_ruled(scheme: Scheme, table_id: str, piece: Piece) -> ReadTable:
    """Read the rows of a piece as those of a table; nothing raises, problems are told."""
    shape = shapes(scheme)[table_id]
    columns = columns_of(piece.rows, shape)
    rows, problems = rows_of(piece.rows[columns.first_row :], columns, shape)
    name = f"表{shape.table.ordinal}"
    told = [f"{name}没有“{title}”一栏" for title in columns.missing]
    told.extend(f"{name}{problem}" for problem in problems)
    unit = _unit(piece, columns)
    titles = (one.text for hit, one in piece.titles if hit and hit.kind == "table")
    title = next(titles, shape.table.title.replace("{year}年", ""))
    note = "\n".join(dict.fromkeys(passage.text for passage in piece.notes)) or None
    lines = [row for number in range(len(shape.table.sides)) for row in rows if row.side == number]
    table = _table(
        table_id, title, unit or shape.table.unit, note, tuple(_row(shape, line) for line in lines)
    )
    evidence = {
        f"{table_id}.{key}.{column}": place
        for key, line in zip(row_keys(table.rows), lines, strict=True)
        for column, place in line.evidence.items()
    }
    return ReadTable(table, evidence, tuple(told), piece.sheet, unit is not None)


def _table(name: str, title: str, unit: str, note: str | None, rows: tuple[Row, ...]) -> Table:
    return Table(id=name, title=title, unit=unit, note=note, rows=rows)


def _row(shape: Shape, line: RuledRow) -> Row:
    return Row(
        side=shape.table.sides[line.side].side,
        code=line.stubs.get("code"),
        label=line.stubs.get("label", ""),
        government_label=line.stubs.get("government_label"),
        cells=line.cells,
    )


def _unit(piece: Piece, columns: Columns) -> str | None:
    for passage in piece.units:
        text = "".join(passage.text.split())
        for unit in ("亿元", "万元", "元"):
            if text.endswith(unit):
                return unit
    for text in (*(passage.text for _, passage in piece.titles), *columns.titles):
        if found := _UNIT.search(text):
            return found[1]
    return None
