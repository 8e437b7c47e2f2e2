"""主体、年度或层级与批准的不同。

查什么：公开文本的部门（单位）名称、预算年度和部门或单位的层级，应与批准的公开数据相同。
为什么：名称、年度不同，公开的可能是别的文件，或者封面、表头写错了。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：批准的是某县档案馆 2026 年部门预算，公开文本各处写着 2025 年。
改法：核对公开的文件是否拿错；没有拿错的，改正名称或年度。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalog.names import folded
from mingzhang.checker.across.approved.pair import ApprovedPair
from mingzhang.checker.rule import Found, Rule, Side

RULE = Rule(
    code="APR101",
    name="another-disclosure-approved",
    title="主体、年度或层级与批准的不同",
    severity="error",
    message="{what}，公开文件“{file}”为“{stated}”，批准的“{approved_file}”为“{expected}”",
)


def found(pair: ApprovedPair) -> Iterator[Found]:
    """Name, year and level where they differ."""
    ours, theirs = pair.published.disclosure, pair.approved.disclosure
    level = pair.published.scheme.level_word, pair.approved.scheme.level_word
    stated = {
        "名称": (ours.entity.name, theirs.entity.name),
        "年度": (str(ours.fiscal_year), str(theirs.fiscal_year)),
        "层级": (level[0](ours.entity.level), level[1](theirs.entity.level)),
    }
    for what, (one, other) in stated.items():
        if folded(one) != folded(other):
            files = pair.files
            yield Found(
                subject=(what,),
                where=what,
                position="cover",
                values={**files, "what": what, "stated": one, "expected": other},
                sides=(
                    Side(f"{files['file']} {what}", one),
                    Side(f"{files['approved_file']} {what}", other),
                ),
                stated=one,
                expected=other,
            )
