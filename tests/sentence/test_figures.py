"""Which numbers of a text are figures, and which of those no template accounts for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.sentence import free_figures, unbound_figures
from mingzhang.sentence.match import Matched


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # figures
        ("预算收入1,708.17万元，占100.00%", ["1,708.17", "100.00"]),
        ("增长 3．5％，共１２人", ["3．5", "１２"]),
        ("每月500元/人，服务20次", ["500", "20"]),
        ("共需\n37.68\n万元", ["37.68"]),
        ("28100000元", ["28100000"]),
        ("5个单位、12辆车", ["5", "12"]),
        ("工期3年", ["3"]),
        # years, dates and times
        ("2025年度预算", []),
        ("2023年、2024年和2025年", []),
        ("2024-2026年规划", []),
        ("截至2024年12月31日", []),
        ("2025.3.24印发，2025-03-24公开", []),
        ("3月24日前，12月底前，每月5日", []),
        ("8:30至17:30", []),
        # numbering
        ("1、整体目标\n2.项目目标\n（3）其他", []),
        ("包括：1、培训3次；2、会议5次。", ["3", "5"]),
        ("（1）购置电脑10台", ["10"]),
        ("见附件2、表5", []),
        # laws, documents, codes
        ("《预算法》第14条第2款", []),
        ("晋财综〔2023〕47号、晋政办发(2021)12号", []),
        ("第3季度完成第2批", []),
        ("电话：0351-1234567，邮编030000", []),
        ("联系人13800138000", []),
        ("科目2013902、项目14000024219P007", []),
        ("目录B0603", []),
        ("统一社会信用代码：91140000012345678X", []),
        ("", []),
    ],
)
def test_a_number_is_a_figure_or_says_something_else(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in free_figures(text)] == figures


def test_a_page_number_is_no_figure() -> None:
    text = "预算12.00万元\n- 17 -\n元"
    assert [text[start:end] for start, end in free_figures(text)] == ["12.00"]


def test_only_what_no_slot_reads_is_unbound() -> None:
    text = "总额5.00万元，原因是会议费2.00万元、价值50万元以上；另有3.00万元"
    matches = (
        Matched("total", None, "5.00", 2, 6),
        Matched("why", None, "会议费2.00万元", 12, 21),
    )
    found = unbound_figures(text, matches, [(31, 40)])
    assert [text[start:end] for start, end in found] == ["2.00", "3.00"]


@given(st.text(st.sampled_from("0123456789,.年月日第条号（）()〔〕 \n万元%a、-"), max_size=40))
def test_any_text_has_figures_in_order_that_stand_in_it(text: str) -> None:
    spans = free_figures(text)
    assert list(spans) == sorted(spans)
    assert all(text[start].isdigit() and text[end - 1].isdigit() for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
