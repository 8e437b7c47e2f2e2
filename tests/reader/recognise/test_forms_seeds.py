"""Forms of published documents against what a person read in them.

The documents, as text and as data checked by hand, lie in a folder beside the repository that not
every machine has; where it is missing the tests say so and skip.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mingzhang.reader.formats.text import text_document
from mingzhang.reader.recognise.forms import ReadForm, read_form, split_forms
from mingzhang.scheme import load_scheme

SHARED = Path(__file__).resolve().parents[4] / "shared"
DOCUMENTS = ["000", "001", "002", "004"]

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(),
    reason="the published documents (../shared) are not on this machine",
)

MISPRINTED = {
    "项目资金管理方法": "项目资金管理办法",
    "项目补助对象和补助对象": "项目补助对象和补助政策",
}
"""Labels that a document misprints, with the form's own."""


@cache
def read(number: str) -> list[ReadForm]:
    (path,) = (SHARED / "seeds").glob(f"{number}_*.txt")
    scheme = load_scheme("shanxi", 2025)
    parts, _ = split_forms(scheme, text_document(path.read_bytes()).blocks)
    return [read_form(part, index) for index, part in enumerate(parts, 1)]


@cache
def known(number: str) -> list[dict[str, Any]]:
    forms: list[dict[str, Any]] = json.loads((SHARED / "gold" / f"{number}.json").read_text())[
        "forms"
    ]
    return forms


def indicators(form: Any) -> Counter[tuple[str | None, ...]]:
    keys = ("horizon", "level1", "level2", "level3", "value")
    return Counter(tuple(one[key] for key in keys) for one in form)


@pytest.mark.parametrize("number", DOCUMENTS)
def test_every_form_is_found(number: str) -> None:
    found = [(one.form.kind, one.form.project) for one in read(number)]
    assert found == [(one["kind"], one["project"]) for one in known(number)]


@pytest.mark.parametrize("number", DOCUMENTS)
def test_every_sum_is_right(number: str) -> None:
    for one, form in zip(read(number), known(number), strict=True):
        sums = {(sum_.horizon, sum_.source): (sum_.amount, sum_.unit) for sum_ in one.form.funding}
        for sum_ in form["funding"]:
            assert sums[sum_["horizon"], sum_["source"]] == (sum_["amount"], sum_["unit"])


@pytest.mark.parametrize("number", DOCUMENTS)
def test_every_field_is_right(number: str) -> None:
    for one, form in zip(read(number), known(number), strict=True):
        for label, text in form["fields"].items():
            assert one.form.fields[MISPRINTED.get(label, label)] == text


@pytest.mark.parametrize("number", DOCUMENTS)
def test_indicators_are_those_that_a_person_read(number: str) -> None:
    for one, form in zip(read(number), known(number), strict=True):
        if form["gold_quality"] == "exact":
            found = [
                {key: getattr(said, key) for key in said.__struct_fields__}
                for said in one.form.indicators
            ]
            assert indicators(found) == indicators(form["indicators"])
