"""科目编码不存在。

查什么：各表的科目编码应在当年的政府收支分类科目中；位数不对、目录中没有的，提示。
为什么：编码错了，这笔钱就归到别的科目，无法与其他部门汇总。
依据：当年《政府收支分类科目》。
错例：行政运行写作 2013911。
改法：查对当年科目；目录可能不全，确有此科目的不必改。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.coding import meant_code, named_rows, row_found

RULE = Rule(
    code="CAT101",
    name="code-unknown",
    title="科目编码不存在",
    severity="warning",
    message="{where}的编码 {stated} 在{catalog}中没有{meant}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Codes of rows that the code list does not have."""
    for one in named_rows(document):
        if one.code in one.codes:
            continue
        meant = meant_code(document, one)
        yield row_found(
            document,
            one,
            "code",
            stated=one.code,
            expected=meant,
            values={
                "catalog": one.codes.title,
                "meant": f"，似应为 {meant}" if meant else "",
            },
        )
