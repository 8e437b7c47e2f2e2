"""缺少固定行或固定行有误。

查什么：样式规定固定列出的行（如三十类支出、各项合计），是否都在、名称和序号对不对、次序对不对。
为什么：固定行不论有无数字都应列出；少一行或错一个名称，各地的表就无法汇总。
依据：省级方案规定的表样。
错例：收支表右侧从“八、”直接到“十、”，没有第九类。
改法：按表样恢复这一行。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import likeness
from mingzhang.checker.rules.completeness.unread import unread_words
from mingzhang.model import Row, Table, row_keys
from mingzhang.scheme.definition import RowRule, SideDefinition
from mingzhang.scheme.words import filled, ordinal

RULE = Rule(
    code="STR112",
    name="fixed-row-missing",
    title="固定行与表样不符",
    severity="error",
    message="{where}{what}",
)

_NUMBER: Final = re.compile(r"^[一二三四五六七八九十]+、|^[①-⑩]")
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Printed:
    key: str
    row: Row
    word: str


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Fixed rows of each side that are missing, misnamed or in another order."""
    for table in document.disclosure.tables:
        keys = row_keys(table.rows)
        for side in document.scheme.table(table.id).sides:
            printed = [
                _Printed(key, row, folded(row.label))
                for key, row in zip(keys, table.rows, strict=True)
                if row.side == side.side and not row.code
            ]
            wanted = list(_labels(document, side))
            if printed and wanted:
                yield from _compared(document, table, wanted, printed)


def _labels(document: Examined, side: SideDefinition) -> Iterator[str]:
    """The labels that stand in the side whatever the budget is."""
    level = document.disclosure.entity.level
    for rule in (rule for band in side.bands for rule in band.rows):
        if rule.only_level not in (None, level) or rule.when_used:
            continue
        if rule.each is None:
            yield filled(rule.label, dict(document.words))
        elif rule.members:
            yield from _members(document, rule, rule.each)


def _members(document: Examined, rule: RowRule, dimension: str) -> Iterator[str]:
    for number, member in enumerate(rule.members, 1):
        name = document.scheme.member_title(dimension, member)
        words = {"ordinal": ordinal(number), "name": name, "code": member}
        yield filled(rule.label, {**document.words, **words})


def _compared(
    document: Examined, table: Table, wanted: list[str], printed: list[_Printed]
) -> Iterator[Found | Unchecked]:
    free = list(printed)
    matched: list[tuple[str, _Printed]] = []
    lost = []
    for label in wanted:
        one = next((one for one in free if one.word == folded(label)), None)
        if one is None:
            lost.append(label)
        else:
            free.remove(one)
            matched.append((label, one))
    for label in lost:
        near = _near(label, free)
        if near is None and folded(label) in unread_words(document):
            where = f"{_where(document, table)} {label}"
            yield Unchecked(where, "这一行有不是数字的单元格，没有读出来")
        elif near is None:
            yield _missing(document, table, label, wanted, matched)
        else:
            free.remove(near)
            yield _misnamed(document, table, near, label)
    yield from _out_of_order(document, table, matched, printed)


def _near(label: str, free: list[_Printed]) -> _Printed | None:
    """The row that is meant: the same words under another number, or nearly the same words."""

    def alike(one: _Printed) -> float:
        mine, other = _NUMBER.sub("", folded(label)), _NUMBER.sub("", one.word)
        return 1.0 if mine == other else likeness(mine, other)

    best = max(free, key=alike, default=None)
    return best if best is not None and alike(best) >= _NEAR else None


def _out_of_order(
    document: Examined, table: Table, matched: list[tuple[str, _Printed]], printed: list[_Printed]
) -> Iterator[Found]:
    """The rows that stand before one that they should stand behind."""
    places = {id(one): number for number, one in enumerate(printed)}
    last = -1
    for label, one in matched:
        place = places[id(one)]
        if place < last:
            where = _where(document, table)
            yield Found(
                subject=(table.id, one.key, "order"),
                where=f"{where} {one.row.label}",
                position=_position(table, one.key),
                values={"where": where, "what": f"“{label}”的位置靠前，次序与表样不符"},
                stated=one.row.label,
                evidence=document.evidence(f"tables.{table.id}.rows.{one.key}.label"),
                severity="warning",
            )
        last = max(last, place)


def _missing(
    document: Examined,
    table: Table,
    label: str,
    wanted: list[str],
    matched: list[tuple[str, _Printed]],
) -> Found:
    before = [one.key for other, one in matched if wanted.index(other) < wanted.index(label)]
    where = _where(document, table)
    return Found(
        subject=(table.id, folded(label)),
        where=f"{where} {label}",
        position=_position(table, before[-1] if before else ""),
        values={"where": where, "what": f"没有“{label}”一行"},
        expected=label,
    )


def _misnamed(document: Examined, table: Table, one: _Printed, label: str) -> Found:
    where = _where(document, table)
    return Found(
        subject=(table.id, folded(label)),
        where=f"{where} {one.row.label}",
        position=_position(table, one.key),
        values={"where": where, "what": f"的“{one.row.label}”应为“{label}”"},
        stated=one.row.label,
        expected=label,
        evidence=document.evidence(f"tables.{table.id}.rows.{one.key}.label"),
    )


def _where(document: Examined, table: Table) -> str:
    return f"表{document.scheme.table(table.id).ordinal}"


def _position(table: Table, key: str) -> str:
    row = next(
        (row for k, row in zip(row_keys(table.rows), table.rows, strict=True) if k == key), None
    )
    return f"{table.id}.{key}.{next(iter(row.cells), '')}" if row else f"tables.{table.id}"
