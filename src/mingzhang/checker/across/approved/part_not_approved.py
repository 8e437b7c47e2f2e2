"""公开了没有批准的内容。

查什么：公开文本中的表、说明、绩效表、附件和名词解释，批准的公开数据中都应当有。
为什么：没有批准的内容不应公开；也可能是把别的文件的内容放了进来。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：公开文本多出一张“某项目”的绩效目标表，批准的公开数据中没有。
改法：删去没有批准的部分，或者重新报批。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.across.approved.pair import ApprovedPair
from mingzhang.checker.rule import Found, Rule, Side

RULE = Rule(
    code="APR103",
    name="part-not-approved",
    title="公开了没有批准的内容",
    severity="error",
    message="“{label}”，公开文件“{file}”中有，批准的“{approved_file}”中没有",
)


def found(pair: ApprovedPair) -> Iterator[Found]:
    """The parts that only the published document has, each once."""
    published, approved = pair.parts
    known = {part.key for part in approved}
    for part in published:
        if part.key not in known:
            files = pair.files
            evidence = pair.published.evidence(part.path)
            yield Found(
                subject=part.key,
                where=part.label,
                position=part.path,
                values={**files, "label": part.label},
                sides=(
                    Side(f"{files['file']} {part.label}", "有", evidence),
                    Side(f"{files['approved_file']} {part.label}", "没有"),
                ),
                evidence=evidence,
                severity="warning" if part.key[0] == "term" else None,
            )
