"""What a publication is made of: the prescribed order, headings, grids, forms and marked figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from msgspec import structs
from tests.compiler.workbooks import compiled, fields
from tests.department import content

from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import (
    Cell,
    CellRole,
    Definition,
    Grid,
    Heading,
    Orientation,
    Paragraph,
    ParagraphStyle,
    Publication,
)
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", 2026)
DISCLOSURE = compiled(
    attachment__purchase_services=[{"code": "B01"}, {"code": "B0101"}],
).disclosure

_Block = TypeVar("_Block")


@pytest.fixture(scope="module")
def composed() -> Publication:
    return compose(SCHEME, DISCLOSURE)


def blocks(publication: Publication, kind: type[_Block]) -> Iterator[_Block]:
    for chapter in publication.chapters:
        for block in chapter.blocks:
            if isinstance(block, kind):
                yield block


def grid(publication: Publication, anchor: str) -> Grid:
    return next(one for one in blocks(publication, Grid) if one.anchor == anchor)


def texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in row]


def columns(row: tuple[Cell, ...]) -> int:
    return sum(cell.colspan for cell in row)


def test_cover_title_and_running_head_name_the_department_and_the_year(
    composed: Publication,
) -> None:
    assert (composed.cover.entity, composed.cover.title) == ("示范县档案馆", "2026年度部门预算公开")
    assert composed.title == composed.header == "示范县档案馆2026年度部门预算公开"
    assert (composed.language, composed.fiscal_year) == ("zh-CN", 2026)


def test_single_unit_is_called_a_unit_throughout() -> None:
    unit = compose(SCHEME, compiled(basics=fields("basics", level="单位")).disclosure)
    assert unit.title == "示范县档案馆2026年度单位预算公开"
    assert [one.text for one in unit.contents.entries if one.level == 1] == [
        "第一部分　概况",
        "第二部分　2026年单位预算报表",
        "第三部分　2026年度单位预算情况说明",
        "第四部分　名词解释",
    ]
    assert grid(unit, "table-01").left == "单位名称：示范县档案馆"


def test_contents_list_parts_tables_and_sections_in_the_prescribed_order(
    composed: Publication,
) -> None:
    entries = [one.text for one in composed.contents.entries]
    assert len(entries) == 4 + 2 + 13 + 12 + 2
    assert entries[:5] == [
        "第一部分　概况",
        "一、本部门职责",
        "二、机构设置情况",
        "第二部分　2026年部门预算报表",
        "表一　2026年预算收支总表",
    ]
    assert entries[16:19] == [
        "表十三　2026年项目支出预算表（上年结转）",
        "第三部分　2026年度部门预算情况说明",
        "一、部门预算收支数据变动情况及原因",
    ]
    assert entries[29:] == [
        "十二、其他说明",
        "（一）政府购买服务指导性目录",
        "（二）其他",
        "第四部分　名词解释",
    ]


def test_every_entry_of_the_contents_leads_to_a_heading(composed: Publication) -> None:
    anchors = [one.anchor for one in blocks(composed, Heading)]
    assert len(anchors) == len(set(anchors))
    assert [one.anchor for one in composed.contents.entries] == [
        anchor for anchor in anchors if anchor in {one.anchor for one in composed.contents.entries}
    ]


def test_wide_tables_lie_across_the_sheet(composed: Publication) -> None:
    across = [
        block.anchor
        for chapter in composed.chapters
        if chapter.orientation is Orientation.LANDSCAPE
        for block in chapter.blocks
        if isinstance(block, Grid)
    ]
    assert across == ["table-02", "table-09", "table-12", "table-13"]


def test_every_row_of_every_grid_fills_its_columns(composed: Publication) -> None:
    for one in blocks(composed, Grid):
        height: list[int] = [0] * len(one.widths)
        for row in (*one.header, *one.body):
            open_places = [place for place, rest in enumerate(height) if rest == 0]
            assert columns(row) == len(open_places), (one.anchor, texts(row))
            height = [max(0, rest - 1) for rest in height]
            places = iter(open_places)
            for cell in row:
                for _ in range(cell.colspan):
                    height[next(places)] = cell.rowspan - 1
        assert set(height) == {0}, one.anchor


def test_table_has_its_mark_owner_unit_and_note_around_it(composed: Publication) -> None:
    empty = grid(composed, "table-07")
    assert (empty.mark, empty.left, empty.right) == (
        "预算公开表7",
        "部门名称：示范县档案馆",
        "单位：万元",
    )
    assert empty.notes == ("注：本表无数据",)
    assert grid(composed, "table-03").notes == ()


def test_header_spans_are_kept(composed: Publication) -> None:
    rows = grid(composed, "table-04").header
    assert [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in rows] == [
        [("收入", 2, 1), ("支出", 5, 1)],
        [("项目", 1, 2), ("金额", 1, 2), ("项目", 1, 2), ("金额", 4, 1)],
        [
            ("小计", 1, 1),
            ("一般公共预算", 1, 1),
            ("政府性基金预算", 1, 1),
            ("国有资本经营预算", 1, 1),
        ],
    ]


def test_line_of_column_numbers_stands_where_it_is_prescribed(composed: Publication) -> None:
    assert texts(grid(composed, "table-12").header[-1]) == list("1234567")


def test_codes_are_indented_by_level_and_totals_are_strong(composed: Publication) -> None:
    body = grid(composed, "table-03").body
    total, *rows = [row[0] if row[0].colspan == 2 else row[1] for row in body[:4]]
    assert (total.text, total.strong, total.role) == ("合计", True, CellRole.ROW_HEADER)
    assert [(cell.text, cell.indent, cell.strong) for cell in rows] == [
        ("一般公共服务支出", 0, False),
        ("档案事务", 1, False),
        ("行政运行", 2, False),
    ]


def test_sides_of_a_table_stand_beside_each_other_with_their_closing_rows_level(
    composed: Publication,
) -> None:
    body = grid(composed, "table-01").body
    assert len(body) == 33
    assert texts(body[0]) == [
        "一、一般公共预算", "55.96", "一、一般公共服务支出", "48.60", "48.10", "0.50",
    ]  # fmt: skip
    assert texts(body[5])[:3] == ["", "", "六、科学技术支出"]
    assert [texts(row)[0::2][:2] for row in body[30:]] == [
        ["本年收入合计", "本年支出合计"],
        ["上年结转", "年终结转"],
        ["收入总计", "支出总计"],
    ]


def test_every_printed_figure_of_a_table_names_its_fact(composed: Publication) -> None:
    facts = {fact.address: fact.text for fact in DISCLOSURE.facts}
    named = [
        (cell.fact, cell.text)
        for one in blocks(composed, Grid)
        if one.anchor.startswith("table-")
        for row in one.body
        for cell in row
        if cell.role is CellRole.NUMBER and cell.text
    ]
    assert named
    assert all(fact is not None and facts[fact] == text for fact, text in named)


def test_figures_of_a_sentence_name_their_facts(composed: Publication) -> None:
    (third,) = [one for one in blocks(composed, Paragraph) if "支出预算56.46万元" in one.text]
    assert [(run.text, run.fact) for run in third.runs if run.fact] == [
        ("56.46", "3.3.total"),
        ("38.96", "3.3.basic"),
        ("69.00", "3.3.basic.share"),
        ("17.5", "3.3.project"),
        ("31.00", "3.3.project.share"),
    ]


def test_subheadings_of_a_section_are_headings_and_its_text_is_whole(
    composed: Publication,
) -> None:
    headings = [one.text for one in blocks(composed, Heading) if one.level == 3]
    assert headings == [
        "（一）一般公共预算当年支出规模变化情况",
        "（二）一般公共预算当年支出结构情况",
        "1、整体绩效目标",
        "2、项目绩效目标",
        "1、车辆情况：",
        "2、房屋情况：",
        "3、其他国有资产占有使用情况：",
        "（一）政府购买服务指导性目录",
        "（二）其他",
    ]
    printed = "".join(
        block.text
        for chapter in composed.chapters
        for block in chapter.blocks
        if isinstance(block, (Heading, Paragraph))
    )
    for section in DISCLOSURE.narrative:
        assert "".join(section.text.split()) in "".join(printed.split())


def test_form_stands_after_the_section_that_announces_it(composed: Publication) -> None:
    number, chapter = next(
        (number, chapter)
        for number, chapter in enumerate(composed.chapters)
        if any(isinstance(block, Grid) and block.is_form for block in chapter.blocks)
    )
    title, year, form = chapter.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(year, Paragraph)
    assert isinstance(form, Grid)
    assert (title.text, title.style) == (
        "示范县级预算部门（单位）项目支出绩效目标表",
        ParagraphStyle.FORM_TITLE,
    )
    assert (year.text, year.style) == ("（2026年度）", ParagraphStyle.FORM_YEAR)
    before = composed.chapters[number - 1].blocks[-1]
    assert isinstance(before, Paragraph)
    assert before.text == "（项目绩效目标表公开情况见附件）"


def test_form_groups_money_and_sets_indicators_of_both_horizons_side_by_side(
    composed: Publication,
) -> None:
    body = [texts(row) for row in grid(composed, "form-1").body]
    assert body[0] == ["项目名称", "档案数字化经费"]
    assert body[3] == ["项目资金（元）", "实施期资金总额", "300,000", "年度资金总额", "150,000"]
    assert [
        "产出指标",
        "数量指标",
        "数字化页数",
        "≥200000页",
        "数量指标",
        "数字化页数",
        "≥100000页",
    ] in body
    assert ["时效指标", "", "", "时效指标", "", ""] in body


def test_indicators_stand_beside_those_of_the_same_name() -> None:
    rows = content().rows["indicators"]
    more = {
        "project": "档案数字化经费",
        "level1": "产出指标",
        "level2": "数量指标",
        "value": "≥1次",
    }
    made = compiled(
        indicators=[
            {**more, "horizon": "年度", "level3": "培训次数"},
            *rows,
            {**more, "horizon": "实施期", "level3": "培训次数"},
            {**more, "horizon": "年度", "level3": "巡检次数"},
        ]
    )
    body = [texts(row) for row in grid(compose(SCHEME, made.disclosure), "form-1").body]
    start = next(place for place, row in enumerate(body) if row[0] == "产出指标")
    assert body[start : start + 3] == [
        ["产出指标", "数量指标", "数字化页数", "≥200000页", "数量指标", "数字化页数", "≥100000页"],
        ["培训次数", "≥1次", "培训次数", "≥1次"],
        ["", "", "巡检次数", "≥1次"],
    ]


def test_short_tables_that_follow_each_other_share_a_sheet(composed: Publication) -> None:
    sheets = [
        [block.anchor for block in chapter.blocks if isinstance(block, Grid)]
        for chapter in composed.chapters
    ]
    shared = [sheet for sheet in sheets if len(sheet) > 1]
    assert shared == [["table-06", "table-07", "table-08"], ["table-10", "table-11"]]


def test_attached_list_stands_on_sheets_of_its_own_under_its_title(composed: Publication) -> None:
    attached = grid(composed, "attachment-purchase_services")
    assert [texts(row) for row in (*attached.header, *attached.body)] == [
        ["代码", "名称"],
        ["B01", "法律服务"],
        ["B0101", "法律顾问服务"],
    ]
    (sheet,) = [chapter.blocks for chapter in composed.chapters if attached in chapter.blocks]
    title = sheet[0]
    assert isinstance(title, Paragraph)
    assert title.style is ParagraphStyle.FORM_TITLE
    assert title.text == "政府购买服务指导性目录（B类）"


def test_glossary_is_numbered(composed: Publication) -> None:
    terms = list(blocks(composed, Definition))
    assert [one.ordinal for one in terms[:3]] == ["一、", "二、", "三、"]
    assert terms[0].term == "基本支出"


def test_draft_alone_bears_the_review_mark(composed: Publication) -> None:
    draft = compose(SCHEME, DISCLOSURE, is_draft=True)
    assert (composed.watermark, draft.watermark) == (None, "仅供内部审核")
    assert draft.chapters == composed.chapters


def test_bare_disclosure_is_composed_with_its_parts_alone() -> None:
    bare = Disclosure(
        scheme="shanxi",
        fiscal_year=2026,
        entity=structs.replace(DISCLOSURE.entity, name="某局"),
    )
    assert [one.level for one in compose(SCHEME, bare).contents.entries] == [1, 1, 1, 1]
