"""数字写法有误。

查什么：文字和表格中夹着字母、有两个小数点、千位分隔符错位、开头多 0、全角半角混用、中间或百分号前有空格的数字，以及“-0”。
为什么：读者认不出是多少，程序也读不成数。
依据：《出版物上数字用法》（GB/T 15835—2011）；《党政机关公文处理工作条例》第十九条。
错例：预算收入17,08.17万元；其中191.O2万元。
改法：按原始数据改正；千位分隔符从小数点起每三位一个。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.format.written_numbers import Flaw, flaw_of
from mingzhang.checker.spans import hits, span_found
from mingzhang.cube import Fact

RULE = Rule(
    code="FMT101",
    name="number-malformed",
    title="数字写法有误",
    severity="error",
    message="{where}的“{stated}”{why}{expected}",
)

_NUMBER: Final = re.compile(
    r"[\dOol](?<![\dA-Za-z].)(?<!\d[,.].)(?:[\dOoIl,.。]*(?=\s?(?:[万亿]*元|%|平方米))"
    r"|[\dOoIl]+(?=\s?[个人辆户家名台])|\d*(?:\.\d+){2,}(?=\s?[个人辆户家名台]))"
    r"|-0+(?:\.0+)?(?=\s?(?:[万亿]*元|%))"
)
_BLANK: Final = re.compile(
    r"\d(?<![\d.,].)[\d,]*(?:\.\d+)?[ \u3000]+%"
    r"|\d(?<![\d.,A-Za-z].)(?:\d{0,2}(?: \d{3})+(?:\.\d+)?|\d*(?:\. +| +\.)\d+)(?=(?:[万亿]*元|%))"
)
_YEAR: Final = re.compile(r"[12](?<![\dA-Za-z].)[\dOoIl]{3}(?=年)")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Malformed numbers of texts, then of tables and forms as they stand in the source."""
    for pattern in (_NUMBER, _BLANK, _YEAR):
        for text, found in hits(document, pattern, is_running=True):
            written = text.text[slice(*found.span())]
            flaw = flaw_of(written) if re.search(r"\d", found[0]) else None
            if flaw:
                yield span_found(
                    document,
                    text,
                    found.span(),
                    expected=flaw.expected,
                    severity="error" if flaw.is_grave else "warning",
                    why=f"，{flaw.why}",
                )
    told = tuple(f"{section.id}." for section in document.disclosure.narrative)
    for fact in document.facts:
        if fact.text is not None and not fact.address.startswith(told):
            written = fact.evidence[0].text if fact.evidence else fact.text
            if flaw := flaw_of(written):
                yield _cell_found(document, fact, written, flaw)


def _cell_found(document: Examined, fact: Fact, written: str, flaw: Flaw) -> Found:
    where = document.labels.of(fact.address)
    cell = document.cell(fact)
    said = f"，应为“{flaw.expected}”" if flaw.expected else ""
    return Found(
        subject=(fact.address, written),
        where=where,
        position=fact.address,
        values={"where": where, "stated": written, "why": f"，{flaw.why}", "expected": said},
        cells=(cell,) if cell else (),
        stated=written,
        expected=flaw.expected,
        evidence=fact.evidence,
        severity="error" if flaw.is_grave else "warning",
    )
