"""标题与样式不符。

查什么：正文中各表、各节的标题和序号，与样式规定的是否一致；各表的表号是否对得上。
为什么：标题错字、漏字会使口径不清（如漏写“不含”），序号、表号错了无法引用。
依据：省级方案规定的标题。
错例：第五节的序号写成“四”，或表号写成另一张表的号。
改法：改成规定的标题；本地另有规定的，目录与正文应一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import (
    Heading,
    entries,
    headings,
    number_of,
    said,
)
from mingzhang.checker.rules.completeness.unread import missing_tables
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines

RULE = Rule(
    code="STR108",
    name="heading-differs",
    title="标题与样式不符",
    severity="warning",
    message="{where}写作“{stated}”，应为“{expected}”",
)

_MARK: Final = re.compile(r"(\d{1,2})\s*$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Headings whose words or number differ, and marks of tables with another table's number."""
    lines = {(line.kind, line.owner): line for line in reversed(frame_lines(document))}
    listed = {said(one.words) for one in entries(document)}
    lost = {
        said(one.title)
        for one in headings(document)
        if one.kind == "title" and one.owner in missing_tables(document)
    }
    for heading in headings(document):
        line = lines.get((heading.kind, heading.owner))
        if line is None or heading.kind == "subheading" or not line.text.strip():
            continue
        if said(line.text) in lost:
            continue
        if said(line.text) != said(heading.title) and not _is_level(document, line, heading):
            is_own = said(line.text) in listed
            yield _found(document, line, line.text, heading.title, is_own=is_own)
        number = number_of(line.text) if heading.kind in {"section", "part"} else ""
        if number and number != heading.ordinal:
            yield _found(document, line, line.text, heading.whole)
    yield from _marks(document)


def _is_level(document: Examined, line: FrameLine, heading: Heading) -> bool:
    texts = {said(line.text), said(heading.title)}
    for word in document.scheme.head.level_words.values():
        texts = {text.replace(word, "") for text in texts}
    return len(texts) == 1


def _marks(document: Examined) -> Iterator[Found]:
    """Marks over tables whose number is another table's; the words before it vary.

    A mark or title that a missing table left over the next one is told with that table.
    """
    lost = {document.scheme.table(one).mark for one in missing_tables(document)}
    free = {int(found[1]) for mark in lost if (found := _MARK.search(mark))}
    for line in frame_lines(document):
        number = _MARK.search(line.text) if line.kind == "mark" else None
        if number is None:
            continue
        right = _MARK.search(document.scheme.table(line.owner).mark)
        if right and int(number[1]) not in (int(right[1]), *free):
            yield _found(document, line, line.text, line.text[: number.start()] + right[1])


def _found(
    document: Examined, line: FrameLine, stated: str, expected: str, *, is_own: bool = False
) -> Found:
    stated = stated.strip()
    return Found(
        subject=(line.path, stated),
        where=line.label,
        position=line.owner if line.kind == "part" else line.path,
        values={"where": line.label, "stated": stated, "expected": expected},
        stated=stated,
        expected=expected,
        evidence=document.evidence(line.path, line.start, line.start + len(line.text)),
        severity="info" if is_own else None,
    )
