"""The tables of all publications together: csv files that anyone may take as a whole.

Amounts are in 元. `editions` has a row for each publication, `amounts` and `projects` what each
says most; `facts` has every displayed figure and is made for each publication apart, so that the
table of a year is put together of pieces.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from mingzhang.publisher.opendata.columns import Column, column
from mingzhang.publisher.opendata.facts import FACT_COLUMNS
from mingzhang.publisher.opendata.text import csv_bytes, revealed
from mingzhang.publisher.site.drawing import yuan
from mingzhang.publisher.site.entry import Amount, Entry, Item, SiteIndex

__all__ = [
    "FACTS_HEADER",
    "Field",
    "SiteTable",
    "facts_columns",
    "facts_fields",
    "facts_rows",
    "site_tables",
]

_ENTITY: Final = "administrative-classification:generic:level1"
_OF_EDITION: Final[tuple[Column, ...]] = (
    column("fiscal_year", "date:fiscal-year", "预算年度", is_required=True),
    column("entity_id", f"{_ENTITY}:code", "公开主体编号", is_required=True),
    column("entity_label", f"{_ENTITY}:label", "公开主体名称", is_required=True),
)
_LEFT_OUT: Final = "resource"
"""Which resource of the publication's own package holds a figure; here there is but one."""

_FACT_COLUMNS: Final = tuple(one for one in FACT_COLUMNS if one.name != _LEFT_OUT)
FACTS_HEADER: Final = csv_bytes([one.name for one in (*_OF_EDITION, *_FACT_COLUMNS)], ())


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its Chinese title, the type of its cells, whether each has one."""

    name: str
    title: str
    type: str = "string"
    is_required: bool = False

    def descriptor(self) -> dict[str, Any]:
        """The field of a table schema."""
        told: dict[str, Any] = {"name": self.name, "title": self.title, "type": self.type}
        return {**told, "constraints": {"required": True}} if self.is_required else told


@dataclass(frozen=True, slots=True)
class SiteTable:
    """A table over all publications; `keys` name a row, `references` point to `editions`."""

    name: str
    title: str
    description: str
    fields: Sequence[Field]
    keys: Sequence[str]
    content: bytes


_YEAR: Final = Field("fiscal_year", "预算年度", "integer", is_required=True)
_ID: Final = Field("entity_id", "公开主体编号", is_required=True)
_NAME: Final = Field("entity_label", "公开主体名称", is_required=True)
_VALUE: Final = Field("value", "金额（元）", "number")
_FACT: Final = Field("fact_id", "数字编号")


def facts_columns() -> tuple[Column, ...]:
    """The columns of the table of all figures."""
    return (*_OF_EDITION, *_FACT_COLUMNS)


def facts_fields() -> list[dict[str, Any]]:
    """The columns of the table of all figures, as a table schema has them."""
    return [one.descriptor() for one in facts_columns()]


def facts_rows(entry: Entry, facts: bytes) -> bytes:
    """The figures of a publication, as its own package lists them, as rows of the table of all."""
    rows = csv.DictReader(StringIO(facts.decode(), newline=""))
    own = (str(entry.year), entry.slug, entry.name)
    told = ([*own, *(revealed(row[one.name]) for one in _FACT_COLUMNS)] for row in rows)
    return csv_bytes(("",), told)[1:]


def site_tables(index: SiteIndex) -> tuple[SiteTable, ...]:
    """The tables that are made of entries alone."""
    entries = [one for entries in index.by_entity.values() for one in entries]
    return _editions_table(entries), _amounts_table(entries), _projects_table(entries)


def _editions_table(entries: Sequence[Entry]) -> SiteTable:
    return _table(
        "editions",
        "公开目录",
        "一份公开一行。",
        (
            _YEAR, _ID, _NAME,
            Field("level", "公开层级（department 部门，unit 单位）", is_required=True),
            Field("area", "地区"),
            Field("title", "标题", is_required=True),
            Field("total", "支出总计（元）", "number"),
            Field("last_total", "上年支出总计（元）", "number"),
            Field("headcount", "人数", "integer"),
            Field("headcount_of", "人数口径"),
            Field("projects", "项目数", "integer"),
            Field("figures", "数字个数", "integer"),
            Field("published_on", "公开日期", "date"),
            Field("corrected_on", "最近更正日期", "date"),
            Field("path", "网页", is_required=True),
            Field("sha256", "数据校验码", is_required=True),
        ),
        ("fiscal_year", "entity_id"),
        (_edition(one) for one in entries),
    )  # fmt: skip


def _amounts_table(entries: Sequence[Entry]) -> SiteTable:
    return _table(
        "amounts",
        "主要金额",
        "每份公开按资金来源、支出性质、功能分类的类和“三公”经费的金额。",
        (
            _YEAR, _ID, _NAME,
            Field(
                "list",
                "口径（source 来源，kind 性质，function 功能，three_public “三公”经费）",
                is_required=True,
            ),
            Field("code", "编码", is_required=True),
            Field("label", "名称", is_required=True),
            _VALUE, _FACT,
        ),
        ("fiscal_year", "entity_id", "list", "code"),
        (row for one in entries for row in _amounts(one)),
    )  # fmt: skip


def _projects_table(entries: Sequence[Entry]) -> SiteTable:
    return _table(
        "projects",
        "项目",
        "每份公开的项目和本年金额。",
        (
            _YEAR, _ID, _NAME,
            Field("number", "序号", "integer", is_required=True),
            Field("project", "项目名称", is_required=True),
            _VALUE, _FACT,
        ),
        ("fiscal_year", "entity_id", "number"),
        (row for one in entries for row in _projects(one)),
    )  # fmt: skip


def _table(
    name: str,
    title: str,
    description: str,
    fields: Sequence[Field],
    keys: Sequence[str],
    rows: Iterator[Sequence[str]],
) -> SiteTable:
    content = csv_bytes([one.name for one in fields], rows)
    return SiteTable(name, title, description, fields, keys, content)


def _of(entry: Entry) -> tuple[str, str, str]:
    return str(entry.year), entry.slug, entry.name


def _edition(entry: Entry) -> Sequence[str]:
    return (
        *_of(entry),
        entry.level,
        entry.area,
        entry.title,
        _value(entry.total),
        _value(entry.last_total),
        "" if entry.headcount is None else str(entry.headcount),
        entry.headcount_of,
        str(len(entry.projects)),
        str(entry.figures),
        entry.published_on or "",
        entry.corrections[0].day if entry.corrections else "",
        entry.path,
        entry.sha256,
    )


def _amounts(entry: Entry) -> Iterator[Sequence[str]]:
    lists: dict[str, tuple[Item, ...]] = {
        "source": entry.sources,
        "kind": entry.kinds,
        "function": entry.functions,
        "three_public": entry.three_public,
    }
    for name, items in lists.items():
        for one in items:
            yield (*_of(entry), name, one.key, one.label, _value(one.amount), one.amount.fact)


def _projects(entry: Entry) -> Iterator[Sequence[str]]:
    for number, one in enumerate(entry.projects, 1):
        fact = one.amount.fact if one.amount else ""
        yield (*_of(entry), str(number), one.name, _value(one.amount), fact)


def _value(amount: Amount | None) -> str:
    return "" if amount is None else yuan(amount.value)
