"""各单位相加与部门不符。

查什么：部门和所属单位（含本级）的公开文本都在时，同一口径的数，各单位相加应等于部门的数；部门各单位的分行，应等于该单位自己公开的数。
为什么：部门预算由所属单位的预算汇总而成，加不拢说明一方改了数，另一方没有改。
依据：预算法第八条：各部门预算由本部门及其所属各单位预算组成。
错例：部门“2012601 行政运行”36.10 万元，两个单位分别为 31.10 万元、6.00 万元，相加 37.10 万元。
改法：与批复的单位预算核对，改错的一方；四舍五入的尾差不必改。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.across.units.family import Family
from mingzhang.checker.across.units.told import told
from mingzhang.checker.rule import Found, Rule

RULE = Rule(
    code="UNI101",
    name="units-differ-from-department",
    title="各单位相加与部门不符",
    severity="error",
    message="{label}，部门文件“{file}”为 {whole}，{count} 个单位的文件相加为 {total}（{parts}），"
    "相差 {gap}{others}",
)


def found(family: Family) -> Iterator[Found]:
    """Where the units do not add up to the department."""
    yield from told(family, is_all=True)
