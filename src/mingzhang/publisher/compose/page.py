"""Neutral pages: a publication after every decision is made and before anything is drawn.

A renderer walks a `Publication` and draws what it finds. It chooses no words, no order, no number
format and no heading level; the scheme and the composer did. Widths are shares of the text width,
so that one composition serves paper and screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

__all__ = [
    "Block",
    "Cell",
    "CellRole",
    "Chapter",
    "Chart",
    "ChartKind",
    "Contents",
    "ContentsEntry",
    "Cover",
    "Datum",
    "Definition",
    "Grid",
    "Heading",
    "Orientation",
    "Paragraph",
    "ParagraphStyle",
    "Publication",
    "Run",
    "Series",
]


class Orientation(Enum):
    """How a chapter's sheets lie."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class ParagraphStyle(Enum):
    """What a paragraph is, never how it looks."""

    BODY = "body"
    CAPTION = "caption"
    FORM_TITLE = "form_title"
    FORM_YEAR = "form_year"
    NOTE = "note"


class CellRole(Enum):
    """What a cell of a grid is.

    COLUMN_HEADER and ROW_HEADER name what stands below or beside; NUMBER is a displayed figure,
    set right; TEXT is prose, set left; CENTRED is a short code or unit of a column numbering row.
    """

    COLUMN_HEADER = "column_header"
    ROW_HEADER = "row_header"
    NUMBER = "number"
    TEXT = "text"
    CENTRED = "centred"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; `fact` is the address of the displayed figure it is, if it is one."""

    text: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is a part, 2 a table or section, 3 and 4 what stands within a section.

    `short` is what a place with little room calls a part, such as the tab of a sheet.
    """

    level: int
    text: str
    anchor: str
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs in one style."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY

    @property
    def text(self) -> str:
        """The whole text of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Definition:
    """A glossary term and what it means, numbered as printed (一、)."""

    ordinal: str
    term: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that starts here; the places its spans cover are not listed again.

    `indent` counts levels below the top (类 0, 款 1, 项 2). `strong` marks totals.
    """

    text: str
    role: CellRole
    colspan: int = 1
    rowspan: int = 1
    fact: str | None = None
    indent: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or form as a grid.

    `widths` are shares that add up to 1, one a column. `header` rows repeat on each page.
    `mark` stands above the title (预算公开表1); `left` and `right` are the line between title and
    grid (部门名称：…, 单位：万元); `notes` stand below. The heading before a grid is its title; `label`
    names it where none stands by, as for a reader who hears the page.
    `short` is what a place with little room calls a table that stands by itself (表一), else None.
    `kind` is the kind of a form, None for a table.
    """

    anchor: str
    label: str
    widths: tuple[float, ...]
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    mark: str | None = None
    left: str | None = None
    right: str | None = None
    notes: tuple[str, ...] = ()
    is_form: bool = False
    short: str | None = None
    kind: str | None = None


class ChartKind(Enum):
    """What shape a chart takes.

    BARS is a bar for each category, lying. STACKED lays the series of a category end to end.
    GROUPED stands them side by side, as last year beside this year.
    """

    BARS = "bars"
    STACKED = "stacked"
    GROUPED = "grouped"


@dataclass(frozen=True, slots=True)
class Datum:
    """A figure in a chart: what its shape measures, what is written, which displayed figure it is.

    `value` is the displayed amount in the chart's unit, so that shape and label cannot differ.
    `fact` is None for a sum that no figure of the publication shows.
    """

    value: Decimal
    text: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind, one for each category of the chart; None where there is none."""

    name: str
    data: tuple[Datum | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as what it shows: the renderer draws axes from zero, the unit and each value.

    `title` is the caption that stands below. It is drawn with the chart unless `is_captioned`: then
    the text goes on with that line. `alternative` says the same in one or two sentences, for whoever
    cannot see it. `head` stands above: the unit, and where the figures stand (表三).
    """

    anchor: str
    title: str
    unit: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alternative: str
    head: str
    is_captioned: bool = False


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: level 1 for parts, 2 for tables and sections, 3 below them."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents; page numbers are the renderer's to find."""

    title: str
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover: who publishes what, and for which date if known."""

    entity: str
    title: str
    date: str | None = None


Block = Heading | Paragraph | Definition | Grid | Chart


@dataclass(frozen=True, slots=True)
class Chapter:
    """Blocks that begin on a new page of one orientation."""

    orientation: Orientation
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole publication, ready to draw.

    `header` is the running head, `page_footer` the footer text with `{page}` for the page number,
    `watermark` the review mark or None. `language` is a BCP 47 tag. `values` says by address what
    the displayed figures are worth, as plain decimals in 元 or in their own unit.
    """

    title: str
    entity: str
    fiscal_year: int
    language: str
    cover: Cover
    contents: Contents
    chapters: tuple[Chapter, ...]
    header: str
    page_footer: str
    watermark: str | None = None
    properties: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
