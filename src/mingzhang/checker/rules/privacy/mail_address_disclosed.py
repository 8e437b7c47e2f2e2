"""公开了个人电子邮箱。

查什么：电子邮件地址。政府网站的邮箱不算；写明是单位联系邮箱的只作提示。
为什么：个人邮箱公开后会招来骚扰和诈骗。
依据：政府信息公开条例第十五条；个人信息保护法第十条。
错例：材料发至 zhangsan@example.com。
改法：删去，或改为单位的公务邮箱。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, span_found
from mingzhang.model import Severity

RULE = Rule(
    code="PRV105",
    name="mail-address-disclosed",
    title="公开了电子邮箱",
    severity="warning",
    message="{where}写有“{stated}”；属于个人的应删去",
)

_MAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+-]{0,63})@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", re.ASCII
)
_OFFICIAL: Final = re.compile(
    r"(?:联系|电子|单位|公务|办公)?邮箱[:为是]?\s*$|E-?mail[:]?\s*$", re.I
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Addresses that do not end in gov.cn."""
    for text, found in hits(document, _MAIL, words="@"):
        if not found[0].lower().endswith(".gov.cn"):
            is_contact = _OFFICIAL.search(found.string[max(0, found.start() - 12) : found.start()])
            severity: Severity = "info" if is_contact else "warning"
            yield span_found(document, text, found.span(), severity=severity)
