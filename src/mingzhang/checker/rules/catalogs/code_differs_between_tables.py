"""同一科目在各表的编码不同。

查什么：一张表某行的编码，别的表都没有，而同名的行在别的表是另一个只差一位的编码。
为什么：编码错一位，这笔钱就归到别的科目，各表对不上。
依据：各表是同一预算的不同切面，同一科目只有一个编码。
错例：收入总表“一般行政管理事务”为 2013902，支出总表同名的行写作 2013402。
改法：改成各表一致的编码。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.coding import named_rows, row_found
from mingzhang.checker.rules.completeness.coded_rows import slipped_codes

RULE = Rule(
    code="CAT109",
    name="code-differs-between-tables",
    title="同一科目在各表的编码不同",
    severity="error",
    message="{where}：“{label}”在其他表的编码是 {expected}，这里是 {stated}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Codes with one slip that belong to their row's name; other names are another rule's."""
    slips = slipped_codes(document)
    for one in named_rows(document) if slips else ():
        meant = slips.get((one.coded.table.id, one.code))
        if (
            meant
            and one.code in one.codes
            and one.codes.entry(one.code) in one.codes.named(one.label)
        ):
            values = {"label": one.label}
            yield row_found(document, one, "code", stated=one.code, expected=meant, values=values)
