"""表的金额单位写错。

查什么：各表单位行写的单位，应是样式规定的单位，并与表中数字的大小相称；整表按另一单位填列的也查。
为什么：单位差一个字，金额差一万倍。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：各表以万元为单位，其中一张写作“单位：元”，数字却仍是万元数。
改法：改单位行，或把数字换算成规定的单位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines, line_found

RULE = Rule(
    code="NAM108",
    name="unit-line-differs",
    title="金额单位不对",
    severity="error",
    message="{where}写作“{stated}”，应为“{expected}”{why}",
)

_COLON: Final = re.compile(r"[:：]\s*")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Unit lines that differ from the scheme's; tables filled in by another unit."""
    for line in frame_lines(document):
        if line.kind == "unit":
            yield from _line_found(document, line)
    for table in document.disclosure.tables:
        unit = document.meant_units.get(table.id, table.unit)
        if table.unit == document.scheme.table(table.id).unit != unit:
            yield _all_wrong(document, table.id, unit)


def _line_found(document: Examined, line: FrameLine) -> Iterator[Found]:
    """A unit line that names another unit; no error if the figures are really in it."""
    right = document.scheme.table(line.owner).unit
    start = found.end() if (found := _COLON.search(line.text)) else 0
    stated = line.text[start:].strip()
    if "".join(stated.split()) == right:
        return
    is_so = document.meant_units.get(line.owner) == stated
    one = line_found(document, line, stated, right, (start, start + len(stated)))
    yield replace(
        one,
        values={**one.values, "why": "（数字与此相称，全表应换算）" if is_so else ""},
        severity="info" if is_so else None,
    )


def _all_wrong(document: Examined, table: str, unit: str) -> Found:
    """A table that was filled in by another unit than stands over it."""
    definition = document.scheme.table(table)
    head = f"{table}."
    first = next(one for one in document.facts if one.text and one.address.startswith(head))
    where = f"表{definition.ordinal}"
    return Found(
        subject=(f"tables.{table}", unit),
        where=where,
        position=f"tables.{table}",
        values={
            "where": where,
            "stated": f"{first.text}{definition.unit}",
            "expected": definition.unit,
            "why": f"：表中数字换作{unit}才与其他各处相符，似以{unit}填列",
        },
        stated=first.text,
        evidence=first.evidence,
    )
