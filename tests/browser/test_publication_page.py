"""The page of a publication in Chromium: accessible, self-contained, usable by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tools.browser import Browser, found_by_axe, serving, troubles

from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "jincheng-chengqu-shegong-2025.xlsx"


@cache
def published() -> bytes:
    (data,) = published_files(open_disclosure(SAMPLE), ["html"]).values()
    return data


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.html").write_bytes(published())
    with serving(folder) as address:
        yield f"{address}page.html"


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    assert found_by_axe(browser, [address]) == []


def test_nothing_goes_wrong_and_nothing_is_fetched(browser: Browser, address: str) -> None:
    with browser.page(address) as page:
        assert troubles(page.seen(), address) == []


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    with browser.page(address, width=360) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_each_stop_of_the_keyboard_can_be_seen(browser: Browser, address: str) -> None:
    with browser.page(address) as page:
        stops = page.walk(60)
        assert stops
        assert [one for one in stops if not (one.shown and one.onscreen)] == []


def test_text_and_tables_are_there_without_scripts(browser: Browser, address: str) -> None:
    with browser.page(address) as page, browser.page(address, javascript=False) as bare:
        cells = "document.querySelectorAll('td').length"
        assert bare.evaluate(cells) == page.evaluate(cells)
        assert bare.evaluate("document.querySelector('h1').innerText") == page.evaluate(
            "document.querySelector('h1').innerText"
        )
