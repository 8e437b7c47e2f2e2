"""Comparison in Chromium: sorting, filtering, a choice of a few that its address keeps."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest
from tests.publisher.site.editions import compiled, edition_of
from tests.publisher.site.entries import amount, entry
from tests.publisher.site.searching import written
from tools.browser import Browser, found_by_axe, serving, troubles

from mingzhang.publisher.site.compare import compare_pages
from mingzhang.publisher.site.entry import SiteIndex
from mingzhang.publisher.site.explore import explore_pages, explore_path
from mingzhang.publisher.site.publication import publication_assets

YEAR = "compare/2026/index.html"
NAMES = (
    "[...document.querySelectorAll('tbody tr')].filter((one) => !one.hidden)"
    ".map((one) => one.cells[0].textContent)"
)
SORTED = "[...document.querySelectorAll('[aria-sort]')].map((one) => one.getAttribute('aria-sort'))"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    edition = edition_of(compiled())
    entries = (
        edition.entry,
        entry("甲县教育局", total=300, last_total=amount(200)),
        entry("乙县教育局", total=20, area="乙县"),
        entry("丙县气象局", total=None, area="丙县"),
    )
    own = resources.files("mingzhang.publisher.site") / "assets"
    files = {
        **compare_pages(SiteIndex(entries, "甲省预算公开")),
        **explore_pages(edition),
        **publication_assets(),
        **{f"assets/{one.name}": one.read_bytes() for one in own.iterdir() if one.is_file()},
    }
    with serving(written(files, tmp_path_factory.mktemp("site"))) as address:
        yield address


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    explored = f"{explore_path(edition_of(compiled()).entry)}index.html"
    pages = ["compare/index.html", YEAR, explored]
    assert found_by_axe(browser, [f"{address}{one}" for one in pages]) == []


def test_a_head_sorts_by_keyboard_and_what_is_not_known_stays_last(
    browser: Browser, address: str
) -> None:
    with browser.page(f"{address}{YEAR}") as page:
        page.evaluate("document.querySelectorAll('thead button')[3].focus()")
        page.press("Enter")
        down = page.evaluate(NAMES)
        assert (down[0], down[-1]) == ("甲县教育局", "丙县气象局")
        assert page.evaluate(SORTED) == ["descending"]
        page.press("Enter")
        up = page.evaluate(NAMES)
        assert (up[0], up[-1]) == ("乙县教育局", "丙县气象局")
        assert troubles(page.seen(), address) == []


def test_a_filter_leaves_one_kind(browser: Browser, address: str) -> None:
    with browser.page(f"{address}{YEAR}") as page:
        page.evaluate(
            "(() => { const one = document.querySelector('.filters select'); one.value = '教育局';"
            " one.dispatchEvent(new Event('change', { bubbles: true })); })()"
        )
        assert page.evaluate(NAMES) == ["甲县教育局", "乙县教育局"]
        assert page.evaluate("document.querySelector('[role=status]').textContent") == (
            "显示2个，共4个"
        )


def test_what_is_picked_stands_side_by_side_and_in_the_address(
    browser: Browser, address: str
) -> None:
    picked = edition_of(compiled()).entry
    mark = f"{picked.slug}@{picked.year}"
    with browser.page(f"{address}compare/index.html") as page:
        page.evaluate("document.getElementById('pick-name').focus()")
        page.enter("档案馆")
        page.until("document.querySelectorAll('#pick-found button').length === 1")
        page.evaluate("document.querySelector('#pick-found button').click()")
        page.until(f"location.hash === '#{mark}'")
    with browser.page(f"{address}compare/index.html#{mark},{mark}") as page:
        page.until("document.querySelectorAll('#pick-table data').length > 4")
        total = "document.querySelector('#pick-table data').value"
        assert picked.total is not None
        assert float(page.evaluate(total)) * 100 == picked.total.value


def test_without_scripts_the_table_is_whole(browser: Browser, address: str) -> None:
    with browser.page(f"{address}{YEAR}", javascript=False) as page:
        assert len(page.evaluate(NAMES)) == 4
    with browser.page(f"{address}compare/index.html", javascript=False) as page:
        assert "需要启用脚本" in page.evaluate("document.body.innerText")
        assert not page.evaluate("document.querySelector('.picker').offsetHeight")
