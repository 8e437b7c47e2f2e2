"""The page on open data names every column."""

from __future__ import annotations

import re

from tests.publisher.opendata.packages import ROOT, SAMPLES, descriptor, package


def test_every_column_is_explained() -> None:
    named = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "open-data.md").read_text("utf-8")))
    columns = {
        field["name"]
        for sample in SAMPLES
        for resource in descriptor(package(sample))["resources"]
        for field in resource["schema"]["fields"]
    }
    assert columns - named == set()
