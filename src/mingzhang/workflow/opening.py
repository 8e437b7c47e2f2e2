"""Open what a person gives: a workbook or a disclosure's JSON, told apart by content."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
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
from mingzhang.model import (
    Disclosure,
    ModelError,
    Source,
    SourceReference,
    disclosure_from_json,
)
from mingzhang.scheme import Scheme, SchemeError, load_scheme
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes
from mingzhang.workflow.stated import as_stated

__all__ = ["Opened", "open_disclosure", "open_last_year"]

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK_STARTS: Final = (b"PK", b"\xd0\xcf\x11\xe0")
_AMOUNT: Final = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Opened:
    """A disclosure with its scheme, and what is still missing if it came from a workbook.

    `source` is the file that was opened; of a JSON, not the one that it was compiled from.
    """

    scheme: Scheme
    disclosure: Disclosure
    missing: tuple[Problem, ...] = ()
    source: SourceReference | None = None


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
    opened = _reference(path, data)
    source = Source(name=opened.name, media_type=_XLSX, sha256=opened.sha256)
    try:
        budget = read_budget(data)
        if last is not None:
            budget = with_last_year(budget, last)
    except WorkbookError as error:
        raise InputError(path, str(error), [str(problem) for problem in error.problems]) from error
    compiled = compile_budget(budget, source)
    return Opened(budget.scheme, compiled.disclosure, compiled.missing, opened)


def _reference(path: Path, data: bytes) -> SourceReference:
    name = path.name.encode("utf-8", "replace").decode()
    return SourceReference(name=name, sha256=hashlib.sha256(data).hexdigest())


def _from_json(path: Path, data: bytes) -> Opened:
    try:
        disclosure = disclosure_from_json(data.removeprefix(codecs.BOM_UTF8))
        scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    except ModelError as error:
        raise InputError(path, f"{error}；请给出填报工作簿（.xlsx）或本程序生成的 JSON") from error
    except SchemeError as error:
        raise InputError(path, str(error)) from error
    unknown = list(_unknown(scheme, disclosure))
    if unknown:
        raise InputError(
            path,
            f"方案 {scheme.name} 没有{'、'.join(unknown)}；请核对 scheme，或由工作簿重新编制",
        )
    for number, form in enumerate(disclosure.forms, 1):
        for funding in form.funding:
            if funding.amount is not None and not _AMOUNT.fullmatch(funding.amount):
                raise InputError(
                    path,
                    f"第 {number} 张绩效表的资金“{funding.amount}”不是数字，请改为不带逗号的数字",
                )
    return Opened(scheme, as_stated(scheme, disclosure), (), _reference(path, data))


def _unknown(scheme: Scheme, disclosure: Disclosure) -> Iterator[str]:
    """What a disclosure names and its scheme does not know."""
    pairs = {
        "编号为 {} 的表": ([one.id for one in disclosure.tables], set(scheme.table_ids)),
        "编号为 {} 的说明": (
            [one.id for one in disclosure.narrative],
            {one.id for one in scheme.narrative.sections},
        ),
        "编号为 {} 的附件": (
            [one.id for one in disclosure.attachments],
            {one.id for one in scheme.publication.attachments},
        ),
        "类型为 {} 的绩效表": (
            [str(one.kind) for one in disclosure.forms],
            {str(one.kind) for one in scheme.forms},
        ),
    }
    for words, (named, known) in pairs.items():
        if lost := [name for name in dict.fromkeys(named) if name not in known]:
            yield words.format("、".join(lost))


def open_last_year(path: Path) -> Disclosure:
    """Open last year's disclosure, to compare with and to take over from.

    Raises:
        InputError: the file is no disclosure.
    """
    return open_disclosure(path).disclosure
