"""Any file that states a disclosure, opened and checked."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from mingzhang.checker import RuleError, check
from mingzhang.compiler import is_workbook
from mingzhang.model import Findings
from mingzhang.reader.page import is_own_page
from mingzhang.scheme import load_scheme
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes, reference_to
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.reading import read_disclosure

__all__ = ["checked_file", "open_any"]


def open_any(path: Path) -> Opened:
    """Open a workbook to fill in, a disclosure's JSON, or a published document of any format.

    Raises:
        InputError: it is none of these, or has mistakes; all of them are in its details.
    """
    data = read_bytes(path)
    if _is_own(path, data):
        return open_disclosure(path)
    disclosure = read_disclosure(path)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return Opened(scheme, disclosure, (), reference_to(path, data))


def _is_own(path: Path, data: bytes) -> bool:
    """Whether a file is JSON, a page of ours, or a workbook to fill in."""
    if path.suffix.lower() == ".json" or is_own_page(data):
        return True
    is_object = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object or (data.startswith(b"PK") and is_workbook(data))


def checked_file(path: Path, *, is_review: bool = False) -> Findings | InputError:
    """The findings about a file, which they name; or why it cannot be read."""
    try:
        opened = open_any(path)
    except InputError as error:
        return error
    try:
        findings = check(opened.scheme, opened.disclosure, is_review=is_review).findings
    except RuleError as error:
        return InputError(path, f"{error}，没有查完；这是程序的错误，请把文件和规则编号告诉开发者")
    return structs.replace(findings, source=opened.source or findings.source)
