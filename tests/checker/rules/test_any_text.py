"""No text makes a rule fail: the run would stop for every document that holds such a text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.checker.rules.cases import said

from mingzhang.checker.engine import known_rules

FAMILIES = ("FMT", "PRV", "REV", "TXT")
CODES = [code for code in known_rules() if code.startswith(FAMILIES)]
PIECES = st.sampled_from(
    [
        *"0129.,-－。，、；：（）()《》“”[]{}<>#_*×XOol|％% \n\t１２．，",
        *"万元年月日个人辆占第等对给王李明的是为",
        *("原因是", "增加", "万元", "收入", "手机", "账号", "补助", "同志", "1,708.17", "2O25年"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS, TEXTS)
def test_rules_survive_any_text(field: str, section: str, mark: str) -> None:
    case = {
        "text": field,
        "overview": {"1.1": section},
        "narrative": {"3.2": section, "3.9": field},
        "places": {"marks.1": mark, "unplaced.1": mark},
    }
    for code in CODES:
        said(code, case)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_rules_survive_any_cell(text: str) -> None:
    for code in (one for one in CODES if one.startswith("FMT")):
        said(code, {"cells": [["03", "合计", "total", text]]})
