"""科目名称与编码不符。

查什么：各表每一行的科目名称，应是这个编码在科目目录中的名称；同一编码在各表的名称应相同。
为什么：编码和名称各指一个科目，读者不知道钱到底花在哪里。
依据：当年《政府收支分类科目》。
错例：2080505 写作“机关单位职业年金缴费支出”。
改法：查明是编码错还是名称错，改成一致；括号全角半角不同的不必改。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.coding import (
    NamedRow,
    labels_of,
    meant_code,
    named_rows,
    row_found,
)
from mingzhang.model import Severity

RULE = Rule(
    code="CAT103",
    name="name-differs-from-code",
    title="科目名称与编码不符",
    severity="warning",
    message="{where}：{why}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Rows whose name is not that of their code: the code is wrong, or the name."""
    for one in named_rows(document):
        entry = one.codes.get(one.code)
        if entry is None:
            yield from _differs_from_other_tables(document, one)
        elif folded(entry.name) != folded(one.label):
            meant = meant_code(document, one)
            if meant and not _is_shared(document, one):
                why = f"“{one.label}”的编码是 {meant}，不是 {one.code}"
                yield _found(document, one, "code", one.code, meant, why)
            else:
                why = f"{one.code} 的名称是“{entry.name}”"
                severity: Severity | None = None if entry.is_verified else "info"
                yield _found(document, one, "label", one.label, entry.name, why, severity)


def _is_shared(document: Examined, one: NamedRow) -> bool:
    """Whether other tables have the same code."""
    return len(labels_of(document)[one.coded.dimension, one.code]) > 1


def _differs_from_other_tables(document: Examined, one: NamedRow) -> Iterator[Found]:
    """Of a code that no list knows: whether most tables call it otherwise."""
    rows = labels_of(document)[one.coded.dimension, one.code]
    (usual, number), *_ = Counter(folded(row.label) for row in rows).most_common()
    if usual != folded(one.label) and number * 2 > len(rows):
        label = next(row.label for row in rows if folded(row.label) == usual)
        why = f"其他各表称“{label}”"
        yield _found(document, one, "label", one.label, label, why)


def _found(
    document: Examined,
    one: NamedRow,
    part: str,
    stated: str,
    expected: str,
    why: str,
    severity: Severity | None = None,
) -> Found:
    found = row_found(document, one, part, stated=stated, expected=expected, values={"why": why})
    return replace(found, severity=severity)
