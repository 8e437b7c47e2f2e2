"""A scheme unlike that of Shanxi, from budget lines to a page: the engine knows neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from tests.scheme.invented import invented

from mingzhang.compiler import Budget, compile_budget
from mingzhang.compiler.budget import BudgetLine, BudgetUnit, Project
from mingzhang.cube import Coordinate, groups_and_parts
from mingzhang.model import Disclosure, Form, Indicator
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Grid, Heading, Orientation, Paragraph
from mingzhang.publisher.render.html import render_html
from mingzhang.scheme.view import known_facts
from mingzhang.sentence import match_section

OFFICE, BRANCH = "云海市图书馆管理处", "云海市少儿馆"
PICTURES, REPAIR = "绘本购置", "旧馆修缮（一期）"
LIBRARY, SCHOOL = "2070104", "2050299"


def line(yuan_and_fen: int, unit: str, kind: str, **members: str) -> BudgetLine:
    usual = {"period": "current", "source": "treasury", "function": LIBRARY}
    return BudgetLine({**usual, "unit": unit, "kind": kind, **members}, yuan_and_fen)


def budget() -> Budget:
    return Budget(
        scheme=invented(),
        year=2025,
        name=OFFICE,
        level="department",
        code=None,
        area="云海市",
        as_of=date(2024, 8, 31),
        options={"tone": "简"},
        units=[BudgetUnit(OFFICE, "机关", None), BudgetUnit(BRANCH, "场馆", None)],
        projects=[
            Project(PICTURES, "single", "project_reserve"),
            Project(REPAIR, "standing", None),
        ],
        lines=[
            line(1_234_567_50, OFFICE, "staff", economic="30101"),
            line(300_000_49, OFFICE, "running", economic="30201"),
            line(250_000_000_00, BRANCH, "project", project=PICTURES),
            line(
                46_000_000_00,
                OFFICE,
                "project",
                function=SCHOOL,
                period="carryover",
                source="earned",
                project=REPAIR,
            ),
        ],
        priors={Coordinate(): 300_000_000_00},
        registers={"books": {"count": 81_234}},
        forms=[
            Form(
                kind="project_reserve",
                project=PICTURES,
                fields={"做什么": "买三万册绘本。", "备考": "无"},
                indicators=(
                    Indicator(
                        horizon="implementation",
                        level1="做成",
                        level2="多少",
                        level3="册数",
                        value="≥30000册",
                    ),
                ),
            )
        ],
        attachments=[],
        texts={"why": "旧馆修缮快要完工"},
    )


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    compiled = compile_budget(budget())
    assert compiled.missing == ()
    return compiled.disclosure


def test_sentences_are_those_of_the_scheme(disclosure: Disclosure) -> None:
    assert [(one.id, one.title, one.text) for one in disclosure.narrative] == [
        (
            "壹",
            "委办局的大账",
            "云海市图书馆管理处2025年总账297,534,568元，少了2,465,432元（0.82%）。\n"
            "缘由：旧馆修缮快要完工。\n"
            "日常1,534,568元，合0.52%；专项296,000,000元。\n"
            "教育支出46,000,000元（15.46%）／文化旅游体育与传媒支出251,534,568元（84.54%）⋯",
        ),
        ("贰", "专项和藏书", "专项个数\n共2个专项，附表1个。\n藏书\n藏书81234册。\n附表随后"),
    ]


def rows(disclosure: Disclosure, table_id: str) -> list[tuple[str | None, ...]]:
    table = disclosure.table(table_id)
    assert table is not None
    return [(row.code, row.label, *row.cells.values()) for row in table.rows]


def test_tables_are_those_of_the_scheme(disclosure: Disclosure) -> None:
    assert [(one.id, one.title, one.unit) for one in disclosure.tables] == [
        ("A", "2025年钱从哪来到哪去", "元"),
        ("B", "云海市图书馆管理处日常支出", "元"),
        ("C", "大项目一览", "亿元"),
    ]


def test_a_table_in_yuan_shows_no_decimals_and_numbers_the_classes_in_use(
    disclosure: Disclosure,
) -> None:
    assert rows(disclosure, "A") == [
        (None, "今年库款", "251534568"),
        (None, "今年自有", None),
        (None, "往年剩余", "46000000"),
        (None, "来源总数", "297534568"),
        (None, "（一）教育支出", "46000000", "46000000"),
        (None, "（二）文化旅游体育与传媒支出", "251534568", None),
        (None, "用途总数", "297534568", "46000000"),
    ]


def test_the_total_may_stand_last(disclosure: Disclosure) -> None:
    assert rows(disclosure, "B") == [
        ("20701", "文化和旅游", "1534568", "1234568", "300000"),
        ("2070104", "图书馆", "1534568", "1234568", "300000"),
        (None, "共计", "1534568", "1234568", "300000"),
    ]


def test_a_table_in_yi_yuan_shows_three_decimals(disclosure: Disclosure) -> None:
    assert rows(disclosure, "C") == [
        (None, "【云海市图书馆管理处】", None, "0.460", "0.460"),
        (None, "·旧馆修缮（一期）", None, "0.460", "0.460"),
        (None, "【云海市少儿馆】", "2.500", None, "2.500"),
        (None, "·绘本购置", "2.500", None, "2.500"),
    ]


def test_rounded_parts_bring_the_note_of_the_scheme() -> None:
    half = line(50, OFFICE, "running", function=SCHOOL)
    halves = replace(budget(), lines=[half, line(50, OFFICE, "running")])
    tables = compile_budget(halves).disclosure.tables
    assert [table.note for table in tables] == ["尾数未调平", None, "无数"]


def test_each_figure_stands_where_the_scheme_puts_it(disclosure: Disclosure) -> None:
    places = {fact.address: str(fact.coordinate) for fact in disclosure.facts}
    assert places["A.（二）文化旅游体育与传媒支出.old"] == "budget(function=207,period=carryover)"
    assert places["B.2070104.staff"] == "budget(function=2070104,kind=staff)"
    assert places["C.·绘本购置.this"] == (
        "budget(kind=project,period=current,project=绘本购置,unit=云海市少儿馆)"
    )
    assert places["壹.uses.207"] == "budget(function=207)"
    assert places["贰.shown"] == "projects(project=published)"


def test_figures_are_found_again_in_the_printed_tables(disclosure: Disclosure) -> None:
    stated = {fact.address: fact.coordinate for fact in disclosure.facts if "." in fact.address}
    without = msgspec.structs.replace(disclosure, facts=())
    found = {fact.address: fact.coordinate for fact in known_facts(invented(), without)}
    assert len(found) > 30
    assert found.items() <= stated.items()


def test_the_sentences_are_read_back(disclosure: Disclosure) -> None:
    words = {"year": "2025", "last_year": "2024", "entity": OFFICE, "level": "委办局"}
    for section in disclosure.narrative:
        found = match_section(invented(), invented().section(section.id), words, section.text)
        assert found is not None, section.id
        stated = {
            (place.start, place.end)
            for fact in disclosure.facts
            if fact.address.startswith(f"{section.id}.") and ".uses." not in fact.address
            for place in fact.evidence
        }
        assert stated <= {(one.start, one.end) for one in found}


def test_a_column_of_which_makes_no_identity(disclosure: Disclosure) -> None:
    scheme = invented()
    leaves = {
        one.name: [member.key for member in one.members]
        for one in scheme.head.dimensions
        if one.members
    }
    space = scheme.space({"unit": {}, "project": {}})
    row = [fact for fact in disclosure.facts if fact.address.startswith("A.用途总数.")]
    assert len(row) == 2
    assert list(groups_and_parts(row, space, leaves)) == []


def test_a_publication_follows_the_order_of_the_scheme(disclosure: Disclosure) -> None:
    publication = compose(invented(), disclosure, is_draft=True)
    assert publication.title == "云海市图书馆管理处2025年账本"
    assert (publication.header, publication.page_footer) == ("云海市图书馆管理处账本", "第{page}页")
    assert publication.watermark == "未定稿"
    assert [entry.text for entry in publication.contents.entries if entry.level == 1] == [
        "先看名词",
        "再看2025年的话",
        "后看表",
    ]
    assert [entry.text for entry in publication.contents.entries][-3:] == [
        "甲表 2025年钱从哪来到哪去",
        "乙表 云海市图书馆管理处日常支出",
        "丙表 大项目一览",
    ]
    assert publication.chapters[-1].orientation is Orientation.LANDSCAPE


def grids(disclosure: Disclosure) -> dict[str, Grid]:
    chapters = compose(invented(), disclosure).chapters
    return {
        block.anchor: block
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, Grid)
    }


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.body]


def test_grids_are_drawn_as_the_scheme_says(disclosure: Disclosure) -> None:
    drawn = grids(disclosure)
    one = drawn["table-A"]
    assert (one.mark, one.left, one.right) == (
        "云海甲表",
        "编制：云海市图书馆管理处（委办局）",
        "计量：元",
    )
    assert texts(one)[2:] == [
        ["往年剩余", "46000000", "", "", ""],
        ["来源总数", "297534568", "用途总数", "297534568", "46000000"],
    ]
    assert texts(drawn["form-1"]) == [
        ["专项", "绘本购置"],
        ["做什么", "买三万册绘本。"],
        ["成效", "大类", "小类", "细项", "目标"],
        ["做成", "多少", "册数", "≥30000册"],
        ["好坏", "", ""],
        ["有用", "读者", "", ""],
        ["备考", "无"],
    ]


def test_rows_are_indented_by_the_levels_that_are_printed(disclosure: Disclosure) -> None:
    drawn = grids(disclosure)
    assert [row[1].indent for row in drawn["table-B"].body[:2]] == [0, 1]
    assert [row[0].indent for row in drawn["table-C"].body] == [0, 1, 0, 1]


def test_headings_and_paragraphs_are_those_of_the_sections(disclosure: Disclosure) -> None:
    chapters = compose(invented(), disclosure).chapters
    blocks = [block for chapter in chapters for block in chapter.blocks]
    subheadings = [one.text for one in blocks if isinstance(one, Heading) and one.level == 3]
    assert subheadings == ["专项个数", "藏书"]
    sentence = next(one for one in blocks if isinstance(one, Paragraph) and "绘" not in one.text)
    assert [run.text for run in sentence.runs if run.fact] == ["297,534,568", "2,465,432", "0.82"]


def test_a_page_shows_every_text_and_cell(disclosure: Disclosure) -> None:
    page = render_html(compose(invented(), disclosure))
    for text in ("云海甲表", "计量：亿元", "·旧馆修缮（一期）", "2.500", "由云海省金库拨付的钱。",
                 "云海市专项说明单", "年份 2025", "≥30000册"):  # fmt: skip
        assert text in page, text
    for of_shanxi in ("万元", "预算公开表", "部门", "财政拨款"):
        assert of_shanxi not in page, of_shanxi


def test_a_single_unit_is_named_as_the_scheme_names_it() -> None:
    disclosure = compile_budget(replace(budget(), level="unit")).disclosure
    assert disclosure.narrative[0].title == "所属机构的大账"
    assert "教育支出" not in disclosure.narrative[0].text
    assert "（所属机构）" in render_html(compose(invented(), disclosure))
