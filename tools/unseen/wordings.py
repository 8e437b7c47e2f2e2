"""What departments and scanners write otherwise: changes of words that are true of the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any, Final

import msgspec

from mingzhang.model import Disclosure, Entity, Form, Section, Table, Term

__all__ = ["WORDINGS", "Wording"]

Wording = Callable[[Disclosure, Random], Disclosure]

_CONFUSED: Final = {
    "盂": "孟",
    "全": "金",
    "未": "末",
    "己": "已",
    "拨": "拔",
    "账": "帐",
    "住": "往",
    "科": "料",
}
_FIXED: Final = {"id", "code", "kind", "horizon", "source", "level", "cells", "amount"}
_SAID: Final = (
    (
        r"纳入绩效目标管理的二级项目",
        ("纳入绩效管理的一级项目", "纳入绩效目标管理的2级项目", "纳入绩效管理的二级项目"),
    ),
    (r"(?<=\d)万元，(?=比上年|与上年)", ("万元,", "万元，")),
    (
        r"，与上年预算数相同",
        (
            "，与上年持平",
            "，与上年预算数持平",
            "，与上年预算相同",
            "，较上年预算无增减变化",
            "，较上年无变化",
        ),
    ),
    (r"，与上年相比预算数(?=增加|减少)", ("，比上年预算", "，较上年", "，比上年")),
    (r"，比上年(?=增加|减少)", ("，较上年", "，与上年相比", "，比上年预算数")),
    (r"万元，比(?=\d{4}年(?:增加|减少))", ("万元比", "万元，较")),
    (r"(?<=年(?:增加|减少))(?=[\d,.]+万元，主要原因)", (" ",)),
    (r"主要原因是", ("主要原因为", "主要是", "原因是", "主要原因：", "主要是因为")),
    (r"。$", ("", "。")),
    (
        r"所属(\d)家行政单位",
        ("所属一家行政单位", r"所属\1个行政单位", r"所属本级等\1家行政、参公单位"),
    ),
    (r"(?<=\D)0万元", ("0.00万元", "0万元")),
    (r"(?<=\D)0辆", ("0.00辆", "0辆")),
    (r"占0%", ("占0.00%", "占0%")),
    (r"^本部门无“三公”经费预算", ("本单位无“三公”经费预算", "我部门无“三公”经费预算")),
    (r"(?<=万元)、(?=[^、]*支出[\d,]+\.\d\d万元)", ("；", "，", "、")),
    (r"截至(\d{4})年12月31日", (r"截止\1年12月31日", r"截至\1年底")),
)


_FREELY: Final = (
    (
        r"(?m)^(\d{4})年度?\S+?(?=预算收入|支出预算|财政拨款收支|一般公共预算|政府采购预算)",
        (r"\1年度本部门", r"\1年我单位", r"\1年，本部门", "我部门", r"\1年度"),
    ),
    (r"总计(?=[\d,.]+万元)", ("总计为", "合计", "为", "共计")),
    (r"(?<=支出预算)(?=[\d,.]+万元)", ("总额", "为", "安排", "合计")),
    (r"支出包括：", ("支出主要包括：", "支出包括", "主要用于：", "按支出功能分类：")),
    (r"主要用于以下方面：", ("主要用于：", "主要用于以下方面", "其中：", "具体安排为：")),
    (r"增加(?=[\d.]+万元)", ("增加了", "增长", "增加", "上升")),
    (r"减少(?=[\d.]+万元)", ("减少了", "下降", "降低", "减少")),
    (r"，(增长|下降)([\d.]+%)", (r"（\1\2）", r"，\1了\2", r"，降幅\2", r"，\1率\2", r"，\1 \2")),
    (r"万元，占", ("万元，占比", "万元，占总额的", "万元（占", "万元,占")),
    (r"其中：", ("其中", "其中:", "")),
    (r"；", ("，", "；\n", ";", "。")),
    (r"主要原因是", ("主要原因是由于", "原因：", "主要系", "主要原因为：")),
    (r"，涉及(?:项目)?金额", ("，金额", "、涉及金额", "，共涉及金额")),
    (r"共有公务用车编制", ("公务用车编制", "核定车辆编制", "共有车辆编制")),
    (r"使用的办公用房建筑总面积", ("办公用房建筑面积", "使用的办公用房面积共")),
    (r"平方米", ("㎡", "平方米", "m²")),
)


def _texts(disclosure: Disclosure, change: Callable[[str], str]) -> Disclosure:
    """The disclosure with its texts changed: sections, labels, names, forms."""

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, dict):
            return {key: one if key in _FIXED else changed(one) for key, one in value.items()}
        return [changed(one) for one in value] if isinstance(value, list) else value

    kinds = {"tables": tuple[Table, ...], "narrative": tuple[Section, ...], "entity": Entity,
             "overview": tuple[Section, ...], "forms": tuple[Form, ...],
             "glossary": tuple[Term, ...]}  # fmt: skip
    parts: dict[str, Any] = {
        name: msgspec.convert(changed(msgspec.to_builtins(getattr(disclosure, name))), kind)
        for name, kind in kinds.items()
    }
    return msgspec.structs.replace(disclosure, **parts)


def as_compiled(disclosure: Disclosure, random: Random) -> Disclosure:
    return disclosure


def confused(disclosure: Disclosure, random: Random) -> Disclosure:
    """Two characters are read as others all over, as a scanner does."""
    chosen = {ord(one): other for one, other in random.sample(sorted(_CONFUSED.items()), 2)}
    return _texts(disclosure, lambda text: text.translate(chosen))


def half_width(disclosure: Disclosure, random: Random) -> Disclosure:
    return _texts(disclosure, lambda text: text.translate(str.maketrans("：；，％（）", ":;,%()")))


def brackets_mixed(disclosure: Disclosure, random: Random) -> Disclosure:
    return _texts(disclosure, lambda text: re.sub(
        "[（）]", lambda one: random.choice((one[0], "()"[one[0] == "）"])), text))  # fmt: skip


def said_otherwise(disclosure: Disclosure, random: Random) -> Disclosure:
    """Sentences as other departments write them; their figures stay."""
    sections = []
    for section in disclosure.narrative:
        text = section.text
        for pattern, choices in _SAID:
            if random.random() < 0.6:
                choice = random.choice(choices)
                text = re.sub(pattern, choice, text, flags=re.MULTILINE)
        sections.append(msgspec.structs.replace(section, text=text))
    return msgspec.structs.replace(disclosure, narrative=tuple(sections))


def said_freely(disclosure: Disclosure, random: Random) -> Disclosure:
    """Sentences that a person has rewritten, one clause in four or so."""
    sections = []
    for section in disclosure.narrative:
        text = section.text
        for pattern, choices in _FREELY:
            choice = random.choice(choices)
            if random.random() < 0.25:
                text = re.sub(pattern, choice, text)
        sections.append(msgspec.structs.replace(section, text=text))
    return msgspec.structs.replace(disclosure, narrative=tuple(sections))


WORDINGS: Final[tuple[Wording, ...]] = (
    as_compiled, confused, half_width, brackets_mixed, said_otherwise, said_freely,
)  # fmt: skip
