"""经济科目名称不存在。

查什么：按名称列示的经济分类表，每一行的部门科目、政府科目名称是否在目录中。
为什么：名称错了无法归类，也无法与文字说明、其他部门对照。
依据：当年《政府收支分类科目》支出经济分类。
错例：把“津贴补贴”写成“津帖补贴”。
改法：改成目录中的名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalog import Catalog
from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.economic import EconomicRow, economic_rows, unknown_names
from mingzhang.checker.rules.catalogs.listed import nearest

RULE = Rule(
    code="CAT105",
    name="economic-name-unknown",
    title="经济科目名称不存在",
    severity="warning",
    message="{where}的“{stated}”在{catalog}中没有{near}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Names that the code list does not have, on either side of a pair."""
    unknown = unknown_names(document)
    for one in economic_rows(document):
        if (one.table, one.key) in unknown:
            expected = unknown[one.table, one.key]
            yield _found(document, one, "label", one.row.label, one.codes, expected)
        label = one.row.government_label
        if label and one.others and not one.others.named(label):
            near = nearest(label, one.others, _usual_levels(one.others))
            expected = one.others.entry(near).name if near else None
            yield _found(document, one, "government_label", label, one.others, expected)


def _usual_levels(codes: Catalog) -> tuple[int, ...]:
    return tuple(sorted({len(entry.code) for entry in codes}))


def _found(
    document: Examined,
    one: EconomicRow,
    part: str,
    stated: str,
    codes: Catalog,
    expected: str | None,
) -> Found:
    where = f"{one.where} {one.row.label}"
    return Found(
        subject=(one.table, part, folded(one.key)),
        where=where,
        position=f"{one.table}.{one.key}.{one.column}",
        values={
            "where": where,
            "stated": stated,
            "catalog": codes.title,
            "near": f"，应为“{expected}”" if expected else "",
        },
        stated=stated,
        expected=expected,
        evidence=document.evidence(f"tables.{one.table}.rows.{one.key}.{part}"),
    )
