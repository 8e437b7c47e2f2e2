"""审核标记未去除。

查什么：方案规定的审核水印，以及“征求意见稿”“送审稿”“内部资料”“草稿”“样本”“审核意见：”等标记，无论印在页面上、
写在标题和项目名称后面，还是夹在文字里；文件名和正文里说到的不算。
为什么：公开的应是批复后的定稿；留着标记，读者会以为不是正式文本，也可能真的发错了版本。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：经批复的预算才予公开。
错例：标题写作“某局部门预算公开（征求意见稿）”。
改法：换成定稿，去掉水印、页眉、标题和文字里的标记。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.wording.draft_marks import DRAFT_MARK
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="TXT101",
    name="draft-mark-left",
    title="审核标记未去除",
    severity="error",
    message="“{stated}”出现 {times} 处，首处在{where}；公开的应是定稿",
)

_WORDS: Final = (
    *(
        "稿",
        "仅供",
        "内部",
        "样本",
        "样张",
        "样例",
        "测试",
        "外传",
        "注意保密",
        "不予公开",
        "草案",
        "密",
    ),
    *("意见:", "建议:", "批注:", "draft", "Draft", "DRAFT", "confid", "Confid", "CONFID"),
    *("sample", "Sample", "SAMPLE"),
)
"""Of these a mark holds one: looked for first, because most texts hold none."""

_ANY: Final = re.compile(r"\A")
_STOP: Final = "。；;！!？?\n"
_OPEN, _CLOSE = "（(【[<《〔", "）)】]>》〕"
_STARTS: Final = (
    r"20\d\d年|《|第[一二三四五六七八九十]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]|\d+[、.]|其中|本[部单年项级]|该[项部单]"
    r"|我[省市县区部单]|各[级地部]|根据|依据|截至"
)
_BEGINS: Final = re.compile(rf"\s*(?:{_STARTS})")
"""How a sentence begins that a mark was put before."""

_GOES_ON: Final = re.compile(
    r"\s*[的件纸费份页、和及与或后前等应须要已将经由在于并是为送报印编提通完向对至修审征形上中内所起发]"
)
"""How a sentence goes on that is about a draft."""

_NAMED: Final = re.compile(
    r"(?:[》”]|办法|方案|规划|条例|意见|通知|规定|细则|制度|标准|预案|计划|纲要|规程|合同|报告|文件|办法》?[（(]试行[）)])\s*$"
)
"""Documents that are drafts themselves."""

_HEADING: Final = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[、.])[^，。；\n]{0,40}"
)
_FRAME: Final = ("cover", "marks", "parts", "contents", "unplaced", "tables")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Each mark once, with all its places."""
    first: dict[str, Found] = {}
    places: dict[str, list[Found]] = {}
    watermark = document.scheme.publication.watermark
    words = (*_WORDS, *watermark[:1])
    for text in dict.fromkeys(text for text, _ in hits(document, _ANY, words=words)):
        for span in _marks(text, watermark):
            found = span_found(document, text, span)
            key = "".join((found.stated or "").split())
            first.setdefault(key, found)
            places.setdefault(key, []).append(found)
    for key, found in first.items():
        evidence = tuple(piece for one in places[key] for piece in one.evidence)
        values = {**found.values, "stated": key, "times": str(len(places[key]))}
        yield replace(found, subject=(key,), stated=key, values=values, evidence=evidence)


def _marks(text: Prose, watermark: str) -> Iterator[tuple[int, int]]:
    """Where marks stand: the watermark anywhere, others where no sentence speaks of them."""
    printed = [found.span() for found in _spread(watermark).finditer(text.text)]
    yield from printed
    part = text.path.partition(".")[0]
    if printed or ".indicators." in text.path:
        return
    is_frame = part in _FRAME or text.path.endswith((".title", ".project", ".labels"))
    for found in DRAFT_MARK.finditer(text.text):
        is_name = is_frame or _is_heading(text.text, found.start())
        if (
            part == "marks"
            or _stands_apart(text.text, found, is_name=is_name)
            or (is_name and not text.path.endswith(".project") and not text.text[found.end() :])
        ):
            yield found.span()


def _is_heading(text: str, place: int) -> bool:
    """Whether a place stands in a numbered line that is no sentence."""
    end = text.find("\n", place)
    return (
        _HEADING.fullmatch(text, text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text))
        is not None
    )


def _stands_apart(text: str, found: re.Match[str], *, is_name: bool) -> bool:
    """Whether a mark is no word of a sentence: in brackets, by itself, or put before or after."""
    before, after = text[: found.start()].rstrip(" 　\t"), text[found.end() :].lstrip(" 　\t")
    is_spaced = is_name and (before != text[: found.start()] or not before)
    if before[-1:] and before[-1] in _OPEN and after[:1] and after[0] in _CLOSE:
        return _is_added(before[:-1].rstrip(), after[1:].lstrip(" 　\t"), is_name=is_name)
    is_first = not before or before[-1] in f"{_STOP}>【[" or is_spaced
    is_last = not after or after[0] in f"{_STOP}<" or (is_name and after != text[found.end() :])
    if found[0][-1] in "：:":
        return is_first
    if is_first:
        is_before = found["stage"] is not None and not _GOES_ON.match(after)
        return is_last or is_before or _BEGINS.match(after) is not None
    return is_name and is_last and found["stage"] is not None and not _NAMED.search(before)


def _is_added(before: str, after: str, *, is_name: bool) -> bool:
    """Whether a mark in brackets belongs to this document, not to one that is named before it."""
    if after[:1] == "》" or before.rfind("《") > before.rfind("》") or _NAMED.search(before):
        return False
    return is_name or not before or before[-1] in _STOP or not after or after[0] in _STOP


@lru_cache(maxsize=16)
def _spread(mark: str) -> re.Pattern[str]:
    """A mark with spaces or line breaks perhaps between its characters."""
    return re.compile(r"\s*".join(map(re.escape, mark)) if mark else r"(?!)")
