"""说明文字的金额单位写错。

查什么：说明文字中按样式以万元计的数字，后面写成了“元”“亿元”等别的单位。
为什么：单位差一个字，金额差一万倍。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：表中年度总额为 948.41 万元，说明写“948.41元”。
改法：改成规定的单位；确以元计的数应换算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.listed import lists_in
from mingzhang.checker.rules.identity.patterns import loose
from mingzhang.scheme.template import Literal, Slot, parse_template

RULE = Rule(
    code="NAM109",
    name="unit-differs-in-sentence",
    title="金额单位不对",
    severity="error",
    message="{where}写作“{context}”，单位应为“{expected}”",
)

_WRITTEN: Final = re.compile(
    r"(?<![\d.,])(\d[\d,，]*(?:[.．]\d+)?)\s*(亿元|千元|百元|万(?!元)|亿(?!元)|元)(?!/|每)"
)
_CHANGED: Final = re.compile(
    r"万元\s*[，,]?\s*(?:比|较|与)\s*(?:上年|去年|(?:19|20)\d\d\s*年)[^，,。；;\n\d]{0,8}"
    r"(?:增加|减少|增长|下降|上升)\s*$"
)
_LEAST: Final = 4
_LONGEST: Final = 12
_ASIDE: Final = 16


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures of the prescribed sentences, and those that tables state, in another unit."""
    right = document.scheme.narrative.unit
    stated = {
        "".join(fact.text.split())
        for fact in document.facts
        if fact.text and fact.unit == right and document.labels.is_cell(fact.address)
    }
    listed = {
        (one.prose.path, item.end)
        for one in lists_in(document)
        if "{amount" in one.definition.item
        for item in one.items
    }
    sections = {f"narrative.{one.id}": one for one in document.scheme.narrative.sections}
    for prose in document.prose:
        section = sections.get(prose.path)
        if section is None:
            continue
        before = _openings(tuple(one.text for one in section.paragraphs), right)
        for one in _WRITTEN.finditer(prose.text):
            number = one[1].replace(",", "").replace("，", "")
            if one[2] == right:
                continue
            aside = prose.text[max(0, one.start() - 2 * _ASIDE) : one.start()]
            if (
                (number in stated and len(number.replace(".", "")) >= _LEAST)
                or (prose.path, one.start()) in listed
                or (before and before.search(aside))
                or _CHANGED.search(aside)
            ):
                yield _found(document, prose, one, right)


@lru_cache(maxsize=256)
def _openings(templates: tuple[str, ...], unit: str) -> re.Pattern[str] | None:
    """What stands right before a figure that is printed in this unit."""
    words: dict[str, None] = {}
    for template in templates:
        nodes = parse_template(template)
        for before, slot, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
            if (
                isinstance(before, Literal)
                and isinstance(slot, Slot)
                and slot.format
                and isinstance(after, Literal)
                and after.text.startswith(unit)
            ):
                words[re.split(r"[，。；：、]", before.text)[-1][-_LONGEST:]] = None
    kept = [loose(one) for one in words if len(one) > 1]
    return re.compile(rf"(?:{'|'.join(kept)})\s*$") if kept else None


def _found(document: Examined, prose: Prose, one: re.Match[str], right: str) -> Found:
    text = prose.text
    context = re.split(r"[，。；：\n]", text[: one.start()])[-1][-_ASIDE:] + one[0]
    return Found(
        subject=(prose.path, one[0]),
        where=prose.label,
        position=prose.path,
        values={"where": prose.label, "context": context, "expected": right},
        stated=one[2],
        expected=right,
        evidence=document.evidence(prose.path, *one.span(2)),
    )
