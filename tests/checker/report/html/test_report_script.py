"""The report's script: it asks for nothing, and moves between findings and document."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from importlib import resources
from pathlib import Path

import pytest
from lxml import html
from tests.checker.report.html.views import REPEATED, SOURCE, VIEW, WORDING, said

from mingzhang.checker.report.html import html_report
from mingzhang.model import findings_of

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
REPORT = html_report(findings_of(SOURCE, [REPEATED, WORDING]), VIEW, version="1").decode()
SCRIPT = (
    (resources.files("mingzhang.checker.report.html") / "report.js").read_text(encoding="utf-8")
)  # fmt: skip


def test_own_script_is_the_only_one_allowed() -> None:
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in REPORT
    assert REPORT.count("<script>") == 1


def test_script_asks_for_nothing_and_interprets_nothing() -> None:
    assert "</" not in SCRIPT
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|import\(", SCRIPT)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", SCRIPT)


def dumped(folder: Path, act: str = "", fragment: str = "") -> html.HtmlElement:
    """The report as it stands once Chromium opened it and `act` was done.

    What a test does is a script too, so the policy of the page is lifted for it.
    """
    source = re.sub(r"<meta http-equiv[^>]*>", "", REPORT)
    file = folder / "report.html"
    file.write_text(source.replace("\n</body>", f"<script>{act}</script></body>"), encoding="utf-8")
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=2000",
         "--window-size=1440,900", "--dump-dom", f"{file.as_uri()}{fragment}"],
        capture_output=True, timeout=90, check=True,
    )  # fmt: skip
    return html.fromstring(done.stdout.decode())


def current(tree: html.HtmlElement) -> list[str]:
    return list(tree.xpath("//article[contains(@class, 'current')]/@id"))


STEPS = """for (const key of "jjjk") {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  document.title += " " + document.querySelector(".card.current").id;
}"""


@in_browser
def test_keys_step_through_the_findings(tmp_path: Path) -> None:
    tree = dumped(tmp_path, f"document.title = '';{STEPS}")
    assert said(tree.xpath("//title")[0]) == "f1 f2 f2 f1"
    marks = tree.xpath("//mark[contains(@class, 'current')]/@data-f")
    assert set(marks) == {"1"}


@in_browser
def test_click_on_a_mark_chooses_its_finding(tmp_path: Path) -> None:
    tree = dumped(tmp_path, "document.querySelector('mark.warning').click()")
    assert current(tree) == ["f2"]


@in_browser
def test_address_of_a_finding_or_a_mark_chooses_it(tmp_path: Path) -> None:
    assert current(dumped(tmp_path, fragment="#f2")) == ["f2"]
    assert current(dumped(tmp_path, fragment="#m1")) == ["f1"]


@in_browser
def test_filters_hide_findings_and_fade_their_marks(tmp_path: Path) -> None:
    act = "document.querySelector('.tools select').value = 'SUM';" + (
        "document.querySelector('.tools').dispatchEvent(new Event('change'));"
    )
    tree = dumped(tmp_path, act)
    assert tree.xpath("//article[@hidden]/@id") == ["f2"]
    assert tree.xpath("//mark[contains(@class, 'off')]/@data-f") == ["2"]
    assert said(tree.xpath("//output")[0]) == "显示 1 条，共 2 条"
