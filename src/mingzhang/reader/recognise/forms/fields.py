"""The fields of a form: texts beside or below their labels, sums of money, pairs of tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mingzhang.reader.recognise.forms.money import Money, unit_in
from mingzhang.reader.recognise.forms.printed import Label, PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, Token
from mingzhang.reader.source import Passage, joined

__all__ = ["Fields"]

_Cells = Sequence[tuple[Token, Label | None]]

_COLON: Final = re.compile("[:：]")
_GOES_ON: Final = "，、,（(《“‘〔[【"
_GONE_ON: Final = "，。、；,;）)》”’〕]】"
"""Marks that a text cannot end with, or start with; so a line beside the grid belongs to it."""


@dataclass
class Fields:
    """What the rows outside the indicators say; rows are given one after the other."""

    form: PrintedForm
    texts: dict[str, Passage] = field(default_factory=dict)
    tasks: list[tuple[Passage, Passage]] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    money: Money = field(init=False)
    _open: str | None = None
    """The last label, while the next row may still belong to it."""
    _heads: list[tuple[Token, str]] = field(default_factory=list)
    _in_tasks: bool = False

    def __post_init__(self) -> None:
        self.money = Money(self.form.sums)

    def row(self, row: Row) -> None:
        """Read a row."""
        cells = self._labelled(row)
        labels = [label for _, label in cells if label]
        self._note_unit(cells)
        if any(label.funding for label in labels):
            self._open, self._in_tasks = None, False
            self.money.row(cells)
        elif sum(label.place == "task" for label in labels) > 1:
            self._open, self._in_tasks = None, True
        elif any(label.place == "heading" for label in labels):
            self._headings(cells)
        elif self._heads and any(label is None for _, label in cells):
            self._below(cells, is_ruled=row.is_ruled)
        elif not any(label.place == "field" for label in labels):
            self._loose(cells, is_line=row.is_line)
        else:
            self._beside(cells)

    def _labelled(self, row: Row) -> list[tuple[Token, Label | None]]:
        """The cells with what each leads to; what follows an empty label must be spelled well."""
        cells: list[tuple[Token, Label | None]] = []
        is_waiting = False
        for token in row.tokens:
            for part in self._parts(token):
                words = self.form.labels
                found = words.exact(part.text) if is_waiting else words.find(part.text)
                label = found.meaning if found else None
                if label is None and self.form.stubs.exact(part.text):
                    label = Label("other")
                cells.append((part, label))
                is_waiting = label is not None and label.place == "field"
        return cells

    def _parts(self, token: Token) -> list[Token]:
        """A cell that holds a label, a colon and its text as two cells."""
        text = token.passage.text
        colon = _COLON.search(text) if ":" in text or "：" in text else None
        if colon is None:
            return [token]
        rest = token.passage.part(colon.end()).strip()
        if not rest or self.form.labels.exact(text[: colon.start()]) is None:
            return [token]
        first = Token(token.passage.part(0, colon.start()), token.column, token.end)
        return [first, Token(rest, token.column, token.end)]

    def _note_unit(self, cells: _Cells) -> None:
        for token, label in cells:
            if label is not None and label.place in {"other", "funding"}:
                self.money.unit = self.money.unit or unit_in(token.text)

    def _headings(self, cells: _Cells) -> None:
        """Labels whose texts stand in the rows below."""
        self._open, self._in_tasks = None, False
        texts = []
        for token, label in cells:
            if label and label.place == "heading" and label.field not in self.texts:
                self._heads.append((token, label.field))
            elif label is None:
                texts.append((token, label))
        if texts:
            self._below(texts, is_ruled=False)

    def _below(self, cells: _Cells, *, is_ruled: bool) -> None:
        tokens = [token for token, label in cells if label is None]
        heads, self._heads = self._heads, []
        for token, (_, name) in _under(tokens, heads, is_ruled=is_ruled):
            self._add(name, token.passage)
        self._open = None
        if len(tokens) == 1 < len(heads) and not is_ruled:
            blank = [name for _, name in heads if name not in self.texts]
            self.doubtful.extend(name for _, name in heads if name in self.texts)
            self._open = blank[0] if blank else None

    def _loose(self, cells: _Cells, *, is_line: bool) -> None:
        """A row without a label: a task, sums, or the rest of the row above."""
        tokens = [token for token, label in cells if label is None]
        if self._in_tasks:
            if len(tokens) == 2:
                self.tasks.append((tokens[0].passage, tokens[1].passage))
            elif tokens:
                self.doubtful.append("tasks")
        elif self._open is None and len(tokens) == len(cells) and not is_line:
            self.money.bare(tokens)
        elif self._open and tokens:
            self._rest(self._open, tokens, is_line=is_line)

    def _rest(self, name: str, tokens: Sequence[Token], *, is_line: bool) -> None:
        """What may go on with the field above; a line, only where a sentence is cut by it."""
        held = self.texts.get(name)
        if held is None and not is_line:
            self._add(name, tokens[0].passage)
        elif held is None or name not in self.form.long:
            return
        elif not is_line:
            for token in tokens:
                self._add(name, token.passage)
        elif held.text[-1] in _GOES_ON or tokens[0].text[0] in _GONE_ON:
            self.texts[name] = joined([held, *(token.passage for token in tokens)])
            self.doubtful.append(name)

    def _beside(self, cells: _Cells) -> None:
        """Labels with their texts to the right."""
        self._in_tasks = False
        name = self._open if self._open not in self.texts else None
        if name and cells[0][1] is None:
            self.doubtful.append(name)
        for token, label in cells:
            if label is not None:
                name = label.field if label.place == "field" else None
                self._open = name or self._open
            elif name is not None:
                if name not in self.texts or name in self.form.long:
                    self._add(name, token.passage)
                elif self.texts[name].text != token.text:
                    self.doubtful.append(name)

    def _add(self, name: str, passage: Passage) -> None:
        held = self.texts.get(name)
        if held is None:
            self.texts[name] = passage
        elif passage.text != held.text:
            self.texts[name] = joined([held, passage], "\n")


def _under(
    tokens: Sequence[Token], heads: Sequence[tuple[Token, str]], *, is_ruled: bool
) -> list[tuple[Token, tuple[Token, str]]]:
    """Each text with the heading above it."""
    if len(tokens) == len(heads) and not is_ruled:
        return list(zip(tokens, heads, strict=True))
    found = []
    for token in tokens:
        above = [head for head in heads if head[0].column <= token.column]
        found.append((token, above[-1] if above and _apart(heads) else heads[0]))
    return found


def _apart(heads: Sequence[tuple[Token, str]]) -> bool:
    return len({head.column for head, _ in heads}) == len(heads)
