"""Which blocks are which form: a form starts at its title, or where its first field comes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from mingzhang.reader.recognise.forms.printed import Label, PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, rows_of
from mingzhang.reader.source import Block, Grid
from mingzhang.scheme import Scheme

__all__ = ["FormPart", "PrintedForms", "printed_forms", "split_forms"]

_TITLE: Final = 3
"""How many labels a title weighs when the kind of a form is in doubt."""


_ENOUGH: Final = 3
"""So many fields make a form even without its title."""

_REMEMBERED: Final = 8192
"""So many texts are remembered with what they say of a form: most cells are seen several times."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of the form it stands in: votes for each kind, and a field it opens with.

    Most texts have no votes.
    """

    votes: tuple[int, ...]
    opening: frozenset[str]
    is_title: bool


class PrintedForms:
    """The words of every form of a scheme, to tell which form it is that rows belong to."""

    def __init__(self, scheme: Scheme) -> None:
        self.forms = [PrintedForm(form) for form in scheme.forms]
        self._said = lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, text: str) -> _Said:
        titles = [form.is_title(text) for form in self.forms]
        votes = [
            bool(form.labels.exact(text) or form.stubs.exact(text)) + _TITLE * is_title
            for form, is_title in zip(self.forms, titles, strict=True)
        ]
        found = ((form, form.labels.find(text)) for form in self.forms)
        opening = {
            one.meaning.field for form, one in found if one and one.meaning.field in form.opening
        }
        return _Said(tuple(votes) if any(votes) else (), frozenset(opening), any(titles))

    def kind_of(self, rows: Iterable[Row]) -> PrintedForm:
        """The form that most words of the rows belong to."""
        votes = [0] * len(self.forms)
        for row in rows:
            for text in row.texts:
                for number, weight in enumerate(self._said(text).votes):
                    votes[number] += weight
        return self.forms[votes.index(max(votes))]

    def is_title(self, row: Row) -> bool:
        """Whether a row is nothing but a form's title."""
        return len(set(row.texts)) == 1 and self._said(row.texts[0]).is_title

    def opening(self, row: Row) -> set[str]:
        """The fields that a form opens with, as far as this row has them."""
        texts = row.texts[: min(2, len(row.texts) - 1)]
        return {name for text in texts for name in self._said(text).opening}


_KNOWN: Final[dict[int, tuple[Scheme, PrintedForms]]] = {}


def printed_forms(scheme: Scheme) -> PrintedForms:
    """The words of the forms of a scheme, put together once."""
    known = _KNOWN.get(id(scheme))
    if known is None:
        known = _KNOWN[id(scheme)] = (scheme, PrintedForms(scheme))
    return known[1]


@dataclass
class FormPart:
    """Blocks that belong together, with their rows, and what these say of the form that they are.

    `opening` are the fields among them that a form opens with.
    """

    forms: PrintedForms
    blocks: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    opening: set[str] = field(default_factory=set)
    has_title: bool = False

    @classmethod
    def of(cls, scheme: Scheme, blocks: Sequence[Block]) -> FormPart:
        """The blocks of one form."""
        return cls(printed_forms(scheme), list(blocks), list(rows_of(blocks)))

    def add(self, other: FormPart) -> None:
        """Take in what comes next."""
        self.blocks.extend(other.blocks)
        self.rows.extend(other.rows)
        self.opening |= other.opening
        self.has_title |= other.has_title
        self.__dict__.pop("kind", None)
        self.__dict__.pop("labels", None)

    @cached_property
    def kind(self) -> PrintedForm:
        """The form that most words belong to."""
        return self.forms.kind_of(self.rows)

    @cached_property
    def labels(self) -> frozenset[Label]:
        """What the words lead to, headings and words that lead nowhere apart."""
        texts = {text for row in self.rows for text in row.texts}
        found = map(self.kind.labels.exact, texts)
        return frozenset(
            one.meaning for one in found if one and one.meaning.place in {"field", "funding"}
        )

    @property
    def is_form(self) -> bool:
        """Whether it has a form's title over some field, or enough of its fields."""
        fields = sum(label.place == "field" for label in self.labels)
        return fields >= _ENOUGH or (fields > 0 and self.has_title)


def split_forms(scheme: Scheme, blocks: Sequence[Block]) -> tuple[list[FormPart], list[Block]]:
    """The part of each form, and the blocks that are in none; a grid of many is cut.

    A title that comes again over the rest of a form, after a page break, starts no new one.
    """
    parts: list[FormPart] = []
    others: list[Block] = []
    seen: set[str] = set()
    forms = printed_forms(scheme)
    for piece in _pieces(forms, blocks):
        if piece.has_title or piece.opening & seen or (piece.opening and not parts):
            if not parts or seen or parts[-1].labels:
                parts.append(FormPart(forms))
            seen = set()
        seen |= piece.opening
        if parts:
            parts[-1].add(piece)
        else:
            others.extend(piece.blocks)
    found = list(_joined(parts))
    others.extend(block for part in found if not part.is_form for block in part.blocks)
    return [part for part in found if part.is_form], others


def _pieces(forms: PrintedForms, blocks: Iterable[Block]) -> Iterator[FormPart]:
    """The blocks, with grids cut before each title and each first field that comes again."""
    for block in blocks:
        start, piece = 0, FormPart(forms)
        for number, row in enumerate(rows_of([block])):
            opening, is_title = forms.opening(row), forms.is_title(row)
            if isinstance(block, Grid) and number > start and (is_title or opening & piece.opening):
                piece.blocks.append(_rows(block, start, number))
                yield piece
                start, piece = number, FormPart(forms)
            piece.rows.append(row)
            piece.opening |= opening
            piece.has_title |= is_title
        rest = _rows(block, start, len(block.rows)) if isinstance(block, Grid) and start else block
        piece.blocks.append(rest)
        yield piece


def _rows(grid: Grid, start: int, end: int) -> Grid:
    anchor = grid.anchor if start == 0 else None
    return Grid(grid.rows[start:end], grid.is_ruled, anchor, grid.page)


def _joined(parts: Iterable[FormPart]) -> Iterator[FormPart]:
    """The parts, each that only goes on with the one before it joined to that."""
    held: FormPart | None = None
    for part in parts:
        if held and not part.opening and not part.labels & held.labels:
            held.add(part)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held
