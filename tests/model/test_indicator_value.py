from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.model.indicator_value import parse_value

NUMBERS = [
    ("≥90%", "≥", "90", "%"),
    ("≥ 95％", "≥", "95", "%"),
    (">=3次", "≥", "3", "次"),
    ("≧3次", "≥", "3", "次"),
    ("＞100人", ">", "100", "人"),
    ("≤1,280元/个/年", "≤", "1280", "元/个/年"),
    ("100%", "=", "100", "%"),
    ("＝100%", "=", "100", "%"),
    ("0次", "=", "0", "次"),
    ("1.6元", "=", "1.6", "元"),
    ("3300万", "=", "3300", "万"),
    ("500元/月/人", "=", "500", "元/月/人"),
    ("±5%", "±", "5", "%"),
    ("不少于12次", "≥", "12", "次"),
    ("不低于95%", "≥", "95", "%"),
    ("达到95%以上", "≥", "95", "%"),
    ("大于等于2期", "≥", "2", "期"),
    ("95%以上", "≥", "95", "%"),
    ("不超过5万元/次", "≤", "5", "万元/次"),
    ("控制在20万元以内", "≤", "20", "万元"),
    ("10个工作日内", "≤", "10", "个工作日"),
    ("小于3人", "<", "3", "人"),
    ("约30人", "≈", "30", "人"),
    ("30人左右", "≈", "30", "人"),
    ("3年", "=", "3", "年"),
    ("6个月", "=", "6", "个月"),
    ("≥2次/年", "≥", "2", "次/年"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), NUMBERS)
def test_a_number_is_read_with_its_bound_and_unit(
    text: str, operator: str, number: str, unit: str
) -> None:
    value = parse_value(text)
    assert (value.kind, value.operator) == ("number", operator)
    assert (value.number, value.unit, value.text) == (Decimal(number), unit, text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5-10人", "5", "10", "人"),
        ("90%~95%", "90", "95", "%"),
        ("2至3次", "2", "3", "次"),
        ("控制在5万元—8万元之间", "5", "8", "万元"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    value = parse_value(text)
    assert (value.kind, value.operator) == ("range", "~")
    assert (value.number, value.upper, value.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text",
    [
        "12月底前",
        "2025年1月至12月",
        "2025年1至12月",
        "2024年",
        "2024年12月底",
        "2023年9月至2023年11月",
        "2026年6月底",
        "6月30日前",
        "2025年底前",
        "2025年12月31日前完成",
    ],
)
def test_a_date_is_no_number(text: str) -> None:
    value = parse_value(text)
    assert (value.kind, value.number, value.operator) == ("date", None, "")


@pytest.mark.parametrize(
    "text",
    ["提高", "及时", "年底", "每半年一次", "不超过财政下达的预算数", "", "≥", "优化工位，3次"],
)
def test_words_stay_words(text: str) -> None:
    assert parse_value(text).kind == "word"


@given(st.text("≥≤<>=±~-0123456789.,，%元人/年月日底以上内不低于超过 ", max_size=14))
def test_any_text_has_a_value_that_keeps_it(text: str) -> None:
    value = parse_value(text)
    assert value.text == text
    assert (value.number is not None) == (value.kind in {"number", "range"})
