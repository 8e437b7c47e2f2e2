"""Rows with a code and a name: which code a misread one stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.catalog import Catalog
from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found
from mingzhang.checker.rules.completeness.coded_rows import Coded, coded_sides, slipped_codes

__all__ = ["NamedRow", "codes_named", "labels_of", "meant_code", "named_rows", "row_found"]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a table with the code list that its code should be in."""

    coded: Coded
    codes: Catalog
    key: str
    code: str
    label: str


@lru_cache(maxsize=4)
def named_rows(document: Examined) -> tuple[NamedRow, ...]:
    """All rows with codes, in order."""
    return tuple(_rows(document))


def _rows(document: Examined) -> Iterator[NamedRow]:
    for coded in coded_sides(document):
        codes = document.scheme.catalog_of(coded.dimension)
        if codes is not None:
            for key, row in coded.every:
                yield NamedRow(coded, codes, key, row.code or "", row.label)


@lru_cache(maxsize=4)
def labels_of(document: Examined) -> Mapping[tuple[str, str], tuple[NamedRow, ...]]:
    """The rows of each code, of all tables that list codes of one dimension."""
    found: dict[tuple[str, str], list[NamedRow]] = {}
    for one in named_rows(document):
        found.setdefault((one.coded.dimension, one.code), []).append(one)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=4)
def codes_named(document: Examined) -> Mapping[tuple[str, str], frozenset[str]]:
    """The codes that rows of a name have."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in named_rows(document):
        found.setdefault((one.coded.dimension, folded(one.label)), set()).add(one.code)
    return {key: frozenset(codes) for key, codes in found.items()}


def meant_code(document: Examined, one: NamedRow) -> str | None:
    """The code that a row's name has in other tables or in the code list, if its own is wrong.

    It must be of the same length, not in this table yet, and fit right below a row that is.
    """
    if slip := slipped_codes(document).get((one.coded.table.id, one.code)):
        return slip
    if not one.label:
        return None
    rows = one.coded.rows
    elsewhere = codes_named(document).get((one.coded.dimension, folded(one.label)), frozenset())
    listed = {entry.code for entry in one.codes.named(one.label)}
    for known in (elsewhere - {one.code}, listed):
        fitting = [
            code
            for code in sorted(known)
            if len(code) == len(one.code)
            and code not in rows
            and code in one.codes
            and (one.coded.parent(code) in rows or one.coded.parent(code) is None)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return None


def row_found(
    document: Examined,
    one: NamedRow,
    part: str,
    *,
    stated: str,
    expected: str | None,
    values: Mapping[str, str],
) -> Found:
    """A finding about the code or the label of a row."""
    where = f"{one.coded.where} {one.code} {one.label}".rstrip()
    column = one.coded.side.columns[0].key
    evidence = document.evidence(f"tables.{one.coded.table.id}.rows.{one.key}.{part}")
    return Found(
        subject=(one.coded.table.id, one.code, folded(one.label)),
        where=where,
        position=f"{one.coded.table.id}.{one.key}.{column}",
        values={"where": where, "stated": stated, "expected": expected or "", **values},
        stated=stated,
        expected=expected,
        evidence=evidence,
    )
