"""A built site as a visitor meets it: a page of each type, everywhere and with every means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.workflow.site.sites import built, folder_of, given
from tools.browser import Browser, Page, serving, troubles
from tools.browser.chromium import Scheme
from tools.province.edges import edge_disclosures
from tools.validate_html import complaints
from tools.validate_html import missing as nothing_to_validate_with

from mingzhang.model import Disclosure
from mingzhang.workflow.opening import open_disclosure

SAMPLE = Path(__file__).parents[2] / "samples" / "shangdang-zuzhi-2025.xlsx"
EDGES = ("hostile", "long-names", "one-row", "nothing", "corrected-before")
YEAR = 2025

LOOKS: Sequence[tuple[int, Scheme]] = (
    (360, "light"),
    (360, "dark"),
    (1440, "light"),
    (1440, "dark"),
)
GUESS = "appears to be written in English"
"""What the checker takes a page for on which markup stands as names."""

USUAL = {
    "home", "year", "entity", "edition", "project", "explore", "comparison",
    "comparison of a year", "search", "glossary", "data", "corrections", "changes", "not found",
}  # fmt: skip
"""Pages that are looked at in every way; the others are of the same types with other data."""


@pytest.fixture(scope="module")
def edges() -> dict[str, Disclosure]:
    """What is hard to show, by name."""
    return edge_disclosures(YEAR)


@pytest.fixture(scope="module")
def sample() -> Disclosure:
    return open_disclosure(SAMPLE).disclosure


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, edges: dict[str, Disclosure], sample: Disclosure
) -> Path:
    """A site of a sample and of what is hard to show, one of it corrected."""
    made = tmp_path_factory.mktemp("site")
    first = given(made / "in", sample=sample, **{name: edges[name] for name in EDGES})
    built(first, made / "out")
    built(given(made / "later", corrected=edges["corrected"]), made / "out")
    return made / "out"


@pytest.fixture(scope="module")
def edition(sample: Disclosure) -> str:
    """The folder of the sample."""
    return folder_of(sample)


@pytest.fixture(scope="module")
def pages(folder: Path, edges: dict[str, Disclosure], edition: str) -> dict[str, str]:
    """A page of each type by name: its path."""
    hard = {name: folder_of(one) for name, one in edges.items()}
    found = {
        "home": "",
        "year": f"y/{YEAR}/",
        "entity": edition.removesuffix(f"{YEAR}/"),
        "edition": edition,
        "project": f"{edition}projects/3/",
        "explore": f"{edition}explore/",
        "hostile names": hard["hostile"],
        "hostile project": f"{hard['hostile']}projects/1/",
        "long names": hard["long-names"],
        "one row": hard["one-row"],
        "nothing": hard["nothing"],
        "corrected": hard["corrected"],
        "changes": f"{hard['corrected']}corrections/",
        "comparison": "compare/",
        "comparison of a year": f"compare/{YEAR}/",
        "search": "search/",
        "glossary": "glossary/",
        "data": "data/",
        "corrections": "corrections/",
    }
    paths = {name: f"{path}index.html" for name, path in found.items()}
    paths["not found"] = "404.html"
    assert [name for name, path in paths.items() if not (folder / path).is_file()] == []
    return paths


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as found:
        yield found


def test_no_page_is_broken_anywhere(browser: Browser, address: str, pages: dict[str, str]) -> None:
    wrong = {}
    for name, path in pages.items():
        with browser.page(width=360) as page:
            page.goto(f"{address}{path}")
            said = [*troubles(page.seen(), address), *sticking_out(page)]
            said += [f"injected: {path}"] if page.evaluate("window.injected") else []
            said += broken_rules(page, LOOKS if name in USUAL else LOOKS[::3])
            said += unseen_stops(page) if name in USUAL else []
        if said:
            wrong[name] = said
    assert wrong == {}


def sticking_out(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} pixels wide on a phone"] if width > 360 else []


def broken_rules(page: Page, looks: Sequence[tuple[int, Scheme]]) -> list[str]:
    """The rules of axe that the page breaks, at each of some widths and colours."""
    found = []
    for width, scheme in looks:
        page.look(width, scheme)
        found += [f"{one.rule} at {width} {scheme}: {one.places[0]}" for one in page.axe()]
    return found


def unseen_stops(page: Page) -> list[str]:
    """The first stops of the keyboard that cannot be seen."""
    stops = page.walk(25)
    return [f"unseen: {one.name}" for one in stops if not (one.shown and one.onscreen)]


def test_the_keyboard_alone_leads_from_home_to_a_figure_and_back_to_a_result(
    browser: Browser, address: str, edition: str
) -> None:
    with browser.page(address) as page:
        focus(page, f"{YEAR}年度")
        assert page.follow() == f"{address}y/{YEAR}/index.html"
        focus(page, "中国共产党长治市上党区委员会组织部")
        assert page.follow() == f"{address}{edition}index.html"
        focus(page, "981.20")
        page.press("Enter")
        page.until(
            "location.hash.startsWith('#f-') && document.querySelector('.viewer:not([hidden])')"
        )
        assert "981.20" in page.evaluate("document.querySelector('.viewer').innerText")
        page.press("Escape")
        page.until("!document.querySelector('.viewer:not([hidden])')")
        page.evaluate("document.querySelector('.banner input').focus()")
        page.enter("zzb")
        assert page.follow().endswith("search/index.html?q=zzb")
        page.until("document.querySelector('#search-results a')")
        page.evaluate("document.getElementById('search-query').focus()")
        page.press("ArrowDown")
        assert page.follow() == f"{address}{edition.removesuffix(f'{YEAR}/')}index.html"
        assert troubles(page.seen(), address) == []


def focus(page: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(150):
        page.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == name:
            return
    raise AssertionError(f"no stop is called {name}")


@pytest.mark.skipif(nothing_to_validate_with() is not None, reason=str(nothing_to_validate_with()))
def test_the_nu_checker_has_nothing_to_say(folder: Path, pages: dict[str, str]) -> None:
    said = complaints(folder / path for path in pages.values())
    assert [one for one in said if GUESS not in one] == []


@pytest.mark.skipif(nothing_to_validate_with() is not None, reason=str(nothing_to_validate_with()))
def test_the_nu_checker_has_nothing_to_say_of_styles(folder: Path) -> None:
    assert complaints((folder / "assets").glob("*.css")) == []
