"""缺少一个部分。

查什么：公开文本应有的各部分（概况、报表、情况说明、名词解释），连标题带内容是否都在。
为什么：缺一部分，公开就不完整，检查时按“未公开”认定。
依据：预算法实施条例第六条；《地方预决算公开操作规程》（财预〔2016〕143号）：公开的内容应当完整。
错例：第三部分之后没有名词解释。
改法：补上这一部分。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import headings
from mingzhang.checker.rules.identity.frame import frame_lines, was_read

RULE = Rule(
    code="STR101",
    name="part-missing",
    title="缺少一个部分",
    severity="error",
    message="{what}",
)

_LEAST: Final = 2


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Parts of which neither title nor content is there, or only the title or only the content."""
    given = document.disclosure
    content = {
        "overview": given.overview,
        "tables": given.tables,
        "narrative": given.narrative,
        "glossary": given.glossary,
    }
    lines = frame_lines(document)
    titled = {line.owner for line in lines if line.kind == "part"}
    for heading in headings(document):
        if heading.kind != "part":
            continue
        holds, name = heading.owner, heading.title
        if not content.get(holds):
            what = f"“{name}”只有标题，没有内容" if holds in titled else f"缺少“{name}”"
            yield _found(holds, name, what, None)
        elif was_read(document) and holds not in titled and not _is_workbook(document):
            yield _found(holds, name, f"“{name}”有内容，没有标题", "warning")
    contents = [line for line in lines if line.kind == "contents"]
    if was_read(document) and len(contents) < _LEAST:
        name = "".join(document.scheme.publication.contents.split())
        yield _found("contents", name, f"缺少{name}", "warning")


def _is_workbook(document: Examined) -> bool:
    """Whether the text was read from a workbook, whose sheets are the parts."""
    pieces = (piece for place in document.disclosure.places for piece in place.pieces)
    first = next(pieces, None)
    return first is not None and first.evidence.sheet is not None


def _found(holds: str, name: str, what: str, severity: str | None) -> Found:
    return Found(
        subject=(holds,),
        where=name,
        position=holds,
        values={"what": what},
        expected=name,
        severity="warning" if severity else None,
    )
