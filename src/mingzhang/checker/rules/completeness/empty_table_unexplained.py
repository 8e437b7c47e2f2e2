"""空表没有说明。

查什么：没有数字的表，表下应注明本表无数据；别处写有这张表应有的数的，是漏了表的内容。
为什么：不注明，读者分不清是没有这笔钱，还是漏填。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明。
错例：政府性基金的支出表是空的，表下没有注。
改法：在表下加注，或补填数字。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side, Unchecked, side_of
from mingzhang.checker.rules.completeness.elsewhere import stated_elsewhere
from mingzhang.scheme.words import filled

RULE = Rule(
    code="STR104",
    name="empty-table-unexplained",
    title="空表没有说明",
    severity="warning",
    message="{where}没有数字，表下没有注，{should}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Tables without an amount and without any note."""
    for table in document.disclosure.tables:
        has_amounts = any(text for row in table.rows for text in row.cells.values())
        if not has_amounts and not (table.note or "").strip():
            definition = document.scheme.table(table.id)
            note = filled(document.scheme.tables.note_line, {"note": definition.empty_note})
            title = document.evidence(f"tables.{table.id}.title")
            where = f"表{definition.ordinal} {table.title}"
            other = stated_elsewhere(document, definition)
            side = side_of(document, other) if other else None
            should = f"而{side.label}为 {side.text}" if side else f"应注明“{note}”"
            yield Found(
                subject=(f"tables.{table.id}.note",),
                where=where,
                position=f"tables.{table.id}",
                values={"where": where, "should": should},
                sides=(Side(where, "没有数字", title), side) if side else (),
                expected=None if side else note,
                evidence=title,
                severity="error" if side else None,
            )
