from __future__ import annotations

from lxml import html
from tests.publisher.site.entries import amount, entry, index

from mingzhang.publisher.site.address import slug_of
from mingzhang.publisher.site.entry import Change, Correction
from mingzhang.publisher.site.home import home_pages
from mingzhang.publisher.site.totals import counted, total_of
from mingzhang.publisher.site.year import areas_of, year_pages

HOSTILE = "\"><script>alert(1)</script>&'{{x}}"


def test_a_unit_of_a_department_that_is_there_is_not_counted_again() -> None:
    department = entry("甲县教育局", total=100, units=("甲县教育局", "甲县一中"))
    unit = entry("甲县一中", total=60, level="unit")
    other = entry("甲县二中", total=7, level="unit")
    elsewhere = entry("甲县一中", total=5, level="unit", area="乙县")
    assert total_of(counted([department, unit, other, elsewhere])) == 112 * 1_000_000


def test_sums_on_the_home_page_say_what_was_added_and_are_exact() -> None:
    page = html.fromstring(
        home_pages(index(entry(total=100), entry("乙局", total=1)))["index.html"]
    )
    sums = {one.get("data-sum"): one.get("value") for one in page.xpath("//data[@data-sum]")}
    assert sums == {"2026 total": "1010000.00", "2026 function 205": "1010000.00"}


def test_years_are_compared_by_those_that_published_in_both() -> None:
    pages = home_pages(index(entry(total=110), entry(year=2025), entry("新局", total=500)))
    row = html.fromstring(pages["index.html"]).xpath("//td[@data-label='同口径比上年']")
    assert [cell.text for cell in row] == ["+10.0%", "—"]


def test_a_site_without_anything_says_so() -> None:
    assert "还没有公开的预算" in home_pages(index())["index.html"].decode()
    assert year_pages(index()) == {}


def test_a_year_in_which_nothing_was_budgeted_has_its_page() -> None:
    page = html.fromstring(year_pages(index(entry(total=None)))["y/2026/index.html"])
    assert page.xpath("//th[@scope='row']/a/text()") == ["甲县教育局"]


def test_names_are_shown_as_they_are_and_never_interpreted() -> None:
    hostile = entry(HOSTILE, area=HOSTILE)
    pages = {**home_pages(index(hostile)), **year_pages(index(hostile))}
    for page in pages.values():
        tree = html.fromstring(page)
        assert not tree.xpath("//script")
        assert HOSTILE in tree.text_content()


def test_many_entities_stand_on_pages_of_their_areas() -> None:
    many = [
        entry(f"{area}县第{number}局", area=f"{area}县") for area in "甲乙" for number in range(90)
    ]
    pages = year_pages(index(*many))
    assert set(pages) == {
        "y/2026/index.html",
        f"y/2026/{slug_of('甲县')}/index.html",
        f"y/2026/{slug_of('乙县')}/index.html",
    }
    assert all(target.endswith("/") for _, target, _ in areas_of(index(*many), 2026))


def test_the_largest_are_told_first_and_corrections_are_told_at_all() -> None:
    correction = Correction("2026-03-01", "录入错误", (Change("表三", None, "1", "2"),), "0" * 64)
    known = index(entry("小局", total=1), entry("大局", total=9, corrections=(correction,)))
    page = html.fromstring(home_pages(known)["index.html"])
    assert page.xpath("//td[@class='num']/../th/a/text()")[-2:] == ["大局", "小局"]
    assert (
        "2026-03-01" in page.xpath("//h2[@id='corrected']/following-sibling::ul")[0].text_content()
    )


def test_no_change_is_told_from_nothing() -> None:
    row = entry(last_total=amount(0))
    cells = html.fromstring(year_pages(index(row))["y/2026/index.html"])
    assert cells.xpath("//td[@data-label='比上年']/text()") == ["—"]


def test_every_figure_names_the_publication_and_the_place_it_is_from() -> None:
    one = entry(total=100)
    for page in {**home_pages(index(one)), **year_pages(index(one))}.values():
        figures = html.fromstring(page).xpath("//data[@data-fact]")
        known = {f"{one.path}#f-03.合计.total", f"{one.path}#f-12.校舍维修.total"}
        assert figures
        assert {figure.get("data-fact") for figure in figures} <= known
        assert {figure.get("value") for figure in figures} == {"1000000.00"}
