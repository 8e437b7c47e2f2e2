"""公开了银行账号。

查什么：合乎银行卡校验规则的 16 至 19 位号码；“账号”“卡号”后面的长号码。
为什么：账号与户名一起公开，会被用于诈骗和盗划。
依据：政府信息公开条例第十五条；个人信息保护法第二十八条。
错例：补助打入李某账户，卡号 6222 0000 0000 0000 000。
改法：删去账号，或只留后四位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.privacy.identity_numbers import has_place_and_birthday
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="PRV103",
    name="bank-account-disclosed",
    title="公开了银行账号",
    severity="warning",
    message="{where}写有“{stated}”，{proof}；请核对，账号不应公开",
)

_END: Final = r"(?![\dA-Za-z*]|[.,]\d|\s*[百千万亿]?元)"
_CARD: Final = re.compile(
    rf"[3-6](?<![\dA-Za-z*-].)(?<!\d[.,].)\d{{3}}([ -]?)\d{{4}}\1\d{{4}}\1\d{{4}}(?:\1\d{{1,3}})?{_END}"
)
_ACCOUNT: Final = re.compile(
    rf"(?:账[号户]|帐[号户]|卡号|存折)[^\d。;\n]{{0,8}}(\d(?:[ -]?\d){{8,29}}){_END}"
)
_CODE: Final = re.compile(r"(?:代码|编码|编号|文号|单号|序号)[^\d。;\n]{0,4}$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Numbers that are called accounts, and card numbers by their check digit."""
    named = set()
    for text, found in hits(document, _ACCOUNT):
        named.add((text.path, found.start(1)))
        yield span_found(document, text, found.span(1), proof="文中称为账号")
    for text, found in hits(document, _CARD):
        number = re.sub(r"\D", "", found[0])
        is_person = len(number) == 18 and has_place_and_birthday(number, 2999)
        is_other = is_person or bool(_CODE.search(found.string, 0, found.start()))
        is_named = (text.path, found.start()) in named
        if has_luhn_digit(number) and not is_other and not is_named:
            yield span_found(document, text, found.span(), proof="合乎银行卡号的校验规则")


def has_luhn_digit(number: str) -> bool:
    """Whether the last digit is the one that the others demand (ISO 7812).

    >>> has_luhn_digit("4111111111111111"), has_luhn_digit("4111111111111112")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value // 10 + value % 10
    return total % 10 == 0
