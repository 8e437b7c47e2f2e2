"""审核标记未去除。

查什么：方案规定的审核水印，以及“征求意见稿”“内部资料”“草稿”“样本”等标记；文件名和正文里说到的不算。
为什么：公开的应是批复后的定稿；留着标记，读者会以为不是正式文本，也可能真的发错了版本。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：经批复的预算才予公开。
错例：标题写作“某局部门预算公开（征求意见稿）”。
改法：换成定稿，去掉水印、页眉和标题里的标记。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import span_found

RULE = Rule(
    code="TXT101",
    name="draft-mark-left",
    title="审核标记未去除",
    severity="error",
    message="“{stated}”出现 {times} 处，首处在{where}；公开的应是定稿",
)

_STAGES: Final = (
    "仅供[^，。；]{0,6}(?:审核|审阅|参考|使用|讨论|校对|内部)|内部(?:审核|审阅|资料|文件|材料|使用|讨论|掌握)"
    "|(?:征求意见|送审|报审|待审|审核|审阅|审议|讨论|会签|校对|初审|修改|修订|呈批|报批)稿|草稿|初稿|样稿"
    "|未定稿|非正式(?:稿|文本)|样[本张例]|测试(?:版|稿|数据|文档|文件)|请勿外传|不得外传|严禁外传|注意保密|不予公开"
    "|[秘机绝]密(?:[★☆].{0,6})?|(?i:draft|confidential|sample)"
)
_LOOSE: Final = re.compile(rf"(?:{_STAGES}|草案)")
_ALONE: Final = re.compile(
    rf"[\s（(【\[<《—-]*(?:{_STAGES}|草案)(?:[，,、\s]*(?:{_STAGES}))*[\s）)】\]>》！!。—-]*",
    re.DOTALL,
)
_BESIDE: Final = re.compile(rf"[（(【\[]\s*({_STAGES}|草案)\s*[）)】\]]|({_STAGES})\s*$")
_LINE: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(r"\S+")
_SHORT: Final = 40
_OUTER: Final = ("cover", "marks", "parts", "contents", "unplaced")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Each mark once, with all its places."""
    first: dict[str, Found] = {}
    places: dict[str, list[Found]] = {}
    for text in document.texts:
        for span in _marks(text, document.scheme.publication.watermark):
            found = span_found(document, text, span)
            key = "".join((found.stated or "").split())
            first.setdefault(key, found)
            places.setdefault(key, []).append(found)
    for key, found in first.items():
        evidence = tuple(piece for one in places[key] for piece in one.evidence)
        values = {**found.values, "stated": key, "times": str(len(places[key]))}
        yield replace(found, subject=(key,), stated=key, values=values, evidence=evidence)


def _marks(text: Prose, watermark: str) -> Iterator[tuple[int, int]]:
    """Where marks stand: the watermark anywhere, others alone, in titles or around the document."""
    printed = [found.span() for found in _spread(watermark).finditer(text.text)]
    yield from printed
    part = text.path.partition(".")[0]
    if printed or ".rows." in text.path or ".indicators." in text.path:
        return
    if part == "marks":
        yield from (found.span() for found in _LOOSE.finditer(text.text))
        return
    if part in (*_OUTER, "tables") or text.path.endswith(".title"):
        for found in _BESIDE.finditer(text.text):
            yield found.span(1 if found[1] else 2)
    is_frame = part in (*_OUTER, "tables") or text.path.endswith(".labels")
    for line in (_WORD if is_frame else _LINE).finditer(text.text):
        if len(line[0]) < _SHORT and _ALONE.fullmatch(line[0]):
            yield from (found.span() for found in _LOOSE.finditer(text.text, *line.span()))


@lru_cache(maxsize=16)
def _spread(mark: str) -> re.Pattern[str]:
    """A mark with spaces or line breaks perhaps between its characters."""
    return re.compile(r"\s*".join(map(re.escape, mark)) if mark else r"(?!)")
