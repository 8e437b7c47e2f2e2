"""Fragments: what a document shows of one table between two titles or page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from mingzhang.reader.recognise.outline import Outline
from mingzhang.reader.recognise.strips import Strip, worded
from mingzhang.reader.recognise.tokens import amount_text
from mingzhang.reader.recognise.vocabulary import Hit, Vocabulary
from mingzhang.reader.source import Cell, Passage, joined

__all__ = ["Fragment", "fragments_of", "goes_on"]

_CODE: Final = re.compile(r"\d{7}")
_AMOUNT_AT_END: Final = re.compile(r"\d[.．]\d\d?\s*$")


@dataclass(slots=True)
class Fragment:
    """The lines over a table, its header rows, its rows, its notes; `loose` fits nowhere."""

    titles: list[tuple[Hit, Passage]] = field(default_factory=list)
    marks: list[tuple[Hit, Passage]] = field(default_factory=list)
    entities: list[Passage] = field(default_factory=list)
    units: list[Passage] = field(default_factory=list)
    header: list[Strip] = field(default_factory=list)
    numbering: list[Strip] = field(default_factory=list)
    rows: list[Strip] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)

    @property
    def has_body(self) -> bool:
        """Whether a header, a row or a note has been seen."""
        return bool(self.header or self.rows or self.notes or self.numbering)

    def add(self, later: Fragment) -> None:
        """Take in what stands on the next page."""
        self.titles.extend(later.titles)
        self.marks.extend(later.marks)
        self.entities.extend(later.entities)
        self.units.extend(later.units)
        self.header.extend(later.header)
        self.numbering.extend(later.numbering)
        self.rows.extend(later.rows)
        self.notes.extend(later.notes)
        self.loose.extend(later.loose)


def fragments_of(outline: Outline, words: Vocabulary) -> list[Fragment]:
    """The fragments of a document's tables, those that a page break parted made one."""
    collector = _Collector(words, outline.hits)
    for strip in outline.tables:
        collector.take(strip)
    for fragment in collector.fragments:
        _take_header(fragment, words)
    return list(_merged(collector.fragments))


def _take_header(fragment: Fragment, words: Vocabulary) -> None:
    """Rows before the first with an amount or a label are what is left of a broken header."""
    rows = fragment.rows
    first = next((at for at, row in enumerate(rows) if words.is_body(_spread(row))), len(rows))
    if any(words.names_column(_spread(row)) for row in rows[:first]) or (
        fragment.header
        and all(
            _is_over_numbers(row, fragment) or (row.is_row and first < len(rows))
            for row in rows[:first]
        )
    ):
        fragment.header.extend(rows[:first])
        del rows[:first]


def _is_over_numbers(row: Strip, fragment: Fragment) -> bool:
    return any(row.number < one.number for one in fragment.numbering)


def _spread(strip: Strip) -> Strip:
    """A line as a row: a cell for each of its words."""
    if strip.grid is not None or not strip.filled:
        return strip
    passage = strip.filled[0].passage
    found = enumerate(re.finditer(r"\S+", passage.text))
    return Strip(
        tuple(Cell(passage.part(*word.span()), number) for number, word in found), strip.number
    )


class _Collector:
    """Puts strips into fragments; a title, or a header after rows, begins a new one."""

    def __init__(self, words: Vocabulary, hits: Mapping[int, Hit]) -> None:
        self.words = words
        self.hits = hits
        self.fragments = [Fragment()]

    @property
    def now(self) -> Fragment:
        return self.fragments[-1]

    def take(self, strip: Strip) -> None:
        hit = self.hits.get(strip.number)
        if hit is not None:
            self._title(strip, hit)
        elif self._is_line_of_table(strip):
            return
        elif self.words.is_header(_spread(strip)) or self._is_lone_header(strip):
            has_rows = any(self.words.is_body(_spread(row)) for row in self.now.rows)
            self._begin(has_rows or self.now.notes or self.now.numbering)
            self.now.header.extend((*self.now.rows, strip))
            self.now.rows.clear()
        elif _is_numbering(_spread(strip)):
            self.now.numbering.append(strip)
        elif strip.is_row or self._may_be_row(strip):
            self._begin(self.now.notes and not self.now.rows and self.now.header)
            self.now.rows.append(strip)
        elif self.now.entities and not self.now.has_body and not self.now.units:
            self.now.entities[-1] = joined([self.now.entities[-1], strip.passage])
        else:
            self.now.rows.append(strip)

    def _begin(self, is_new: object) -> None:
        if is_new:
            self.fragments.append(Fragment())

    def _title(self, strip: Strip, hit: Hit) -> None:
        self._begin(self.now.has_body)
        known = self.now.marks if hit.kind == "mark" else self.now.titles
        if any(one.names != hit.names for one, _ in known):
            self.fragments.append(Fragment())
            known = self.now.marks if hit.kind == "mark" else self.now.titles
        known.append((hit, strip.passage))

    def _is_line_of_table(self, strip: Strip) -> bool:
        """Take owner, unit and notes; each may stand in a cell of its own."""
        found = False
        for cell in strip.filled:
            text = cell.passage.text
            if self.words.owner.match(text):
                self._begin(self.now.has_body or self.now.entities)
                self.now.entities.append(cell.passage)
            elif self.words.unit.match(text):
                self._begin(self.now.rows or self.now.notes)
                self.now.units.append(cell.passage)
            elif self.words.note.match(text) or worded(text) in self.words.empty_notes:
                self.now.notes.append(cell.passage)
            elif not found:
                return False
            else:
                self.now.loose.append(cell.passage)
            found = True
        return found

    def _is_lone_header(self, strip: Strip) -> bool:
        """A header row of which one cell is left."""
        return len(strip.filled) == 1 and not self.now.rows and self.words.is_header_only(strip.key)

    def _may_be_row(self, strip: Strip) -> bool:
        return bool(_AMOUNT_AT_END.search(strip.text)) or self.words.is_row_label(strip.text)


def _is_numbering(strip: Strip) -> bool:
    """A row of column numbers: 1 2 3 …"""
    texts = [cell.passage.text.strip("（）() ") for cell in strip.filled]
    if len(texts) > 1 and not texts[0].isdigit():
        texts = texts[1:]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _merged(fragments: Iterable[Fragment]) -> Iterable[Fragment]:
    last: Fragment | None = None
    for fragment in fragments:
        if last is not None and _continues(last, fragment):
            last.add(fragment)
            continue
        if last is not None:
            yield last
        last = fragment
    if last is not None:
        yield last


def _continues(last: Fragment, fragment: Fragment) -> bool:
    """Whether a fragment is the same table on the next page: its rows do not begin again."""
    if last.notes and not fragment.rows:
        return False
    names = {name for one, _ in (*last.titles, *last.marks) for name in one.names}
    later = {name for one, _ in (*fragment.titles, *fragment.marks) for name in one.names}
    if later and names.isdisjoint(later) and (names or last.has_body):
        return False
    if not last.has_body:
        return True
    if not later and (fragment.entities or fragment.units) and not last.rows:
        return False
    if fragment.titles and last.titles and not fragment.header:
        return True
    if len(last.rows) == 1 and fragment.titles and last.titles:
        return _has_header_of(last, fragment)
    return goes_on(last, fragment)


def goes_on(last: Fragment, fragment: Fragment) -> bool:
    """Whether the rows of a fragment go on from another's under the same header or none."""
    if not _has_header_of(last, fragment):
        return False
    if not fragment.rows:
        return not fragment.header and not fragment.titles
    return bool(last.rows) and _label(fragment.rows[0]) not in set(map(_label, last.rows))


def _has_header_of(last: Fragment, fragment: Fragment) -> bool:
    header = {strip.key for strip in fragment.header}
    return not header or not last.header or header <= {strip.key for strip in last.header}


def _label(strip: Strip) -> str:
    """The words of a row that are no amounts: a label may come again beside another one."""
    texts = (cell.passage.text for cell in strip.filled)
    return "".join(
        worded(text) for text in texts if amount_text(text) is None or _CODE.fullmatch(text)
    )
