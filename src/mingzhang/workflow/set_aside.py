"""Findings set aside by a named person with a reason: read from a list, marked in findings.

The list is the one that a check writes, with its last columns filled in, or the same columns as
CSV or JSON. A finding comes back once a figure that it concerns was changed.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from msgspec import structs
from python_calamine import CalamineError

from mingzhang.checker.report.columns import LIST_SHEET, SetAsideColumns
from mingzhang.compiler import WorkbookError
from mingzhang.compiler.read import open_workbook
from mingzhang.model import Finding, Findings, SetAside, figures_digest, summary_of
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes

__all__ = ["Entry", "SetAsides", "read_set_asides", "with_set_aside"]

_Columns = SetAsideColumns
_NEEDED: Final = (_Columns.KEY, _Columns.REASON, _Columns.NAME)
_KEYS: Final[Mapping[str, str]] = {
    "key": _Columns.KEY,
    "digest": _Columns.DIGEST,
    "entity": _Columns.ENTITY,
    "fiscal_year": _Columns.YEAR,
    "file": _Columns.FILE,
    "reason": _Columns.REASON,
    "name": _Columns.NAME,
}
"""What the columns may be called in data that a program writes."""

_SEARCHED_ROWS: Final = 12
"""How far down the titles are looked for, since people insert rows above."""

_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list that sets a finding aside.

    Which document it is about says the entity with its year; where that is not known, the file.
    Without a digest it holds whatever the figures are.
    """

    row: int
    key: str
    reason: str
    name: str
    digest: str = ""
    entity: str = ""
    year: str = ""
    file: str = ""

    def is_about(self, findings: Findings) -> bool:
        """Whether this is about the document that has these findings."""
        if self.entity:
            of = findings.entity
            is_same = of is not None and of.name == self.entity
            return is_same and (not self.year or str(of and of.fiscal_year) == self.year)
        return not self.file or (findings.source is not None and findings.source.name == self.file)


class SetAsides:
    """The rows of a list that set findings aside, by the keys of these."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self._by_key: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            self._by_key[entry.key].append(entry)

    def about(self, findings: Findings, finding: Finding) -> Sequence[Entry]:
        """The rows about one of the findings of a document."""
        named = self._by_key.get(finding.key, ())
        return [entry for entry in named if entry.is_about(findings)]

    def rows_about(self, findings: Findings) -> set[int]:
        """The rows that name any finding of a document."""
        return {
            entry.row for finding in findings.findings for entry in self.about(findings, finding)
        }


def with_set_aside(findings: Findings, listed: SetAsides) -> Findings:
    """Findings with those marked that a list sets aside, and counted anew.

    One of which the figures were changed since is not set aside; its message says that it was.
    """
    if not listed.entries:
        return findings
    found = tuple(_marked(one, listed.about(findings, one)) for one in findings.findings)
    return structs.replace(findings, findings=found, summary=summary_of(found))


def _marked(finding: Finding, entries: Sequence[Entry]) -> Finding:
    for entry in entries:
        if not entry.digest or entry.digest == figures_digest(finding):
            return structs.replace(
                finding, set_aside=SetAside(reason=entry.reason, name=entry.name)
            )
    if not entries:
        return finding
    before = entries[-1]
    said = f"（{before.name}曾搁置：{before.reason}；此后数字有变，请重新核对）"
    return structs.replace(finding, message=f"{finding.message}{said}")


def read_set_asides(path: Path) -> SetAsides:
    """The rows of a list (.xlsx, CSV or JSON) in which a reason and a name are filled in.

    Raises:
        InputError: it is no such list, or a row has a reason and no name, or a name and no reason.
    """
    data = read_bytes(path)
    if data.startswith(b"PK"):
        rows = _titled(path, _sheet(path, data))
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        rows = _objects(path, data)
    else:
        rows = _titled(path, enumerate(csv.reader(io.StringIO(_text(path, data), newline="")), 1))
    found: list[Entry] = []
    faults: list[str] = []
    for number, row in rows:
        entry = _entry(number, row)
        if not (entry.reason or entry.name):
            continue
        found.append(entry)
        faults += _faults(entry)
    if faults:
        more = [f"……另有 {len(faults) - _SHOWN} 处"] if len(faults) > _SHOWN else []
        raise InputError(path, "搁置一条要有理由和姓名：", [*faults[:_SHOWN], *more])
    return SetAsides(found)


def _faults(entry: Entry) -> Iterator[str]:
    if not entry.key:
        yield f"第 {entry.row} 行没有{_Columns.KEY}，不知道搁置的是哪一条"
    if not entry.name:
        yield f"第 {entry.row} 行有{_Columns.REASON}，没有{_Columns.NAME}"
    if not entry.reason:
        yield f"第 {entry.row} 行有{_Columns.NAME}，没有{_Columns.REASON}"


def _entry(number: int, row: Mapping[str, str]) -> Entry:
    return Entry(
        row=number,
        key=row.get(_Columns.KEY, ""),
        reason=" ".join(row.get(_Columns.REASON, "").split()),
        name=" ".join(row.get(_Columns.NAME, "").split()),
        digest=row.get(_Columns.DIGEST, ""),
        entity=row.get(_Columns.ENTITY, ""),
        year=row.get(_Columns.YEAR, ""),
        file=row.get(_Columns.FILE, ""),
    )


_Rows = Iterable[tuple[int, Sequence[Any]]]


def _sheet(path: Path, data: bytes) -> _Rows:
    """The rows of the list's sheet, or of the only one, by their numbers."""
    try:
        book = open_workbook(data)
        name = LIST_SHEET if LIST_SHEET in book.sheet_names else book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except WorkbookError as error:
        raise InputError(path, str(error)) from error
    except (CalamineError, IndexError) as error:
        raise InputError(path, "工作簿里没有可以读的工作表") from error
    return enumerate(rows, 1)


def _titled(path: Path, rows: _Rows) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows below the titles, as values by title."""
    titles: Sequence[str] | None = None
    for number, cells in rows:
        said = [_cell(one) for one in cells]
        if titles is not None:
            yield number, dict(zip(titles, said, strict=False))
            continue
        named = [_KEYS.get(one, one) for one in said]
        if set(_NEEDED) <= set(named):
            titles = named
        elif number > _SEARCHED_ROWS:
            break
    if titles is None:
        raise InputError(path, _no_list())


def _objects(path: Path, data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The objects of a JSON list, as values by title."""
    try:
        items = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise InputError(path, "不是完整的 JSON") from error
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise InputError(path, "JSON 应是一个列表，一项是一条搁置，有 key、reason、name")
    for number, item in enumerate(items, 1):
        yield number, {_KEYS.get(name, name): _cell(value) for name, value in item.items()}


def _no_list() -> str:
    return (
        f"没有{'、'.join(f'“{one}”' for one in _NEEDED)}几栏；请用 check --format xlsx 写出的清单"
    )


def _cell(value: Any) -> str:
    """A value as text: a spreadsheet keeps a year as 2025.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _text(path: Path, data: bytes) -> str:
    """The text of a CSV: UTF-8, or as Chinese spreadsheet programs save it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(path, "不是搁置清单；可用 .xlsx、CSV 或 JSON")
