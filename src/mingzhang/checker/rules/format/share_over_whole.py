"""占比超过百分之百。

查什么：“占……%”的数大于 100。
为什么：部分不会多于总体。
依据：百分比的含义；公开的数据应当真实、准确。
错例：基本支出77.54万元，占454%。
改法：用分项除以总数重新计算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.rates.false_shares import false_shares
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="FMT104",
    name="share-over-whole",
    title="占比超过百分之百",
    severity="error",
    message="{where}“{around}”中的占比 {stated}% 大于 100%",
)

_SHARE: Final = re.compile(r"占(?:\d{4}年)?[^,。;:、\d\n%]{0,36}?(\d[\d,]{2,}(?:\.\d+)?)\s?%")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Shares above one hundred, but those whose amounts tell what they should be."""
    for text, found in hits(document, _SHARE, is_running=True):
        if Decimal(found[1].replace(",", "")) > 100 and not _is_told(document, text, found[1]):
            yield span_found(document, text, found.span(1))


def _is_told(document: Examined, text: Prose, stated: str) -> bool:
    section = text.path.removeprefix("narrative.")
    return any(
        one.share.fact.text == stated and one.share.fact.address.startswith(f"{section}.")
        for one in false_shares(document)
    )
