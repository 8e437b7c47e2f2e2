"""Forms as we publish them, read back: as true grids, and as rows that lost their spans."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from tests.department import NAME, content, workbook
from tests.reader.recognise.printed_forms import TextPlace, evidence_text, line, scheme

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure, Form
from mingzhang.publisher.compose import compose, page
from mingzhang.reader.recognise.forms import ReadForm, read_form, split_forms
from mingzhang.reader.source import Block, Cell, Grid, Passage

INDICATORS = [
    {
        "project": "（部门整体）",
        "horizon": "年度",
        "level1": level1,
        "level2": level2,
        "level3": level3,
        "value": value,
    }
    for level1, level2, level3, value in (
        ("产出指标", "数量指标", "接收档案", "≥500卷"),
        ("产出指标", "数量指标", "举办展览", "2次"),
        ("产出指标", "时效指标", "完成时间", "12月底前"),
        ("满意度指标", "服务对象满意度", "查档群众满意度", "≥95%"),
    )
]
RESERVE = {
    "project": "库房维护经费",
    "项目概况": "更换空调两台。",
    "立项依据": "《档案馆建筑设计规范》",
    "项目设立的必要性": "库房超温。",
    "保证项目实施的制度、措施": "执行采购制度。",
    "项目补助对象和补助政策": "无",
    "项目实施计划": "五月采购。",
    "项目资金管理办法": "馆内办法",
    "项目绩效总体目标": "库房恒温。",
}


@cache
def published() -> Disclosure:
    """The small department with a form of each kind."""
    base = content()
    projects = base.rows["projects"]
    return compile_budget(
        read_budget(
            workbook(
                projects=[projects[0], {**projects[1], "form": "项目储备绩效申报表"}],
                overall={
                    "部门名称": f"118-{NAME}",
                    "内设职能部门数": "3个",
                    "核定的人员编制数": "12人",
                    "其他人员数": "0人",
                    "部门职责": "保管档案。",
                },
                tasks=[
                    {"duty": "档案保管", "task": "库房改造"},
                    {"duty": "档案利用", "task": "扫描十万页"},
                ],
                indicators=[
                    *base.rows["indicators"],
                    *INDICATORS,
                    {
                        "project": "库房维护经费",
                        "horizon": "实施期",
                        "level1": "产出指标",
                        "level2": "数量指标",
                        "level3": "更换空调",
                        "value": "2台",
                    },
                ],
                form__project_reserve=[RESERVE],
            )
        )
    ).disclosure


def grids() -> Iterator[page.Grid]:
    for chapter in compose(scheme(), published()).chapters:
        for block in chapter.blocks:
            if isinstance(block, page.Grid) and block.is_form:
                yield block


def placed_cells(grid: page.Grid) -> list[list[tuple[int, page.Cell]]]:
    """Each row's cells with their columns, beside those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    rows = []
    for number, row in enumerate(grid.body):
        cells, column = [], 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            cells.append((column, cell))
            taken |= {
                (number + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            }
            column += cell.colspan
        rows.append(cells)
    return rows


def ruled(grid: page.Grid) -> Grid:
    return Grid(
        tuple(
            tuple(
                Cell(passage(cell.text), column, cell.colspan, cell.rowspan)
                for column, cell in cells
            )
            for cells in placed_cells(grid)
        )
    )


def loose(grid: page.Grid) -> Grid:
    """Every column a cell, blank where a span covers it, as a dump with tabs has it."""
    rows = []
    for cells in placed_cells(grid):
        texts = [""] * len(grid.widths)
        for column, cell in cells:
            texts[column] = cell.text
        rows.append(tuple(Cell(passage(text), column) for column, text in enumerate(texts)))
    return Grid(tuple(rows), is_ruled=False)


def passage(text: str) -> Passage:
    return Passage.at(text, TextPlace(text))


def read_back(form: str) -> list[ReadForm]:
    blocks: list[Block] = []
    for grid in grids():
        title, _, _ = grid.label.partition("：")
        blocks += [line(title), ruled(grid) if form == "ruled" else loose(grid)]
    parts, _ = split_forms(scheme(), blocks)
    return [read_form(part, number) for number, part in enumerate(parts, 1)]


def plain(form: Form) -> dict[str, Any]:
    """A form without the order of its sums and indicators and without sums that are blank."""
    return {
        "kind": form.kind,
        "project": form.project,
        "fields": form.fields,
        "tasks": form.tasks,
        "funding": {
            (one.horizon, one.source): (Decimal(one.amount), one.unit)
            for one in form.funding
            if one.amount is not None
        },
        "indicators": sorted(
            (one.horizon, one.level1, one.level2, one.level3, one.value or "")
            for one in form.indicators
        ),
    }


@pytest.mark.parametrize("form", ["ruled", "loose"])
def test_a_published_form_is_read_back(form: str) -> None:
    assert len(published().forms) == 3
    assert [plain(one.form) for one in read_back(form)] == [plain(one) for one in published().forms]


@pytest.mark.parametrize("form", ["ruled", "loose"])
def test_nothing_in_a_published_form_is_uncertain(form: str) -> None:
    assert [one.uncertain for one in read_back(form)] == [()] * 3


def test_evidence_gives_back_every_text() -> None:
    for number, read in enumerate(read_back("ruled"), 1):
        texts = {one.path: evidence_text(one) for one in read.placed}
        form = read.form
        for label, text in form.fields.items():
            assert texts[f"forms.{number}.fields.{label}"] == text
        for index, indicator in enumerate(form.indicators, 1):
            assert texts[f"forms.{number}.indicators.{index}.level3"] == indicator.level3
            assert texts[f"forms.{number}.indicators.{index}.value"] == indicator.value
        for sum_ in form.funding:
            if sum_.amount is not None:
                text = texts[f"forms.{number}.funding.{sum_.horizon}.{sum_.source}"]
                assert text.replace(",", "") == sum_.amount
