"""What commands do, between arguments and output."""

from __future__ import annotations

import errno
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from msgspec import structs

from mingzhang.checker import Checked, check
from mingzhang.cli.console import warned
from mingzhang.compiler import WorkbookError, carried_content, write_workbook
from mingzhang.scheme import SchemeError, load_scheme
from mingzhang.workflow import InputError, OutputError, write_together
from mingzhang.workflow.opening import Opened, open_disclosure, open_last_year
from mingzhang.workflow.publishing import FORMATS

__all__ = [
    "checked",
    "chosen_formats",
    "exists",
    "keep_inputs",
    "listed",
    "make_workbook",
    "opened_file",
    "write_data",
]

_LAST_YEAR: Final = 2999


def exists(path: Path) -> bool:
    """Whether something stands at a path; a path that cannot be looked at holds nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def keep_inputs(out: Path | None, inputs: Iterable[Path | None]) -> None:
    """See to it that the output does not overwrite what was given as input.

    Raises:
        OutputError: both are one file.
    """
    for given in inputs:
        if out and given and exists(out) and exists(given) and out.samefile(given):
            raise OutputError(out, "输出会覆盖输入的文件，没有写入；请换一个文件名")


def write_data(data: bytes) -> None:
    """Write data to stdout, all of it before anything else is said.

    Raises:
        OutputError: it cannot be written there.
        BrokenPipeError: nobody reads on.
    """
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, AttributeError) as error:
        _leave_stdout()
        cause = "磁盘空间不足" if getattr(error, "errno", None) == errno.ENOSPC else "写不进去"
        raise OutputError(
            Path("标准输出"), f"{cause}，数据没有写完；请用 --out 写到文件"
        ) from error


def _leave_stdout() -> None:
    """Whatever is left to be written is not; the interpreter would try again when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_workbook(path: Path, name: str, year: int, last_year: Path | None) -> None:
    """Write a workbook to fill in.

    Raises:
        InputError: no such scheme or year, or last year's disclosure cannot be used.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError(path, "工作簿的文件名应以 .xlsx 结尾")
    if year > _LAST_YEAR:
        raise InputError(path, f"预算年度 {year} 太远，请填四位年份，如 2026")
    try:
        scheme = load_scheme(name, year)
        content = None
        if last_year is not None:
            content = carried_content(scheme, year, open_last_year(last_year))
    except SchemeError as error:
        raise InputError(path, str(error)) from error
    except WorkbookError as error:
        raise InputError(last_year or path, str(error)) from error
    write_together({path: write_workbook(scheme, year, content)})


def opened_file(path: Path, last_year: Path | None, tables: Path | None = None) -> Opened:
    """Open a workbook, with exported tables for its budget lines if given, or a disclosure."""
    if last_year is None:
        return open_disclosure(path, tables=tables)
    last = open_last_year(last_year)
    opened = open_disclosure(path, last, tables)
    if last.entity.name != opened.disclosure.entity.name:
        warned(
            f"上年数据是“{last.entity.name}”的，本年是“{opened.disclosure.entity.name}”；"
            "如果不是更名，请换用本部门的上年数据"
        )
    return opened


def checked(opened: Opened) -> Checked:
    """Check a disclosure; findings name the file that was opened."""
    result = check(opened.scheme, opened.disclosure)
    findings = structs.replace(result.findings, source=opened.source or result.findings.source)
    return replace(result, findings=findings)


def chosen_formats(text: str) -> list[str]:
    """The formats that a person asked for.

    Raises:
        InputError: a format is unknown.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise InputError(Path("--format"), f"没有名为“{name}”的格式，可选 {'、'.join(FORMATS)}")
    if not names:
        raise InputError(Path("--format"), f"没有给出格式，可选 {'、'.join(FORMATS)}")
    return list(dict.fromkeys(names))


def listed(files: Iterable[str]) -> Iterator[str]:
    """Published files as a person wants them listed: a folder once, with how much is in it."""
    folders = Counter(name.partition("/")[0] for name in files)
    for name, count in folders.items():
        yield name if count == 1 else f"{name}/（{count} 个文件）"
