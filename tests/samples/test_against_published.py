"""Each compiled sample against the published document that its figures come from.

The published documents, as data checked by hand, lie in a folder beside the repository that not
every machine has; where it is missing the tests say so and skip.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mingzhang.compiler import Budget, compile_budget, read_budget
from mingzhang.model import Disclosure, Row, Table, disclosure_from_json

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"
SAMPLES = {
    "000": "jincheng-chengqu-shegong-2025",
    "001": "yuxian-shegong-2026",
    "002": "shangdang-zuzhi-2025",
    "004": "zonggai-dangqun-2024",
}

pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the published documents (../shared/gold) are not on this machine"
)

MISREAD = {"孟县": "盂县", "技术与研究与开发": "技术研究与开发", "技术与开发": "技术研究与开发",
           "技术与研究开发": "技术研究与开发"}  # fmt: skip
"""What the transcriptions of the published documents read wrongly, with what the original says."""


@cache
def budget(number: str) -> Budget:
    return read_budget((ROOT / "samples" / f"{SAMPLES[number]}.xlsx").read_bytes())


@cache
def compiled(number: str) -> Disclosure:
    return compile_budget(budget(number)).disclosure


@cache
def published(number: str) -> Disclosure:
    return disclosure_from_json((GOLD / f"{number}.json").read_bytes())


def folded(text: str) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    for wrong, right in MISREAD.items():
        text = text.replace(wrong, right)
    return text


def cells(row: Row) -> tuple[object, ...]:
    return (
        row.side,
        row.code,
        folded(row.label),
        folded(row.government_label or ""),
        dict(row.cells),
    )


def table_of(disclosure: Disclosure, table_id: str) -> Table:
    table = disclosure.table(table_id)
    assert table is not None
    return table


@pytest.mark.parametrize("number", SAMPLES)
@pytest.mark.parametrize("table_id", [f"{number:02d}" for number in range(1, 14)])
def test_every_cell_equals_the_published_one(number: str, table_id: str) -> None:
    ours, theirs = (table_of(one(number), table_id) for one in (compiled, published))
    assert folded(ours.title) == folded(theirs.title)
    assert [cells(row) for row in ours.rows] == [cells(row) for row in theirs.rows]


def test_count_of_compared_cells() -> None:
    count = sum(
        len(row.cells) for number in SAMPLES for table in published(number).tables for row in table.rows
    )
    assert count == 2875


@dataclass(frozen=True)
class Difference:
    """A published sentence that is not the derived one."""

    section: str
    derived: str
    published: str


def sentences(text: str) -> list[str]:
    """Folded sentences; a chart's caption is no sentence, a list without meaning in its order is
    sorted."""
    found = []
    for sentence in re.split(r"(?<=[。;；])|\n", text):
        one = folded(sentence)
        if one and not one.endswith("图"):
            found.append(re.sub(r"主要包括:(.+?)等", _sorted, one))
    return found


def _sorted(match: re.Match[str]) -> str:
    return f"主要包括:{'、'.join(sorted(match[1].split('、')))}等"


def masked(number: str, text: str) -> str:
    """Derived text with what a person wrote replaced by a mark."""
    for written in sorted(budget(number).texts.values(), key=len, reverse=True):
        if len(written) > 12:
            text = text.replace(written, "□")
    return text


def differences(number: str) -> Iterator[Difference]:
    for section in compiled(number).narrative:
        if section.id == "3.12":
            continue
        theirs = next(one for one in published(number).narrative if one.id == section.id)
        joined = "".join(sentences(theirs.text))
        for sentence in sentences(masked(number, section.text)):
            pattern = re.escape(sentence).replace("□", "(.+?)")
            if not re.search(pattern, joined):
                yield Difference(section.id, sentence, joined)
