"""The generated pages of docs/ are those that the code would write now."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.build_docs import pages


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: path.name)
def test_generated_page_is_fresh(path: Path) -> None:
    assert path.read_text("utf-8") == pages()[path], "run make docs"
