"""应说明的事项没有写。

查什么：各节固定句式中的每一项（如货物、工程、服务三类，各类车辆），文字里是否都写到；小标题是否都在。
为什么：漏写一项，读者不知道是没有还是没公开。
依据：预算法第十四条：应当对政府采购、机关运行经费等重要事项作出说明；财预〔2016〕143号。
错例：采购一节写了货物和服务，没有写工程。
改法：补写；没有的写 0。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import number_of, said
from mingzhang.scheme.definition import SectionDefinition
from mingzhang.scheme.template import Literal, Slot, parse_template

RULE = Rule(
    code="STR115",
    name="statement-missing",
    title="应说明的事项没有写",
    severity="warning",
    message="{where}没有写“{expected}”",
)

_SIGNS: Final = re.compile(r"[，。；：、,;:.]")
_NUMBERED: Final = re.compile(r"^[辆个元台套方米万%（）()平]+")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures and subheadings of unconditional sentences whose words do not stand in the section."""
    texts = {prose.path: prose for prose in document.prose}
    known = {fact.address for fact in document.facts}
    for section in document.scheme.narrative.sections:
        prose = texts.get(f"narrative.{section.id}")
        if prose is None or not prose.text.strip():
            continue
        text = folded(prose.text)
        lines = [(number_of(line), said(line)) for line in prose.text.splitlines()]
        for key, words in _figures(section):
            if f"{section.id}.{key}" not in known and folded(words) not in text:
                yield _found(section.id, key, prose.label, prose.path, words)
        for number, words in enumerate(_subheadings(section)):
            if not _stands(words, lines):
                yield _found(section.id, f"heading.{number}", prose.label, prose.path, words)


def _stands(words: str, lines: list[tuple[str, str]]) -> bool:
    """Whether a line is the subheading, or begins with it behind a number."""
    key, number = said(words), number_of(words)
    return any(
        line == key or (line.startswith(key) and bool(own or not number)) for own, line in lines
    )


def _figures(section: SectionDefinition) -> tuple[tuple[str, str], ...]:
    return _figures_of(tuple(one.text for one in section.paragraphs if one.when is None))


@lru_cache(maxsize=64)
def _figures_of(templates: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Figures of sentences that always stand, with the words right before each."""
    found: dict[str, str] = {}
    for template in templates:
        nodes = parse_template(template)
        for before, slot in pairwise(nodes):
            if isinstance(before, Literal) and isinstance(slot, Slot) and slot.format:
                words = _NUMBERED.sub("", _SIGNS.split(before.text)[-1])
                if len(words) > 1:
                    found.setdefault(slot.name, words)
    return tuple(found.items())


def _subheadings(section: SectionDefinition) -> Iterator[str]:
    for paragraph in section.paragraphs:
        if paragraph.kind == "subheading" and paragraph.when is None:
            yield paragraph.text


def _found(section: str, key: str, where: str, path: str, words: str) -> Found:
    words = words.strip("：:")
    return Found(
        subject=(section, key),
        where=where,
        position=path,
        values={"where": where, "expected": words},
        expected=words,
    )
