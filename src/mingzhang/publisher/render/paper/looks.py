"""How each kind of text looks: one `Look` a paragraph style, read by the drawer and the paginator.

Fonts follow the practice of government offices (GB/T 9704): 方正小标宋简体 for titles, 黑体, 楷体
and 仿宋 for the levels below, 宋体 with Times New Roman figures in tables. Lengths are twips,
sizes half points. Every line has an exact height, so that pages can be counted without drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mingzhang.publisher.compose.page import ParagraphStyle
from mingzhang.publisher.render.paper.sheet import LANDSCAPE, PORTRAIT, Sheet

__all__ = [
    "BODY",
    "CHART",
    "CONTENTS_LEVELS",
    "CONTENTS_TITLE",
    "COVER_DATE",
    "COVER_ENTITY",
    "COVER_HEADER",
    "COVER_TITLE",
    "DEFINITION",
    "FANGSONG",
    "FOOTER",
    "HEADER",
    "HEADINGS",
    "HEI",
    "KAI",
    "KEPT_CAPTION",
    "LATER_TABLE_MARK",
    "LATIN",
    "LOOKS",
    "NORMAL",
    "PARAGRAPHS",
    "SEPARATOR",
    "SONG",
    "TABLE_MARK",
    "TABLE_NOTE",
    "TABLE_TITLE",
    "XIAOBIAOSONG",
    "Look",
    "Tab",
    "meta_look",
]

XIAOBIAOSONG = "方正小标宋简体"
HEI = "黑体"
KAI = "楷体_GB2312"
FANGSONG = "仿宋_GB2312"
SONG = "宋体"
LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop that text ends at."""

    position: int
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: its id, the name the user sees, and all that it sets.

    `first_line` counts characters. `outline` is the heading level less one;
    `hangs` says whether a comma may end a line in the margin.
    """

    id: str
    name: str
    east: str = SONG
    size: int = 21
    line: int = 280
    before: int = 0
    after: int = 0
    align: str = "left"
    first_line: int = 0
    left: int = 0
    right: int = 0
    bold: bool = False
    keep_next: bool = False
    outline: int | None = None
    tab: Tab | None = None
    ruled: bool = False
    hangs: bool = True
    parent: str | None = "Normal"
    follower: str | None = None
    built_in: bool = False

    @property
    def em(self) -> int:
        """The width of a full-width character."""
        return self.size * 10


NORMAL = Look("Normal", "Normal", parent=None, built_in=True)
BODY = Look("BudgetBody", "预算正文", FANGSONG, 32, 560, align="both", first_line=2)

COVER_ENTITY = Look("CoverEntity", "封面单位", HEI, 48, 840, before=3400, align="center")
COVER_TITLE = Look(
    "Title", "Title", XIAOBIAOSONG, 72, 1200, before=900, align="center", built_in=True
)
COVER_DATE = Look("CoverDate", "封面日期", KAI, 36, 600, before=4200, align="center")
COVER_HEADER = Look("CoverHeader", "封面页眉", size=18, line=240)

CONTENTS_TITLE = Look(
    "TOCHeading", "TOC Heading", XIAOBIAOSONG, 44, 720, after=240, align="center", built_in=True
)
_LEADER = Tab(PORTRAIT.text_width, "dot")
CONTENTS_LEVELS = (
    Look("TOC1", "toc 1", HEI, 26, 420, tab=_LEADER, built_in=True),
    Look("TOC2", "toc 2", SONG, 24, 390, left=260, tab=_LEADER, built_in=True),
    Look("TOC3", "toc 3", SONG, 24, 390, left=740, tab=_LEADER, built_in=True),
)
HEADER = Look("Header", "header", size=18, line=240, align="center", ruled=True, built_in=True)
FOOTER = Look("Footer", "footer", size=24, line=300, align="center", built_in=True)


def _heading(level: int, east: str) -> Look:
    return Look(
        f"Heading{level}", f"heading {level}", east, 32, 560, first_line=2, keep_next=True,
        outline=level - 1, follower="BudgetBody", built_in=True,
    )  # fmt: skip


HEADINGS = (
    replace(_heading(1, XIAOBIAOSONG), size=44, line=720, after=280, align="center", first_line=0),
    _heading(2, HEI),
    _heading(3, KAI),
    replace(_heading(4, FANGSONG), bold=True),
)
TABLE_TITLE = Look(
    "TableTitle", "预算表标题", XIAOBIAOSONG, 30, 520, align="center", keep_next=True, outline=1,
    parent="Heading2", follower="TableMeta",
)  # fmt: skip
TABLE_MARK = Look("TableMark", "预算表编号", HEI, 21, 320, keep_next=True)
LATER_TABLE_MARK = replace(TABLE_MARK, id="LaterTableMark", name="预算表编号（同页）", before=800)
"""That of a table that follows another on its sheet."""
_META = Look("TableMeta", "预算表单位行", SONG, 21, 340, keep_next=True)
_META_PORTRAIT = replace(_META, tab=Tab(PORTRAIT.text_width))
_META_LANDSCAPE = replace(
    _META,
    id="TableMetaLandscape",
    name="预算表单位行（横排）",
    tab=Tab(LANDSCAPE.text_width),
)
TABLE_NOTE = Look("TableNote", "预算表注", SONG, 18, 300, align="both")
_CAPTION = Look(
    "Caption", "caption", HEI, 24, 480, after=160, align="center", built_in=True
)  # fmt: skip
KEPT_CAPTION = replace(
    _CAPTION, id="KeptCaption", name="图题（与下段同页）", keep_next=True, parent="Caption",
    built_in=False,
)  # fmt: skip
"""That of a chart which only a line or two follow before a new page."""
DEFINITION = replace(BODY, id="Definition", name="名词解释", parent="BudgetBody")
PARAGRAPHS = {
    ParagraphStyle.BODY: BODY,
    ParagraphStyle.CAPTION: _CAPTION,
    ParagraphStyle.FORM_TITLE: Look(
        "FormTitle", "绩效表标题", XIAOBIAOSONG, 32, 520, align="center", keep_next=True
    ),
    ParagraphStyle.FORM_YEAR: Look(
        "FormYear", "绩效表年度", KAI, 24, 400, align="center", keep_next=True
    ),
    ParagraphStyle.NOTE: TABLE_NOTE,
}
CHART = Look("Chart", "图表", SONG, 2, 20, before=240, align="center", keep_next=True)
"""The paragraph that holds a chart: its line is as high as the chart and the foot of its type."""
SEPARATOR = Look("Separator", "表间分隔", SONG, 2, 20)
"""What has to stand between two tables, and at the end of a section that ends with a table."""


def meta_look(sheet: Sheet) -> Look:
    """The line between a table's title and its grid, its right end on this sheet."""
    return _META_LANDSCAPE if sheet.is_landscape else _META_PORTRAIT


LOOKS: tuple[Look, ...] = tuple(
    dict.fromkeys((
        NORMAL, *HEADINGS, COVER_TITLE, COVER_ENTITY, COVER_DATE, COVER_HEADER, CONTENTS_TITLE,
        *CONTENTS_LEVELS, HEADER, FOOTER, BODY, DEFINITION, TABLE_MARK, LATER_TABLE_MARK,
        TABLE_TITLE, _META_PORTRAIT, _META_LANDSCAPE, *PARAGRAPHS.values(), KEPT_CAPTION, CHART,
        SEPARATOR,
    ))
)  # fmt: skip
