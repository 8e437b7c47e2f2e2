"""单位的数大于部门的数。

查什么：部门的所属单位没有全部给出时，已给出的单位相加，不应大于部门同一口径的数。
为什么：部门的数包含所属各单位，单位大于部门，必有一方有误。
依据：预算法第八条：各部门预算由本部门及其所属各单位预算组成。
错例：部门“三公”经费合计 2.00 万元，一个所属单位的“三公”经费合计为 3.00 万元。
改法：与批复的单位预算核对，改错的一方。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.across.units.family import Family
from mingzhang.checker.across.units.told import told
from mingzhang.checker.rule import Found, Rule

RULE = Rule(
    code="UNI102",
    name="units-exceed-department",
    title="单位的数大于部门的数",
    severity="error",
    message="{label}，部门文件“{file}”为 {whole}，已给出的 {count} 个单位的文件相加就有 {total}"
    "（{parts}），多出 {gap}{others}",
)


def found(family: Family) -> Iterator[Found]:
    """Where the units at hand come to more than the department."""
    yield from told(family, is_all=False)
