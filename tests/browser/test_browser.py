"""The browser of the tests sees what is wrong with a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.browser import Browser, BrowserError, found_by_axe, serving, troubles

GOOD = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>好</title>
<meta name="viewport" content="width=device-width">
<style>body { background: #fff; color: #111 } a { color: #009 }</style>
<main><h1>好</h1><p><a href="other.html">去</a> <a href="#here">此处</a></p><input aria-label="查">
<p id="here"></p></main>
<script>document.querySelector("input").addEventListener("input", (event) =>
  setTimeout(() => here.textContent = event.target.value, 30))</script></html>"""

BAD = """<!doctype html><html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="script-src 'none'; img-src *">
<style>a { color: #eee } :focus { outline: none } .away { position: absolute; left: -999px }</style>
<body style="background: #fff"><script>document.title = 1</script>
<img src="https://elsewhere.test/x.png"><img src="lost.png" alt="">
<p><a href="#a">白字</a> <a href="#b" class="away">外面</a></p></html>"""

OTHER = "<!doctype html><html lang=zh><title>另</title><main><h1>另</h1></main></html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("pages")
    for name, text in (("good", GOOD), ("bad", BAD), ("other", OTHER)):
        (found / f"{name}.html").write_text(text, "utf-8")
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as found:
        yield found


def test_nothing_is_found_in_a_good_page(browser: Browser, address: str) -> None:
    url = f"{address}good.html"
    assert found_by_axe(browser, [url]) == []
    with browser.page(url) as page:
        assert troubles(page.seen(), address) == []
        assert [(one.name, one.shown, one.onscreen) for one in page.walk()] == [
            ("去", True, True),
            ("此处", True, True),
            ("查", True, True),
        ]


def test_what_axe_finds_is_told_with_where(browser: Browser, address: str) -> None:
    lines = found_by_axe(browser, [f"{address}bad.html"], widths=(360,))
    rules = {line.removeprefix(f"{address}bad.html: ").split()[0] for line in lines}
    assert {"color-contrast", "document-title", "html-has-lang", "image-alt"} <= rules
    assert all(line.endswith("[360 light, 360 dark]") for line in lines)


def test_errors_policies_and_other_hosts_are_seen(browser: Browser, address: str) -> None:
    with browser.page(f"{address}bad.html") as page:
        kinds = {one.partition(":")[0] for one in troubles(page.seen(), address)}
        lost = page.seen().failed
    assert kinds == {"error", "against the policy", "not there", "from another host"}
    assert f"{address}lost.png" in lost


def test_a_stop_without_a_ring_or_off_the_screen_is_seen(browser: Browser, address: str) -> None:
    with browser.page(f"{address}bad.html") as page:
        stops = [(one.name, one.shown, one.onscreen) for one in page.walk()]
    assert stops == [("白字", False, True), ("外面", False, False)]


def test_enter_follows_the_link_that_has_the_focus(browser: Browser, address: str) -> None:
    with browser.page(f"{address}good.html") as page:
        page.press("Tab")
        assert page.follow() == f"{address}other.html"


def test_the_time_of_an_answer_is_measured(browser: Browser, address: str) -> None:
    with browser.page(f"{address}good.html") as page:
        assert 30 <= page.answered("input", "三公", "here.textContent === '三公'") < 1_000


def test_a_page_without_scripts_runs_none(browser: Browser, address: str) -> None:
    with browser.page(f"{address}good.html", javascript=False) as page:
        page.press("Tab", 3)
        page.enter("三公")
        assert page.evaluate("here.textContent") == ""


def test_bytes_are_those_that_were_sent(browser: Browser, folder: Path) -> None:
    large = folder / "large.html"
    large.write_text(OTHER + "<p>预算</p>" * 9_000, "utf-8")
    for packs in (False, True):
        with serving(folder, packs) as address, browser.page(f"{address}large.html") as page:
            sent = page.seen().bytes["Document"]
        assert (sent > large.stat().st_size) is not packs


def test_what_a_page_cannot_do_is_an_error(browser: Browser, address: str) -> None:
    with browser.page(f"{address}good.html") as page, pytest.raises(BrowserError, match="nonsense"):
        page.evaluate("nonsense()")
