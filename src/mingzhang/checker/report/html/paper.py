"""The document with its marks, drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from mingzhang.checker.report.html.markup import attribute, text
from mingzhang.checker.report.html.numbered import LOOKS, Mark, Report, anchor_name
from mingzhang.checker.report.html.view import Grid, GridCell, Heading, PageMark, View

__all__ = ["paper"]

_KINDS: Final = {"text": "", "number": ' class="n"', "header": ""}
_MOST_COLUMNS: Final = 1000
_BLANK: Final = "空白"


def paper(view: View, report: Report) -> str:
    """The whole document, findings marked and numbered as in the report."""
    return "".join(_Paper(report).draw(view))


class _Paper:
    """Draws the pieces in order; texts are counted as the view counts them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.number = 0

    def draw(self, view: View) -> Iterator[str]:
        for piece in view.pieces:
            if isinstance(piece, Grid):
                yield from self._grid(piece)
            elif isinstance(piece, PageMark):
                yield f'\n<p class="page">第 {piece.number} 页</p>'
            elif isinstance(piece, Heading):
                yield f'\n<h3 class="l{piece.level}">{self._words(piece.words.text)}</h3>'
            else:
                look = "" if piece.kind == "body" else ' class="running"'
                yield f"\n<p{look}>{self._words(piece.words.text)}</p>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        label = attribute(grid.label)
        yield f'\n<div class="scroll" role="group" tabindex="0" aria-label="{label}"><table>'
        for row in grid.rows:
            yield "\n<tr>"
            yield from map(self._cell, row)
        yield "\n</table></div>"

    def _cell(self, cell: GridCell) -> str:
        tag = "th" if cell.kind == "header" and cell.words.text else "td"
        spans = _span("colspan", cell.colspan) + _span("rowspan", cell.rowspan)
        return f"<{tag}{_KINDS[cell.kind]}{spans}>{self._words(cell.words.text)}"

    def _words(self, words: str) -> str:
        """The next text, with its marks if it has any."""
        marks = self.report.marks.get(self.number)
        self.number += 1
        return "".join(self._marked(words, marks)) if marks else text(words)

    def _marked(self, words: str, marks: Sequence[Mark]) -> Iterator[str]:
        """A text cut wherever a mark begins or ends; numbers stand behind the last of each."""
        if not words:
            yield self._mark(_BLANK, 0, marks)
            yield self._numbers(marks)
            return
        last = {mark.number: mark for mark in sorted(marks, key=lambda one: one.span.end)}
        cuts = {0, len(words), *(one.span.start for one in marks), *(one.span.end for one in marks)}
        waiting = sorted(marks, key=lambda one: one.span, reverse=True)
        active: list[Mark] = []
        for start, end in pairwise(sorted(cuts)):
            active = [mark for mark in active if mark.span.end > start]
            while waiting and waiting[-1].span.start <= start:
                active.append(waiting.pop())
            piece = words[start:end]
            yield self._mark(piece, start, active) if active else text(piece)
            yield self._numbers(
                [one for one in active if one.span.end == end and last[one.number] is one]
            )

    def _mark(self, words: str, start: int, marks: Sequence[Mark]) -> str:
        look = min((mark.look for mark in marks), key=LOOKS.index)
        chief = " chief" if any(mark.is_chief for mark in marks) else ""
        anchor = self.report.anchors.get((marks[0].span.words, start))
        name = f' id="{anchor_name(anchor)}"' if anchor is not None else ""
        numbers = " ".join(str(one) for one in sorted({mark.number for mark in marks}))
        return f'<mark{name} class="{look}{chief}" data-f="{numbers}">{text(words)}</mark>'

    def _numbers(self, marks: Sequence[Mark]) -> str:
        """Links to the findings whose marks end here."""
        links = " ".join(
            f'<a class="{mark.look}" href="#f{mark.number}" aria-label="第 {mark.number} 条">'
            f"{mark.number}</a>"
            for mark in sorted(marks, key=lambda one: one.number)
        )
        return f"<sup>{links}</sup>" if links else ""


def _span(name: str, size: int) -> str:
    return f' {name}="{min(size, _MOST_COLUMNS)}"' if size > 1 else ""
