"""Publications for the tests of the Word renderer, and ways to look into what it writes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from mingzhang.model import Disclosure, Entity
from mingzhang.publisher.compose.page import (
    Block,
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
from mingzhang.publisher.render.docx import render_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def head(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text, CellRole.COLUMN_HEADER, colspan, rowspan)


def label(text: str, indent: int = 0, strong: bool = False) -> Cell:
    return Cell(text, CellRole.ROW_HEADER, indent=indent, strong=strong)


def number(text: str, fact: str | None = None, strong: bool = False) -> Cell:
    return Cell(text, CellRole.NUMBER, fact=fact, strong=strong)


def body(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def expenditure_grid(rows: int = 20, anchor: str = "table-3") -> Grid:
    lines = [(label(""), label("合计", strong=True), *[number("948.41", strong=True)] * 3)]
    lines += [
        (
            label(f"20132{at:02d}"),
            label("一般行政管理事务", at % 3),
            *[number("330.29", f"f{at}")] * 3,
        )
        for at in range(rows)
    ]
    return Grid(
        anchor, "预算支出总表", (0.14, 0.38, 0.16, 0.16, 0.16),
        ((head("项目", 2), head("2025年预算数", 3)),
         (head("科目编码"), head("科目名称"), head("合计"), head("基本支出"), head("项目支出"))),
        tuple(lines), mark="预算公开表3", left="部门名称：中共盂县委组织部", right="单位：万元",
        notes=("注：本套报表因取数时四舍五入，部分金额可能存在尾差",),
    )  # fmt: skip


def two_sided_grid() -> Grid:
    rows = [
        (label("一、一般公共预算" if at == 0 else ""), number(""), label(f"第{at}类支出"),
         *[number("12.00")] * 4)
        for at in range(36)
    ]  # fmt: skip
    return Grid(
        "table-4", "财政拨款收支总表", (0.2, 0.1, 0.3, 0.1, 0.1, 0.1, 0.1),
        ((head("收入", 2), head("支出", 5)),
         (head("项目", 1, 2), head("金额", 1, 2), head("项目", 1, 2), head("金额", 4)),
         tuple(head(text) for text in ("小计", "一般公共预算", "政府性基金预算", "国有资本经营"))),
        tuple(rows), mark="预算公开表4", left="部门名称：中共盂县委组织部", right="单位：万元",
    )  # fmt: skip


def form_grid(index: int, prose: int = 1) -> Grid:
    text = "全面落实年度工作安排，按月拨付资金，确保专款专用。" * prose
    rows: list[tuple[Cell, ...]] = [
        (Cell("项目名称", CellRole.ROW_HEADER, 2), Cell(f"第{index}个项目", CellRole.TEXT, 6)),
        (Cell("项目概况", CellRole.ROW_HEADER, 2), Cell(text, CellRole.TEXT, 6)),
    ]
    for at in range(28):
        first = (Cell("绩效指标", CellRole.ROW_HEADER, 1, 28),) if at == 0 else ()
        rows.append((
            *first, label("产出指标"), label("数量指标"), Cell("培训党务干部人数", CellRole.TEXT),
            Cell("≥80人", CellRole.TEXT), label("数量指标"), Cell("培训人数", CellRole.TEXT),
            Cell("≥80人", CellRole.TEXT),
        ))  # fmt: skip
    widths = (0.085, 0.095, 0.11, 0.19, 0.11, 0.11, 0.19, 0.11)
    return Grid(f"form-{index}", f"第{index}个项目", widths, (), tuple(rows), is_form=True)


def publication(
    *chapters: Chapter,
    entries: tuple[ContentsEntry, ...] = (),
    watermark: str | None = None,
    properties: dict[str, str] | None = None,
    entity: str = "中共盂县委组织部",
) -> Publication:
    title = "2025年度部门预算公开"
    return Publication(
        title, entity, 2025, "zh-CN", Cover(entity, title, "2025年3月"),
        Contents("目录", entries), chapters, f"{entity}{title}", "— {page} —", watermark,
        properties or {},
    )  # fmt: skip


def portrait(*blocks: Block) -> Chapter:
    return Chapter(Orientation.PORTRAIT, blocks)


def landscape(*blocks: Block) -> Chapter:
    return Chapter(Orientation.LANDSCAPE, blocks)


def whole_publication(watermark: str | None = None) -> Publication:
    """As large as the largest disclosures: 13 tables, 21 forms of 30 rows, all kinds of text."""
    chapters = [
        portrait(
            Heading(1, "第一部分 概况", "part-1"), Heading(2, "一、本部门职责", "duties"),
            *[body("贯彻执行党的组织路线，研究拟订年度工作计划，指导基层组织建设。" * 4)] * 9,
        )
    ]  # fmt: skip
    for at in range(1, 14):
        title = Heading(2, f"2025年第{at}张表", f"title-{at}")
        part = (Heading(1, "第二部分 2025年部门预算报表", "part-2"),) if at == 1 else ()
        grid = two_sided_grid() if at in (1, 4) else expenditure_grid(20 + at, f"table-{at}")
        chapters.append((landscape if at in (2, 9, 12) else portrait)(*part, title, grid))
    narrative: list[Block] = [Heading(1, "第三部分 情况说明", "part-3")]
    for at in range(1, 13):
        narrative += [
            Heading(2, f"{at}、收入预算情况说明", f"section-{at}"),
            Heading(3, "（一）规模变化情况", f"section-{at}-1"),
            body("2025年度预算收入981.20万元，主要包括一般公共预算拨款收入948.41万元。" * 4),
            Paragraph((Run("分布图"),), ParagraphStyle.CAPTION),
        ]
    chapters.append(portrait(*narrative))
    for at in range(1, 22):
        title = Paragraph((Run("项目支出绩效目标表"),), ParagraphStyle.FORM_TITLE)
        year = Paragraph((Run("（2025年度）"),), ParagraphStyle.FORM_YEAR)
        chapters.append(portrait(title, year, form_grid(at, 1 + at % 3 * 9)))
    meaning = "指为保障机构正常运转、完成日常工作任务而编制的年度支出计划。"
    chapters.append(
        portrait(
            Heading(1, "第四部分 名词解释", "part-4"),
            *[Definition(f"{at}、", "基本支出", meaning, f"term-{at}") for at in range(12)],
        )
    )
    entries = tuple(
        ContentsEntry(block.level, block.text, block.anchor)
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    )
    return publication(*chapters, entries=entries, watermark=watermark)


def rendered(page: Publication, **fields: Any) -> bytes:
    """The Word file of a publication; `fields` are those of the disclosure that it carries."""
    entity = Entity(name="某局", level="department")
    disclosure = Disclosure(scheme="shanxi", fiscal_year=2025, entity=entity, **fields)
    return render_docx(page, disclosure, lambda address: f"表三 {address}")


def part(docx: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def part_names(docx: bytes) -> list[str]:
    with ZipFile(BytesIO(docx)) as archive:
        return archive.namelist()


def document(docx: bytes) -> etree._Element:
    return part(docx, "word/document.xml")


def text_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def contents_of(docx: bytes) -> list[tuple[str, int]]:
    """The entries of the contents with the page numbers written beside them."""
    links = document(docx).iter(f"{W}hyperlink")
    found = [[node.text or "" for node in link.iter(f"{W}t")] for link in links]
    return [("".join(texts[:-1]), int(texts[-1])) for texts in found]
