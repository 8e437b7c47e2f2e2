"""Pages are valid HTML, as the Nu checker of the W3C sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.test_publication_page import published
from tools.validate_html import complaints, missing

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


def test_nothing_is_said_of_a_publication(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(published())
    assert complaints([page]) == []


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        '<!doctype html><html lang="zh"><title>坏</title>\n<p id="a"><i id="a"></p></html>', "utf-8"
    )
    said = [line.partition(" | ")[0].partition("bad.html:")[2] for line in complaints([tmp_path])]
    assert said == [
        "2: error: Duplicate ID “a”.",
        "2: warning: The first occurrence of ID “a” was here.",
        "2: error: End tag “p” seen, but there were open elements.",
        "2: error: Unclosed element “i”.",
    ]
