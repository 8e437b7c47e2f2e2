"""Comparison: whole tables, honest sums, nobody left out, quick for a province."""

from __future__ import annotations

import re
from decimal import Decimal
from time import process_time

import pytest
from lxml import html
from msgspec import json
from tests.publisher.site.entries import amount, entry, index

from mingzhang.publisher.site.compare import compare_pages, compare_path
from mingzhang.publisher.site.comparing import groups_by_kind, pages_of, per_head
from mingzhang.publisher.site.entry import Entry, Item

EVIL = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>"


def trees(*entries: Entry) -> dict[str, html.HtmlElement]:
    return {
        path: html.document_fromstring(content.decode())
        for path, content in compare_pages(index(*entries)).items()
        if path.endswith(".html")
    }


def rows_of(tree: html.HtmlElement) -> list[list[str]]:
    """The rows of the table by their cells, the head first."""
    return [
        [cell.text_content() for cell in row.xpath("./th | ./td")]
        for row in tree.xpath("//table[contains(@class, 'compare')]//tr")
    ]


def province(counties: int, kinds: int) -> list[Entry]:
    return [
        entry(f"{county}号县第{number}类局", total=number + county, area=f"{county}号县")
        for county in range(counties)
        for number in range(kinds)
    ]


def test_a_row_says_what_the_entry_says() -> None:
    one = entry(
        "甲县教育局",
        total=300,
        last_total=amount(200),
        kinds=(Item("basic", "基本支出", amount(100)), Item("project", "项目支出", amount(200))),
        three_public=(Item("three_public", "三公", amount(2)),),
        headcount=8,
        headcount_of="在职人员数",
    )
    head, row = rows_of(trees(one)[f"{compare_path(2026)}index.html"])
    assert dict(zip(head, row, strict=True)) == {
        "部门（单位）": "甲县教育局",
        "类别": "教育局",
        "地区": "甲县",
        "支出总计（万元）": "300.00",
        "比上年": "+50.0%",
        "基本支出占比": "33.3%",
        "项目支出占比": "66.7%",
        "“三公”经费（万元）": "2.00",
        "人数": "8 在职人员数",
        "人均基本支出（万元）": "12.50",
    }


def test_figures_are_bound_to_their_publication() -> None:
    one = entry("甲县教育局", total=300)
    tree = trees(one)[f"{compare_path(2026)}index.html"]
    bound = tree.xpath("//data[@data-fact]")
    assert [cell.get("data-fact") for cell in bound] == [f"{one.path}#f-03.合计.total"]
    assert [Decimal(cell.get("value")) for cell in bound] == [Decimal(3_000_000)]


@pytest.mark.parametrize(
    "one",
    [
        entry(total=None),
        entry(total=0, last_total=amount(0)),
        entry(headcount=0),
        entry(total=0, kinds=(Item("basic", "基本支出", amount(0)),), headcount=3),
    ],
)
def test_nothing_is_divided_by_nothing(one: Entry) -> None:
    assert len(rows_of(trees(one)[f"{compare_path(2026)}index.html"])) == 2


def test_no_entry_no_table() -> None:
    pages = trees()
    assert list(pages) == ["compare/index.html"]
    assert "还没有公开的预算" in pages["compare/index.html"].text_content()


def test_per_head_is_rounded_to_the_nearest() -> None:
    assert per_head(amount(1), 3) == 333_333
    assert per_head(amount(2), 3) == 666_667
    assert per_head(None, 3) is per_head(amount(1), None) is per_head(amount(1), 0) is None


def test_bodies_of_one_kind_stand_together_and_lone_ones_last() -> None:
    names = ["甲县教育局", "乙县档案馆", "乙县教育局", "丙县气象局"]
    groups = groups_by_kind(entry(name) for name in names)
    assert [(one.name, [each.name for each in one.entries]) for one in groups] == [
        ("教育局", ["甲县教育局", "乙县教育局"]),
        ("其他", ["乙县档案馆", "丙县气象局"]),
    ]


def test_a_shared_kind_is_no_column() -> None:
    tree = trees(entry("甲县教育局"), entry("乙县教育局", area="乙县"))
    assert "类别" not in rows_of(tree[f"{compare_path(2026)}index.html"])[0]


def test_each_entity_of_a_province_stands_with_its_kind_and_its_region() -> None:
    entries = province(20, 15)
    pages = trees(*entries)
    for mark in ("kind-", "area-"):
        listed = [
            row[0]
            for path, tree in pages.items()
            if f"/{mark}" in path
            for row in rows_of(tree)[1:]
        ]
        assert sorted(listed) == sorted(one.name for one in entries)


def test_sums_of_groups_count_no_unit_twice() -> None:
    department = entry("0号县第0类局", total=50, area="0号县", units=("0号县第9类馆",))
    unit = entry("0号县第9类馆", total=20, area="0号县", level="unit")
    pages = trees(department, unit, *province(20, 15)[1:])
    page = next(one for one in pages.values() if one.xpath("string(//h1)").startswith("0号县："))
    rest = sum(range(1, 15))
    found = page.xpath("//p[@class='lede']/data")[0]
    assert Decimal(found.get("value")) == (50 + rest) * 10_000


def test_long_groups_are_split_and_linked() -> None:
    entries = [entry(f"甲县{number}号中学", area="甲县") for number in range(400)]
    pages = compare_pages(index(*entries))
    area = [one for one in pages if "/area-" in one]
    assert len(area) == 3
    assert max(map(len, pages.values())) <= 200_000
    assert pages_of((), 150) == ((),)


def test_two_thousand_are_quick_and_their_pages_small() -> None:
    entries = index(*province(50, 40))
    start = process_time()
    pages = compare_pages(entries)
    assert process_time() - start < 1.5
    assert max(len(one) for path, one in pages.items() if path.endswith(".html")) <= 180_000


def test_names_are_inert() -> None:
    pages = compare_pages(index(entry(EVIL, area=EVIL), entry(EVIL, 2025)))
    for path, content in pages.items():
        assert not path.endswith(".html") or not re.search(rb"<script>|<img", content)


def test_the_list_to_pick_from_names_every_year() -> None:
    pages = compare_pages(index(entry(), entry(year=2025), entry("乙县档案馆")))
    rows = json.decode(pages["compare/entities.json"])
    assert [(name, years) for _, name, _, _, years in rows] == [
        ("乙县档案馆", [2026]),
        ("甲县教育局", [2026, 2025]),
    ]
