"""公开了个人电话号码。

查什么：手机号码；不在“联系电话”“监督电话”等处的固定电话号码。单位公布的固定电话不算。
为什么：个人电话公开后会招来骚扰和诈骗。
依据：政府信息公开条例第十五条；个人信息保护法第十条。
错例：经办人王某，手机 13800000000。
改法：删去，或改为单位的固定电话。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="PRV102",
    name="phone-number-disclosed",
    title="公开了个人电话号码",
    severity="warning",
    message="{where}写有{kind}“{stated}”；属于个人的应删去，属于单位的应写明是联系电话",
)

_END: Final = r"(?![\dA-Za-z]|[.,]\d|\s*[百千万亿]?元)"
_MOBILE: Final = re.compile(
    rf"1(?<![\dA-Za-z-].)(?<!\d[.,].)[3-9]\d([ -]?)\d{{4}}\1\d{{4}}{_END}|86(?<![\dA-Za-z-]86)(?<!\d[.,]86)[- ]?1[3-9]\d{{9}}{_END}"
)
_LANDLINE: Final = re.compile(
    rf"[(0](?<![\dA-Za-z-].)(?<!\d[.,].)(?:0?\d{{2,3}}\)\s?|\d{{2,3}}[ —-]?)[2-8]\d{{6,7}}{_END}"
    rf"|(?:电话|座机)[^\d。;\n]{{0,4}}([2-8]\d{{6,7}}){_END}"
)
_OFFICIAL: Final = re.compile(
    r"(?:联系|咨询|监督|举报|办公|值班|服务|投诉|公开|单位)(?:人?电话|方式|热线)[^。;\n]{0,12}$"
    r"|(?:传真|热线|电话)[:(]?\s*[^。;\n]{0,4}$"
)
_PRIVATE: Final = re.compile(r"(?:家庭|住宅|宅电|家中|本人|个人|私人)[^。;\n]{0,8}$")
_CODE: Final = re.compile(r"(?:代码|编码|编号|账号|卡号|文号|单号|序号)[:为是]?\s*$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Mobile numbers anywhere; landline numbers that nobody calls the office's."""
    for text, found in hits(document, _MOBILE):
        if not _CODE.search(found.string, 0, found.start()):
            yield span_found(document, text, found.span(), kind="手机号码")
    for text, found in hits(document, _LANDLINE):
        start, end = found.span(found.lastindex or 0)
        before = found.string[max(0, start - 20) : start]
        is_official = _OFFICIAL.search(before) and not _PRIVATE.search(before)
        if not is_official and not _CODE.search(before):
            yield span_found(document, text, (start, end), kind="电话号码")
