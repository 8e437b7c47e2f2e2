"""Two published budgets as PDF: what a person sees on their pages, and that their totals add up.

They lie in a folder beside the repository that not every machine has; where it is missing the
tests say so and skip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache
from itertools import groupby, takewhile
from pathlib import Path

import pytest

from mingzhang.reader.formats.pdf import pdf_document
from mingzhang.reader.source import Document, Grid, Line

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "pdf"
STREET = "上海市普陀区人民政府万里街道办事处24年预算.pdf"
COMMERCE = "上海市普陀区商务委员会单位25年预算.pdf"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the published documents (../shared/pdf) are not on this machine"
)

INCOME = [
    "项目 4×1 | 收入预算 5×1",
    "功能分类科目编码 3×1 | 功能分类科目名称 1×2 | 合计 1×2 | 财政拨款收入 1×2 | 事业收入 1×2"
    " | 事业单位经营收入 1×2 | 其他收入 1×2",
    "类 | 款 | 项",
    "201 |  |  | 一般公共服务支出 | 2,932,700 | 2,932,700 | 0 | 0 | 0",
    "201 | 05 |  | 统计信息事务 | 257,700 | 257,700 | 0 | 0 | 0",
    "201 | 05 | 07 | 专项普查活动 | 257,700 | 257,700 | 0 | 0 | 0",
    "201 | 29 |  | 群众团体事务 | 426,000 | 426,000 | 0 | 0 | 0",
    "201 | 29 | 02 | 一般行政管理事务 | 426,000 | 426,000 | 0 | 0 | 0",
    "201 | 32 |  | 组织事务 | 888,700 | 888,700 | 0 | 0 | 0",
]
"""Page 11 of the first document, down to its ninth row; spans as columns×rows."""

GRANTS = [
    "财政拨款收入 2×1 | 财政拨款支出 5×1",
    "项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算",
    "一、一般公共预算资金 | 371,514,655.00 | 一、一般公共服务支出 | 21,601,733.00"
    " | 21,601,733.00 |  | ",
    "二、政府性基金 |  | 二、科学技术支出 | 17,200,000.00 | 17,200,000.00 |  | ",
    "三、国有资本经营预算 |  | 三、社会保障和就业支出 | 3,808,085.00 | 3,808,085.00 |  | ",
    " |  | 四、卫生健康支出 | 881,803.00 | 881,803.00 |  | ",
    " |  | 五、资源勘探工业信息等支出 | 293,810,000.00 | 293,810,000.00 |  | ",
    " |  | 六、商业服务业等支出 | 31,364,000.00 | 31,364,000.00 |  | ",
    " |  | 七、住房保障支出 | 2,849,034.00 | 2,849,034.00 |  | ",
    *[" |  |  |  |  |  | "] * 5,
    "收入总计 | 371,514,655.00 | 支出总计 | 371,514,655.00 | 371,514,655.00 |  | ",
]
"""Page 14 of the second document."""

RECEPTION = [
    "2024年“三公”经费预算数 6×1 | 2024年机关运行经费预算数 1×3",
    "合计 1×2 | 因公出国(境)费 1×2 | 公务接待费 1×2 | 公务用车购置及运行费 3×1",
    "小计 | 购置费 | 运行费",
    "47.91 | 0 | 1.35 | 46.56 | 25 | 21.56 | 443.18",
]
"""Page 31 of the first document."""


@cache
def document(name: str) -> Document:
    return pdf_document((FOLDER / name).read_bytes())


def grids(name: str) -> list[Grid]:
    return [block for block in document(name).blocks if isinstance(block, Grid)]


def shown(grid: Grid) -> list[str]:
    return [
        " | ".join(
            cell.text
            + (f" {cell.colspan}×{cell.rowspan}" if (cell.colspan, cell.rowspan) != (1, 1) else "")
            for cell in row
        )
        for row in grid.rows
    ]


@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [(STREET, 11, INCOME), (COMMERCE, 14, GRANTS), (STREET, 31, RECEPTION)],
)
def test_a_table_is_read_as_it_is_printed(name: str, page: int, expected: list[str]) -> None:
    (grid,) = (grid for grid in grids(name) if grid.page == page)
    assert shown(grid)[: len(expected)] == expected


def test_every_page_with_a_table_has_exactly_that_table() -> None:
    assert [grid.page for grid in grids(STREET)] == [*range(10, 32)]
    assert [grid.page for grid in grids(COMMERCE)] == [*range(9, 22)]
    assert all(grid.is_ruled for name in (STREET, COMMERCE) for grid in grids(name))


FIGURE = re.compile(r"0|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|")


def amounts(grid: Grid) -> list[tuple[tuple[str, ...], tuple[Decimal, ...]]]:
    """The rows that end in figures: their labels and their figures."""
    rows = []
    for row in grid.rows:
        texts = [cell.text for cell in row]
        figures = list(takewhile(FIGURE.fullmatch, reversed(texts)))[::-1]
        if any(figures):
            labels = tuple(texts[: len(texts) - len(figures)])
            rows.append((labels, tuple(Decimal(f.replace(",", "") or 0) for f in figures)))
    return rows


FUNCTIONS = {STREET: (*range(11, 21), *range(22, 27)), COMMERCE: (10, 11, 12, 13, 15, 16)}
"""The pages with tables by function: codes of class, section and item, a name, figures."""


@pytest.mark.parametrize("name", [STREET, COMMERCE])
def test_each_row_of_each_page_adds_up(name: str) -> None:
    checked = 0
    for grid in grids(name):
        if grid.page in FUNCTIONS[name]:
            for labels, (total, *parts) in amounts(grid):
                assert total == sum(parts), (grid.page, labels)
                checked += 1
    assert checked > 50


@pytest.mark.parametrize("name", [STREET, COMMERCE])
def test_classes_add_up_from_their_items_over_all_pages_of_a_table(name: str) -> None:
    rows = [row for grid in grids(name) if grid.page in FUNCTIONS[name] for row in amounts(grid)]
    tables = 0
    start = 0
    for number, (labels, total) in enumerate(rows):
        if labels[0] == "合计":
            table = rows[start:number]
            start = number + 1
            _assert_adds_up(table, total)
            tables += 1
    assert tables >= 3


def _assert_adds_up(
    table: list[tuple[tuple[str, ...], tuple[Decimal, ...]]], total: tuple[Decimal, ...]
) -> None:
    levels: dict[int, dict[tuple[str, ...], Decimal]] = defaultdict(dict)
    for (*code, _), figures in table:
        key = tuple(part for part in code if part)
        levels[len(key)][key] = figures[0]
    assert sum(levels[1].values()) == total[0]
    for level in (1, 2):
        for key, stated in levels[level].items():
            parts = [amount for code, amount in levels[level + 1].items() if code[:level] == key]
            assert sum(parts) == stated, key


def test_text_hidden_at_a_page_break_is_read_once() -> None:
    texts = [block.text for block in document(COMMERCE).blocks if isinstance(block, Line)]
    items = [text.split("、")[0] for text in texts if text[:1].isdigit() and "、" in text[:3]]
    assert items == [str(number) for number in range(1, 14)]
    (nine,) = (text for text in texts if text.startswith("9、"))
    assert "建立健全生活必需品市场供应应急机制" in nine


def test_every_figure_has_its_place_on_its_page() -> None:
    for name in (STREET, COMMERCE):
        for page, tables in groupby(grids(name), key=lambda grid: grid.page):
            for grid in tables:
                for passage in grid.passages():
                    if passage:
                        evidence = passage.evidence()
                        assert evidence is not None
                        assert evidence.page == page
                        assert evidence.bbox is not None
                        x0, y0, x1, y1 = evidence.bbox
                        assert 0 <= x0 < x1 <= 842
                        assert 0 <= y0 < y1 <= 596
