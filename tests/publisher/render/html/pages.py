"""A small publication with one of everything, and eyes for the page drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import html

from mingzhang.publisher.compose.page import (
    Cell,
    CellRole,
    Chapter,
    Contents,
    ContentsEntry,
    Cover,
    Definition,
    Grid,
    Heading,
    Orientation,
    Paragraph,
    ParagraphStyle,
    Publication,
    Run,
)
from mingzhang.publisher.render.html import render_html

LINKS = (("PDF 文档", "budget.pdf"), ("数据", "data/budget.json?a=1&b=2"))


def named(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text, CellRole.COLUMN_HEADER, colspan, rowspan)


def row_named(text: str, colspan: int = 1, rowspan: int = 1, *, indent: int = 0) -> Cell:
    return Cell(text, CellRole.ROW_HEADER, colspan, rowspan, indent=indent)


def figure(text: str, fact: str | None = None, *, strong: bool = False) -> Cell:
    return Cell(text, CellRole.NUMBER, fact=fact, strong=strong)


def prose(text: str, colspan: int = 1) -> Cell:
    return Cell(text, CellRole.TEXT, colspan)


def said(text: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    return Paragraph((Run(text),), style)


TWO_SIDED = Grid(
    anchor="table-04",
    label="2025年财政拨款收支总表",
    widths=(0.25, 0.1, 0.25, 0.1, 0.1, 0.1, 0.1),
    header=(
        (named("收入", 2), named("支出", 5)),
        (named("项目", 1, 2), named("金额", 1, 2), named("项目", 1, 2), named("金额", 4)),
        (
            named("小计"),
            named("一般公共预算"),
            named("政府性基金预算"),
            named("国有资本经营预算"),
        ),
    ),
    body=(
        (
            row_named("一、一般公共预算"),
            figure("948.41", "04.一、 一般公共预算.amount"),
            row_named("一、一般公共服务支出"),
            figure("890.11", "04.201.total"),
            figure("890.11", "04.201.general"),
            figure(""),
            figure(""),
        ),
        (
            row_named(""),
            figure(""),
            row_named("支出总计"),
            figure("890.11", "04.支出总计.total", strong=True),
            figure("890.11", "04.201.general", strong=True),
            figure(""),
            figure(""),
        ),
    ),
    mark="预算公开表4",
    left="部门名称：上党区委组织部",
    right="单位：万元",
    notes=("注：部分金额可能存在尾差", "第二条注"),
)

EMPTY = Grid(
    anchor="table-13",
    label="2025年项目支出预算表（上年结转）",
    widths=(0.5, 0.25, 0.25),
    header=(
        (named("项目名称", 1, 2), named("财政拨款", 2)),
        (named("一般公共预算"), named("政府性基金预算")),
        (Cell("1", CellRole.CENTRED), Cell("2", CellRole.CENTRED), Cell("3", CellRole.CENTRED)),
    ),
    body=(),
    mark="预算公开表13",
    notes=("注：本表无数据",),
)

FORM = Grid(
    anchor="form-1",
    label="项目支出绩效目标表：党员教育",
    widths=(0.1, 0.2, 0.4, 0.3),
    header=(),
    body=(
        (row_named("项目名称", 2), prose("党员教育", 2)),
        (row_named("项目概况", 2), prose("全面提升\n理论水平", 2)),
        (row_named("绩效指标", 1, 3), named("二级指标"), named("三级指标"), named("指标值")),
        (row_named("数量指标", 1, 2), prose("培训次数"), prose("≥1次")),
        (prose("培训人数"), prose("<30人")),
    ),
    is_form=True,
)


def heading(level: int, text: str, anchor: str) -> Heading:
    return Heading(level, text, anchor)


def chapters() -> tuple[Chapter, ...]:
    tables = Chapter(
        Orientation.LANDSCAPE,
        (
            heading(1, "第二部分 2025年部门预算报表", "part-2"),
            heading(2, "四、2025年财政拨款收支总表", "title-04"),
            TWO_SIDED,
        ),
    )
    empty = Chapter(
        Orientation.PORTRAIT,
        (heading(2, "十三、2025年项目支出预算表（上年结转）", "title-13"), EMPTY),
    )
    told = Chapter(
        Orientation.PORTRAIT,
        (
            heading(1, "第三部分 情况说明", "part-3"),
            heading(2, "十、绩效管理情况", "section-3.10"),
            heading(3, "1、整体绩效目标", "section 3.10.1"),
            Paragraph((Run("支出"), Run("890.11", "04.201.total"), Run("万元，增加"))),
            Paragraph((Run("比上年增加"), Run("35.55", "3.1.change"), Run("万元。"))),
            said("结构图", ParagraphStyle.CAPTION),
            said("项目支出绩效目标表", ParagraphStyle.FORM_TITLE),
            said("（2025年度）", ParagraphStyle.FORM_YEAR),
            FORM,
            heading(1, "第四部分 名词解释", "part-4"),
            Definition("一、", "基本支出", "指为保障机构正常运转。", "term-1"),
            Definition("二、", "项目支出", "指在基本支出之外。", "term-2"),
            said("以上。", ParagraphStyle.NOTE),
        ),
    )
    return tables, empty, told


CONTENTS = Contents(
    "目录",
    (
        ContentsEntry(1, "第二部分 2025年部门预算报表", "part-2"),
        ContentsEntry(2, "表四", "title-04"),
        ContentsEntry(2, "表十三", "title-13"),
        ContentsEntry(1, "第三部分 情况说明", "part-3"),
        ContentsEntry(2, "十、绩效管理情况", "section-3.10"),
        ContentsEntry(3, "1、整体绩效目标", "section 3.10.1"),
        ContentsEntry(1, "第四部分 名词解释", "part-4"),
        ContentsEntry(2, "附件", "not-in-this-page"),
    ),
)

PUBLICATION = Publication(
    title="上党区委组织部2025年度部门预算公开",
    entity="上党区委组织部",
    fiscal_year=2025,
    language="zh-CN",
    cover=Cover("上党区委组织部", "2025年度部门预算公开", "2025年3月"),
    contents=CONTENTS,
    chapters=chapters(),
    header="上党区委组织部 2025年度部门预算公开",
    page_footer="第 {page} 页",
)


def of_blocks(*blocks: Heading | Paragraph | Definition | Grid) -> Publication:
    """A publication of one chapter that holds these blocks."""
    return replace(PUBLICATION, chapters=(Chapter(Orientation.PORTRAIT, blocks),))


def drawn(publication: Publication = PUBLICATION) -> html.HtmlElement:
    """The page as a browser would understand it."""
    return html.document_fromstring(render_html(publication, LINKS))


def rows_of(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    """The rows of each group of a table; spans never leave a group."""
    for group in table.xpath("thead|tbody"):
        yield group.xpath("tr")


def occupancy(rows: list[html.HtmlElement]) -> dict[tuple[int, int], int]:
    """How many cells lie on each place of a group of rows, as the standard lays them out."""
    places: dict[tuple[int, int], int] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row.xpath("td|th"):
            while (y, x) in places:
                x += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    place = (y + down, x + right)
                    places[place] = places.get(place, 0) + 1
    return places
