"""文字中列出的各项与合计不符。

查什么：文字里逐项列出金额（或同一单位的数量）、再以“合计”“共计”等收尾的，各项之和应等于合计。
为什么：改了一项、漏改合计，是文字说明最常见的差错。
依据：算术；各项本身是四舍五入数的，尾差不算错。能作别的解释的（单价乘数量等）不报。
错例：培训费 2.5 万元、资料费 1.2 万元，合计 3.8 万元；应为 3.7 万元。
改法：核对各项和合计，改正其中有误的一个。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.arithmetic.matters import claim_found, false_claims_of
from mingzhang.checker.rules.arithmetic.reckoned import reckoned

RULE = Rule(
    code="ARI102",
    name="list-differs-from-its-total",
    title="列出的各项与合计不符",
    severity="error",
    message="{where}写“{said}”，各项相加得 {sum}。{advice}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Lists that a total closes and that do not add up to it."""
    for false in false_claims_of(document, "list"):
        yield claim_found(document, false, ("sum", reckoned(false.claim)))
