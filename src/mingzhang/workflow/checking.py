"""Any file that states a disclosure, opened and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from mingzhang.checker import RuleError, check
from mingzhang.checker.across import Stated, found_against, stated_of
from mingzhang.checker.merging import with_others
from mingzhang.compiler import is_workbook
from mingzhang.model import Disclosure, EntityReference, Findings, SourceReference
from mingzhang.reader.page import is_own_page
from mingzhang.scheme import load_scheme
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes, reference_to
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.reading import read_disclosure
from mingzhang.workflow.set_aside import SetAsides, with_set_aside

__all__ = ["Asked", "CheckedFile", "checked_file", "open_any"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about every file.

    `approved` is what a published document should say; `listed` are the findings set aside;
    `is_among_others` tells that documents will be held against each other.
    """

    is_review: bool = False
    approved: Disclosure | None = None
    listed: SetAsides = field(default_factory=SetAsides)
    is_among_others: bool = False


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A disclosure with the findings about it, and what others can be held against, if asked."""

    disclosure: Disclosure
    findings: Findings
    stated: Stated | None = None


def open_any(path: Path) -> Opened:
    """Open a workbook to fill in, a disclosure's JSON, or a published document of any format.

    Raises:
        InputError: it is none of these, or has mistakes; all of them are in its details.
    """
    if path.is_dir():
        raise InputError(path, "文件夹里没有可以检查的文件")
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


def checked_file(path: Path, asked: Asked | None = None) -> CheckedFile | InputError:
    """A file with the findings about it, which name it; or why it cannot be read."""
    try:
        opened = open_any(path)
        return _checked(opened, asked or Asked())
    except InputError as error:
        return error
    except RuleError as error:
        return InputError(path, f"{error}，没有查完；这是程序的错误，请把文件和规则编号告诉开发者")


def _checked(opened: Opened, asked: Asked) -> CheckedFile:
    scheme, disclosure = opened.scheme, opened.disclosure
    named = _named(disclosure, opened.source)
    findings = check(scheme, disclosure, is_review=asked.is_review).findings
    findings = structs.replace(
        findings,
        source=opened.source or findings.source,
        entity=EntityReference(
            name=disclosure.entity.name,
            level=disclosure.entity.level,
            fiscal_year=disclosure.fiscal_year,
        ),
    )
    if asked.approved is not None:
        findings = with_others(findings, found_against(scheme, named, asked.approved))
    return CheckedFile(
        disclosure,
        with_set_aside(findings, asked.listed),
        stated_of(scheme, named) if asked.is_among_others else None,
    )


def _named(disclosure: Disclosure, file: SourceReference | None) -> Disclosure:
    """The disclosure as one of the file that was opened, not of the one it was compiled from."""
    if file is None or disclosure.source is None:
        return disclosure
    source = structs.replace(disclosure.source, name=file.name, sha256=file.sha256)
    return structs.replace(disclosure, source=source)
