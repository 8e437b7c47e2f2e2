"""目录与正文不符。

查什么：目录各条与样式规定的标题是否一致、有无缺漏，序号是否正确，页码是否依次。
为什么：目录缺条、错条，读者找不到内容；多由增删章节后没有更新目录造成。
依据：省级方案规定的章节次序。
错例：目录中没有第九节，或第七张表写成“表八”。
改法：在文字处理软件中更新目录，再核对一遍。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import (
    Entry,
    Heading,
    entries,
    headings,
    likeness,
    number_of,
    said,
)

RULE = Rule(
    code="STR107",
    name="contents-differ",
    title="目录与正文不符",
    severity="warning",
    message="{what}",
)

_NEAR: Final = 0.72


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Headings without an entry, entries with other words or another number, pages out of order."""
    listed = entries(document)
    if not listed:
        return
    exact = {said(one.words): one for one in listed}
    shows_subheadings = any(
        heading.kind == "subheading" and said(heading.title) in exact
        for heading in headings(document)
    )
    used = {said(one.title) for one in headings(document)}
    free = [one for one in listed if said(one.words) not in used]
    for heading in headings(document):
        entry = exact.get(said(heading.title))
        if entry:
            if number_of(entry.words) not in {"", number_of(heading.whole)}:
                yield _differs(document, entry, heading)
            continue
        near = max(
            free, key=lambda one: likeness(said(one.words), said(heading.title)), default=None
        )
        if near and likeness(said(near.words), said(heading.title)) >= _NEAR:
            free.remove(near)
            if not _is_level(document, near, heading):
                yield _differs(document, near, heading)
        elif heading.kind != "subheading" or shows_subheadings:
            yield _missing(heading)
    for before, after in pairwise(one for one in listed if one.page is not None):
        if (after.page or 0) < (before.page or 0):
            yield _out_of_order(document, before, after)


def _is_level(document: Examined, entry: Entry, heading: Heading) -> bool:
    """Whether only the word for the level differs, which another rule tells."""
    words = set(document.scheme.head.level_words.values())
    texts = {said(entry.words), said(heading.title)}
    for word in words:
        texts = {text.replace(word, "") for text in texts}
    return len(texts) == 1


def _differs(document: Examined, entry: Entry, heading: Heading) -> Found:
    stated = entry.words.strip()
    return Found(
        subject=(heading.path, stated),
        where=f"目录“{stated}”",
        position=entry.line.path,
        values={"what": f"目录中的“{stated}”应为“{heading.whole}”"},
        stated=stated,
        expected=heading.whole,
        evidence=document.evidence(entry.line.path, entry.start, entry.start + len(entry.words)),
    )


def _missing(heading: Heading) -> Found:
    return Found(
        subject=("contents", heading.path),
        where=f"目录“{heading.whole}”",
        position="contents",
        values={"what": f"目录中没有“{heading.whole}”"},
        expected=heading.whole,
    )


def _out_of_order(document: Examined, before: Entry, after: Entry) -> Found:
    text = after.line.text
    at = text.rfind(str(after.page))
    words = after.words.strip()
    return Found(
        subject=("contents", words, str(after.page)),
        where=f"目录“{words}”",
        position=after.line.path,
        values={"what": f"目录“{words}”的页码 {after.page} 小于前一条的 {before.page}"},
        stated=str(after.page),
        evidence=document.evidence(after.line.path, at, at + len(str(after.page))),
    )
