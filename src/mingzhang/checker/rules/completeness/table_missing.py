"""缺少一张表。

查什么：样式规定的各张表是否都在；没有数据的表也应公开空表。
为什么：缺表是公开不完整中最重的一种，空表不公开也按缺表认定。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明。
错例：没有政府性基金收支的部门，把有关的表删去了。
改法：补上；没有数据的，列出空表并注明。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import headings, said
from mingzhang.checker.rules.identity.frame import frame_lines, was_read

RULE = Rule(
    code="STR103",
    name="table-missing",
    title="缺少一张表",
    severity="error",
    message="{what}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Tables that are not there; titles that tables have lost."""
    present = {table.id for table in document.disclosure.tables}
    if not present:
        return
    titled = {line.owner for line in frame_lines(document) if line.kind == "title"}
    loose = {
        said(place.text)
        for place in document.disclosure.places
        if place.text and place.path.startswith("unplaced.")
    }
    for heading in headings(document):
        if heading.kind != "title":
            continue
        name = f"表{heading.ordinal} {heading.title}"
        if heading.owner not in present:
            if said(heading.title) in loose:
                yield Unchecked(name, "有标题，但表的内容没有认出来")
                continue
            yield _found(heading.owner, name, f"没有“{name}”")
        elif was_read(document) and heading.owner not in titled:
            yield _found(heading.owner, name, f"表{heading.ordinal}没有标题“{heading.title}”")


def _found(table: str, name: str, what: str) -> Found:
    path = f"tables.{table}"
    return Found(subject=(path,), where=name, position=path, values={"what": what}, expected=name)
