"""The page of an entity: its years side by side, and who belongs to whom."""

from __future__ import annotations

from time import process_time
from typing import Any

from lxml import html
from tests.publisher.site.entries import amount, entry, index

from mingzhang.publisher.site.entity import entity_pages
from mingzhang.publisher.site.entry import Entry, Item

EVIL = "\"><script>alert(1)</script>&amp;'"


def drawn(*entries: Entry, base: str = "") -> dict[str, html.HtmlElement]:
    pages = entity_pages(index(*entries, base=base))
    return {path: html.document_fromstring(data.decode()) for path, data in pages.items()}


def only(*entries: Entry) -> html.HtmlElement:
    (page,) = drawn(*entries).values()
    return page


def cells(page: html.HtmlElement, label: str) -> list[str]:
    """The cells of a row of the comparison of years."""
    (row,) = page.xpath('//table[contains(@class, "years")]//tr[th=$label]', label=label)
    return [" ".join(one.text_content().split()) for one in row.xpath("td")]


def kinds(basic: int, project: int) -> dict[str, Any]:
    items = (
        Item("basic", "基本支出", amount(basic, "03.合计.basic")),
        Item("project", "项目支出", amount(project, "03.合计.project")),
    )
    return {"kinds": tuple(one for one in items if one.amount.value)}


def test_each_year_has_its_total_its_change_and_a_link() -> None:
    page = only(entry(year=2025, total=80), entry(year=2026, total=100))
    rows = page.xpath('//table[@class="list stacked"]/tbody/tr')
    said = [[" ".join(one.text_content().split()) for one in row] for row in rows]
    assert said == [
        ["2026年度预算", "100.00 万元", "+25.0%", "1", ""],
        ["2025年度预算", "80.00 万元", "—", "1", ""],
    ]
    assert rows[0].xpath("th/a/@href") == ["2026/index.html"]


def test_a_single_year_has_no_bar_to_compare() -> None:
    assert not only(entry(total=80)).xpath("//svg")


def test_last_years_total_is_taken_as_this_year_states_it() -> None:
    page = only(entry(year=2025, total=80), entry(year=2026, total=100, last_total=amount(50)))
    assert page.xpath('string(//table[@class="list stacked"]/tbody/tr[1]/td[2])') == "+100.0%"


def test_years_stand_side_by_side_with_what_changed() -> None:
    page = only(
        entry(year=2026, total=100, **kinds(40, 60)), entry(year=2025, total=80, **kinds(32, 48))
    )
    assert page.xpath('//table[contains(@class, "years")]/thead//th/text()') == [
        "内容",
        "2026年",
        "2025年",
    ]
    assert cells(page, "基本支出") == ["40.00 万元+25.0%", "32.00 万元"]


def test_change_is_told_of_years_that_follow_each_other_only() -> None:
    page = only(
        entry(year=2026, total=100, **kinds(40, 60)), entry(year=2023, total=80, **kinds(32, 48))
    )
    assert cells(page, "基本支出") == ["40.00 万元", "32.00 万元"]


def test_what_a_year_does_not_have_is_a_dash() -> None:
    page = only(
        entry(year=2026, total=40, **kinds(40, 0)), entry(year=2025, total=80, **kinds(32, 48))
    )
    assert cells(page, "项目支出") == ["—", "48.00 万元"]


def test_figures_lead_to_their_place_and_carry_their_value() -> None:
    page = only(entry(total=100))
    own = entry()
    path = own.path
    for figure in page.iter("data"):
        place = figure.get("data-fact")
        assert place.startswith(f"{path}#f-")
        said = place.removeprefix(own.entity).replace("#", "index.html#")
        assert figure.getparent().get("href") == said
        assert figure.get("value") == "1000000.00"


def test_units_and_their_department_lead_to_each_other() -> None:
    unit = entry("甲县第一中学", level="unit")
    namesake = entry("甲县第一中学", level="unit", area="乙县", slug="other")
    department = entry(units=("甲县教育局", "甲县第一 中学"))
    pages = drawn(unit, namesake, department)
    related = {
        path: [str(one.text_content()) for one in page.xpath('//ul[@class="places"]//a')]
        for path, page in pages.items()
    }
    assert related == {
        f"{department.entity}index.html": ["甲县第一中学"],
        f"{unit.entity}index.html": ["甲县教育局"],
        f"{namesake.entity}index.html": [],
    }


def test_nothing_published_is_said_without_figures() -> None:
    page = only(entry(total=None))
    assert not page.xpath("//data")
    assert page.xpath("count(//table)") == 1


def test_hostile_name_is_text_and_the_policy_is_kept() -> None:
    page = only(entry(EVIL, area=EVIL, **kinds(40, 60)))
    assert page.xpath("string(//h1)") == EVIL
    assert not page.xpath("//@style|//style|//script[not(@src)]")
    assert len(page.xpath("//h1")) == 1


def test_2000_entities_take_less_than_a_second() -> None:
    entries = [entry(f"甲县第{number}局", **kinds(40, 60)) for number in range(2000)]
    start = process_time()
    assert len(entity_pages(index(*entries))) == 2000
    assert process_time() - start < 1
