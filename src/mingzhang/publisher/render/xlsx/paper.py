"""The sheet of paper a spreadsheet is printed on: A4, one page wide, its head and its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsxwriter.worksheet import Worksheet

from mingzhang.publisher.compose.page import Orientation, Publication

__all__ = ["Paper", "paper_of", "prepare"]

_A4: Final = 9
_SHORT: Final = 210
_LONG: Final = 297
_SIDE: Final = 15
_TOP: Final = 20
_BOTTOM: Final = 18
_MM_PER_INCH: Final = 25.4
_LONGEST_MARGIN: Final = 255
_NAME: Final = '&"宋体,常规"'


@dataclass(frozen=True, slots=True)
class Paper:
    """The type area: `width` in pixels of a screen of 96 dots an inch, `height` in points."""

    width: int
    height: float
    is_landscape: bool


def _paper(across: int, down: int) -> Paper:
    return Paper(
        int((across - 2 * _SIDE) / _MM_PER_INCH * 96),
        (down - _TOP - _BOTTOM) / _MM_PER_INCH * 72,
        across > down,
    )


_PORTRAIT: Final = _paper(_SHORT, _LONG)
_LANDSCAPE: Final = _paper(_LONG, _SHORT)


def paper_of(orientation: Orientation) -> Paper:
    """The type area of a sheet that lies so."""
    return _LANDSCAPE if orientation is Orientation.LANDSCAPE else _PORTRAIT


def prepare(page: Worksheet, paper: Paper, publication: Publication) -> None:
    """Set up the paper, with the running head, the review mark and the page number."""
    page.set_paper(_A4)
    if paper.is_landscape:
        page.set_landscape()
    side = _SIDE / _MM_PER_INCH
    page.set_margins(side, side, _TOP / _MM_PER_INCH, _BOTTOM / _MM_PER_INCH)
    page.center_horizontally()
    page.hide_gridlines(2)
    mark = f"&R&14{_NAME}&K808080{_quoted(publication.watermark)}" if publication.watermark else ""
    room = _LONGEST_MARGIN - len(mark) - len(f"&L&9{_NAME}")
    page.set_header(f"&L&9{_NAME}{_quoted(publication.header, room)}{mark}")
    footer = _quoted(publication.page_footer, _LONGEST_MARGIN // 2).replace("{page}", "&P")
    page.set_footer(f"&C&10{_NAME}{footer}")


def _quoted(text: str, room: int = _LONGEST_MARGIN) -> str:
    """A text as heads and feet take it, where `&` begins a command; cut if it is too long."""
    quoted = text.replace("&", "&&").replace("\n", " ")[:room]
    return quoted[:-1] if len(quoted) == room and quoted.count("&") % 2 else quoted
