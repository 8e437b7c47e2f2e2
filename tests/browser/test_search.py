"""The search in Chromium: by typing, by keyboard, by address; and terms explained where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from tests.department import NAME, YEAR
from tests.publisher.site.editions import compiled, edition_of
from tests.publisher.site.searching import written
from tools.browser import Browser, found_by_axe, serving, troubles

from mingzhang.publisher.site.entry import SiteIndex
from mingzhang.publisher.site.glossary import glossary_pages, used_terms
from mingzhang.publisher.site.publication import publication_assets, publication_pages
from mingzhang.publisher.site.search import search_documents, search_files, search_pages

COUNT = "document.getElementById('search-count').textContent"
FOUND = f"{COUNT}.startsWith('找到')"
FOCUS = "document.activeElement.textContent"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    edition = edition_of(compiled())
    site = SiteIndex((edition.entry,), "甲省预算公开")
    own = resources.files("mingzhang.publisher.site") / "assets"
    folder = written(
        {
            **publication_pages(edition),
            **publication_assets(),
            **search_pages(edition),
            **search_files(site, search_documents(edition)),
            **glossary_pages(site, used_terms(edition)),
            **{f"assets/{one.name}": one.read_bytes() for one in own.iterdir() if one.is_file()},
        },
        tmp_path_factory.mktemp("site"),
    )
    with serving(Path(folder)) as address:
        yield address


def test_axe_finds_nothing_before_and_after_a_search(browser: Browser, address: str) -> None:
    pages = ["search/index.html", "search/index.html?q=档案", "glossary/index.html"]
    assert found_by_axe(browser, [f"{address}{one}" for one in pages]) == []


def test_typing_finds_arrows_walk_and_enter_opens(browser: Browser, address: str) -> None:
    with browser.page(f"{address}search/index.html") as page:
        page.evaluate("document.activeElement.blur()")
        page.press("/")
        page.enter("daszh")
        page.until(
            f"location.search === '?q=daszh' && {FOUND} && !document.querySelector('[aria-busy]')"
        )
        page.press("ArrowDown")
        assert page.evaluate(FOCUS) == "档案数字化经费"
        page.press("ArrowUp")
        assert page.evaluate("document.activeElement.id") == "search-query"
        page.press("ArrowDown")
        assert f"/{YEAR}/projects/1/index.html" in page.follow()
        assert troubles(page.seen(), address) == []


def test_an_address_holds_the_query_and_going_back_brings_it_back(
    browser: Browser, address: str
) -> None:
    with browser.page(f"{address}search/index.html?q=档案馆&kind=entities") as page:
        page.until(FOUND)
        links = "[...document.querySelectorAll('#search-results a')].map((one) => one.textContent)"
        assert page.evaluate(links) == [NAME]
        page.evaluate("document.querySelector('[name=kind][value=codes]').click()")
        page.until("location.search.includes('codes')")
        page.evaluate("history.back()")
        page.until(f"location.search.includes('entities') && {FOUND}")
        assert page.evaluate(links) == [NAME]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("档案数字经费", "没有完整的“档案数字经费”，以下包含其中的词。"),
        ("没有这样的词", "没有找到“没有这样的词”。可以换一个说法"),
        ("98765.43", "数字要打完整"),
    ],
)
def test_what_is_nowhere_as_typed_has_a_way_on(
    browser: Browser, address: str, query: str, told: str
) -> None:
    with browser.page(f"{address}search/index.html?q={query}") as page:
        page.until(f"{COUNT}.includes('{told}')")
        results = "document.querySelectorAll('#search-results a').length"
        assert page.evaluate(
            f"Boolean({results}) !== Boolean(document.getElementById('search-browse').offsetHeight)"
        )


def test_without_scripts_the_page_leads_to_every_entity(browser: Browser, address: str) -> None:
    with browser.page(f"{address}search/index.html", javascript=False) as page:
        shown = page.evaluate("document.getElementById('search-browse').innerText")
        assert NAME in shown
        assert not page.evaluate("document.querySelector('.filters').offsetHeight")


def test_a_term_is_explained_where_it_stands_until_escape(browser: Browser, address: str) -> None:
    edition = edition_of(compiled())
    with browser.page(f"{address}{edition.entry.path}index.html") as page:
        page.evaluate("document.querySelector('a.term').focus({ focusVisible: true })")
        page.until("!document.querySelector('.meaning').hidden")
        described = "document.querySelector('a.term').getAttribute('aria-describedby')"
        assert page.evaluate(f"document.getElementById({described}).textContent.length") > 10
        page.press("Escape")
        assert page.evaluate("document.querySelector('.meaning').hidden")
        assert page.evaluate(described) is None
