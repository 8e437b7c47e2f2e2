"""分担比例有误。

查什么：各级分担的百分比之和应为 100%；写明“几比几”的，其后写出的某一级负担额应等于标准乘其份额。
为什么：配套比例关系到本级要安排多少资金，写错会使预算无从核对。
依据：算术。比例后面紧接着写出负担额的才核对。
错例：由省、市、县按 40%、30%、40% 分别承担，合计 110%。
改法：对照资金管理办法核对比例和负担额。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.arithmetic.blame import printed
from mingzhang.checker.rules.arithmetic.matters import quantity_found
from mingzhang.checker.rules.arithmetic.shares import (
    Borne,
    Divided,
    borne_amounts,
    divided_wholes,
)
from mingzhang.checker.rules.arithmetic.things import text_of
from mingzhang.checker.slips import slip_between

RULE = Rule(
    code="ARI104",
    name="shares-do-not-divide-the-whole",
    title="分担比例有误",
    severity="warning",
    message="{where}写“{said}”，{matter}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Shares that leave a rest, and what one level bears by a ratio."""
    for prose in document.prose:
        if "承担" in prose.text or "担" in prose.text or "配套" in prose.text:
            text = text_of(prose.text)
            yield from (_rest(document, prose, one) for one in divided_wholes(text) if one.is_off)
            yield from (_borne(document, prose, one) for one in borne_amounts(text) if one.is_off)


def _rest(document: Examined, prose: Prose, divided: Divided) -> Found:
    said = prose.text[divided.start : divided.end]
    total = float(divided.total)
    return Found(
        subject=(prose.path, said),
        where=prose.label,
        position=prose.path,
        values={"where": prose.label, "said": said, "matter": f"合计为 {total:g}%，不是 100%"},
        stated=said,
        evidence=document.evidence(prose.path, divided.start, divided.end),
    )


def _borne(document: Examined, prose: Prose, borne: Borne) -> Found:
    part, whole = printed(borne.expected, borne.borne), printed(borne.expected_base, borne.base)
    is_base = borne.is_repeated and slip_between(borne.base.number, whole) is not None
    wrong, right = (borne.base, whole) if is_base else (borne.borne, part)
    base = prose.text[borne.base.start : borne.base.end]
    said = prose.text[borne.start : borne.borne.end]
    matter = f"{base} 按 {borne.ratio} 分担，这一级应为 {part}"
    found = quantity_found(document, prose, wrong, right)
    return replace(found, values={"where": prose.label, "said": said, "matter": matter})
