"""What the value of a performance indicator demands: at least a number, at most one, a date, a word.

A form prints the value as free text (≤80人, 不低于95%, 500元/月/人, 12月底前, 提高). The model keeps
that text; whoever compares values asks `parse_value`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from mingzhang.catalog.names import folded

__all__ = ["IndicatorValue", "Operator", "ValueKind", "parse_value"]

Operator = Literal["≥", "≤", ">", "<", "=", "≈", "±", "~", ""]
ValueKind = Literal["number", "range", "date", "word"]

_BEFORE: Final[dict[str, Operator]] = {
    **dict.fromkeys((">=", "=>", "≥", "≧", "⩾", "≮"), "≥"),
    **dict.fromkeys(("<=", "=<", "≤", "≦", "⩽", "≯"), "≤"),
    **dict.fromkeys(("大于等于", "大于或等于", "高于或等于", "不少于", "不低于", "不小于"), "≥"),
    **dict.fromkeys(("至少", "最少", "最低", "达到", "达", "保持在"), "≥"),
    **dict.fromkeys(("小于等于", "小于或等于", "低于或等于", "不超过", "不多于", "不高于"), "≤"),
    **dict.fromkeys(("不大于", "不超", "至多", "最多", "最高", "控制在"), "≤"),
    **dict.fromkeys((">", "大于", "高于", "多于", "超过"), ">"),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不足", "不到"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
    **dict.fromkeys(("±", "+-"), "±"),
    **dict.fromkeys(("≈", "约", "大约"), "≈"),
}
_AFTER: Final[dict[str, Operator]] = {
    **dict.fromkeys(("及以上", "或以上", "以上"), "≥"),
    **dict.fromkeys(("及以下", "或以下", "以下", "以内", "之内", "内"), "≤"),
    "左右": "≈",
}


def _one_of(words: dict[str, Operator]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NUMBER: Final = r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT: Final = r"[^\d\s,，。；;:：≥≤<>=~]{0,12}?"
_AMOUNT: Final = re.compile(
    rf"(?P<before>{_one_of(_BEFORE)})?(?P<number>{_NUMBER})(?P<unit>{_UNIT})"
    rf"(?P<after>{_one_of(_AFTER)})?"
)
_RANGE: Final = re.compile(
    rf"(?:控制在)?(?P<low>{_NUMBER})(?P<first>{_UNIT})(?:[-~—–～至到]+)"
    rf"(?P<high>{_NUMBER})(?P<unit>{_UNIT})(?:之间|以内)?"
)
_DATE: Final = re.compile(
    r"(?:截至|截止|于|自|从)?"
    r"(?:(?:19|20)\d{2}年(?!\d*个)\D{0,3}|\d{1,2}月(?!/)|(?:19|20)\d{2}[-./]\d{1,2})"
    r"[\d年月日底末初前后内之起止至到上中下旬季度半第一二三四\-~—./、]*(?:完成|支付|完毕)?"
)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """The value of an indicator: `number` of `unit` to compare by `operator`, or only words.

    A number without a sign is to be met exactly ("="). A range ("~") runs from `number` to `upper`.
    Dates and words have no number and no operator; `text` is always what is printed.

    >>> parse_value("≤ 1,280元/个/年").number
    Decimal('1280')
    >>> parse_value("提高").kind
    'word'
    """

    operator: Operator
    number: Decimal | None
    unit: str
    text: str
    upper: Decimal | None = None
    kind: ValueKind = "word"


def parse_value(text: str) -> IndicatorValue:
    """What a printed value demands; full width, spaces and ways of saying a bound do not matter.

    >>> value = parse_value("不低于 95％")
    >>> value.operator, value.number, value.unit
    ('≥', Decimal('95'), '%')
    """
    plain = folded(text)
    if _DATE.fullmatch(plain):
        return IndicatorValue("", None, "", text, kind="date")
    if found := _AMOUNT.fullmatch(plain):
        return _amount(text, found)
    if (ends := _RANGE.fullmatch(plain)) and ends["first"] in {"", ends["unit"]}:
        low, high = _decimal(ends["low"]), _decimal(ends["high"])
        return IndicatorValue("~", low, ends["unit"], text, high, "range")
    return IndicatorValue("", None, "", text)


def _amount(text: str, found: re.Match[str]) -> IndicatorValue:
    before, after = found["before"], found["after"]
    operator = _BEFORE[before] if before else _AFTER[after] if after else "="
    return IndicatorValue(operator, _decimal(found["number"]), found["unit"], text, kind="number")


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "").replace("−", "-"))
