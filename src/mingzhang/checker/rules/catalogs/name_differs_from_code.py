"""科目名称与编码不符。

查什么：各表每一行的科目名称，应是这个编码在科目目录中的名称；同一编码在各表的名称应相同。各表都与目录只差一两个字、
彼此也不同的，只提示一次：多半是扫描或转换时认错了字。
为什么：编码和名称各指一个科目，读者不知道钱到底花在哪里。
依据：当年《政府收支分类科目》。
错例：2080505 写作“机关单位职业年金缴费支出”。
改法：查明是编码错还是名称错，改成一致；括号全角半角不同的不必改。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

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
from mingzhang.checker.rules.completeness.headings import likeness
from mingzhang.model import Severity

RULE = Rule(
    code="CAT103",
    name="name-differs-from-code",
    title="科目名称与编码不符",
    severity="warning",
    message="{where}：{why}",
)

_NEAR: Final = 0.7
"""Names as like each other as this may be one, misread."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Rows whose name is not that of their code: the code is wrong, or the name."""
    for one in named_rows(document):
        entry = one.codes.get(one.code)
        if entry is None:
            yield from _differs_from_other_tables(document, one)
        elif folded(entry.name) != folded(one.label):
            if rows := _misread(document, one, entry.name):
                if rows[0] is one:
                    yield _misread_found(document, rows, entry.name)
                continue
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


def _misread(document: Examined, one: NamedRow, name: str) -> Sequence[NamedRow]:
    """The rows of a code if each calls it by a name of its own, and each nearly by the right one."""
    rows = labels_of(document)[one.coded.dimension, one.code]
    labels = {folded(row.label) for row in rows}
    right = folded(name)
    is_near = all(likeness(label, right) >= _NEAR for label in labels)
    return rows if len(labels) > 1 and right not in labels and is_near else ()


def _misread_found(document: Examined, rows: Sequence[NamedRow], name: str) -> Found:
    labels = "、".join(f"{row.coded.where}“{row.label}”" for row in rows)
    why = f"{rows[0].code} 的名称是“{name}”，各表写法不一：{labels}；请核对是否认错了字"
    found = [_found(document, row, "label", row.label, name, why, "info") for row in rows]
    evidence = tuple(place for one in found for place in one.evidence)
    return replace(found[0], evidence=evidence)


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
