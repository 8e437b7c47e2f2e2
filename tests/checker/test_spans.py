"""Patterns in all texts of a document at once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.checker.rules.forms.forms import disclosure, form

from mingzhang.checker.examined import Examined
from mingzhang.checker.spans import hits, span_found
from mingzhang.checker.texts import narrow
from mingzhang.scheme import load_scheme

PATTERN = re.compile("甲+[,;]")
TEXTS = st.lists(st.text("甲乙，；\n", max_size=8), max_size=6)


def examined(*texts: str) -> Examined:
    fields = {f"栏{number}": text for number, text in enumerate(texts)}
    document = disclosure(form(**fields))
    return Examined(load_scheme(document.scheme, document.fiscal_year), document)


@given(texts=TEXTS)
def test_hits_are_those_of_each_text_by_itself(texts: list[str]) -> None:
    document = examined(*texts)
    alone = [
        (text.path, found.span())
        for text in document.prose
        for found in PATTERN.finditer(narrow(text.text))
    ]
    for words in ((), ("甲",), ",;"):
        found = hits(document, PATTERN, words=words, is_running=True)
        assert [(text.path, one.span()) for text, one in found] == alone


def test_a_place_is_that_of_the_text_as_printed() -> None:
    ((text, found),) = hits(examined("共 3 人，", "乙甲，丙"), PATTERN)
    one = span_found(examined("乙甲，丙"), text, found.span(), expected="甲。")
    assert (one.stated, one.expected, one.where) == ("甲，", "甲。", "绩效表“档案整理费” 栏1")
    assert one.values["around"] == "乙甲，丙"


def test_a_text_without_the_words_is_not_searched() -> None:
    assert not list(hits(examined("甲，"), PATTERN, words=("乙",)))


def test_the_words_around_are_those_of_its_own_line() -> None:
    document = examined("乙乙\n丙甲，丁\n乙乙")
    ((text, found),) = hits(document, PATTERN)
    assert span_found(document, text, found.span()).values["around"] == "丙甲，丁"
