"""The rows of money of a form: each sum goes to the horizon and source that its label names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.model import Funding
from mingzhang.reader.recognise.forms.printed import Label
from mingzhang.reader.recognise.forms.rows import Token
from mingzhang.reader.source import Passage

__all__ = ["Money", "amount_of", "unit_in"]

_AMOUNT: Final = re.compile(r"(?P<sign>[-−]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?:万?元)?")
_UNIT: Final = re.compile(r"\((?:单位:?)?(万元|元)\)")


def amount_of(text: str) -> str | None:
    """A printed sum as a plain decimal; None if it is none.

    >>> amount_of("263,138.64")
    '263138.64'
    """
    found = _AMOUNT.fullmatch(folded(text))
    if found is None:
        return None
    return ("-" if found["sign"] else "") + found["number"].replace(",", "")


def unit_in(text: str) -> str | None:
    """The unit of money that a label names in brackets."""
    found = _UNIT.search(folded(text))
    return found[1] if found else None


@dataclass
class Money:
    """The sums of a form by `horizon.source`, as its rows are read one after the other.

    `rows` are the sums that the form prints beside each other.
    """

    rows: Sequence[tuple[str, ...]]
    found: dict[str, Passage | None] = field(default_factory=dict)
    unit: str | None = None
    doubtful: list[str] = field(default_factory=list)
    _last: tuple[str, ...] = ()
    """The sums of the row that was read last."""
    _blank: list[str] = field(default_factory=list)
    """Those of them that have a label and no sum yet."""
    _unlabelled: list[tuple[tuple[str, ...], list[Passage]]] = field(default_factory=list)

    def row(self, cells: Sequence[tuple[Token, Label | None]]) -> None:
        """Read a row that has labels of sums."""
        cells = list(dropwhile(lambda cell: cell[1] is not None and not cell[1].funding, cells))
        labels = [label for _, label in cells if label and label.funding]
        keys = next(row for row in self.rows if labels[0].funding[0] in row)
        early = self._early(cells, keys, len(labels))
        free = [key for key in keys if key not in early]
        key: str | None = None
        self._last, self._blank = keys, []
        for token, label in cells[len(early) :]:
            if label is not None:
                may_be = [one for one in free if one in label.funding]
                blank = (one for one in may_be if self.found.get(one) is None)
                key = next(blank, may_be[0] if may_be else None)
                if key is not None:
                    free = free[free.index(key) + 1 :]
                    self.found.setdefault(key, None)
                    self._blank.append(key)
            elif amount_of(token.text) is None:
                self.doubtful.extend(filter(None, [key]))
            elif key in self._blank:
                self._put(key, token.passage)
                self._blank.remove(key)
            elif free and key is not None:
                key = free.pop(0)
                self._put(key, token.passage, is_sure=False)

    def _early(
        self, cells: Sequence[tuple[Token, Label | None]], keys: Sequence[str], labels: int
    ) -> list[str]:
        """Sums before the first label of a row, if that is not the row's first."""
        taken: list[str] = []
        spare = len(keys) - labels
        for token, label in cells:
            if label is not None or amount_of(token.text) is None or len(taken) >= spare:
                break
            self._put(keys[len(taken)], token.passage, is_sure=False)
            taken.append(keys[len(taken)])
        return taken

    def _put(self, key: str, passage: Passage, *, is_sure: bool = True) -> None:
        if self.found.get(key) is None:
            self.found[key] = passage
        if not is_sure:
            self.doubtful.append(key)

    def bare(self, tokens: Sequence[Token]) -> None:
        """Read a row of nothing but sums: the rest of the row above, or that of the next label."""
        sums = [token.passage for token in tokens if amount_of(token.text) is not None]
        if not self._last or not sums or len(sums) < len(tokens):
            return
        if len(sums) <= len(self._blank):
            for key, passage in zip(self._blank[-len(sums) :], sums, strict=True):
                self._put(key, passage, is_sure=False)
            self._blank = []
        else:
            self._unlabelled.append((self._last, sums))

    def settle(self) -> None:
        """Give rows that lost their label to the source that follows, if no row has it."""
        for last, sums in self._unlabelled:
            after = self.rows[self.rows.index(last) + 1 :]
            keys = after[0] if after else ()
            if len(sums) == len(keys) and not any(key in self.found for key in keys):
                for key, passage in zip(keys, sums, strict=True):
                    self._put(key, passage, is_sure=False)

    def funding(self, unit: str) -> Iterator[Funding]:
        """The sums in the order they were read."""
        for key, passage in self.found.items():
            horizon, _, source = key.partition(".")
            amount = amount_of(passage.text) if passage else None
            yield Funding(
                horizon=horizon,  # type: ignore[arg-type]  # keys come from the definition
                source=source,
                amount=amount,
                unit=self.unit or unit,
            )
