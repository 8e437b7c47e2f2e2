"""科目次序颠倒或重复。

查什么：同一张表的科目应按编码由小到大排列，上级在前，每个编码只出现一次。
为什么：次序乱了难以查找；重复的行会被重复计算，或是把编码写错了。
依据：当年《政府收支分类科目》的次序。
错例：2210201 排在 2101101 之前；2013902 出现两次。
改法：按编码排列；重复的合并，或改正编码。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.coding import NamedRow, named_rows, row_found
from mingzhang.checker.rules.completeness.coded_rows import slipped_codes

RULE = Rule(
    code="CAT104",
    name="codes-out-of-order",
    title="科目次序颠倒或重复",
    severity="warning",
    message="{where}{why}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Rows that come before one that they should follow, and codes that come twice."""
    by_side: dict[int, list[NamedRow]] = {}
    slips = slipped_codes(document)
    for one in named_rows(document):
        if (one.coded.table.id, one.code) in slips:
            continue
        by_side.setdefault(id(one.coded), []).append(one)
    for rows in by_side.values():
        yield from _side(document, rows)


def _side(document: Examined, rows: list[NamedRow]) -> Iterator[Found]:
    seen: set[str] = set()
    in_order = _longest_ascending([one.code for one in rows])
    for number, one in enumerate(rows):
        if one.code in seen:
            yield _found(document, one, "重复出现")
        elif number not in in_order:
            above = rows[number - 1].code if number else rows[number + 1].code
            place = f"排在 {above} 之后" if number else f"排在 {above} 之前"
            yield _found(document, one, f"{place}，次序不对")
        seen.add(one.code)


def _found(document: Examined, one: NamedRow, why: str) -> Found:
    return row_found(document, one, "code", stated=one.code, expected=None, values={"why": why})


def _longest_ascending(codes: list[str]) -> set[int]:
    """The numbers of the codes in a longest ascending run; the others stand in the wrong place."""
    if all(before <= after for before, after in pairwise(codes)):
        return set(range(len(codes)))
    length, before = [1] * len(codes), [-1] * len(codes)
    for at, code in enumerate(codes):
        for other in range(at):
            if codes[other] <= code and length[other] >= length[at]:
                length[at], before[at] = length[other] + 1, other
    at = max(range(len(codes)), key=length.__getitem__, default=-1)
    found = set()
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
