"""算式不成立。

查什么：文字中用等号写明的算式，按所列数字重新计算，结果应与等号后的数字相符；元、万元自动换算。
为什么：测算过程公开后，谁都可以验算；算错会使人怀疑整个项目的预算。
依据：算术；结果按写出的小数位数四舍五入能解释的不算错。
错例：聘请讲师 6 名×800 元=4,900 元，应为 4,800 元。
改法：核对单价、数量和结果，改正其中有误的一个；同一结果在表格中也出现的，一并核对。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.arithmetic.matters import claim_found, false_claims_of
from mingzhang.checker.rules.arithmetic.reckoned import reckoned

RULE = Rule(
    code="ARI101",
    name="equation-does-not-hold",
    title="算式不成立",
    severity="error",
    message="{where}写“{said}”，按所列数字应得 {right}。{advice}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Equations whose two sides differ by more than rounding."""
    for false in false_claims_of(document, "equation"):
        yield claim_found(document, false, ("right", reckoned(false.claim)))
