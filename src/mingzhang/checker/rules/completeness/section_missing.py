"""缺少一节或一节没有内容。

查什么：概况和情况说明中应有的各节，是否都有，是否只有标题。
为什么：收支变动、机关运行经费、政府采购、国有资产、绩效等是必须说明的事项，缺了就是公开不完整。
依据：预算法第十四条：应当对机关运行经费的安排等重要事项作出说明；财预〔2016〕143号。
错例：情况说明从八直接到十，没有第九节。
改法：补写这一节；确无内容的写明“无”。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import headings
from mingzhang.checker.rules.identity.frame import frame_lines, was_read

RULE = Rule(
    code="STR102",
    name="section-missing",
    title="缺少一节",
    severity="error",
    message="{what}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Sections that are not there, are empty, or have lost their title."""
    given = document.disclosure
    parts = {"overview": given.overview, "narrative": given.narrative}
    texts = {
        f"{part}.{one.id}.title": one.text.strip() for part, some in parts.items() for one in some
    }
    titled = {line.owner for line in frame_lines(document) if line.kind == "section"}
    for heading in headings(document):
        part = heading.path.partition(".")[0]
        if heading.kind != "section" or not parts.get(part):
            continue
        text = texts.get(heading.path)
        path = heading.path.removesuffix(".title")
        if text is None and heading.owner in titled:
            continue
        if text is None:
            yield _found(path, heading.whole, f"没有“{heading.whole}”")
        elif not text:
            yield _found(path, heading.whole, f"“{heading.whole}”没有内容")
        elif was_read(document) and heading.owner not in titled:
            yield _found(path, heading.whole, f"“{heading.whole}”有内容，没有标题")


def _found(path: str, name: str, what: str) -> Found:
    return Found(subject=(path,), where=name, position=path, values={"what": what}, expected=name)
