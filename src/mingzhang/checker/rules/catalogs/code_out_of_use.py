"""科目在当年不使用。

查什么：各表所用科目，在预算年度是否仍在使用、是否已经开始使用。
为什么：每年科目都有增删；用了停用的科目，就无法与当年其他部门汇总。
依据：当年《政府收支分类科目》。
错例：2024年起设新科目的事项，当年仍列在旧科目。
改法：改用当年的科目。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.coding import named_rows, row_found

RULE = Rule(
    code="CAT102",
    name="code-out-of-use",
    title="科目在当年不使用",
    severity="warning",
    message="{where}：{why}，预算年度是 {year}{now}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Codes that the list says are not in use in the fiscal year."""
    year = document.disclosure.fiscal_year
    for one in named_rows(document):
        entry = one.codes.get(one.code)
        if entry is None or entry.is_valid_in(year):
            continue
        begun = entry.first_year is not None and entry.first_year > year
        why = f"{entry.first_year} 年才开始使用" if begun else f"只用到 {entry.last_year} 年"
        now = [
            other.code
            for other in one.codes.named(one.label)
            if other.is_valid_in(year)
            and len(other.code) == len(one.code)
            and other.parent == entry.parent
        ]
        expected = now[0] if len(now) == 1 else None
        yield row_found(
            document,
            one,
            "code",
            stated=one.code,
            expected=expected,
            values={
                "why": why,
                "year": str(year),
                "now": f"，现为 {expected}" if expected else "",
            },
        )
