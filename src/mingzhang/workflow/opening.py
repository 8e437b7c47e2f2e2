"""Open what a person gives: a workbook or a disclosure's JSON, told apart by content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mingzhang.compiler import (
    Problem,
    WorkbookError,
    compile_budget,
    read_budget,
    with_last_year,
)
from mingzhang.model import Disclosure, ModelError, Source, disclosure_from_json
from mingzhang.scheme import Scheme, SchemeError, load_scheme
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes

__all__ = ["Opened", "open_disclosure", "open_last_year"]

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK_STARTS: Final = (b"PK", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Opened:
    """A disclosure with its scheme, and what is still missing if it came from a workbook."""

    scheme: Scheme
    disclosure: Disclosure
    missing: tuple[Problem, ...] = ()


def open_disclosure(path: Path, last: Disclosure | None = None) -> Opened:
    """Open a workbook (compiling it, with last year's disclosure if given) or a disclosure JSON.

    Raises:
        InputError: the file is neither, or has mistakes; all of them are in its details.
    """
    data = read_bytes(path)
    if not data.strip():
        raise InputError(path, "文件是空的，请检查是否保存成功")
    if data.startswith(_WORKBOOK_STARTS) or path.suffix.lower() in {".xlsx", ".xls", ".xlsm"}:
        return _compiled(path, data, last)
    return _from_json(path, data)


def _compiled(path: Path, data: bytes, last: Disclosure | None) -> Opened:
    source = Source(name=path.name, media_type=_XLSX, sha256=hashlib.sha256(data).hexdigest())
    try:
        budget = read_budget(data)
        if last is not None:
            budget = with_last_year(budget, last)
    except WorkbookError as error:
        raise InputError(path, str(error), [str(problem) for problem in error.problems]) from error
    compiled = compile_budget(budget, source)
    return Opened(budget.scheme, compiled.disclosure, compiled.missing)


def _from_json(path: Path, data: bytes) -> Opened:
    try:
        disclosure = disclosure_from_json(data)
        scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    except ModelError as error:
        raise InputError(path, f"{error}；请给出填报工作簿（.xlsx）或本程序生成的 JSON") from error
    except SchemeError as error:
        raise InputError(path, str(error)) from error
    unknown = [table.id for table in disclosure.tables if table.id not in scheme.table_ids]
    if unknown:
        raise InputError(path, f"方案 {scheme.name} 没有编号为 {'、'.join(unknown)} 的表")
    return Opened(scheme, disclosure)


def open_last_year(path: Path) -> Disclosure:
    """Open last year's disclosure, to compare with and to take over from.

    Raises:
        InputError: the file is no disclosure.
    """
    return open_disclosure(path).disclosure
