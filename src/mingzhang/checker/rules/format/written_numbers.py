"""Numbers as written, how they are malformed, and what was probably meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from mingzhang.checker.texts import narrow

__all__ = ["Flaw", "flaw_of", "is_plain", "rounded"]

_LETTERS: Final = str.maketrans("OoIl|", "00111")
_GROUPED: Final = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_SOUND: Final = re.compile(r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_BLANK: Final = re.compile(r"(?<=[\d.]) +(?=[\d.%])")
_LEADING: Final = re.compile(r"[-+]?0\d")
_NOTHING: Final = re.compile(r"-0+(?:\.0+)?")
_ASCII: Final = re.compile(r"[0-9]")
_WIDE: Final = re.compile(r"[０-９．，]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a number as written, and the number that was probably meant."""

    why: str
    expected: str | None
    is_grave: bool = True


def flaw_of(written: str) -> Flaw | None:
    """What is wrong with a number, None if nothing is.

    >>> flaw_of("1,708.17") is None, flaw_of("191.O2").expected, flaw_of("17,08.17").expected
    (True, '191.02', '1,708.17')
    """
    if _SOUND.fullmatch(written):
        return None
    text = narrow(written).strip()
    if _BLANK.search(text):
        return Flaw("中间有空格", _BLANK.sub("", text), is_grave=False)
    digits = text.translate(_LETTERS)
    if digits != text:
        return Flaw("数字里夹着字母", _repaired(digits))
    if "。" in text or text.count(".") > 1:
        return Flaw("小数点不对", _repaired(text))
    if text.endswith((".", ",")):
        return Flaw("末尾多了小数点或逗号", _repaired(text.rstrip(".,")))
    if "," in text and not _GROUPED.fullmatch(text):
        return Flaw("千位分隔符的位置不对", _repaired(text))
    if _LEADING.match(text):
        return Flaw("开头多了 0", _repaired(text), is_grave=False)
    if _NOTHING.fullmatch(text):
        return Flaw("零不带负号", text[1:], is_grave=False)
    if _WIDE.search(written) and _ASCII.search(written):
        return Flaw("全角和半角混用", text, is_grave=False)
    return None


def is_plain(written: str) -> bool:
    """Whether a text is a well-formed number.

    >>> is_plain("1,708.17"), is_plain("17,08.17"), is_plain("无")
    (True, False, False)
    """
    return bool(_PLAIN.fullmatch(written) or _GROUPED.fullmatch(written))


def _repaired(text: str) -> str | None:
    """A readable number with the same digits; separators only where some were printed."""
    text = re.sub(r"[.。]+", ".", text)
    *heads, tail = text.split(".")
    if heads and "," in tail:
        return None
    if len(heads) > 1:
        if any(len(part) != 3 for part in heads[1:]):
            return None
        text = f"{','.join(heads)}.{tail}"
    elif not heads and len(tail.rpartition(",")[2]) == 2:
        text = ".".join(tail.rsplit(",", 1))
    whole, point, part = text.replace(",", "").partition(".")
    if not _PLAIN.fullmatch(f"{whole}{point}{part}"):
        return None
    grouped = f"{int(whole):,}" if "," in text else str(int(whole))
    return f"{grouped}{point}{part}"


def rounded(number: str, decimals: int) -> str:
    """A printed number with so many decimals, rounded half away from zero.

    >>> rounded("220.732655", 2), rounded("1,708.1", 2), rounded("2.00", 0)
    ('220.73', '1,708.10', '2')
    """
    exact = Decimal(number.replace(",", ""))
    value = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{value:,}" if "," in number else str(value)
