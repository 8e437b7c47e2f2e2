"""What the families of rules are called: the letters before a code's number."""

from __future__ import annotations

from typing import Final

__all__ = ["family_of", "family_title"]

_TITLES: Final = {
    "APR": "与核定稿不一致",
    "ARI": "文中算式",
    "CAT": "科目编码",
    "CNT": "数量分类",
    "FMT": "数字写法",
    "FRM": "绩效表",
    "NAM": "名称年度单位",
    "PCT": "占比增减",
    "PRV": "个人隐私",
    "REV": "审阅",
    "STR": "内容完整",
    "SUM": "合计与重复",
    "TXT": "文字",
    "UNI": "部门与所属单位",
    "YRS": "前后年度",
}


def family_of(code: str) -> str:
    """The letters of a code.

    >>> family_of("SUM101")
    'SUM'
    """
    return code.rstrip("0123456789")


def family_title(family: str) -> str:
    """What a family looks at, in a few words; its letters if it is not known."""
    return _TITLES.get(family, family)
