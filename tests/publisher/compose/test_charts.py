"""Which charts a publication has: those whose figures it displays, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tests.compiler.workbooks import compiled
from tests.department import content, line
from tests.scheme.invented import invented

from mingzhang.cube import Fact
from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Block, Chart, ChartKind, Paragraph
from mingzhang.scheme import load_scheme
from mingzhang.workflow.opening import open_disclosure

SCHEME = load_scheme("shanxi", 2026)
DISCLOSURE = compiled().disclosure
SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples").glob("*.xlsx"))
TITLES = ["预算收入来源构成图", "预算支出功能分类构成图", "基本支出和项目支出构成图",
          "一般公共预算当年拨款结构图", "三公经费分布图", "项目支出规模图"]  # fmt: skip


def blocks(disclosure: Disclosure, **options: Any) -> list[Block]:
    composed = compose(SCHEME, disclosure, **options)
    return [block for chapter in composed.chapters for block in chapter.blocks]


def charts(disclosure: Disclosure) -> dict[str, Chart]:
    """The charts by title, without number."""
    found = (block for block in blocks(disclosure) if isinstance(block, Chart))
    return {chart.title.partition("　")[2] or chart.title: chart for chart in found}


def shown(chart: Chart) -> list[list[str | None]]:
    return [[one.text if one else None for one in series.data] for series in chart.series]


def with_lines(*lines: dict[str, Any]) -> Disclosure:
    return compiled(lines=[*content().rows["lines"], *lines]).disclosure


def with_cells(table: str, rows: Sequence[tuple[str, str]], column: str) -> Disclosure:
    """With these rows, each with one figure, at the end of a table."""
    (old,) = (one for one in DISCLOSURE.tables if one.id == table)
    like = old.rows[-1]
    added = [structs.replace(like, label=label, cells={column: text}) for label, text in rows]
    new = structs.replace(old, rows=(*old.rows, *added))
    tables = tuple(new if one is old else one for one in DISCLOSURE.tables)
    return structs.replace(DISCLOSURE, tables=tables)


def test_charts_are_numbered_and_those_without_figures_are_none() -> None:
    found = [one.title for one in charts(DISCLOSURE).values()]
    assert found == [
        f"图{number}　{title}"
        for number, title in enumerate([one for one in TITLES if one != "三公经费分布图"], 1)
    ]


def test_categories_are_the_rows_of_the_table_the_largest_first() -> None:
    chart = charts(DISCLOSURE)["预算支出功能分类构成图"]
    assert (chart.kind, chart.unit, chart.head) == (
        ChartKind.BARS,
        "万元",
        "单位：万元　数据：表三",
    )
    assert chart.categories == ("一般公共服务支出", "社会保障和就业支出", "住房保障支出")
    assert shown(chart) == [["48.60", "4.50", "3.36"]]
    assert [one.fact for one in chart.series[0].data if one] == [
        "03.201.total",
        "03.208.total",
        "03.221.total",
    ]


def test_series_lie_end_to_end_and_a_blank_cell_is_no_value() -> None:
    chart = charts(DISCLOSURE)["基本支出和项目支出构成图"]
    assert [one.name for one in chart.series] == ["基本支出", "项目支出"]
    assert shown(chart) == [["31.10", "4.50", "3.36"], ["17.50", None, None]]


def test_where_there_is_one_class_its_parts_are_shown() -> None:
    lines = [one for one in content().rows["lines"] if str(one["function"]).startswith("201")]
    more = line(function="2010101", kind="人员经费", economic="30101", amount=Decimal("10000.00"))
    chart = charts(compiled(lines=[*lines, more]).disclosure)["预算支出功能分类构成图"]
    assert chart.categories == ("档案事务", "人大事务")
    one_part = charts(compiled(lines=lines).disclosure)["预算支出功能分类构成图"]
    assert one_part.categories == ("一般公共服务支出",)


def test_what_is_shown_is_said_in_sentences() -> None:
    found = charts(DISCLOSURE)
    assert found["基本支出和项目支出构成图"].alternative == (
        "基本支出和项目支出构成图：基本支出：共3项，一般公共服务支出最多，为31.10万元；合计38.96万元。"
        "项目支出：只有一般公共服务支出一项，为17.50万元。"
    )
    assert found["预算收入来源构成图"].alternative == (
        "预算收入来源构成图：共2项，一般公共预算最多，为55.96万元；合计56.46万元。"
    )


def test_the_smallest_of_two_thousand_are_summed_up_and_told() -> None:
    rows = [(f"项目{at}", f"{at}.50") for at in range(1, 2001)]
    chart = charts(with_cells("12", rows, "total"))["项目支出规模图"]
    assert len(chart.categories) == 16
    assert chart.categories[0] == "项目2000"
    assert chart.categories[-1] == "其余1987项"
    rest = chart.series[0].data[-1]
    assert rest is not None
    others = [Decimal("15.00"), Decimal("2.00"), *(Decimal(text) for _, text in rows)]
    assert (rest.value, rest.fact) == (sum(sorted(others)[:-15]), None)
    assert f"其余1987项合为一项，共{rest.value}万元" in chart.alternative


def test_three_public_funds_show_the_zeros_that_the_text_displays() -> None:
    chart = charts(
        with_lines(
            line(function="2012601", kind="公用经费", economic="30217", amount=Decimal("3000.00"))
        )
    )["三公经费分布图"]
    assert chart.kind is ChartKind.GROUPED
    assert [one.name for one in chart.series] == ["2026年"]
    values = dict(zip(chart.categories, chart.series[0].data, strict=True))
    assert {name: one.value if one else None for name, one in values.items()} == {
        "因公出国（境）费": 0,
        "公务接待费": Decimal("0.30"),
        "公务用车购置费": 0,
        "公务用车运行维护费": 0,
    }


def test_last_year_is_drawn_beside_where_the_text_displays_it() -> None:
    disclosure = with_lines(
        line(function="2012601", kind="公用经费", economic="30217", amount=Decimal("3000.00"))
    )
    (cell,) = (one for one in disclosure.facts if one.address == "10.公务接待费.total")
    prior = Fact("3.7.reception.prior", cell.coordinate, "0.45", "万元",
                 derivation=f"prior({cell.coordinate})")  # fmt: skip
    chart = charts(structs.replace(disclosure, facts=(*disclosure.facts, prior)))["三公经费分布图"]
    assert [one.name for one in chart.series] == ["2025年", "2026年"]
    at = chart.categories.index("公务接待费")
    assert [series.data[at].text for series in chart.series if series.data[at]] == ["0.45", "0.30"]  # type: ignore[union-attr]


def test_a_caption_that_the_text_has_already_stands_once() -> None:
    sections = tuple(
        structs.replace(one, text=f"{one.text}\n一般公共预算当年拨款结构图")
        if one.id == "3.5"
        else one
        for one in DISCLOSURE.narrative
    )
    found = blocks(structs.replace(DISCLOSURE, narrative=sections))
    at = next(at for at, one in enumerate(found) if isinstance(one, Chart) and one.is_captioned)
    below = found[at + 1]
    assert isinstance(below, Paragraph)
    assert below.text == "一般公共预算当年拨款结构图"


def test_the_line_that_announces_the_forms_stays_before_them() -> None:
    found = blocks(DISCLOSURE)
    at = next(
        at for at, one in enumerate(found) if isinstance(one, Chart) and "项目支出规模" in one.title
    )
    below = found[at + 1]
    assert isinstance(below, Paragraph)
    assert below.text == "（项目绩效目标表公开情况见附件）"


def test_a_publication_can_do_without() -> None:
    assert not any(isinstance(one, Chart) for one in blocks(DISCLOSURE, has_charts=False))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_is_a_figure_that_is_displayed(path: Path) -> None:
    opened = open_disclosure(path)
    shown = {fact.address: fact.text for fact in opened.disclosure.facts}
    found = charts(opened.disclosure)
    assert len(found) >= 5
    data = [
        one for chart in found.values() for series in chart.series for one in series.data if one
    ]
    assert all(one.value == Decimal(one.text.replace(",", "")) for one in data)
    assert [one for one in data if one.fact is not None and shown[one.fact] != one.text] == []


def test_an_invented_scheme_has_charts_of_its_own() -> None:
    definitions = invented().charts.charts
    assert [(one.section, one.table, one.title) for one in definitions] == [
        ("壹", "B", "用人与办公对照")
    ]
