"""What can be found in a disclosure, in parts: projects, codes, the text, forms, shown figures.

A part is a file that the search fetches to see that what it found is really there, and to quote it.
So parts are small, and hold what a reader would look for, not the words that every form prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from msgspec import Struct
from pypinyin import lazy_pinyin

from mingzhang.catalog.names import folded
from mingzhang.cube import Fact
from mingzhang.publisher.compose.page import (
    Cell,
    CellRole,
    Grid,
    Heading,
    Paragraph,
    ParagraphStyle,
)
from mingzhang.publisher.render.html.anchors import figure_id
from mingzhang.publisher.site.entry import Edition, Project
from mingzhang.scheme.view import known_facts

__all__ = ["KINDS", "ROWS", "Passage", "parts_of", "reading_of", "syllables_of"]

KINDS: Final = ("projects", "codes", "text", "forms", "figures")
"""The kinds of parts, in the order in which hits are shown."""

ROWS: Final = ("projects", "codes", "figures")
"""The kinds whose passages are rows, found by their titles, readings and amounts."""

_PART: Final = 2400
"""About so many characters make a part."""

_CODED: Final = ("function", "economic", "government_economic")
_SPACES: Final = re.compile(r"\s+")
_SPACE_IN_CHINESE: Final = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_NUMBERING: Final = re.compile(r"^[（(]?[一二三四五六七八九十百]+[）)、]\s*")
_FORM_LINES: Final = (ParagraphStyle.FORM_TITLE, ParagraphStyle.FORM_YEAR)


class Passage(Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """What one link leads to: its address from the folder of the edition, its title and text.

    `reading` is what finds it besides: pinyin of a name, other codes of a row. The text of a row says
    how much it is: the table, the amount and the unit.
    """

    target: str
    title: str
    text: str = ""
    reading: str = ""

    @property
    def amount(self) -> str:
        """What the text of a row says without the table.

        >>> Passage("", "公务接待费", "表7 1.20 万元").amount
        '1.20 万元'
        """
        return " ".join(self.text.split(" ")[-2:])


def parts_of(edition: Edition) -> dict[str, tuple[tuple[Passage, ...], ...]]:
    """The parts of a disclosure by kind, each kind in as many as it needs."""
    walk = _Walk(edition)
    walk.run()
    passages: dict[str, Iterable[Passage]] = {
        "projects": walk.projects.values(),
        "codes": walk.codes.values(),
        "text": walk.sections(),
        "forms": walk.forms,
        "figures": walk.figures.values(),
    }
    return {kind: tuple(_split(passages[kind])) for kind in KINDS}


@lru_cache(maxsize=32768)
def syllables_of(name: str) -> tuple[str, ...]:
    """The pinyin of a name; what is not Chinese in it is left out.

    >>> syllables_of("A1公务")
    ('gong', 'wu')
    """
    return tuple(lazy_pinyin(name, errors="ignore"))


def reading_of(name: str) -> str:
    """The pinyin initials of a name and its full pinyin.

    >>> reading_of("公务接待费")
    'gwjdf gongwujiedaifei'
    """
    syllables = syllables_of(name)
    return f"{''.join(one[0] for one in syllables)} {''.join(syllables)}" if syllables else ""


def _clean(text: str) -> str:
    return _SPACE_IN_CHINESE.sub("", _SPACES.sub(" ", normalize("NFC", text))).strip()


def _figure(fact: str) -> str:
    return f"#{figure_id(fact)}"


def _project(project: Project) -> Passage:
    amount, name = project.amount, _clean(project.name)
    target = project.page or (_figure(amount.fact) if amount and amount.fact else "")
    said = f"{amount.text} {amount.unit}" if amount else ""
    return Passage(target, name, said, reading_of(name))


def _split(passages: Iterable[Passage]) -> Iterator[tuple[Passage, ...]]:
    part: list[Passage] = []
    size = 0
    for one in passages:
        length = len(one.title) + len(one.text) + len(one.reading)
        if part and size + length > _PART:
            yield tuple(part)
            part, size = [], 0
        part.append(one)
        size += length
    if part:
        yield tuple(part)


class _Walk:
    """Goes through a publication once: a heading begins a passage, a table gives its rows."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._facts = {one.address: one for one in known_facts(edition.scheme, edition.disclosure)}
        self._with_form = 0
        self._pages: dict[str, str] = {}  # forms of one project share a page
        self._open: list[tuple[str, str, list[str]]] = [("", "", [])]
        self.projects = {folded(one.name): _project(one) for one in edition.entry.projects}
        self.codes: dict[str, Passage] = {}
        self.forms: list[Passage] = []
        self.figures: dict[tuple[str, str], Passage] = {}

    def run(self) -> None:
        for chapter in self._edition.publication.chapters:
            for block in chapter.blocks:
                if isinstance(block, Heading):
                    self._open.append((f"#{block.anchor}", _clean(block.text), []))
                elif isinstance(block, Paragraph) and block.style not in _FORM_LINES:
                    self._open[-1][2].append(block.text)
                elif isinstance(block, Grid):
                    self._grid(block)

    def sections(self) -> Iterator[Passage]:
        for target, title, lines in self._open:
            kept = dict.fromkeys(filter(None, map(_clean, lines)))
            if title or kept:
                yield Passage(target, title, "\n".join(kept))

    def _grid(self, grid: Grid) -> None:
        if grid.is_form:
            self.forms.append(self._form(grid))
            return
        self._open[-1][2].extend((grid.mark or "", *grid.notes))
        is_list = not any(cell.fact for row in grid.body for cell in row)
        for row in grid.body:
            for labels, figures in _named(row):
                shown = [(cell.text, fact) for cell in figures if (fact := self._fact(cell))]
                if shown:
                    self._row(grid, labels, *shown[0])
                    self._figures(grid, labels, shown)
                elif is_list:
                    self._open[-1][2].extend(labels)

    def _fact(self, cell: Cell) -> Fact | None:
        return self._facts.get(cell.fact or "")

    def _figures(
        self, grid: Grid, labels: Sequence[str], shown: Iterable[tuple[str, Fact]]
    ) -> None:
        """The figures of a row, each amount once for a name; what is nothing is not looked for."""
        title = " ".join(dict.fromkeys(labels))
        for figure, fact in shown:
            if any(one in "123456789" for one in figure):
                passage = Passage(_figure(fact.address), title, _said(grid, figure, fact))
                self.figures.setdefault((title, figure), passage)

    def _form(self, grid: Grid) -> Passage:
        form = self._edition.disclosure.forms[len(self.forms)]
        target = f"#{grid.anchor}"
        if form.project:
            self._with_form += 1
            page = f"projects/{self._with_form}/"
            target = self._pages.setdefault(folded(form.project), page)
        cells = (cell for row in grid.body for cell in row if cell.role is CellRole.TEXT)
        title = _clean(form.project or grid.label)
        lines = dict.fromkeys(line for cell in cells if (line := _clean(cell.text)))
        lines.pop(title, None)
        return Passage(target, title, "\n".join(lines))

    def _row(self, grid: Grid, labels: Sequence[str], shown: str, fact: Fact) -> None:
        """A row with a figure: of a project, of a code, or of something else that has a name."""
        members = dict(fact.coordinate.members)
        target, said = _figure(fact.address), _said(grid, shown, fact)
        codes = [members[one] for one in _CODED if members.get(one, "").isdecimal()]
        names = [_NUMBERING.sub("", label) for label in labels if label not in codes]
        project = folded(members.get("project", ""))
        own = [name for name in names if folded(name) == project]
        if own:
            self.projects.setdefault(project, Passage(target, own[0], said, reading_of(own[0])))
        elif codes and names and not project:
            title = f"{codes[0]} {names[0]}"
            reading = " ".join((*codes[1:], *names[1:], reading_of(names[0])))
            self.codes.setdefault(codes[0], Passage(target, title, said, reading))
        else:
            self._open[-1][2].extend(labels)


def _said(grid: Grid, shown: str, fact: Fact) -> str:
    return f"{grid.mark or ''} {shown} {fact.unit}".strip()


def _named(row: Sequence[Cell]) -> Iterator[tuple[list[str], list[Cell]]]:
    """The names in a row, each with the figures after them."""
    labels: list[str] = []
    figures: list[Cell] = []
    for cell in row:
        if cell.fact is not None:
            figures.append(cell)
        elif cell.role is not CellRole.NUMBER and cell.text.strip():
            if figures:
                yield labels, figures
                labels, figures = [], []
            labels.append(_clean(cell.text))
    if labels:
        yield labels, figures
