"""人员数加总不符。

查什么：整体支出绩效表中，在编人员数与其他人员数之和应等于实际在岗人员总数。
为什么：人数是人员经费的依据，三个数同在一处，不符一目了然。
依据：表内“其中”各栏的含义。
错例：实际在岗 26 人，其中在编 24 人、其他 3 人。
改法：按编制和人事资料核对三个数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side, Unchecked
from mingzhang.checker.rules.forms.form_places import FormAt, field_found, forms_of
from mingzhang.checker.slips import slip_between

RULE = Rule(
    code="FRM107",
    name="headcount-does-not-add-up",
    title="人员数加总不符",
    severity="error",
    message="{where}为 {whole} 人，而 {parts}，合计 {sum} 人",
)

_TOTAL: Final = "实际在岗人员总数"
_PARTS: Final = ("在编人员数", "其他人员数")
_PEOPLE: Final = re.compile(r"(\d+)(?:人|名)?")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Staff that is not the sum of its two kinds."""
    for at in forms_of(document):
        numbers = {label: _people(at, label) for label in (_TOTAL, *_PARTS)}
        if any(number is None for number in numbers.values()):
            continue
        whole, parts = numbers[_TOTAL] or 0, [numbers[label] or 0 for label in _PARTS]
        if whole != sum(parts):
            label, right = _suspect(whole, parts)
            unit = at.form.fields[label].lstrip("0123456789 ")
            yield field_found(
                document,
                at,
                label,
                expected=f"{right}{unit}",
                values={
                    "where": f"{at.label} {_TOTAL}",
                    "whole": str(whole),
                    "parts": "、".join(f"{x} {numbers[x]} 人" for x in _PARTS),
                    "sum": str(sum(parts)),
                },
                sides=tuple(_side(document, at, x) for x in (_TOTAL, *_PARTS)),
            )


def _people(at: FormAt, label: str) -> int | None:
    found = _PEOPLE.fullmatch(folded(at.form.fields.get(label, "")))
    return int(found[1]) if found else None


def _suspect(whole: int, parts: list[int]) -> tuple[str, int]:
    """The number that one slip explains, the total first; with what it should be."""
    choices = [(_TOTAL, whole, sum(parts))]
    choices += [
        (label, part, part + whole - sum(parts)) for label, part in zip(_PARTS, parts, strict=True)
    ]
    likely = (
        (label, right)
        for label, stated, right in choices
        if right >= 0 and slip_between(str(stated), str(right))
    )
    return next(likely, (_TOTAL, sum(parts)))


def _side(document: Examined, at: FormAt, label: str) -> Side:
    path = f"forms.{at.number}.fields.{label}"
    return Side(label, at.form.fields[label], document.evidence(path))
