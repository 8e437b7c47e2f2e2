"""Chinese numerals, dates and titles."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.scheme.words import filled, long_date, ordinal

ORDINALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
    "二十七",
    "二十八",
    "二十九",
    "三十",
]


@pytest.mark.parametrize(("number", "text"), list(enumerate(ORDINALS, 1)))
def test_numbers_are_written_in_chinese(number: int, text: str) -> None:
    assert ordinal(number) == text


def test_all_numbers_below_a_hundred_differ() -> None:
    assert len({ordinal(number) for number in range(1, 100)}) == 99
    assert (ordinal(90), ordinal(99)) == ("九十", "九十九")


def test_a_date_is_written_without_leading_zeros() -> None:
    assert long_date(date(2025, 4, 8)) == "2025年4月8日"


def test_only_known_words_are_put_in() -> None:
    assert filled("{year}年{name}（{year}）", {"year": "2025"}) == "2025年{name}（2025）"
