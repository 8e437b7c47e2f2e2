"""Lines and rows as the text of a file, in the markup that different tools give tables."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tools.unseen.pages import Item, Line, Rows

__all__ = ["WRITINGS", "Writing", "tabs"]

Writing = Callable[[Sequence[Item]], str]


def _written(items: Sequence[Item], rows: Callable[[Rows], Iterator[str]], gap: str = "\n") -> str:
    return "\n\n".join(
        item.text.replace("\n", gap) if isinstance(item, Line) else "\n".join(rows(item))
        for item in items
    )


def tabs(items: Sequence[Item]) -> str:
    """Cells parted by tabs."""
    return _written(items, lambda rows: ("\t".join(row) for row in rows.rows))


def lines_apart(items: Sequence[Item]) -> str:
    """Cells parted by tabs, and a blank line between any two lines."""
    return _written(items, lambda rows: ("\t".join(row) for row in rows.rows), "\n\n")


def lines_together(items: Sequence[Item]) -> str:
    """Cells parted by tabs, and no blank line anywhere."""
    return "\n".join(line for line in tabs(items).split("\n") if line)


def bars(items: Sequence[Item]) -> str:
    """Tables of Markdown."""

    def drawn(rows: Rows) -> Iterator[str]:
        for number, row in enumerate(rows.rows):
            yield f"| {' | '.join(row)} |"
            if not number:
                yield f"|{'---|' * len(row)}"

    return _written(items, drawn)


def bars_without_ends(items: Sequence[Item]) -> str:
    return _written(items, lambda rows: (" | ".join(row) for row in rows.rows))


def html_rows(items: Sequence[Item]) -> str:
    """Tables of HTML without spans, a row a line."""

    def drawn(rows: Rows) -> Iterator[str]:
        yield "<table>"
        for row in rows.rows:
            yield f"<tr>{''.join(f'<td>{_escaped(text)}</td>' for text in row)}</tr>"
        yield "</table>"

    return _written(items, drawn)


def html_spans(items: Sequence[Item]) -> str:
    """Tables of HTML with spans, all in one line, as tools for scans write them."""

    def drawn(rows: Rows) -> Iterator[str]:
        if not rows.spans:
            cells = ("".join(f"<td>{_escaped(text)}</td>" for text in row) for row in rows.rows)
        else:
            cells = ("".join(
                f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{_escaped(cell.text)}</td>'
                for cell in row) for row in rows.spans)  # fmt: skip
        yield f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"

    return _written(items, drawn)


def _escaped(text: str) -> str:
    return html.escape(text).replace("&lt;br&gt;", "<br>").replace("&lt;br/&gt;", "<br/>")


def aligned(items: Sequence[Item]) -> str:
    """Columns set by blanks, as from a page of fixed width."""

    def drawn(rows: Rows) -> Iterator[str]:
        wide = max(map(len, rows.rows))
        widths = [max((_width(row[at]) for row in rows.rows if at < len(row) and _width(row[at]) < 60),
                      default=0) for at in range(wide)]  # fmt: skip
        for row in rows.rows:
            yield "".join(
                text + " " * max(2, widths[at] + 2 - _width(text)) for at, text in enumerate(row)
            ).rstrip()

    return _written(items, drawn)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def blanks(items: Sequence[Item]) -> str:
    """Filled cells parted by one blank."""
    return _written(items, lambda rows: (" ".join(filter(None, row)) for row in rows.rows))


def wide_blanks(items: Sequence[Item]) -> str:
    """Filled cells parted by several blanks."""
    return _written(items, lambda rows: ("    ".join(filter(None, row)) for row in rows.rows))


def cells_as_lines(items: Sequence[Item]) -> str:
    """Each filled cell is a line, as copying from some viewers gives."""
    return _written(items, lambda rows: (text for row in rows.rows for text in row if text))


WRITINGS: Final[tuple[Writing, ...]] = (
    tabs, lines_apart, lines_together, bars, bars_without_ends, html_rows, html_spans, aligned,
    blanks, wide_blanks, cells_as_lines,
)  # fmt: skip
