"""文字中的科目名称不存在。

查什么：说明文字所列的功能科目、经济科目名称，应与科目目录中的名称一致。
为什么：名称不规范就无法与表中科目对照，也无法与其他部门汇总。
依据：当年《政府收支分类科目》。
错例：把“卫生健康支出”写成“医疗健康支出”。
改法：改成目录中的名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.listed import lists_in, nearest

RULE = Rule(
    code="CAT108",
    name="listed-name-unknown",
    title="科目名称不存在",
    severity="warning",
    message="{where}的“{stated}”在{catalog}中没有{near}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Names in lists that the code list does not have."""
    for listed in lists_in(document):
        codes = document.scheme.catalog_of(listed.definition.each)
        for item in listed.items:
            if item.code is not None or codes is None:
                continue
            near = nearest(item.name, codes, listed.definition.levels)
            expected = codes.entry(near).name if near else None
            yield Found(
                subject=(listed.section, listed.definition.key, item.name),
                where=listed.prose.label,
                position=listed.prose.path,
                values={
                    "where": listed.prose.label,
                    "stated": item.name,
                    "catalog": codes.title,
                    "near": f"，应为“{expected}”" if expected else "",
                },
                stated=item.name,
                expected=expected,
                evidence=document.evidence(listed.prose.path, item.start, item.end),
            )
