"""绩效表的资金单位写错。

查什么：绩效表资金栏标题括号里的单位，应是样式规定的单位。
为什么：绩效表以元计、各表以万元计，标错单位，金额差一万倍。
依据：省级方案中绩效表的样式。
错例：样式为“费用（元）”，表中写作“费用（万元）”，数字仍以元计。
改法：改单位，或换算数字。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.patterns import loose

RULE = Rule(
    code="NAM110",
    name="unit-of-form-differs",
    title="资金单位不对",
    severity="error",
    message="{where}的“{label}”写作“{stated}”，应为“{expected}”",
)

_LABEL: Final = re.compile(r"(.+)[（(](亿元|万元|元)[)）]")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Labels of forms whose bracketed unit is not the scheme's."""
    for number, form in enumerate(document.disclosure.forms, 1):
        definition = document.scheme.form(form.kind)
        placed = document.placed.get(f"forms.{number}.labels")
        if placed is None or not placed.text:
            continue
        cells = [cell for row in definition.rows if not isinstance(row, str) for cell in row]
        for cell in cells:
            labelled = _LABEL.fullmatch(cell.text or "")
            if labelled is None:
                continue
            written = re.search(
                rf"{loose(labelled[1])}\s*[（(]\s*([^（()）]{{1,4}}?)\s*[)）]", placed.text
            )
            if written and written[1] != labelled[2]:
                where = f"绩效表“{form.project or definition.name}”"
                yield Found(
                    subject=(f"forms.{number}", labelled[1]),
                    where=where,
                    position=f"forms.{number}",
                    values={
                        "where": where,
                        "label": labelled[1],
                        "stated": written[1],
                        "expected": labelled[2],
                    },
                    stated=written[1],
                    expected=labelled[2],
                    evidence=document.evidence(f"forms.{number}.labels", *written.span(1)),
                )
