"""One browser for all tests here; where there is none they say so and skip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tools.browser import Browser, missing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    lack = missing()
    if lack:
        pytest.skip(lack)
    with Browser() as started:
        yield started
