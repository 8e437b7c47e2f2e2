"""“部门”与“单位”混用。

查什么：封面、各部分标题、名称行等随公开主体变化的用语，部门公开用“部门”，单位公开用“单位”。
为什么：部门预算包括所属单位，单位预算只是一家的；用语混用会使读者弄错数字的范围。
依据：预算法实施条例第六条：各部门公开部门预算，所属单位公开单位预算。
错例：全文公开单位预算，封面写作“部门预算公开”。
改法：改成与公开主体一致的用语。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines
from mingzhang.checker.rules.identity.patterns import loose

RULE = Rule(
    code="NAM103",
    name="level-words-mixed",
    title="“部门”与“单位”混用",
    severity="warning",
    message="{where}写作“{stated}”，全文其他地方是“{expected}”",
)

_KNOWN: Final[dict[int, tuple[object, dict[str, re.Pattern[str]]]]] = {}
_ASIDE: Final = 8


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Lines and sentences whose wording goes with the level of the publisher."""
    right = document.words["level"]
    patterns = _patterns(document)
    texts = [(_group(line), line.path, line.label, line.text) for line in frame_lines(document)]
    texts += [(prose.path, prose.path, prose.label, prose.text) for prose in document.prose]
    for group, path, label, text in texts:
        pattern = patterns.get(group)
        for found in pattern.finditer(text) if pattern else ():
            for number in range(1, (found.re.groups or 0) + 1):
                if found[number] and found[number] != right:
                    span = found.span(number)
                    yield Found(
                        subject=(path, found[number]),
                        where=label,
                        position=path,
                        values={"where": label, "stated": text.strip()[:40], "expected": right},
                        stated=found[number],
                        expected=right,
                        evidence=document.evidence(path, *span),
                    )


def _group(line: FrameLine) -> str:
    return "contents" if line.kind in {"contents", "part", "section"} else line.kind


def _patterns(document: Examined) -> dict[str, re.Pattern[str]]:
    """What finds the word in lines of a kind, or in the text of a section."""
    scheme = document.scheme
    if id(scheme) not in _KNOWN:
        publication = scheme.publication
        words = "|".join(dict.fromkeys(scheme.head.level_words.values()))
        titles = [part.title for part in publication.parts]
        titles += [one.title for one in publication.overview]
        titles += [one.title for one in scheme.narrative.sections]
        groups = {
            "cover": [publication.cover],
            "entity": [scheme.tables.owner_line],
            "contents": titles,
        }
        for section in scheme.narrative.sections:
            groups[f"narrative.{section.id}"] = [one.text for one in section.paragraphs]
        made = {
            name: [_around(one, words) for one in templates if "{level}" in one]
            for name, templates in groups.items()
        }
        joined = {name: re.compile("|".join(some)) for name, some in made.items() if some}
        _KNOWN[id(scheme)] = (scheme, joined)
    return _KNOWN[id(scheme)][1]


def _around(template: str, words: str) -> str:
    """The word between what stands before and after it, as far as the next slots."""
    before, _, after = template.partition("{level}")
    head = re.split(r"[}⟩]", before)[-1][-_ASIDE:]
    tail = re.split(r"[{⟨]", after)[0][:_ASIDE]
    return rf"{loose(head)}\s*({words})\s*{loose(tail)}"
