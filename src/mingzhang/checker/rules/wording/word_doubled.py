"""词语重复。

查什么：紧挨着重复的字、词和分句，如“的的”“是是”“经费经费”。
为什么：多由拼接、粘贴造成，常常同时漏掉了别的字。
依据：《党政机关公文处理工作条例》第十九条：表述准确，文字精练。
错例：主要原因是是人员增加。
改法：删去多出的字。
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

import numpy as np

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.names import own_names
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="TXT104",
    name="word-doubled",
    title="词语重复",
    severity="warning",
    message="{where}“{around}”中的“{stated}”重复{expected}",
)

_CHARACTER: Final = re.compile(
    "的(?<![标中准端似确]的)(?<!(?<![项题科栏数])目的)的(?!确)|是(?<![但还于就只要可若凡总]是)是(?![非否])|为(?<![作成称名认]为)为(?![民人])"
    "|与(?<![参给赋授付相]与)与(?!会)|将将(?![士军])|把把|被被|于于|由由|从从(?![事业])|并并|较较|占占|至至"
    "|和和(?![谐平睦解顺])|或或|已已|共共(?![产青同享建治计])|约约|对(?<![针面应相核反]对)对(?![应象口比接外策照])"
    "|了了(?![解如却断结])|增增|减减|无无|比(?<![占对同环]比)比(?![例较赛])"
)
"""Characters that no word of the language doubles, but for what stands before or after."""

_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST: Final = 12
_CLAUSE: Final = re.compile(
    r"(?:(?<=[，。；：、,;:\n])|^)([^，。；：、,;:\n]{5,60})[，。；、,;]\1(?=[，。；、,;]|$)", re.M
)
_REPEATABLE: Final = frozenset(
    [
        "工作",
        "服务",
        "管理",
        "教育",
        "建设",
        "发展",
        "保障",
        "安全",
        "培训",
        "监督",
        "组织",
        "活动",
        "事务",
        "社会",
        "研究",
        "学习",
        "治理",
        "保护",
        "检查",
        "生产",
        "经营",
        "分析",
        "评估",
        "审计",
        "指导",
        "改革",
        "创新",
        "卫生",
        "健康",
        "文化",
        "信息",
        "技术",
        "科技",
        "环境",
        "生态",
        "应急",
        "救助",
        "治疗",
        "维护",
        "检测",
        "监测",
        "宣传",
        "交通",
        "运输",
        "规划",
        "设计",
        "讨论",
        "商量",
        "考虑",
        "很多",
        "许多",
        "非常",
        "十分",
        "家家",
        "户户",
        "村村",
        "一步",
        "逐步",
    ]
)
_UNITS: Final = re.compile(r"[百千万亿]*元|百分|个百|平方米|平方")
_REDUPLICATED: Final = re.compile(r"一.|第.|[一二三四五六七八九十百千万零〇两]+")
_WORD: Final = 2
"""A word of so many characters may both end a name and begin a compound."""

_PARTICLES: Final = frozenset("的地得之了在是为与和及等将已由对以于按从")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Characters, words and clauses that stand twice with nothing between."""
    spans = _doubled_words([text.text for text in document.texts])
    meeting = _Meeting(document)
    numbers = {id(text): number for number, text in enumerate(document.texts)}
    for text, found in hits(document, _CLAUSE):
        once = text.text[slice(*found.span(1))]
        spans[numbers[id(text)]].append((found.span(), once))
    for number, own in sorted(spans.items()):
        end, text = 0, document.texts[number]
        for span, once in sorted(own, key=lambda one: (one[0][0], -one[0][1])):
            if span[0] >= end and not meeting.explains(text.text, span[0], len(once)):
                end = span[1]
                yield span_found(document, text, span, expected=once)


class _Meeting:
    """Names and terms of the document: one may end in the word that the next begins with."""

    def __init__(self, document: Examined) -> None:
        self._document = document

    def explains(self, text: str, place: int, length: int) -> bool:
        """Whether of two equal words the first ends a name or term and the second begins one."""
        middle = place + length
        if any(_ends(text, middle, name, length) for name in own_names(self._document)):
            return self._begins_compound(text, middle, length)
        ends = any(_ends(text, middle, term, length) for term in self._terms)
        return ends and self._begins_term(text, middle, length)

    def _begins_compound(self, text: str, place: int, length: int) -> bool:
        after = text[place + length : place + length + 1]
        goes_on = _HAN.fullmatch(after) is not None and after not in _PARTICLES
        return (length == _WORD and goes_on) or self._begins_term(text, place, length)

    def _begins_term(self, text: str, place: int, length: int) -> bool:
        return any(len(term) > length and text.startswith(term, place) for term in self._terms)

    @cached_property
    def _terms(self) -> tuple[str, ...]:
        """What the scheme names: terms of the glossary, titles of sections, their figures."""
        scheme = self._document.scheme
        words = [one.term for one in scheme.glossary.terms]
        for section in scheme.narrative.sections:
            words += [section.title, *(figure.label for figure in section.figures)]
        return tuple(dict.fromkeys(words))


def _ends(text: str, end: int, words: str, length: int) -> bool:
    return len(words) > length and text.endswith(words, 0, end)


_Spans = list[tuple[tuple[int, int], str]]


def _doubled_words(texts: Sequence[str]) -> dict[int, _Spans]:
    """The doubled words of each text, by its number.

    All texts at once: characters that equal the one so many places on are found for each length
    of a word in one sweep.
    """
    joined = "\n".join(texts)
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    characters = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    found: dict[int, _Spans] = defaultdict(list)
    for length in range(1, _LONGEST + 1):
        same = (characters[length:] == characters[:-length]).tobytes()
        place = same.find(b"\1" * length)
        while place >= 0:
            if _is_doubled(joined, place, length):
                number = bisect_right(starts, place) - 1
                first = place - starts[number]
                once = joined[place : place + length]
                found[number].append(((first, first + 2 * length), once))
            place = same.find(b"\1" * length, place + 1)
    return found


def _is_doubled(text: str, place: int, length: int) -> bool:
    """Whether the words should not stand twice: no compound that meets the next, no unit."""
    once = text[place : place + length]
    if length == 1:
        return _CHARACTER.match(text, place) is not None
    after = text[place + 2 * length : place + 2 * length + 1]
    return (
        _HAN.fullmatch(once) is not None
        and once not in _REPEATABLE
        and len(set(once)) > 1
        and not _UNITS.fullmatch(once)
        and not _REDUPLICATED.fullmatch(once)
        and not (once[-1] == "部" and after in tuple("署分门队"))
    )
