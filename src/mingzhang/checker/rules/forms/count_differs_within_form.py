"""同一数量在一张绩效表中不一致。

查什么：绩效表的文字和指标中，同一单位的数量（人数、个数等）多处相同、只有一处相差一个数字的，指出这一处。
为什么：人数、个数在概况、目标、指标里反复出现，改一处漏一处的不少见。
依据：同一张表内的同一事实应当一致。可能本来就是两回事，所以只作提醒。
错例：项目概况、年度目标都写 188 人，数量指标为 118 人。
改法：核对实际数量，把有误的一处改正。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.arithmetic.quantities import plain, quantities
from mingzhang.checker.rules.forms.form_places import FormAt, forms_of
from mingzhang.checker.slips import slip_between

RULE = Rule(
    code="FRM114",
    name="count-differs-within-form",
    title="同一数量在一张绩效表中不一致",
    severity="warning",
    message="{where}为 {stated}{unit}，而本表{others}为 {expected}{unit}（{slip}）",
)

_FAMILIES: Final = dict.fromkeys(("名", "位", "人次"), "人")
_NAME: Final = re.compile("[\u4e00-\u9fff]+")
_AROUND: Final = 16
_FIGURES: Final = {"count": 2, "money": 3, "share": 99, "plain": 99}
"""So many figures must a number have to be known again; sums of money are often round."""

_LEAST: Final = 2
"""So many places must agree on a number, and so many pairs of characters on what it counts."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A count where a form states it."""

    path: str
    label: str
    start: int
    end: int
    number: str
    unit: str
    words: str
    """The words around it, by which it is known what is counted."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Counts that stand alone and are one slip from one that stands several times."""
    for at in forms_of(document):
        by_unit: dict[str, dict[str, list[_Stated]]] = defaultdict(lambda: defaultdict(list))
        for one in _stated(at):
            by_unit[one.unit][one.number].append(one)
        for numbers in by_unit.values():
            yield from _odd(document, at, numbers)


def _stated(at: FormAt) -> Iterator[_Stated]:
    for label, text in at.form.fields.items():
        yield from _in_text(text, f"forms.{at.number}.fields.{label}", f"{at.label} {label}")
    for number, one in enumerate(at.form.indicators, 1):
        path = f"forms.{at.number}.indicators.{number}.value"
        label = f"{at.label} {one.level2}“{one.level3}”"
        yield from _in_text(one.value or "", path, label, one.level3)


def _in_text(text: str, path: str, label: str, of: str | None = None) -> Iterator[_Stated]:
    for one in quantities(plain(text)):
        figures = one.number.strip("0") if one.kind == "money" else one.number
        is_number = one.number.isdigit() and len(figures) >= _FIGURES[one.kind]
        if is_number:
            unit = _FAMILIES.get(one.unit, one.unit)
            if one.factor != 1:
                unit = f"万{unit}"
            words = of or text[max(0, one.start - _AROUND) : one.end + _AROUND]
            yield _Stated(path, label, one.start, one.number_end, one.number, unit, words)


def _odd(document: Examined, at: FormAt, numbers: Mapping[str, list[_Stated]]) -> Iterator[Found]:
    for number, places in numbers.items():
        if len(places) > 1:
            continue
        for other, known in numbers.items():
            slip = slip_between(number, other)
            if slip and _is_likely(number, other) and _agree(places[0], known):
                yield _found(document, at, places[0], known[0], slip)
                break


def _agree(one: _Stated, known: Sequence[_Stated]) -> bool:
    """Whether other places count the same thing: two by a few of the words, or one by many.

    Of two places that disagree the indicator is told, which repeats what the text explains.
    """
    shared = [(len(_pairs(one.words) & _pairs(other.words)), other.path) for other in known]
    few = [path for pairs, path in shared if pairs >= _LEAST]
    many = [path for pairs, path in shared if pairs >= 2 * _LEAST and ".fields." in path]
    return len(few) >= _LEAST or (".indicators." in one.path and bool(many))


def _pairs(words: str) -> frozenset[str]:
    names = _NAME.findall(words)
    return frozenset(name[n : n + 2] for name in names for n in range(len(name) - 1))


def _is_likely(number: str, other: str) -> bool:
    """Whether two numbers are too alike to be two facts: short ones may differ by their nature."""
    return len(number) == len(other) and (len(number) > _LEAST or sorted(number) == sorted(other))


def _found(document: Examined, at: FormAt, one: _Stated, known: _Stated, slip: str) -> Found:
    return Found(
        subject=(at.key, one.path.split(".", 2)[2], one.number),
        where=one.label,
        position=one.path,
        values={
            "where": one.label,
            "stated": one.number,
            "expected": known.number,
            "unit": one.unit,
            "others": known.label.removeprefix(at.label),
            "slip": slip,
        },
        stated=one.number,
        expected=known.number,
        evidence=document.evidence(one.path, one.start, one.end),
    )
