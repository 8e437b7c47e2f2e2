"""The indicators of a form, row by row: what a row leaves blank comes from the rows above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from mingzhang.model import Indicator
from mingzhang.reader.recognise.forms.align import Half, Layout, Reading, lay, lay_for_less
from mingzhang.reader.recognise.forms.printed import LevelName, PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, Token, split_cells
from mingzhang.reader.source import Passage

__all__ = ["FoundIndicator", "Indicators", "header_of", "layout_of"]

_ODD: Final = 1.0
"""Two rows that cost less than this are taken as they are."""

_SEAM: Final = 0.5
"""By so much must a row be cheaper than its two parts, to be taken for one that was torn."""

_SAID_TWICE: Final = 1.5
"""A half seldom has the same third level in two rows; rather they are the halves of one row."""


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """An indicator with the places of its texts; `is_sure` unless it could be read otherwise."""

    indicator: Indicator
    level3: Passage | None
    value: Passage | None
    is_sure: bool


@dataclass(slots=True)
class _Level2:
    """The second level that rows of one half belong to until another is printed."""

    text: str = ""
    name: LevelName | None = None
    rows_left: int = 0
    """For how many rows more the cell of the second level is known to reach down."""
    is_covered: bool = False


@dataclass
class Indicators:
    """Reads rows of indicators, given one after the other."""

    form: PrintedForm
    layout: Layout
    found: list[FoundIndicator] = field(default_factory=list)
    _level1: str = ""
    _level2: list[_Level2] = field(init=False)
    _held: tuple[Row, Reading] | None = None
    """The last row, until it is known that the next is not the rest of it."""

    def __post_init__(self) -> None:
        self._level2 = [_Level2() for _ in self.layout]

    def row(self, row: Row) -> None:
        """Read a row; one that makes sense only with the row before it goes on with that."""
        row = split_cells(row)
        read = lay(self.form, self.layout, row)
        if self._held:
            held, before = self._held
            apart = before.cost + read.cost + (_SAID_TWICE if _repeats(read, before) else 0.0)
            if apart >= _ODD and not (held.is_ruled or row.is_ruled):
                both = _one_row(held, row)
                whole = lay_for_less(self.form, self.layout, both, apart)
                if whole and whole.cost + _SEAM < apart:
                    self._held = both, whole
                    return
            self._take(before)
        self._held = row, read

    def finish(self) -> None:
        """Read what is held back; to be called after the last row."""
        if self._held:
            self._take(self._held[1])
        self._held = None

    def level1(self, name: str) -> None:
        """A first level that stands in the header."""
        self._level1 = name

    def _take(self, read: Reading) -> None:
        self._level1 = read.level1 or self._level1
        self._take_levels(read.halves)
        for number, half in enumerate(read.halves):
            if half.level3 or half.value:
                self._keep(number, half, is_sure=read.is_sure)

    def _take_levels(self, halves: Sequence[Half]) -> None:
        """Carry second levels on; one half's label counts for the other if that has none."""
        for level, half in zip(self._level2, halves, strict=True):
            level.is_covered = level.rows_left > 0
            level.rows_left -= 1
            if half.level2:
                name = half.name or self._misprinted(half.level2.text, level.name, halves)
                level.text = name.level2 or "" if name else half.level2.text
                level.name, level.rows_left = name, half.level2.rowspan - 1
        printed = [number for number, half in enumerate(halves) if half.level2 and half.name]
        for number, half in enumerate(halves):
            level = self._level2[number]
            if half.level2 or level.is_covered:
                continue
            if printed and _follows(self._level2[printed[0]].name, level.name):
                other = self._level2[printed[0]]
                level.text, level.name, level.rows_left = other.text, other.name, 0

    def _misprinted(
        self, text: str, before: LevelName | None, halves: Sequence[Half]
    ) -> LevelName | None:
        """What a second level may be that could be several: the other half's, else the next."""
        may_be = [name for name in self.form.levels.close(text) if name.level2]
        others = [half.name for half in halves if half.name in may_be]
        after = [name for name in may_be if before is None or name.order > before.order]
        return next(iter([*others, *after]), None)

    def _keep(self, number: int, half: Half, *, is_sure: bool) -> None:
        level = self._level2[number]
        level1 = level.name.level1 if level.name else self._level1
        value = half.value.passage if half.value else None
        level3 = half.level3.passage if half.level3 else None
        indicator = Indicator(
            horizon=self.form.definition.horizons[number],
            level1=level1,
            level2=level.text,
            level3=level3.text if level3 else "",
            value=value.text if value else None,
        )
        whole = bool(level3 and value and level.text)
        self.found.append(FoundIndicator(indicator, level3, value, is_sure and whole))


def _repeats(read: Reading, before: Reading) -> bool:
    """Whether a row has the third level of the row before, and both have but the first half."""
    first, *others = read.halves
    held, *rest = before.halves
    if not others or any(half != Half() for half in (*others, *rest)):
        return False
    return bool(first.level3 and held.level3 and first.level3.text == held.level3.text)


def _one_row(held: Row, row: Row) -> Row:
    """Two rows as one, the second moved to behind the first."""
    move = held.tokens[-1].end - row.tokens[0].column
    moved = (replace(one, column=one.column + move, end=one.end + move) for one in row.tokens)
    return replace(held, tokens=(*held.tokens, *moved))


def _follows(other: LevelName | None, mine: LevelName | None) -> bool:
    """Whether a second level may come after mine, as forms print them in their order."""
    return other is not None and (mine is None or other.order >= mine.order)


def header_of(form: PrintedForm, row: Row) -> list[tuple[Token, str]]:
    """The cells of a row of column titles with what each heads; empty if the row is none."""
    heads: list[tuple[Token, str]] = []
    find = form.header.find
    for token, text in zip(row.tokens, row.texts, strict=True):
        if whole := find(text):
            heads.append((token, whole.meaning))
        elif len(text.split(maxsplit=1)) > 1:
            named = ((part, find(part.text)) for part in _words(token))
            heads.extend((part, title.meaning) for part, title in named if title)
    return heads if len({column for _, column in heads}) > 1 else []


def _words(token: Token) -> Iterator[Token]:
    """The words in a cell that blanks part."""
    start = 0
    text = token.text
    for end in [*(n for n, letter in enumerate(text) if letter.isspace()), len(text)]:
        if part := token.passage.part(start, end).strip():
            yield replace(token, passage=part)
        start = end


def layout_of(form: PrintedForm, heads: Sequence[tuple[Token, str]], rows: Iterable[Row]) -> Layout:
    """Where the columns start: as the titles stand, else as the scheme draws the form."""
    horizons = len(form.definition.horizons)
    drawn = _drawn(form)
    if not heads:
        return drawn
    halves = _halves(heads)
    if len(halves) < horizons and _doubled(form, rows):
        return drawn
    return tuple(halves[:horizons])


def _drawn(form: PrintedForm) -> Layout:
    _, *starts = form.starts
    return tuple(zip(starts[::3], starts[1::3], starts[2::3], strict=True))


def _halves(heads: Sequence[tuple[Token, str]]) -> list[tuple[int, int, int]]:
    """The columns of second level, third level and value, as often as titles name them."""
    order = ("level2", "level3", "value")
    places = {name: [token.column for token, column in heads if column == name] for name in order}
    count = max(map(len, places.values()))
    halves = []
    for number in range(count):
        known = {
            place: places[name][number]
            for place, name in enumerate(order)
            if number < len(places[name])
        }
        first, column = next(iter(known.items()))
        halves.append(
            (
                known.get(0, column - first),
                known.get(1, column - first + 1),
                known.get(2, column - first + 2),
            )
        )
    return halves


def _doubled(form: PrintedForm, rows: Iterable[Row]) -> bool:
    """Whether several rows print their second level twice, as two halves do."""
    twice = 0
    for row in rows:
        names = [found.meaning for text in row.texts if (found := form.levels.exact(text))]
        twice += len(names) > len(set(names))
    return twice > 2
