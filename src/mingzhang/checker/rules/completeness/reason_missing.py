"""变动没有说明原因。

查什么：样式要求说明原因的增减（收支总额、“三公”经费、机关运行经费等），写了增减额而没有写原因。
为什么：公众最想知道为什么多了、为什么少了；只写数不写原因等于没有说明。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：应当说明增减变化的原因。
错例：“机关经费34.37万元，比上年增加3.83万元。”
改法：补写主要原因。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked

RULE = Rule(
    code="STR114",
    name="reason-missing",
    title="变动没有说明原因",
    severity="warning",
    message="{where}写明“{context}”，没有说明原因",
)

_CHANGED: Final = re.compile(
    r"\d\s*万元\s*[，,]?\s*"
    r"((?:(?:比|较|与|同)\s*(?:上年|去年|(?:19|20)\d\d\s*年)|同比)[^，,。；;\n]{0,12}?"
    r"(?:增加|减少|增长|下降|上升|降低|提高|节约|压减)\s*(\d[\d,.，]*)\s*万?元)"
)
"""A figure and right after it how it changed; within a reason other words stand between them."""
_REASON: Final = re.compile(r"原因|由于|因为|因|主要[是为]|用于|根据|按照|为了")
_CLAUSE: Final = re.compile(r"[^。；;\n]+")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Changes in sections whose template asks for the reason, without any."""
    sections = {
        f"narrative.{section.id}"
        for section in document.scheme.narrative.sections
        if any(".change" in (one.when or "") and not one.optional for one in section.texts)
    }
    for prose in document.prose:
        if prose.path in sections:
            for clause in _CLAUSE.finditer(prose.text):
                yield from _unexplained(document, prose, clause)


def _unexplained(document: Examined, prose: Prose, clause: re.Match[str]) -> Iterator[Found]:
    """The changes of a clause after which no reason stands before the next one."""
    changes = [one for one in _CHANGED.finditer(clause[0]) if one[2].strip("0.,")]
    for number, change in enumerate(changes):
        last = number + 1 == len(changes)
        after = clause[0][change.end() : None if last else changes[number + 1].start()]
        if not _REASON.search(after):
            start = clause.start() + change.start(1)
            end = clause.start() + change.end()
            yield Found(
                subject=(prose.path, str(number), change[1]),
                where=prose.label,
                position=prose.path,
                values={"where": prose.label, "context": change[1]},
                stated=change[1],
                evidence=document.evidence(prose.path, start, end),
            )
