"""文字与批准的不同。

查什么：公开文本的标题、说明、绩效表、名词解释和附件的文字，以及各表的行名，应与批准的公开数据相同；空格、换行、全角半角不算。
为什么：批准之后改动的文字没有经过审核，可能改了意思，也可能是转换格式时丢了字。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：批准的是“主要原因是新增档案数字化项目”，公开文本为“主要原因是档案数字化项目”。
改法：按批准的文字改正；确需改动的，重新报批。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.catalog.names import folded
from mingzhang.checker.across.approved.pair import ApprovedPair, TextPair
from mingzhang.checker.across.approved.rows import rows_of
from mingzhang.checker.across.approved.texts import around, is_of_name
from mingzhang.checker.across.approved.wording import Differing, differences
from mingzhang.checker.rule import Found, Rule, Side
from mingzhang.cube import Evidence
from mingzhang.model import Row

RULE = Rule(
    code="APR105",
    name="text-not-approved",
    title="文字与批准的不同",
    severity="warning",
    message="{label}，公开文件“{file}”为“{stated}”，批准的“{approved_file}”为“{expected}”{more}",
)


def found(pair: ApprovedPair) -> Iterator[Found]:
    """Texts that differ, each once with the first words that do; names of rows."""
    for text in pair.texts:
        differing = [
            one
            for one in differences(text.published, text.approved)
            if not one.is_figure and not is_of_name(pair, text, one)
        ]
        if differing:
            yield _of_text(pair, text, differing)
    for published, approved in pair.tables:
        ordinal = pair.published.scheme.table(published.id).ordinal
        for line in rows_of(published, approved):
            if line.published and line.approved:
                one, other = _name(line.published), _name(line.approved)
                if folded(one) != folded(other):
                    path = f"tables.{published.id}.rows.{line.key}.label"
                    evidence = pair.published.evidence(path)
                    label = f"表{ordinal} “{other}”一行"
                    yield _found(pair, (path,), label, path, (one, other), evidence)


def _name(row: Row) -> str:
    return " ".join(filter(None, (row.code, row.label, row.government_label)))


def _of_text(pair: ApprovedPair, text: TextPair, differing: Sequence[Differing]) -> Found:
    first = differing[0]
    said = around(text.published, *first.first), around(text.approved, *first.second)
    evidence = pair.published.evidence(text.path, *_widened(first.first))
    return _found(pair, (text.path,), text.label, text.path, said, evidence, len(differing))


def _widened(span: tuple[int, int]) -> tuple[int, int]:
    """A stretch that holds something: where words are missing, the sign before them."""
    return span if span[0] < span[1] else (max(0, span[0] - 1), max(1, span[1]))


def _found(
    pair: ApprovedPair,
    subject: tuple[str, ...],
    label: str,
    position: str,
    said: tuple[str, str],
    evidence: tuple[Evidence, ...],
    count: int = 1,
) -> Found:
    files = pair.files
    return Found(
        subject=subject,
        where=label,
        position=position,
        values={
            **files,
            "label": label,
            "stated": said[0],
            "expected": said[1],
            "more": f"；另有 {count - 1} 处不同" if count > 1 else "",
        },
        sides=(
            Side(f"{files['file']} {label}", said[0], evidence),
            Side(f"{files['approved_file']} {label}", said[1]),
        ),
        stated=said[0],
        expected=said[1],
        evidence=evidence,
    )
