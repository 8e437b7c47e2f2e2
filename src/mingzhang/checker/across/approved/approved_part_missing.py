"""批准的内容没有公开。

查什么：批准的公开数据中的各表、各节说明、绩效表、附件和名词解释，公开文本中都应当有。
为什么：少一张表或一节，公众看到的就不是批准的全部内容。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的内容应当完整。
错例：批准的有表十二，公开文本中没有这张表。
改法：补上缺少的部分；已在文中而没有读到的，核对标题是否按规定书写。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.across.approved.pair import ApprovedPair
from mingzhang.checker.rule import Found, Rule, Side

RULE = Rule(
    code="APR102",
    name="approved-part-missing",
    title="批准的内容没有公开",
    severity="error",
    message="“{label}”，批准的“{approved_file}”中有，公开文件“{file}”中没有",
)


def found(pair: ApprovedPair) -> Iterator[Found]:
    """The parts that only the approved disclosure has, each once."""
    published, approved = pair.parts
    known = {part.key for part in published}
    for part in approved:
        if part.key not in known:
            files = pair.files
            yield Found(
                subject=part.key,
                where=part.label,
                position=part.path,
                values={**files, "label": part.label},
                sides=(
                    Side(f"{files['file']} {part.label}", "没有"),
                    Side(
                        f"{files['approved_file']} {part.label}",
                        "有",
                        pair.approved.evidence(part.path),
                    ),
                ),
            )
