"""How one printed figure may have become another."""

from __future__ import annotations

import pytest

from mingzhang.checker.slips import slip_between


@pytest.mark.parametrize(
    ("stated", "right", "slip"),
    [
        ("191.03", "191.02", "一位数字有误"),
        ("140.00", "104.00", "相邻两位数字颠倒"),
        ("19.120", "191.20", "小数点移位"),
        ("1910.2", "191.02", "小数点移位"),
        ("21.9", "12.9", "相邻两位数字颠倒"),
        ("12.9", "1.29", "小数点移位"),
        ("0.38", "3.82", "小数点移位"),
        ("0.04", "3.82", None),
        ("71700", "7.17", "按元填列"),
        ("191.2", "191.02", "多写或漏写一位数字"),
        ("1,708.17", "1708.17", None),
        ("-3.00", "3.00", "正负号有误"),
        (None, "3.00", "漏填"),
        ("191.02", "133.02", None),
        ("3.00", "3.00", None),
        ("同上", "3.00", None),
    ],
)
def test_slip_is_named(stated: str | None, right: str, slip: str | None) -> None:
    assert slip_between(stated, right) == slip
