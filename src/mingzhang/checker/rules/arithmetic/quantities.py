"""Numbers with their units in running Chinese text: what is printed, what it amounts to, per what.

Dates, numbering and document numbers are no quantities: they carry no unit of counting or money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

__all__ = [
    "COUNTED",
    "NUMBER",
    "OF_PLACES",
    "Kind",
    "Quantity",
    "plain",
    "quantities",
    "quantity_at",
]

Kind = Literal["money", "count", "share", "plain"]

_SAME_WIDTH: Final = dict(
    zip(
        "０１２３４５６７８９，．％：；（）＋－／＊＝×✕xX",
        "0123456789,.%:;()+-/*=****",
        strict=True,
    )
)
NUMBER: Final = r"(?<![\d.第])(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?(?!\d)"
_CHINESE: Final = (
    r"(?<![第之周期十百千])[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万]*"
)
COUNTED: Final = (
    "平方米|立方米|个月|季度|人次|课时|学时|小时|公里|公斤|"
    "[人名位个户家村组支次场期批天周月季年台套本册条份页张块间栋座所件辆部亩吨米班届项处点篇幅箱只棵度]"
)
_PER: Final = rf"(?:[/每·]+(?:{COUNTED}))"
OF_PLACES: Final = "(?:个(?=[村户组班]))?"
"""A measure word before one that is counted itself: 12 个村 are counted by 村."""

_QUANTITY: Final = re.compile(
    rf"(?P<number>{NUMBER}|{_CHINESE})[ ]?"
    rf"(?:(?P<scale>[十百千]?[万亿]|[百千])?(?P<money>元)|(?P<share>%)"
    rf"|(?P<many>[十百千]?[万亿])?{OF_PLACES}(?P<counted>{COUNTED})|(?P<bare>[十百千]?[万亿])(?![\d个]))"
    rf"(?P<per>(?:{_PER})*)"
)
_PLAIN: Final = re.compile(rf"(?P<number>{NUMBER})")
_DATE: Final = re.compile(r"(?:19|20)\d{2}年|\d{1,2}月(?!/)")
_NO_COUNT: Final = re.compile("一次性|一年一度|一体|一定|一部分|一些|一般|一个月内|一点")
_ONE_PER: Final = re.compile(rf"[/每·]+({COUNTED})")
_SCALES: Final = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
}
_DIGITS: Final = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text: where it stands, what is printed, what one printed unit is worth.

    `number` is what is printed, in plain digits, and `value` the same; `factor` is the unit's size
    in 元 or ones (万元 10,000, % 1/100).
    `per` are the units behind strokes (500元/月/人). `number_end` ends the digits alone.
    """

    start: int
    end: int
    number_end: int
    number: str
    value: Fraction
    factor: Fraction
    kind: Kind
    unit: str
    per: tuple[str, ...] = ()

    @property
    def amount(self) -> Fraction:
        """The worth in 元, in ones, or as a share of one."""
        return Fraction(self.value * self.factor)

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return len(self.number.partition(".")[2])

    @property
    def half_step(self) -> Fraction:
        """Half of the last printed digit: what rounding can hide."""
        return Fraction(self.factor, 2 * 10**self.decimals)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text with full-width signs made half-width, of the same length.

    >>> plain("２００元×１２月＝２４００元")
    '200元*12月=2400元'
    """
    for wide in _SAME_WIDTH.keys() & set(text):
        text = text.replace(wide, _SAME_WIDTH[wide])
    return text


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a plain text, from the left.

    >>> [(one.amount, one.unit) for one in quantities("十二名，每名0.5万元/月，占20%")]
    [(Fraction(12, 1), '名'), (Fraction(5000, 1), '元'), (Fraction(1, 5), '%')]
    """
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    place = 0
    while found := _QUANTITY.search(text, place):
        place = found.end()
        is_date = _DATE.match(text, found.start()) and not found["per"]
        if not is_date and not _NO_COUNT.match(text, found.start()):
            yield _quantity(found)


def quantity_at(text: str, start: int) -> Quantity | None:
    """The quantity that begins here; a number without a unit is one, too."""
    found = _QUANTITY.match(text, start) or _PLAIN.match(text, start)
    return _quantity(found) if found else None


def _quantity(found: re.Match[str]) -> Quantity:
    groups = found.groupdict()
    number = found["number"].replace(",", "")
    number = number if number[0].isdigit() else str(_chinese(number))
    value = Fraction(number)
    factor, kind, unit = _unit(groups)
    per = tuple(_ONE_PER.findall(groups.get("per") or ""))
    return Quantity(
        found.start(), found.end(), found.end("number"), number, value, factor, kind, unit, per
    )


def _unit(groups: dict[str, str | None]) -> tuple[Fraction, Kind, str]:
    if groups.get("money"):
        return Fraction(_SCALES[groups["scale"] or ""]), "money", "元"
    if groups.get("share"):
        return Fraction(1, 100), "share", "%"
    if bare := groups.get("bare"):
        return Fraction(_SCALES[bare]), "money", "元"
    if counted := groups.get("counted"):
        return Fraction(_SCALES[groups["many"] or ""]), "count", counted
    return Fraction(1), "plain", ""


def _chinese(text: str) -> int:
    """A number in Chinese digits.

    >>> _chinese("一百二十"), _chinese("十二"), _chinese("三万五千")
    (120, 12, 35000)
    """
    head, myriad, tail = text.rpartition("万")
    if myriad:
        return _chinese(head) * 10**4 + _chinese(tail)
    total, digit = 0, 0
    for mark in text:
        if mark in _TENS:
            total += (digit or 1) * _TENS[mark]
            digit = 0
        else:
            digit = _DIGITS[mark]
    return total + digit
