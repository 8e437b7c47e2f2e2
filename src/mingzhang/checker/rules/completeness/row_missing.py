"""表中缺少一行。

查什么：别处证明有这笔预算，按口径应列出该科目的表却没有这一行；也查有下级科目而没有上级科目。
为什么：漏一行，合计就与分项对不上，或者各表的科目互不一致。
依据：预算法实施条例第六条：支出按功能分类公开到项；各表是同一预算的不同切面。
错例：收入总表有 2013902，支出总表没有这一行，上级 20139 比所列各项之和多 133.02。
改法：按列出的数字补上这一行。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side, Unchecked, side_of
from mingzhang.checker.rules.completeness.coded_rows import (
    Coded,
    amounts_of_missing,
    coded_sides,
    reduction,
    row_place,
    shown_cells,
    slipped_codes,
)
from mingzhang.checker.rules.completeness.unread import unread_words
from mingzhang.cube import Coordinate, CoordinateError, Fact

RULE = Rule(
    code="STR111",
    name="row-missing",
    title="表中缺少一行",
    severity="error",
    message="{where}没有“{row}”一行{amount}；{why}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Codes that a table must list, because other figures or its own rows say so."""
    sides = coded_sides(document)
    for coded in sides:
        if not coded.rows and not _has_amounts(document, coded):
            continue
        shown = dict(_shown_elsewhere(document, coded))
        slips = {
            one: meant for (t, one), meant in slipped_codes(document).items() if t == coded.table.id
        }
        right = {slips.get(code, code) for code in coded.rows}
        above = {parent for code in right if (parent := coded.parent(code))} - right
        for code in sorted({*shown, *above} - right):
            if code in unread_words(document):
                yield Unchecked(f"{coded.where} {code}", "这一行有不是数字的单元格，没有读出来")
            elif not _miscoded(document, coded, code, sides):
                yield _found(document, coded, code, shown.get(code))


def _has_amounts(document: Examined, coded: Coded) -> bool:
    prefix = f"{coded.table.id}."
    return any(fact.text for fact in document.facts if fact.address.startswith(prefix))


def _shown_elsewhere(document: Examined, coded: Coded) -> Iterator[tuple[str, Fact]]:
    """Codes without a row here, each with a figure that lies within that row and is not zero."""
    slips = slipped_codes(document)
    for code, fact in shown_cells(document).get(coded.dimension, ()):
        if code in coded.rows or len(code) not in coded.rule.levels:
            continue
        if (fact.address.partition(".")[0], code) in slips:
            continue
        row = row_place(document, coded, code)
        if row is not None and _lies_within(document, fact.coordinate, row):
            yield code, fact


def _lies_within(document: Examined, inner: Coordinate, outer: Coordinate) -> bool:
    """Whether all that is not zero at one place also lies at the other."""
    key = reduction(document).key
    try:
        return key(document.space.meet(inner, outer)) == key(inner)
    except CoordinateError:
        return False


def _miscoded(document: Examined, coded: Coded, code: str, sides: tuple[Coded, ...]) -> bool:
    """Whether the row is there under another code, which another rule tells."""
    labels = {row.label for side in sides for one, (_, row) in side.rows.items() if one == code}
    known = {one for side in sides if side is not coded for one in side.rows}
    return any(
        row.label in labels and one not in known and len(one) == len(code)
        for one, (_, row) in coded.rows.items()
    )


def _found(document: Examined, coded: Coded, code: str, fact: Fact | None) -> Found:
    name = f"{code} {document.scheme.member_title(coded.dimension, code)}"
    amounts = amounts_of_missing(document, coded, code)
    first = coded.side.columns[0].key
    expected = amounts.get(first)
    inside = [key for one, (key, _) in coded.rows.items() if coded.parent(one) == code]
    before = _row_before(coded, code)
    if fact is not None:
        why = f"{document.labels.of(fact.address)} {fact.text}{fact.unit}"
    else:
        why = f"表中列有它下面的 {len(inside)} 行"
    return Found(
        subject=(coded.table.id, code),
        where=f"{coded.where} {name}",
        position=f"{coded.table.id}.{before}.{first}",
        values={
            "where": coded.where,
            "row": name,
            "amount": f"，应为 {expected}{coded.table.unit}" if expected else "",
            "why": f"依据是{why}",
        },
        sides=(side_of(document, fact), Side(coded.where, "没有这一行")) if fact else (),
        expected=expected,
        evidence=document.evidence(f"tables.{coded.table.id}.rows.{before}.label"),
    )


def _row_before(coded: Coded, code: str) -> str:
    """The row after which the missing one belongs."""
    before = [key for one, (key, _) in coded.rows.items() if one < code]
    return before[-1] if before else ""
