"""没有着落的数字。

查什么：概况和情况说明中，既不属于样式规定的句子，也与表格、绩效表中任何金额都不相同的数字；年份、日期、编号、文号、
电话、法条除外。
为什么：程序无从核对这些数字，须由人来核对。
依据：公开的数据应当真实、准确。
错例：主要原因是新增两个项目共 17.27 万元，而各表中没有 17.27。
改法：逐个对照原始资料；只在审阅模式下列出，不作为差错。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import span_found
from mingzhang.checker.texts import narrow
from mingzhang.sentence import free_figures, read_section, unbound_figures

RULE = Rule(
    code="REV101",
    name="figure-unexplained",
    title="没有着落的数字",
    severity="info",
    message="{where}“{around}”中的“{stated}”在表格和绩效表中没有对应的数，请人工核对",
    is_review=True,
)

_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_UNIT: Final = re.compile(r"\s*([万亿]?元)")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures that no template reads and no table or form shows."""
    shown = {
        (fact.unit, Decimal(fact.text.replace(",", "")))
        for fact in document.facts
        if fact.text is not None and _NUMBER.fullmatch(fact.text)
    }
    for text in document.prose:
        if not text.path.startswith(("overview.", "narrative.")):
            continue
        for start, end in _figures(document, text):
            plain = narrow(text.text)
            unit = _UNIT.match(plain, end)
            digits = plain[start:end].replace(",", "")
            number = Decimal(digits) if _NUMBER.fullmatch(digits) else None
            if unit is None or number is None or (unit[1], number) not in shown:
                yield span_found(document, text, (start, end))


def _figures(document: Examined, text: Prose) -> tuple[tuple[int, int], ...]:
    """The figures that the section's template does not account for; all, if it has none."""
    part, _, section_id = text.path.partition(".")
    sections = {one.id: one for one in document.scheme.narrative.sections}
    section = sections.get(section_id) if part == "narrative" else None
    if section is None or not section.figures:
        return free_figures(text.text)
    chosen = {
        one.key: document.disclosure.settings[one.key]
        for one in document.scheme.head.options
        if one.key in document.disclosure.settings
    }
    reading = read_section(document.scheme, section, {**document.words, **chosen}, text.text)
    return unbound_figures(text.text, reading.matches, reading.unread)
