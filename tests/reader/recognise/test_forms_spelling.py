"""Printed words and what is taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.reader.recognise.forms.spelling import Words, distance

WORDS = Words(
    (word, word)
    for word in ("项目期", "项目属性", "数量指标", "质量指标", "市县（区）财政资金", "合计")
)


@pytest.mark.parametrize(
    ("printed", "word", "is_exact"),
    [
        ("项 目 期：", "项目期", True),
        ("1. 数量指标", "数量指标", True),
        ("市县财政资金", "市县（区）财政资金", True),
        ("市县(区)财政资", "市县（区）财政资金", False),
        ("项目日期", "项目期", False),
        ("项目属", "项目属性", False),
        ("项目屬性", "项目属性", False),
    ],
)
def test_a_word_is_known_in_spite_of_small_misprints(
    printed: str, word: str, is_exact: bool
) -> None:
    found = WORDS.find(printed)
    assert found is not None
    assert (found.meaning, found.is_exact) == (word, is_exact)
    assert (WORDS.exact(printed) is not None) == is_exact


@pytest.mark.parametrize("printed", ["", "项目", "某计", "某量指标", "提高项目期效益", "≥90%"])
def test_what_is_far_from_every_word_or_near_to_two_is_none(printed: str) -> None:
    assert WORDS.find(printed) is None


def test_a_misprint_may_mean_several_words() -> None:
    assert WORDS.close("某量指标") == ["数量指标", "质量指标"]


def test_distance_counts_changes_up_to_a_limit() -> None:
    assert distance("项目日期", "项目期", 3) == 1
    assert distance("经济效益", "社会效益", 3) == 2
    assert distance("经济效益", "社会效益", 1) == 2


LONG = ("服务对象满意度指标", "市县财政资金", "实施期资金总额", "年度资金总额", "项目期")


def _nearest(text: str, words: tuple[str, ...]) -> list[str]:
    """The words that a text may be, found by comparing it with every one of them."""
    costs = {}
    for word in words:
        limit = min(3, 1 + max(0, len(word) - 4) // 4)
        differs = distance(text, word, limit)
        if len(text) < len(word) <= 2 * len(text) and word.startswith(text):
            costs[word] = 1
        elif differs <= limit:
            costs[word] = 2 * differs
    return [word for word in words if costs.get(word) == min(costs.values(), default=0)]


@given(
    st.sampled_from(LONG),
    st.lists(st.tuples(st.integers(0, 10), st.sampled_from(["", "金", "期某", "对"])), max_size=4),
)
def test_no_word_that_comes_near_is_overlooked(word: str, slips: list[tuple[int, str]]) -> None:
    text = word
    for place, letters in slips:
        text = text[:place] + letters + text[place + 1 :]

    assert Words(zip(LONG, LONG, strict=True)).close(text) == (
        _nearest(text, LONG) if len(text) > 2 else []
    )
