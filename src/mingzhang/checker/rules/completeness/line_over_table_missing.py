"""表上缺少名称行或单位行。

查什么：各表上方应有公开主体的名称和金额单位；其他表有而这张表没有的，提示。
为什么：没有单位，读者不知道是元还是万元；没有名称，单张表不知是谁的。
依据：省级方案规定的表样。
错例：十三张表中，只有一张没有写“单位：万元”。
改法：补上这一行。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import frame_lines
from mingzhang.scheme.words import filled

RULE = Rule(
    code="STR109",
    name="line-over-table-missing",
    title="表上缺少一行",
    severity="warning",
    message="{where}上方没有“{expected}”",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Tables without a line that most tables of the document have."""
    tables = [table.id for table in document.disclosure.tables]
    lines = {(line.kind, line.owner) for line in frame_lines(document) if line.text.strip()}
    templates = {
        "entity": document.scheme.tables.owner_line,
        "unit": document.scheme.tables.unit_line,
    }
    for kind, template in templates.items():
        without = [table for table in tables if (kind, table) not in lines]
        if len(without) * 2 >= len(tables):
            continue
        for table in without:
            definition = document.scheme.table(table)
            expected = filled(template, {**document.words, "unit": definition.unit})
            yield Found(
                subject=(f"tables.{table}.{kind}",),
                where=f"表{definition.ordinal}",
                position=f"tables.{table}",
                values={"where": f"表{definition.ordinal}", "expected": expected},
                expected=expected,
            )
