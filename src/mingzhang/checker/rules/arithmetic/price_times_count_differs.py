"""单价乘数量与总额不符。

查什么：文字写明标准（每人每月、每个、元/天等）、数量和总额的，三者相乘应当相符；
“每月若干元（全年若干元）”按十二个月核对。
为什么：补助类项目的预算由标准和人数算出，改了人数、漏改总额时，表格之间仍然相等，只有这里看得出来。
依据：算术。文字没有写成算式，只报文意明确的；可能另有口径的由填报人说明。
错例：聘请讲师 6 名，每名 800 元，共计 4,900 元；应为 4,800 元。
改法：核对标准、数量、月数和总额；确有其他因素的，在文字中写明。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.arithmetic.matters import claim_found, false_claims_of
from mingzhang.checker.rules.arithmetic.reckoned import reckoned

RULE = Rule(
    code="ARI103",
    name="price-times-count-differs",
    title="单价乘数量与总额不符",
    severity="warning",
    message="{where}写“{said}”，标准乘数量得 {product}。{advice}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Prices and counts in words that do not come to the total stated with them."""
    for false in false_claims_of(document, "price"):
        yield claim_found(document, false, ("product", reckoned(false.claim)))
