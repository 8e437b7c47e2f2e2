"""Numbers as Word's automatic numbering writes them (the number formats of ECMA-376)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

__all__ = ["numeral"]

_PLAIN: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "十", "百", "千")
_LEGAL_PLACES: Final = ("", "拾", "佰", "仟")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, number_format: str) -> str:
    """A number (0 or more) in a format of Word; one that is not known is written in digits.

    >>> numeral(12, "chineseCounting"), numeral(3, "upperRoman"), numeral(28, "lowerLetter")
    ('十二', 'III', 'bb')
    """
    write = _FORMATS.get(number_format)
    return write(number) if write and 0 < number < 10_000 else str(number)


def _counting(number: int, digits: str = _PLAIN, places: tuple[str, ...] = _PLACES) -> str:
    """In Chinese with places: 一百零五. In plain figures a leading 一十 is 十."""
    written, gap = "", False
    for place in reversed(range(len(places))):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + places[place]
        gap = not digit
    return written[1:] if digits is _PLAIN and 10 <= number < 20 else written


def _one_by_one(number: int) -> str:
    """Digit by digit: 一〇."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        count, number = divmod(number, size)
        written += sign * count
    return written


def _letter(number: int) -> str:
    """The letters a to z, then aa, bb and so on."""
    round_, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (round_ + 1)


def _row(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode; beyond them digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _circled(number: int) -> str:
    if number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if number <= 35 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "koreanCounting": _counting,
    "ideographDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "chineseLegalSimplified": lambda number: _counting(number, _LEGAL, _LEGAL_PLACES),
    "ideographLegalTraditional": lambda number: _counting(number, _LEGAL, _LEGAL_PLACES),
    "japaneseLegal": lambda number: _counting(number, _LEGAL, _LEGAL_PLACES),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "ideographEnclosedCircle": _row("㊀", 10),
}
