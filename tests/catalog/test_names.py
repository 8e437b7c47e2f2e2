"""Names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.catalog.names import folded


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("因公出国（境）费", "因公出国(境) 费"),
        ("ＧＤＰ核算　经费", "GDP核算经费"),
        ("办公\n费", "办公费"),
        ("技术研究与开发\u00a0", "技术研究与开发"),
    ],
)
def test_width_brackets_and_spaces_do_not_count(name: str, same: str) -> None:
    assert folded(name) == folded(same)


def test_other_characters_count() -> None:
    assert folded("“三公”经费") != folded("三公经费")
    assert folded("盂县") != folded("孟县")


PRINTED = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.characters(
    min_codepoint=0xFF01, max_codepoint=0xFF5E
)


@given(name=st.text(PRINTED | st.sampled_from(" 　\n①㎡“”、（)")))
def test_folding_once_is_enough(name: str) -> None:
    assert folded(folded(name)) == folded(name)
