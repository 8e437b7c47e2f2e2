"""Texts as they are compared, and how like two wordings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.sentence.folded import Folded, folded
from mingzhang.sentence.likeness import is_like, like_ending


@pytest.mark.parametrize(
    ("text", "marks", "found"),
    [
        ("预算　收入 １，７０８．１７万元", (), "预算收入1,708.17万元"),
        ("“三公”经费", (), '"三公"经费'),
        ("预算\n- 12 -\n收入", (), "预算收入"),
        ("预算\n第 3 页\n收入", (), "预算收入"),
        ("上年<p>结转</td>0", (), "上年结转0"),
        ("预仅供内\n部审核算收入", ("仅供内部审核",), "预算收入"),
        ("总额\n12\n万元", (), "总额12万元"),
        ("a<b且c>d", (), "a<b且c>d"),
    ],
)
def test_what_does_not_belong_to_a_text_is_left_out(
    text: str, marks: tuple[str, ...], found: str
) -> None:
    assert Folded.of(text, marks).text == found


@given(st.text(st.sampled_from("预算（）１2.，“ \n\t<p>-第页½①"), max_size=30))
def test_every_folded_character_knows_where_it_stood(text: str) -> None:
    whole = Folded.of(text)
    for place in range(len(whole.text)):
        start, end = whole.span(place, place + 1)
        assert whole.text[place] in folded(text[start:end])
    assert whole.span(len(whole.text), len(whole.text)) == (len(text), len(text))


@pytest.mark.parametrize(
    ("wording", "text", "is_one"),
    [
        ("上年结转", "上年结转", True),
        ("上年结转", "上年接转", True),
        ("上年结转", "上接转", False),
        ("上年结转", "本期收入", False),
        ("占", "战", False),
        ("一般公共服务支出", "一般公共预算服务支出", True),
        ("政府性基金预算拨款收入", "国有资本经营预算拨款收入", False),
    ],
)
def test_a_wording_may_have_a_slip_in_four_characters(
    wording: str, text: str, is_one: bool
) -> None:
    assert (is_like(wording, text) or wording == text) is is_one


def test_a_wording_is_found_at_the_end_of_a_text() -> None:
    assert like_ending("上年结转", "，其中：上年的结转") == (1, 4)
    assert like_ending("上年结转", "其中") is None
    assert like_ending("上年结转", "") is None
