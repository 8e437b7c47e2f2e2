"""Code lists with a hierarchy: lookups by code and by name, parents, children, years."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from mingzhang.catalog.names import folded

__all__ = [
    "Catalog",
    "CatalogError",
    "Entry",
    "budget_revenue",
    "divisions",
    "economic_department",
    "economic_government",
    "functional",
    "purchase_services",
    "rows",
]


class CatalogError(LookupError):
    """A code that the list does not have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A code and its name. An empty year means that it is not known and treated as open.

    `source` says where the row was seen; `is_verified` whether a published document shows it.
    `attributes` holds the further columns of the list (budget, class_of_expense).
    """

    code: str
    name: str
    level: str
    parent: str | None
    source: str
    first_year: int | None = None
    last_year: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_verified(self) -> bool:
        """Whether something else than general knowledge stands behind this row."""
        return "unverified" not in self.source

    def is_valid_in(self, year: int) -> bool:
        """Whether the code is known not to be out of use in that year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


class Catalog:
    """An official code list.

    >>> functional().entry("2013902").name
    '一般行政管理事务'
    >>> [entry.code for entry in functional().parents("2013902")]
    ['20139', '201']
    """

    def __init__(self, title: str, entries: Iterable[Entry]) -> None:
        self.title = title
        self._entries = {entry.code: entry for entry in entries}
        self._children: dict[str | None, list[Entry]] = defaultdict(list)
        self._by_name: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            self._children[entry.parent].append(entry)
            self._by_name[folded(entry.name)].append(entry)

    def __iter__(self) -> Iterator[Entry]:
        """Entries in the order of the list."""
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: str) -> bool:
        return code in self._entries

    def get(self, code: str) -> Entry | None:
        """The entry of a code, or None."""
        return self._entries.get(code)

    def entry(self, code: str) -> Entry:
        """The entry of a code.

        Raises:
            CatalogError: the list has no such code.
        """
        found = self._entries.get(code)
        if found is None:
            raise CatalogError(f"{self.title}中没有编码 {code}")
        return found

    def named(self, name: str, within: str | None = None) -> tuple[Entry, ...]:
        """Entries of this name, brackets and spaces aside; only those below `within` if given."""
        found = self._by_name.get(folded(name), [])
        return tuple(entry for entry in found if within is None or entry.code.startswith(within))

    def children(self, code: str | None) -> tuple[Entry, ...]:
        """The entries right below a code, or the top level for None."""
        return tuple(self._children.get(code, ()))

    def parents(self, code: str) -> tuple[Entry, ...]:
        """The entries above a code, nearest first.

        Raises:
            CatalogError: the list has no such code.
        """
        above = self.entry(code).parent
        return () if above is None else (self.entry(above), *self.parents(above))


_PLAIN = {"code", "name", "level", "parent", "source", "first_year", "last_year"}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a code list's file."""
    text = files("mingzhang.catalog").joinpath("data", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _entry(row: Mapping[str, str]) -> Entry:
    first, last = row.get("first_year"), row.get("last_year")
    return Entry(
        row["code"],
        row["name"],
        row["level"],
        row["parent"] or None,
        row["source"],
        int(first) if first else None,
        int(last) if last else None,
        {key: value for key, value in row.items() if key not in _PLAIN},
    )


@cache
def _catalog(title: str, name: str) -> Catalog:
    return Catalog(title, map(_entry, rows(name)))


def functional() -> Catalog:
    """支出功能分类科目: 类 (3 digits), 款 (5), 项 (7), of all three budgets."""
    return _catalog("支出功能分类科目", "functional_classification")


def economic_department() -> Catalog:
    """部门预算支出经济分类科目: 类 (3 digits), 款 (5)."""
    return _catalog("部门预算支出经济分类科目", "economic_department")


def economic_government() -> Catalog:
    """政府预算支出经济分类科目: 类 (3 digits), 款 (5)."""
    return _catalog("政府预算支出经济分类科目", "economic_government")


def budget_revenue() -> Catalog:
    """政府性基金 and 国有资本经营 revenue codes (收入分类科目)."""
    return _catalog("收入分类科目", "budget_revenue")


def divisions() -> Catalog:
    """Administrative divisions of Shanxi, codes of the statistics bureau of 2023."""
    return _catalog("行政区划", "shanxi_divisions")


def purchase_services() -> Catalog:
    """政府购买服务指导性目录, class B, as Shanxi issued it in 晋财综〔2023〕47号."""
    return _catalog("政府购买服务指导性目录", "purchase_services_b")
