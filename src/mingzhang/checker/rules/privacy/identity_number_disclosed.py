"""公开了身份证号码。

查什么：18 位或 15 位的公民身份号码，中间带空格、短横的也查；18 位的核对校验码。
为什么：身份号码属于个人隐私，公开后会被冒用，且无法收回。
依据：政府信息公开条例第十五条；个人信息保护法第二十八条。
错例：对张某（身份证号 11010519491231002X）发放救助金。
改法：删去号码，或只留前三位和后两位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.privacy.identity_numbers import (
    has_check_digit,
    has_place_and_birthday,
)
from mingzhang.checker.spans import hits, span_found
from mingzhang.model import Severity

RULE = Rule(
    code="PRV101",
    name="identity-number-disclosed",
    title="公开了身份证号码",
    severity="error",
    message="{where}写有“{stated}”，{proof}；属于个人隐私，应删去或遮盖",
)

_NUMBER: Final = re.compile(
    r"\d(?<![\dA-Za-z*].)(?<!\d[.,].)\d{5}(?:[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{9})(?![\dA-Za-z*]|[.,]\d)"
)
_NAMED: Final = re.compile(r"(?:身份证|证件|身份|公民)[^\d。；;\n]{0,12}$")
_OTHER: Final = re.compile(r"(?:信用代码|机构代码|项目代码|项目编码|账号|卡号)[^\d。；;\n]{0,6}$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Numbers that are identity numbers by their own digits, or are called so."""
    for text, found in hits(document, _NUMBER):
        number = found[0].replace(" ", "").replace("-", "")
        before = found.string[max(0, found.start() - 24) : found.start()]
        judged = _judged(number, before, document.disclosure.fiscal_year)
        if judged:
            proof, severity = judged
            yield span_found(document, text, found.span(), proof=proof, severity=severity)


def _judged(number: str, before: str, year: int) -> tuple[str, Severity] | None:
    """What speaks for an identity number, and how much."""
    is_likely = has_place_and_birthday(number, year)
    if _OTHER.search(before):
        return None
    if _NAMED.search(before):
        return "文中称为证件号码", "error"
    if not is_likely:
        return None
    if len(number) == 18 and has_check_digit(number):
        return "地区、生日和校验码都合乎身份证号码", "error"
    return "地区和生日合乎身份证号码", "warning"
