"""The script of figures in a browser: nothing is fetched until a reader asks for a figure."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html
from tests.publisher.facts.pages import department
from tests.publisher.site.editions import edition_of

from mingzhang.publisher.site.publication import publication_assets, publication_pages

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")

EDITION = edition_of(department())
TOTAL = "f-02.合计.total"


@dataclass
class Site:
    """The pages of the department on a server of its own, and what was asked of it."""

    folder: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)

    def opened(self, page: str, fragment: str = "", act: str = "") -> html.HtmlElement:
        """A page as it stands after Chromium opened it; `act` is done once it is there.

        What a test does is a script too, so the policy of the page is lifted for it.
        """
        file = self.folder / f"{EDITION.entry.path}{page}index.html"
        source = file.read_text(encoding="utf-8")
        if act:
            source = re.sub(r"<meta http-equiv[^>]*>", "", source)
            act = f"addEventListener('load', async () => {{{act}}});"
            source = source.replace("\n</body>", f"<script>{act}</script></body>")
        file.with_name("seen.html").write_text(source, encoding="utf-8")
        address = f"{self.address}{EDITION.entry.path}{page}seen.html"
        done = subprocess.run(
            [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             f"--user-data-dir={self.folder / 'profile'}", "--virtual-time-budget=4000",
             "--dump-dom", address + (f"#{quote(fragment)}" if fragment else "")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return html.document_fromstring(done.stdout.decode())

    def fetched(self, name: str) -> bool:
        return any(path.endswith(name) for path in self.asked)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    own = resources.files("mingzhang.publisher.site") / "assets"
    assets = {f"assets/{one.name}": one.read_bytes() for one in own.iterdir() if one.is_file()}
    for path, data in {**publication_pages(EDITION), **publication_assets(), **assets}.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            made.asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    made.address = f"http://127.0.0.1:{server.server_port}/"
    Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def said(element: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in element.xpath(path)]


def test_page_that_nobody_asks_fetches_neither_facts_nor_panel(site: Site) -> None:
    tree = site.opened("")
    assert site.fetched("figure.js")
    assert not site.fetched("facts.json")
    assert not site.fetched("panel.js")
    assert tree.get_element_by_id(TOTAL).get("role") == "button"


def test_link_to_a_figure_opens_its_panel(site: Site) -> None:
    tree = site.opened("", TOTAL)
    assert said(tree, '//div[@class="viewer"]//h2') == ["合计，本年收入 合计"]
    assert said(tree, '//div[@class="viewer"]//p[@class="worth"]') == ["55.96 万元"]
    assert tree.xpath('//data[contains(@class, "viewer-selected")]/@id') == [TOTAL]


@pytest.mark.parametrize(
    "act",
    [
        f'document.getElementById("{TOTAL}").click();',
        f"""const place = document.getElementById("{TOTAL}");
        place.focus();
        const type = "keydown";
        place.dispatchEvent(new KeyboardEvent(type, {{key: "Enter", bubbles: true}}));""",
    ],
    ids=["click", "Enter"],
)
def test_first_ask_fetches_once_and_shows_the_figure(site: Site, act: str) -> None:
    tree = site.opened("", act=act)
    assert said(tree, '//div[@class="viewer"]//h2') == ["合计，本年收入 合计"]
    later = ("facts.json", "panel.css", "panel.js")
    assert [path for path in site.asked if path.endswith(later)] == [
        f"/{EDITION.entry.path}facts.json",
        "/assets/panel.css",
        "/assets/panel.js",
    ]


def test_figure_of_a_form_answers_on_the_page_of_its_project(site: Site) -> None:
    (address, *_) = (one for one in EDITION.publication.values if one.startswith("project_target."))
    tree = site.opened("projects/1/", f"f-{address}")
    (viewer,) = tree.xpath('//div[@class="viewer"]')
    assert "hidden" not in viewer.attrib
    assert said(viewer, './/p[@class="worth"]')
