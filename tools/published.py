"""The published figures that the samples follow, and how a compiled disclosure differs from them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.model import Disclosure, Row, Table, disclosure_from_json

__all__ = ["figure_differences", "folder", "read_published", "table_differences"]

_MISREAD: Final[Mapping[str, Mapping[str, str]]] = {"001": {"孟县": "盂县"}}
"""Names that the transcription of a document misread."""

_REASON: Final = re.compile(r"(?:主要)?原因[是为][^;。]*")
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_COMPARED: Final = frozenset(f"3.{number}" for number in range(1, 12))


def folder() -> Path:
    """Where the published figures lie: beside the repository, not in it."""
    return Path(__file__).resolve().parents[2] / "shared" / "gold"


def read_published(name: str) -> Disclosure:
    """The published tables, sentences and forms of one document."""
    text = (folder() / f"{name}.json").read_text("utf-8")
    for wrong, right in _MISREAD.get(name, {}).items():
        text = text.replace(wrong, right)
    return disclosure_from_json(text.encode())


def table_differences(published: Disclosure, compiled: Disclosure) -> Iterator[str]:
    """Cells, codes and labels of tables that differ, widths of brackets and spaces aside."""
    for table in published.tables:
        other = compiled.table(table.id)
        if other is None:
            yield f"表 {table.id} 没有编出"
            continue
        if table.note != other.note:
            yield f"表 {table.id} 注：公开 {table.note}，编出 {other.note}"
        yield from _rows(table, other)


def _rows(published: Table, compiled: Table) -> Iterator[str]:
    if len(published.rows) != len(compiled.rows):
        yield f"表 {published.id} 公开 {len(published.rows)} 行，编出 {len(compiled.rows)} 行"
        return
    for number, (one, other) in enumerate(zip(published.rows, compiled.rows, strict=True), 1):
        for what, stated, found in _parts(one, other):
            if stated != found:
                place = f"表 {published.id} 第 {number} 行（{one.key}）{what}"
                yield f"{place}：公开 {stated}，编出 {found}"


def _parts(one: Row, other: Row) -> Iterator[tuple[str, object, object]]:
    yield "侧", one.side, other.side
    yield "编码", one.code, other.code
    yield "名称", folded(one.label), folded(other.label)
    yield "政府经济科目", folded(one.government_label or ""), folded(other.government_label or "")
    for key in {**one.cells, **other.cells}:
        yield key, one.cells.get(key), other.cells.get(key)


def figure_differences(published: Disclosure, compiled: Disclosure) -> Iterator[str]:
    """Figures of sentences that differ, reasons aside, since these are not the published ones."""
    sections = {section.id: section for section in compiled.narrative}
    for section in published.narrative:
        if section.id in _COMPARED and section.id in sections:
            before, after = _numbers(section.text), _numbers(sections[section.id].text)
            for stated, found in _changes(before, after):
                yield f"{section.id}：公开 {stated or '无'}，编出 {found or '无'}"


def _numbers(text: str) -> list[str]:
    plain = _REASON.sub("", folded(text))
    return [found.replace(",", "") for found in _NUMBER.findall(plain)]


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            yield " ".join(before[start:end]), " ".join(after[other_start:other_end])
