"""Chinese numerals and dates as documents print them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["filled", "long_date", "ordinal"]

_DIGITS: Final = "零一二三四五六七八九"
_OPTION: Final = re.compile(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]")


def ordinal(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals.

    >>> ordinal(10), ordinal(12), ordinal(30)
    ('十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def long_date(day: date) -> str:
    """A date as a sentence prints it.

    >>> long_date(date(2024, 12, 31))
    '2024年12月31日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def filled(text: str, words: dict[str, str]) -> str:
    """A title or label with its words put in; a part in brackets goes if its word is empty.

    >>> filled("{year}年收支表", {"year": "2025"})
    '2025年收支表'
    >>> filled("[{area}级]项目表", {"area": "某县"}), filled("[{area}级]项目表", {"area": ""})
    ('某县级项目表', '项目表')
    """
    text = _OPTION.sub(
        lambda option: option[0] if option[2] not in words else option[1] * bool(words[option[2]]),
        text,
    )
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text
