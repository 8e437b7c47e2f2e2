"""单元格里不是数字。

查什么：金额格里写着字母、两个小数点、带单位的数或文字，读不成数字。
为什么：这一格无法参加核对，读者也不知道是多少。
依据：省级方案规定的表式；公开的数据应当真实、准确。
错例：表三“合计”栏写作“191.O2”。
改法：改成数字；没有金额的留空。
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import Any, Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.format.written_numbers import flaw_of, is_plain
from mingzhang.cube import AmountError, Evidence, Fact
from mingzhang.model import CellReference, Placed, row_keys

RULE = Rule(
    code="FMT108",
    name="cell-not-number",
    title="单元格里不是数字",
    severity="error",
    message="{where}写作“{stated}”{expected}",
)

_ALMOST: Final = re.compile(r"(?=.*\d)[-+]?[\dOoIl|,.，。．\s]+(?:[百千万亿]*元)?")
_UNIT: Final = re.compile(r"\s*[百千万亿]*元$")
_SAID: Final = re.compile(
    r"(?:大?约|近|超过?|不足|共计?|暂列)?\s*[\d,]+(?:\.\d+)?\s*(?:[百千万亿]*元)?(?:左右|余|多|以上|以内)?"
)
_AMOUNT: Final = re.compile(r"-?[\d,]+\.\d+")
_NUMBERING: Final = re.compile(r"\d{1,2}(?:\s+\d{1,2})+")
_Place = tuple[Any, ...]


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures that cannot be read, and loose texts that stand where a row lacks a cell."""
    for fact in document.facts:
        if fact.derivation is None and fact.text is not None:
            try:
                fact.displayed()
            except AmountError:
                cell = document.cell(fact)
                where = document.labels.of(fact.address)
                yield _found(fact.address, where, fact.text, fact.evidence, cell)
    loose = [one for one in document.disclosure.places if _is_loose(one)]
    amounts = {_row(one.pieces[0].evidence) for one in loose if _AMOUNT.fullmatch(one.text or "")}
    strays = [one for one in loose if _is_almost_number(one) or _is_beside(one, amounts)]
    if strays:
        yield from _strays(document, loose, strays)


def _strays(
    document: Examined, loose: Sequence[Placed], strays: Sequence[Placed]
) -> Iterator[Found]:
    """Loose texts that should be numbers, by the row that they stand in or after."""
    facts = [fact for fact in document.facts if document.cell(fact) and fact.evidence]
    facts.sort(key=lambda fact: _order(fact.evidence[0]))
    orders = [_order(fact.evidence[0]) for fact in facts]
    rows = {_row(fact.evidence[0]): fact for fact in facts}
    words_of: dict[_Place, list[str | None]] = defaultdict(list)
    for one in loose:
        words_of[_row(one.pieces[0].evidence)].append(one.text)
    for one in strays:
        own = one.pieces[0].evidence
        beside = rows.get(_row(own))
        if beside is not None:
            where, cell = _lacking(document, beside)
        else:
            at = bisect_right(orders, _order(own)) - 1
            if at < 0:
                continue
            beside, cell = facts[at], None
            words = words_of[_row(own)]
            table = document.labels.of(beside.address).partition(" ")[0]
            where = " ".join([table, *(word for word in words if word and word != one.text)])
        evidence = tuple(piece.evidence for piece in one.pieces)
        yield _found(beside.address, where, one.text or "", evidence, cell)


def _is_loose(one: Placed) -> bool:
    return one.path.startswith("unplaced.") and bool(one.pieces)


def _is_almost_number(one: Placed) -> bool:
    """Whether a text is a number but for a slip; a sound one only lost its row to such a cell."""
    text = one.text or ""
    is_sound = is_plain(text) or _NUMBERING.fullmatch(text)
    return _ALMOST.fullmatch(text) is not None and not is_sound


def _is_beside(one: Placed, amounts: Set[_Place]) -> bool:
    """Whether an amount in words is what kept the amounts of its row from being read."""
    is_said = _SAID.fullmatch(one.text or "") is not None and not is_plain(one.text or "")
    return is_said and _row(one.pieces[0].evidence) in amounts


def _row(evidence: Evidence) -> _Place:
    """What two cells of one row share, whatever the kind of the source."""
    row = int(re.sub(r"\D", "", evidence.cell) or 0) if evidence.cell else evidence.row
    height = round(evidence.bbox[1]) if evidence.bbox else None
    return evidence.sheet, evidence.table, evidence.page, row, height, evidence.line


def _order(evidence: Evidence) -> _Place:
    """What sorts pieces of evidence of one source into its order, row by row."""
    sheet, *rest = _row(evidence)
    return sheet or "", *(-1 if one is None else one for one in rest)


def _lacking(document: Examined, fact: Fact) -> tuple[str, CellReference | None]:
    """The cell that the row of a figure lacks, if there is just one; else the row."""
    table_id, _, rest = fact.address.partition(".")
    key = rest.rpartition(".")[0]
    label = document.labels.of(fact.address).rpartition(" ")[0]
    rows = next(one.rows for one in document.disclosure.tables if one.id == table_id)
    row = dict(zip(row_keys(rows), rows, strict=True))[key]
    columns = [
        column.key
        for side in document.scheme.table(table_id).sides
        if side.side == row.side
        for column in side.columns
        if column.key not in row.cells
    ]
    if len(columns) != 1:
        return label, None
    cell = CellReference(table=table_id, row=key, column=columns[0], stated=None)
    return document.labels.of(f"{table_id}.{key}.{columns[0]}"), cell


def _found(
    address: str,
    where: str,
    stated: str,
    evidence: tuple[Evidence, ...],
    cell: CellReference | None,
) -> Found:
    number = _UNIT.sub("", stated)
    flaw = flaw_of(number)
    expected = flaw.expected if flaw else number if number != stated else None
    return Found(
        subject=(address, stated),
        where=where,
        position=address,
        values={
            "where": where,
            "stated": stated,
            "expected": f"，应为“{expected}”" if expected else "，应为数字或留空",
        },
        cells=(cell,) if cell else (),
        stated=stated,
        expected=expected,
        evidence=evidence,
    )
