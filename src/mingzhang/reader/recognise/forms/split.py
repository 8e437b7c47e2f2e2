"""Which blocks are which form: a form starts at its title, or where its first field comes again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mingzhang.reader.recognise.forms.printed import Label, PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, rows_of
from mingzhang.reader.source import Block, Grid
from mingzhang.scheme import Scheme

__all__ = ["kind_of", "printed_forms", "split_forms"]

_TITLE: Final = 3
"""How many labels a title weighs when the kind of a form is in doubt."""


_ENOUGH: Final = 3
"""So many fields make a form even without its title."""


def printed_forms(scheme: Scheme) -> list[PrintedForm]:
    """The words of every form of the scheme."""
    return [PrintedForm(form) for form in scheme.forms]


def split_forms(scheme: Scheme, blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each form; what stands before the first is left out, a grid of many is cut.

    A title that comes again over the rest of a form, after a page break, starts no new one.
    """
    forms = printed_forms(scheme)
    parts: list[list[Block]] = []
    seen: set[str] = set()
    for block in _cut(forms, blocks):
        rows = list(rows_of([block]))
        opening = _opening(forms, rows)
        is_title = any(_is_title(forms, row) for row in rows)
        if is_title or opening & seen or (opening and not parts):
            if not parts or seen or _labels(forms, parts[-1]):
                parts.append([])
            seen = set()
        seen |= opening
        if parts:
            parts[-1].append(block)
    return [part for part in _joined(forms, parts) if _is_form(forms, part)]


def kind_of(forms: Sequence[PrintedForm], rows: Iterable[Row]) -> PrintedForm:
    """The form that most words of the rows belong to."""
    votes: Counter[int] = Counter({0: 0})
    for row in rows:
        for text in row.texts:
            for number, form in enumerate(forms):
                if form.labels.exact(text) or form.stubs.exact(text):
                    votes[number] += 1
                if form.is_title(text):
                    votes[number] += _TITLE
    return forms[max(votes, key=lambda number: (votes[number], -number))]


def _cut(forms: Sequence[PrintedForm], blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with grids cut before each title and each first field that comes again."""
    for block in blocks:
        if not isinstance(block, Grid):
            yield block
            continue
        start, seen = 0, set[str]()
        for number, row in enumerate(rows_of([block])):
            opening = _opening(forms, [row])
            if number > start and (_is_title(forms, row) or opening & seen):
                yield _rows(block, start, number)
                start, seen = number, set()
            seen |= opening
        yield _rows(block, start, len(block.rows))


def _rows(grid: Grid, start: int, end: int) -> Grid:
    anchor = grid.anchor if start == 0 else None
    return Grid(grid.rows[start:end], grid.is_ruled, anchor, grid.page)


def _is_title(forms: Iterable[PrintedForm], row: Row) -> bool:
    texts = set(row.texts)
    return len(texts) == 1 and any(form.is_title(row.texts[0]) for form in forms)


def _opening(forms: Sequence[PrintedForm], rows: Iterable[Row]) -> set[str]:
    """The fields that a form opens with, as far as these rows have them."""
    found = set()
    for row in rows:
        for text in row.texts[: min(2, len(row.texts) - 1)]:
            for form in forms:
                label = form.labels.find(text)
                if label and label.meaning.field in form.opening:
                    found.add(label.meaning.field)
    return found


def _labels(forms: Sequence[PrintedForm], blocks: Sequence[Block]) -> set[Label]:
    """What the words of the blocks lead to, headings and words that lead nowhere apart."""
    rows = list(rows_of(blocks))
    form = kind_of(forms, rows)
    found = (form.labels.exact(text) for row in rows for text in row.texts)
    return {one.meaning for one in found if one and one.meaning.place in {"field", "funding"}}


def _is_form(forms: Sequence[PrintedForm], blocks: Sequence[Block]) -> bool:
    """Whether the blocks have a form's title over some field, or enough of its fields."""
    rows = list(rows_of(blocks))
    fields = sum(label.place == "field" for label in _labels(forms, blocks))
    return fields >= _ENOUGH or (fields > 0 and any(_is_title(forms, row) for row in rows))


def _joined(forms: Sequence[PrintedForm], parts: list[list[Block]]) -> Iterator[list[Block]]:
    """The parts, each that only goes on with the one before it joined to that."""
    held: list[Block] = []
    for part in parts:
        opens = _opening(forms, rows_of(part))
        if held and not opens and not _labels(forms, part) & _labels(forms, held):
            held.extend(part)
            continue
        if held:
            yield held
        held = list(part)
    if held:
        yield held
