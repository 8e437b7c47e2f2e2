"""The order of the document, for findings."""

from __future__ import annotations

from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found

__all__ = ["Order"]

_PARTS: Final = ("cover", "contents", "overview", "tables", "narrative", "forms", "glossary")


class Order:
    """Says where in a document a finding belongs."""

    def __init__(self, document: Examined) -> None:
        self._tables = {one.id: number for number, one in enumerate(document.disclosure.tables)}
        self._facts = {fact.address: number for number, fact in enumerate(document.facts)}
        self._sections = [section.id for section in document.disclosure.narrative]
        self._kinds = {form.kind for form in document.disclosure.forms}

    def of(self, found: Found) -> tuple[int, int, int]:
        """A key to sort by: the part, the place in it, the first character of the evidence."""
        part, place = self._place(found.position)
        starts = [one.start for one in found.evidence if one.start is not None]
        return part, place, min(starts, default=-1)

    def _place(self, position: str) -> tuple[int, int]:
        """Part and place of a path (narrative.3.1) or an address (03.合计.total, 3.1.total)."""
        head, _, rest = position.partition(".")
        if head in _PARTS:
            return _PARTS.index(head), self._within(head, rest)
        if head in self._tables:
            return _PARTS.index("tables"), self._facts.get(position, 0)
        if head in self._kinds:
            return _PARTS.index("forms"), self._facts.get(position, 0)
        for number, section in enumerate(self._sections):
            if position.startswith(f"{section}."):
                return _PARTS.index("narrative"), number
        return len(_PARTS), 0

    def _within(self, part: str, rest: str) -> int:
        if part == "tables":
            table = rest.partition(".")[0]
            return next(
                (n for address, n in self._facts.items() if address.startswith(f"{table}.")), -1
            )
        if part == "narrative":
            return next(
                (
                    n
                    for n, key in enumerate(self._sections)
                    if rest == key or rest.startswith(f"{key}.")
                ),
                len(self._sections),
            )
        number = rest.partition(".")[0]
        return int(number) if number.isdigit() else 0
