"""Reads a package as a stranger would, and says what does not conform.

General validators of data packages know tables and keys; they pass over `columnType`, so that a
package with a type that does not exist is valid to them. Here the types are checked too, and that
each view adds up to the total it states. Nothing is taken from the publisher but the files.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any, Final

from mingzhang.publisher.opendata.taxonomy import TAXONOMY, ColumnType, published_types
from mingzhang.publisher.opendata.text import revealed

__all__ = ["PackageProblem", "package_problems"]

_DESCRIPTOR: Final = "datapackage.json"
_VALUE: Final = "value"
_BOOLEANS: Final = frozenset(("true", "false"))
_ROLES: Final = ("view", "codes", "facts")


@dataclass(frozen=True, slots=True)
class PackageProblem:
    """What is wrong with a package, and where: resource, column, and row as a spreadsheet counts.

    >>> print(PackageProblem("table-03", "value", 2, "“abc”不是数字"))
    资源 table-03，列 value，第 2 行：“abc”不是数字
    """

    resource: str | None
    column: str | None
    row: int | None
    message: str

    def __str__(self) -> str:
        """The problem on one line."""
        places = (
            f"资源 {self.resource}" if self.resource else _DESCRIPTOR,
            f"列 {self.column}" if self.column else "",
            f"第 {self.row} 行" if self.row else "",
        )
        return f"{'，'.join(filter(None, places))}：{self.message}"


def package_problems(files: Mapping[str, bytes]) -> list[PackageProblem]:
    """Everything that does not conform, in the order of the package; empty if all does."""
    try:
        package = json.loads(files[_DESCRIPTOR])
        tables = [_Table(one) for one in package["resources"]]
    except KeyError as missing:
        return [PackageProblem(None, None, None, f"缺少 {missing.args[0]}")]
    except (ValueError, TypeError, AttributeError):
        return [PackageProblem(None, None, None, "不是数据包的描述文件")]
    types, found = _types(package.get("columnTypes"))
    for table in tables:
        found.extend(table.read(files))
        found.extend(table.field_problems(types))
        found.extend(table.key_problems(types))
        found.extend(table.cell_problems())
    by_name = {table.name: table for table in tables}
    if len(by_name) < len(tables):
        found.append(PackageProblem(None, None, None, "有同名的资源"))
    for table in tables:
        found.extend(table.reference_problems(by_name))
        found.extend(table.total_problems(by_name))
    return found


def _types(declared: object) -> tuple[dict[str, ColumnType], list[PackageProblem]]:
    """The types that a package may use: those of the published taxonomy and those it declares."""
    entries = declared if isinstance(declared, list) else [declared]
    types = dict(published_types()) if TAXONOMY in entries else {}
    found = []
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            name = entry["name"]
            if name in types:
                found.append(_of_package(f"列类型 {name} 已有定义，不能再定义"))
            types[name] = ColumnType(
                name,
                str(entry.get("dataType", "")),
                entry.get("unique") is True,
                entry.get("labelOf"),
                entry.get("prior"),
            )
        elif entry != TAXONOMY:
            found.append(_of_package(f"columnTypes 中的 {entry} 不是已知的分类表或列类型"))
    for kind in types.values():
        for other in (kind.label_of, kind.prior):
            if other and other not in types:
                found.append(_of_package(f"列类型 {kind.name} 指向不存在的列类型 {other}"))
    return types, found


def _of_package(message: str) -> PackageProblem:
    return PackageProblem(None, None, None, message)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    type: str
    column_type: str | None
    constraints: Mapping[str, Any]


class _Table:
    """A resource with its descriptor and, once read, its cells by column."""

    def __init__(self, descriptor: Mapping[str, Any]) -> None:
        self.name = str(descriptor["name"])
        self.descriptor = descriptor
        self.schema: Mapping[str, Any] = descriptor["schema"]
        self.fields = [
            _Field(
                str(one["name"]),
                str(one.get("type", "string")),
                one.get("columnType"),
                one.get("constraints", {}),
            )
            for one in self.schema["fields"]
        ]
        self.key = _listed(self.schema.get("primaryKey"))
        self.cells: dict[str, list[str]] = {}

    def _problem(
        self, message: str, column: str | None = None, row: int | None = None
    ) -> PackageProblem:
        return PackageProblem(self.name, column, row, message)

    # The file

    def read(self, files: Mapping[str, bytes]) -> Iterator[PackageProblem]:
        """Take the cells of the file in; a file that cannot be read leaves no cells."""
        path = str(self.descriptor.get("path"))
        self.cells = {one.name: [] for one in self.fields}
        if path not in files:
            yield self._problem(f"缺少文件 {path}")
            return
        data = files[path]
        if self.descriptor.get("bytes") != len(data):
            yield self._problem("bytes 与文件的字节数不符")
        if self.descriptor.get("hash") != f"sha256:{hashlib.sha256(data).hexdigest()}":
            yield self._problem("hash 与文件的内容不符")
        try:
            header, *rows = csv.reader(StringIO(data.decode(), newline=""), strict=True)
        except (UnicodeDecodeError, ValueError, csv.Error):
            yield self._problem("文件不是 UTF-8 编码、有表头的 csv")
            return
        if header != [one.name for one in self.fields]:
            yield self._problem("表头与 fields 不一致", None, 1)
            return
        for number, row in enumerate(rows, 2):
            if len(row) != len(header):
                yield self._problem(f"有 {len(row)} 格，应有 {len(header)} 格", None, number)
            padded = [*row, *[""] * len(header)]
            for name, text in zip(header, padded, strict=False):
                self.cells[name].append(revealed(text))

    def rows(self, columns: Sequence[str]) -> list[tuple[str, ...]]:
        """The cells of some columns, row by row."""
        return list(zip(*(self.cells.get(one, []) for one in columns), strict=True))

    # Fields and keys

    def field_problems(self, types: Mapping[str, ColumnType]) -> Iterator[PackageProblem]:
        """Types that do not exist, do not fit, or lack the column that they are the label of."""
        used = [one.column_type for one in self.fields]
        for field in self.fields:
            kind = types.get(field.column_type or "")
            if field.column_type is None:
                yield self._problem("没有列类型", field.name)
            elif kind is None:
                yield self._problem(f"列类型 {field.column_type} 不存在", field.name)
            else:
                yield from self._misfits(field, kind, used)
        values = used.count(_VALUE)
        if self.role not in _ROLES:
            yield self._problem(f"mingzhang:role 是 {self.role}，应为 {'、'.join(_ROLES)} 之一")
        if values != (1 if self.role == "view" else 0):
            wanted = "明细应有一个" if self.role == "view" else "只有明细才有"
            yield self._problem(f"类型为 value 的列有 {values} 个，{wanted}")
        for one in self.schema.get("extraFields", ()):
            if one.get("columnType") not in types:
                yield self._problem(f"列类型 {one.get('columnType')} 不存在", one.get("name"))

    @property
    def role(self) -> object:
        return self.descriptor.get("mingzhang:role")

    def _misfits(
        self, field: _Field, kind: ColumnType, used: Sequence[str | None]
    ) -> Iterator[PackageProblem]:
        if field.type != kind.data_type:
            yield self._problem(
                f"类型是 {field.type}，列类型 {kind.name} 应为 {kind.data_type}", field.name
            )
        if kind.label_of and kind.label_of not in used:
            yield self._problem(f"是 {kind.label_of} 的名称，但没有那一列", field.name)
        if used.count(kind.name) > 1:
            yield self._problem(f"列类型 {kind.name} 用于不止一列", field.name)

    def key_problems(self, types: Mapping[str, ColumnType]) -> Iterator[PackageProblem]:
        """A key that is not made of the unique types, and rows with one key."""
        unique = [
            one.name
            for one in self.fields
            if (kind := types.get(one.column_type or "")) and kind.is_unique
        ]
        if set(self.key) != set(unique):
            yield self._problem(
                f"主键是 {'、'.join(self.key) or '空'}，应由唯一的列组成：{'、'.join(unique)}"
            )
        known = {one.name for one in self.fields}
        distinct = [[one.name] for one in self.fields if one.constraints.get("unique")]
        for columns in filter(None, ([one for one in self.key if one in known], *distinct)):
            first: dict[tuple[str, ...], int] = {}
            for number, cells in enumerate(self.rows(columns), 2):
                if first.setdefault(cells, number) != number:
                    yield self._problem(f"与第 {first[cells]} 行重复", "、".join(columns), number)

    # Cells

    def cell_problems(self) -> Iterator[PackageProblem]:
        """Cells that are no value of their type, or blank and must not be."""
        for field in self.fields:
            for number, text in enumerate(self.cells[field.name], 2):
                if not text and field.constraints.get("required"):
                    yield self._problem("不能为空", field.name, number)
                elif text and not _fits(text, field.type):
                    yield self._problem(f"“{text}”不是{_WORDS[field.type]}", field.name, number)

    def reference_problems(self, tables: Mapping[str, _Table]) -> Iterator[PackageProblem]:
        """Cells that refer to nothing, and references to what is not there."""
        for one in self.schema.get("foreignKeys", ()):
            columns = _listed(one.get("fields"))
            reference = one.get("reference", {})
            other = tables.get(reference.get("resource"))
            there = _listed(reference.get("fields"))
            shown = "、".join(columns)
            if other is None or not all(name in other.cells for name in there):
                yield self._problem("外键指向不存在的资源或列", shown)
            elif not all(name in self.cells for name in columns):
                yield self._problem("外键用了不存在的列", shown)
            else:
                known = set(other.rows(there))
                for number, cells in enumerate(self.rows(columns), 2):
                    if any(cells) and cells not in known:
                        said = "、".join(cells)
                        yield self._problem(f"“{said}”不在 {other.name} 中", shown, number)

    # Totals

    def total_problems(self, tables: Mapping[str, _Table]) -> Iterator[PackageProblem]:
        """A view that misses its total, or says other amounts than the facts."""
        columns = [one.name for one in self.fields if one.column_type == _VALUE]
        if self.role != "view" or len(columns) != 1:
            return
        total = self.descriptor.get("mingzhang:total")
        amounts = [_number(text) for text in self.cells[columns[0]]]
        stated = _number(str(total.get("value"))) if isinstance(total, dict) else None
        if not isinstance(total, dict) or stated is None:
            yield self._problem("没有 mingzhang:total，或其中没有 value")
            return
        sum_of_rows = _sum(amounts)
        figures = len(amounts) + len(total.get("facts", ()))
        slack = (_number(str(total.get("roundedTo", "0"))) or Decimal(0)) * figures / 2
        if abs(sum_of_rows - stated) > slack:
            yield self._problem(
                f"各行之和 {sum_of_rows}，mingzhang:total 为 {stated}，"
                f"相差 {abs(sum_of_rows - stated)}" + (f"，四舍五入至多 {slack}" if slack else ""),
                columns[0],
            )
        facts = [one for one in tables.values() if one.role == "facts"]
        if (
            len(facts) == 1
            and "fact_id" in self.cells
            and {"fact_id", "value"} <= set(facts[0].cells)
        ):
            known = dict(zip(facts[0].cells["fact_id"], facts[0].cells["value"], strict=True))
            yield from self._against_facts(known, columns[0], total.get("facts", ()), stated)

    def _against_facts(
        self, known: Mapping[str, str], column: str, totals: Iterable[str], stated: Decimal
    ) -> Iterator[PackageProblem]:
        for number, (key, text) in enumerate(self.rows(["fact_id", column]), 2):
            if key in known and _number(known[key]) != _number(text):
                yield self._problem(
                    f"为 {text}，同一数字在 facts 中为 {known[key]}", column, number
                )
        if missing := [key for key in totals if key not in known]:
            yield self._problem(f"mingzhang:total 所据的 {'、'.join(missing)} 不在 facts 中")
        elif _sum(_number(known[key]) for key in totals) != stated:
            yield self._problem(f"mingzhang:total 为 {stated}，与它所据的数字之和不符")


_WORDS: Final = {"integer": "整数", "number": "数字", "boolean": "true 或 false"}


def _listed(names: object) -> list[str]:
    """A field's name, or a list of them, as a list."""
    return [names] if isinstance(names, str) else list(names) if isinstance(names, list) else []


def _fits(text: str, kind: str) -> bool:
    if kind == "integer":
        return text.removeprefix("-").isascii() and text.removeprefix("-").isdecimal()
    if kind == "number":
        return _number(text) is not None
    return kind != "boolean" or text in _BOOLEANS


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in numbers if one is not None), Decimal(0))
