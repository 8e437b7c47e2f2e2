"""facts.csv: every displayed figure of tables and text, with its place and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from mingzhang.cube import Coordinate, Fact
from mingzhang.model import Disclosure, row_keys
from mingzhang.publisher.opendata.amount import base_unit, decimal_text, value
from mingzhang.publisher.opendata.columns import column
from mingzhang.publisher.opendata.resource import Resource
from mingzhang.scheme import Scheme
from mingzhang.scheme.labels import Labels

__all__ = ["FACTS", "FACT_COLUMNS", "facts_resource"]

FACTS: Final = "facts"
"""The name of the resource."""

FACT_COLUMNS: Final = (
    column("fact_id", "cn:fact:id", "数字编号", is_required=True),
    column("label", "cn:fact:label", "位置", is_required=True),
    column("section", "cn:fact:section", "表或节的编号"),
    column("section_title", "cn:fact:section-title", "表或节的标题"),
    column("coordinate", "cn:fact:coordinate", "坐标"),
    column("text", "cn:fact:text", "显示", is_required=True),
    column("unit", "cn:fact:unit", "显示单位"),
    column("value", "cn:fact:value", "数值"),
    column("value_unit", "cn:fact:value-unit", "数值单位"),
    column("is_exact", "cn:fact:exact", "是否精确", is_required=True),
    column("is_total", "cn:fact:total", "是否合计"),
    column("derivation", "cn:fact:derivation", "口径"),
    column("resource", "cn:fact:resource", "所在资源"),
)
_DESCRIPTION: Final = (
    "表格和文字中显示的每个数字。金额的数值以元为单位，知道精确数的为精确数，否则为显示数。"
    "“是否合计”只对表格中的数字填写：真表示由同表的其他数字合成。"
    "“所在资源”为列有这个数字的明细资源；表格中既不是合计、也没有所在资源的，是其中数。"
)


def facts_resource(
    scheme: Scheme,
    disclosure: Disclosure,
    facts: Sequence[Fact],
    totals: frozenset[str],
    placed: Mapping[str, str],
) -> Resource:
    """All displayed figures; `placed` says in which resource a leaf stands."""
    labels = Labels(scheme, disclosure)
    titles = {
        **{one.id: one.title for one in disclosure.tables},
        **{one.id: one.title for one in disclosure.narrative},
    }
    rows = []
    used: set[str] = set()
    for fact, coordinate in _displayed(disclosure, facts):
        key = next(key for key in _numbered(fact.address) if key not in used)
        used.add(key)
        section = _section(fact.address, titles)
        rows.append(
            (
                key,
                labels.of(fact.address),
                section,
                titles.get(section, ""),
                coordinate,
                fact.text or "",
                fact.unit,
                decimal_text(value(fact), fact.unit),
                base_unit(fact.unit),
                _yes(fact.exact is not None),
                _yes(fact.address in totals) if labels.is_cell(fact.address) else "",
                fact.derivation or "",
                placed.get(fact.address, ""),
            )
        )
    return Resource(FACTS, "全部数字", "facts", FACT_COLUMNS, rows, _DESCRIPTION)


def _displayed(disclosure: Disclosure, facts: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Figures with the text of their coordinate; cells that no rule explains have none."""
    known = {fact.address for fact in facts}
    for fact in facts:
        if fact.text:
            yield fact, str(fact.coordinate)
    for table in disclosure.tables:
        for key, row in zip(row_keys(table.rows), table.rows, strict=True):
            for column_key, text in row.cells.items():
                address = f"{table.id}.{key}.{column_key}"
                if text and address not in known:
                    yield Fact(address, Coordinate(), text, table.unit), ""


def _numbered(address: str) -> Iterator[str]:
    yield address
    yield from (f"{address}~{number}" for number in count(2))


def _section(address: str, titles: Mapping[str, str]) -> str:
    return next((key for key in titles if address.startswith(f"{key}.")), "")


def _yes(holds: bool) -> str:
    return "true" if holds else "false"
