"""Open what a person gives: a workbook or a disclosure's JSON, told apart by content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import is_zipfile

from mingzhang.compiler import (
    Problem,
    WorkbookError,
    is_workbook,
)
from mingzhang.model import (
    Disclosure,
    ModelError,
    Source,
    SourceReference,
    disclosure_from_json,
)
from mingzhang.reader.page import disclosure_of_page, is_own_page
from mingzhang.reader.source import ReadError
from mingzhang.scheme import Scheme, SchemeError, load_scheme
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes, reference_to
from mingzhang.workflow.from_tables import Tabled, TablesFile, compiled_from, compiled_of_tables
from mingzhang.workflow.stated import as_stated

__all__ = ["Opened", "open_disclosure", "open_last_year"]

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK_STARTS: Final = (b"PK", b"\xd0\xcf\x11\xe0")
_PDF: Final = b"%PDF-"
_AMOUNT: Final = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Opened:
    """A disclosure with its scheme, and what is still missing if it came from a workbook.

    `source` is the file that was opened; of a JSON, not the one that it was compiled from. Where
    exported tables stand for budget lines, `differences` are their cells that the derived tables
    show otherwise, and `notices` what else a person should know of them.
    """

    scheme: Scheme
    disclosure: Disclosure
    missing: tuple[Problem, ...] = ()
    source: SourceReference | None = None
    differences: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def open_disclosure(
    path: Path, last: Disclosure | None = None, tables: Path | None = None
) -> Opened:
    """Open a workbook (compiling it, with last year's disclosure if given) or a disclosure JSON.

    A workbook's budget lines may be `tables` as a budget system exported them, or sheets of such
    tables within it; a spreadsheet of these alone is opened too.

    Raises:
        InputError: the file is neither, or has mistakes; all of them are in its details.
    """
    data = read_bytes(path)
    if not data.strip():
        raise InputError(path, "文件是空的，请检查是否保存成功")
    if data.startswith(_PDF):
        raise InputError(
            path, "这是 PDF；请给出填报工作簿（.xlsx），或用 read 把 PDF 读成公开数据 JSON 后给出"
        )
    if data.startswith(_WORKBOOK_STARTS) or path.suffix.lower() in {".xlsx", ".xls", ".xlsm"}:
        return _compiled(path, data, last, tables)
    if tables is not None:
        raise InputError(path, "不是填报工作簿（.xlsx），导出的表只能和填报工作簿一起编制")
    return _from_json(path, data)


def _compiled(path: Path, data: bytes, last: Disclosure | None, tables: Path | None) -> Opened:
    opened = reference_to(path, data)
    source = Source(name=opened.name, media_type=_XLSX, sha256=opened.sha256)
    try:
        made = _made(path, data, last, tables, source)
    except WorkbookError as error:
        raise InputError(path, str(error), [str(problem) for problem in error.problems]) from error
    except ReadError as error:
        raise InputError(tables or path, str(error)) from error
    found = made.compiled
    return Opened(
        made.budget.scheme, found.disclosure, found.missing, opened, made.differences, made.notices
    )


def _made(
    path: Path, data: bytes, last: Disclosure | None, tables: Path | None, source: Source
) -> Tabled:
    if tables is not None:
        beside = TablesFile(tables, read_bytes(tables))
        made = compiled_from(data, beside, last, source)
        if beside.given is None:
            raise InputError(
                path, "“预算明细”已经填写，不能再用导出的表；请清空预算明细，或去掉 --tables"
            )
        return made
    if not is_workbook(data):
        try:
            alone = compiled_of_tables(TablesFile(path, data), last, source)
        except ReadError:
            if data.startswith(b"PK") and is_zipfile(BytesIO(data)):
                raise
            alone = None
        if alone is not None:
            return alone
    return compiled_from(data, TablesFile(path, data, inside=True), last, source)


def _from_json(path: Path, data: bytes) -> Opened:
    try:
        disclosure = _disclosure_in(data)
        scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    except ModelError as error:
        raise InputError(path, f"{error}；请给出填报工作簿（.xlsx）或本程序生成的 JSON") from error
    except (SchemeError, ReadError) as error:
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
    return Opened(scheme, as_stated(scheme, disclosure), (), reference_to(path, data))


def _disclosure_in(data: bytes) -> Disclosure:
    if is_own_page(data):
        return disclosure_of_page(data)
    return disclosure_from_json(data.removeprefix(codecs.BOM_UTF8))


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
