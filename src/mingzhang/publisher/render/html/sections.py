"""Headings as nested sections, so that the outline of the page is the outline of the text."""

from __future__ import annotations

__all__ = ["Sections"]

_SHEET = 99  # deeper than any heading: the next one closes it
_DEEPEST = 6  # there is no h7


class Sections:
    """Opens and closes the sections of a page as its headings come.

    The rank of a heading is how deep it stands, h2 for the first, so that no rank is ever skipped;
    in a publication without gaps it is the heading's level plus one.
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, attributes: str) -> tuple[int, str]:
        """Begin a section: its heading's rank, and the tags that close others and open it."""
        closed = self._leave(level)
        self._open.append((level, "</section>"))
        rank = min(_DEEPEST, 1 + sum(1 for depth, _ in self._open if depth < _SHEET))
        return rank, f"{closed}\n<section{attributes}>"

    def enter_sheet(self, attributes: str) -> str:
        """Begin blocks that have no heading of their own but sheets of their own."""
        closed = self._leave(_SHEET)
        self._open.append((_SHEET, "</div>"))
        return f"{closed}\n<div{attributes}>"

    def leave_all(self) -> str:
        """Close what is open."""
        return self._leave(0)

    def _leave(self, level: int) -> str:
        closed: list[str] = []
        while self._open and self._open[-1][0] >= level:
            closed.append(self._open.pop()[1])
        return "".join(closed)
