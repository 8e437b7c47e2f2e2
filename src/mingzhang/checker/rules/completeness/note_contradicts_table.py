"""表有数字，注却说没有。

查什么：表下注明本表无数据的表，表中不应有数字，别处也不应写有这张表的数。
为什么：表与注互相矛盾，读者不知该信哪一个；多由沿用上年的注造成。
依据：公开的数据应当真实、准确。
错例：机关经费的表合计 34.37，表下仍写“本表无数据”。
改法：有数字的删去注；确无数据的删去数字。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side, Unchecked
from mingzhang.checker.rules.completeness.elsewhere import is_something, stated_elsewhere
from mingzhang.checker.rules.identity.patterns import bare

RULE = Rule(
    code="STR105",
    name="note-contradicts-table",
    title="表与注矛盾",
    severity="error",
    message="{where}下注“{note}”，{place}却有数字（如 {figure}）",
)

_EMPTY: Final = re.compile(r"无(?:相关)?(?:数据|内容|此项|收支)|(?:为|是)空表|没有数据")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Tables with amounts under which a note says that there are none."""
    for table in document.disclosure.tables:
        definition = document.scheme.table(table.id)
        note = table.note or ""
        empty = _EMPTY.search(note) or bare(definition.empty_note) in bare(note)
        if not note or not empty:
            continue
        facts = [one for one in document.facts if one.address.startswith(f"{table.id}.")]
        own = next(filter(is_something, facts), None)
        first = own or stated_elsewhere(document, definition)
        if first is None:
            continue
        place = "表中" if own else "别处"
        where = f"表{definition.ordinal}"
        figure = f"{document.labels.of(first.address)} {first.text}"
        evidence = document.evidence(f"tables.{table.id}.note")
        yield Found(
            subject=(f"tables.{table.id}.note",),
            where=f"{where}注",
            position=f"tables.{table.id}",
            values={"where": where, "note": note, "place": place, "figure": figure},
            sides=(
                Side(f"{where}注", note, evidence),
                Side(document.labels.of(first.address), first.text or "", first.evidence),
            ),
            stated=note,
            evidence=(*evidence, *first.evidence),
        )
