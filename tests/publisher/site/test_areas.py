"""Regions stand in the order of their codes wherever they are listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html
from tests.publisher.site.entries import entry, index

from mingzhang.publisher.site.compare import compare_pages
from mingzhang.publisher.site.comparing import groups_by_area
from mingzhang.publisher.site.entry import SiteIndex
from mingzhang.publisher.site.home import home_pages
from mingzhang.publisher.site.search_page import search_page
from mingzhang.publisher.site.year import areas_of, year_pages

AREAS = ["山西省", "太原市", "大同市", "阳泉市盂县", "临汾市", "吕梁市", "示范县", ""]
"""As their codes go; one that is in no list after them, then what is of no known region."""

NAMED = [area or "未注明地区" for area in AREAS]


def site(number: int = 1) -> SiteIndex:
    """Bodies of all regions, in another order."""
    found = [
        entry(f"{area}第{one}局", area=area, total=one + 1)
        for area in sorted(AREAS)
        for one in range(number)
    ]
    return index(*found)


def listed(pages: dict[str, bytes], path: str, xpath: str) -> list[str]:
    """The regions that stand at a place of a page, each once."""
    found = html.fromstring(pages[path]).xpath(xpath)
    texts = [one if isinstance(one, str) else one.text for one in found]
    return list(dict.fromkeys(text.strip() for text in texts if text.strip() in NAMED))


Makers = Callable[[SiteIndex], dict[str, bytes]]


@pytest.mark.parametrize(
    ("maker", "path", "xpath", "number"),
    [
        (home_pages, "index.html", "//ul[@class='places']//a", 1),
        (year_pages, "y/2026/index.html", "//th[@class='group']", 1),
        (year_pages, "y/2026/index.html", "//ul[@class='places']//a", 20),
        (search_page, "search/index.html", "//nav//a", 1),
        (search_page, "search/index.html", "//h3", 1),
        (search_page, "search/index.html", "//ul[@class='places']//a", 60),
    ],
)
def test_regions_are_listed_by_code(maker: Makers, path: str, xpath: str, number: int) -> None:
    assert listed(maker(site(number)), path, xpath) == NAMED


def test_regions_are_picked_and_compared_by_code() -> None:
    known = site()
    assert [one.name for one in groups_by_area(known.entries)] == NAMED
    assert [area for area, *_ in areas_of(known, 2026)] == AREAS
    options = html.fromstring(search_page(known)["search/index.html"]).xpath(
        "//select[@id='search-area']/option/text()"
    )
    assert options == ["全部", *AREAS[:-1]]


def test_entities_to_pick_from_stand_by_region() -> None:
    names = [one.area for one in site(3).of_year(2026)]
    assert list(dict.fromkeys(names)) == AREAS
    assert "compare/index.html" in compare_pages(site())
