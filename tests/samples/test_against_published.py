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
        len(row.cells)
        for number in SAMPLES
        for table in published(number).tables
        for row in table.rows
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


DEFECTS = {
    "000": [
        ("3.1", "比上年增加1708.17万元,主要原因是□。", "于2024年5月正式挂牌成立", "no full stop at the end"),
        ("3.8", "增加7.32万元,原因是□。", "增加7.32万元,增长100%", "a rate on a base of zero"),
        ("3.10", "涉及资金1708.17万元。", "涉及资金1630.63万元。", "the projects' money for all of the unit's"),
        ("3.10", "的二级项目5个", "纳入绩效管理的一级项目5个", "一级项目 for 二级项目"),
        ("3.10", "涉及项目金额104.00万元;", "涉及项目金额140.00万元;", "two digits swapped"),
    ],
    "001": [
        ("3.5", "2.97万元,占1.50%等。", "住房保障支出2.97万元等。", "the last share is missing"),
        ("3.8", "增长47.3%", "增加47.3%", "the verb of amounts with a rate"),
        ("3.10", "共计金额158.63万元。", "共计金额216.62万元。", "carry-over in the amount, not in the count"),
        ("3.10", "特定目标类项目18个,涉及金额158.63万元。", "涉及金额216.62万元。", "the same"),
        ("3.10", "公开项目绩效目标14个", "公开项目绩效目标18个", "14 forms are published"),
        ("3.10", "特定目标类项目14个", "涉及项目金额216.62万元。", "the same"),
    ],
    "002": [
        ("3.5", "一般公共服务支出857.32万元", "一般公共预算服务支出857.32万元", "a wrong name"),
        ("3.8", "增长12.54%", "增长11.14%", "divided by this year's amount"),
        ("3.10", "涉及资金0万元。", "涉及资金0.00万元。", "typed by hand"),
        ("3.10", "公开项目绩效目标16个", "公开项目绩效目标17个", "16 project forms are published"),
        ("3.10", "特定目标类项目9个", "特定目标类项目10个,涉及项目金额618.12万元。", "the total for a part"),
    ],
    "004": [
        ("3.5", "一般公共服务支出1,126.40万元", "一般公共预算服务支出1,126.40万元", "a wrong name"),
        ("3.7", "2.00万元,比2023年", "2.00万元比2023年", "a comma is missing"),
        ("3.10", "公开项目绩效目标20个", "公开项目绩效目标22个", "two projects have no form of their own"),
        ("3.10", "特定目标类项目5个", "特定目标类项目7个", "the same"),
        ("3.11", "领导用车0辆", "领导用车0.00辆", "vehicles with decimals"),
        ("3.11", "的通用设备0台(套);", "的通用设备0.00台(套);", "devices with decimals"),
        ("3.11", "的通用设备0台(套)。", "的通用设备0.00台(套)。", "the same"),
    ],
}  # fmt: skip
"""What the published documents state otherwise: section, what is derived, what stands there, why
the original is wrong."""


@pytest.mark.parametrize("number", SAMPLES)
def test_every_derived_sentence_is_the_published_one_but_for_defects_of_the_original(
    number: str,
) -> None:
    found = list(differences(number))
    assert len(found) == len(DEFECTS[number])
    for difference, (section, derived, stated, _) in zip(found, DEFECTS[number], strict=True):
        assert difference.section == section
        assert derived in difference.derived
        assert stated in difference.published


def test_count_of_compared_sentences() -> None:
    counts = {
        number: sum(
            len(sentences(section.text))
            for section in compiled(number).narrative
            if section.id != "3.12"
        )
        for number in SAMPLES
    }
    assert counts == {"000": 46, "001": 46, "002": 48, "004": 51}
