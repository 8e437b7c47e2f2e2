"""On which page each anchor stands, without drawing: a model of how Word breaks pages.

All lines and rows have known heights, so counting is addition. What the model leaves out, such as
the compression of punctuation, is switched off in the document. It is meant to be exact; where a
wide character falls differently it may be one page off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.publisher.render.paper import looks
from mingzhang.publisher.render.paper.flow import Drawing, Item, Stretch, Table, Text, text_lines
from mingzhang.publisher.render.paper.sheet import Sheet

__all__ = ["page_numbers"]


@dataclass(frozen=True, slots=True)
class _Box:
    """A line or a row: what is never cut.

    `glued` boxes keep with the next; `repeated` is the height of the header rows that come first
    when the box begins a page.
    """

    height: int
    glued: bool = False
    anchor: str | None = None
    new_page: bool = False
    repeated: int = 0


@dataclass(slots=True)
class _Press:
    """Where the next box goes."""

    pages: dict[str, int]
    page: int = 0
    used: int = 0
    height: int = 0

    def turn(self) -> None:
        """Begin a new page."""
        self.page += 1
        self.used = 0

    def place(self, chain: list[_Box]) -> None:
        """Place boxes that keep together; a chain longer than a page breaks where it must."""
        total = sum(box.height for box in chain)
        if chain[0].new_page or (self.used and self.used + total > self.height >= total):
            self.turn()
            self.used = chain[0].repeated
        for box in chain:
            if self.used and self.used + box.height > self.height:
                self.turn()
                self.used = box.repeated
            if box.anchor is not None:
                self.pages.setdefault(box.anchor, self.page)
            self.used += box.height


def page_numbers(stretches: tuple[Stretch, ...]) -> dict[str, int]:
    """The page of each anchor, the first chapter beginning on page 1."""
    press = _Press({})
    for stretch in stretches:
        press.height = stretch.sheet.text_height
        press.turn()
        for chain in _chains(stretch):
            press.place(chain)
    return press.pages


def _chains(stretch: Stretch) -> Iterator[list[_Box]]:
    chain: list[_Box] = []
    for item in stretch.items:
        for box in _boxes(item, stretch.sheet):
            if box.new_page and chain:
                yield chain
                chain = []
            chain.append(box)
            if not box.glued:
                yield chain
                chain = []
    if chain:
        yield chain


def _boxes(item: Item, sheet: Sheet) -> Iterator[_Box]:
    if isinstance(item, Drawing):
        return iter([_drawing_box(item)])
    return _text_boxes(item, sheet) if isinstance(item, Text) else _row_boxes(item)


def _drawing_box(drawing: Drawing) -> _Box:
    """A chart is a line of its own; it keeps with its caption."""
    height = looks.CHART.before + drawing.height + looks.CHART.line + looks.CHART.after
    return _Box(height, glued=True, anchor=drawing.anchor, new_page=drawing.new_page)


def _text_boxes(text: Text, sheet: Sheet) -> Iterator[_Box]:
    look = text.look
    last = text_lines(text, sheet) - 1
    for line in range(last + 1):
        first = line == 0
        yield _Box(
            look.line + (look.before if first else 0) + (look.after if line == last else 0),
            glued=look.keep_next,
            anchor=text.anchor if first else None,
            new_page=text.new_page and first,
        )


def _row_boxes(table: Table) -> Iterator[_Box]:
    repeated = table.fitted.header_height
    line = table.fitted.family.line
    for index, row in enumerate(table.fitted.rows):
        first = index == 0
        pieces = _split(row.height, line) if row.may_split else [row.height]
        for at, height in enumerate(pieces):
            yield _Box(
                height,
                glued=row.is_header,
                anchor=table.anchor if first and at == 0 else None,
                new_page=table.new_page and first and at == 0,
                repeated=0 if row.is_header else repeated,
            )


def _split(height: int, line: int) -> list[int]:
    """The lines of a row that may be cut; the first also bears what is not text."""
    count = max(1, height // line)
    return [height - (count - 1) * line, *[line] * (count - 1)]
