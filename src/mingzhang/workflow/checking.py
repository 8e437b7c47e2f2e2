"""Any file that states a disclosure, opened and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from msgspec import structs

from mingzhang.checker import Examined, RuleError, check_examined
from mingzhang.checker.across import Stated, found_against, stated_of
from mingzhang.checker.merging import with_others
from mingzhang.compiler import is_workbook
from mingzhang.model import Disclosure, EntityReference, Findings, SourceReference
from mingzhang.reader.page import is_own_page
from mingzhang.scheme import load_scheme
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes, reference_to
from mingzhang.workflow.opening import Opened, open_disclosure
from mingzhang.workflow.placing import placed_in
from mingzhang.workflow.reading import read_disclosure
from mingzhang.workflow.set_aside import SetAsides, with_set_aside

__all__ = ["Asked", "CheckedFile", "approved_in", "checked_file", "open_any"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about every file.

    `approved` is what a published document should say; `listed` are the findings set aside;
    `is_among_others` tells that documents will be held against each other; `called` is what files
    are called, where that is more than their names.
    """

    is_review: bool = False
    approved: Disclosure | None = None
    listed: SetAsides = field(default_factory=SetAsides)
    is_among_others: bool = False
    called: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A disclosure with the findings about it, and what others can be held against, if asked.

    `notices` are lines that a person should see who has the file checked.
    """

    disclosure: Disclosure
    findings: Findings
    stated: Stated | None = None
    notices: tuple[str, ...] = ()


def open_any(path: Path) -> Opened:
    """Open a workbook to fill in, a disclosure's JSON, or a published document of any format.

    Raises:
        InputError: it is none of these, or has mistakes; all of them are in its details.
    """
    if path.is_dir():
        raise InputError(path, "文件夹里没有可以检查的文件")
    data = read_bytes(path)
    if is_own_page(data):
        opened = open_disclosure(path)
        return replace(opened, disclosure=placed_in(data, opened.disclosure))
    if _is_data(path, data):
        return open_disclosure(path)
    read, file = read_disclosure(path), reference_to(path, data)
    disclosure = read.disclosure
    if disclosure.source is None or disclosure.source.sha256 != file.sha256:
        disclosure = placed_in(data, disclosure)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return Opened(scheme, disclosure, (), file, notices=read.notices)


def approved_in(path: Path) -> Disclosure:
    """What was approved, called by the file that was given.

    Raises:
        InputError: as `open_any`.
    """
    if path.is_dir():
        raise InputError(path, "这是一个文件夹，请给出其中的文件")
    opened = open_any(path)
    return _named(opened.disclosure, opened.source)


def _is_data(path: Path, data: bytes) -> bool:
    """Whether a file is JSON or a workbook to fill in, which have no pages."""
    if path.suffix.lower() == ".json":
        return True
    is_object = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object or (data.startswith(b"PK") and is_workbook(data))


def checked_file(path: Path, asked: Asked | None = None) -> CheckedFile | InputError:
    """A file with the findings about it, which name it; or why it cannot be read."""
    try:
        asked = asked or Asked()
        return _checked(_called(open_any(path), asked.called.get(path)), asked)
    except InputError as error:
        return error
    except RuleError as error:
        return InputError(path, f"{error}，没有查完；这是程序的错误，请把文件和规则编号告诉开发者")


def _called(opened: Opened, name: str | None) -> Opened:
    if name is None or opened.source is None:
        return opened
    return replace(opened, source=structs.replace(opened.source, name=name))


def _checked(opened: Opened, asked: Asked) -> CheckedFile:
    disclosure = opened.disclosure
    document = Examined(opened.scheme, _named(disclosure, opened.source))
    findings = check_examined(document, is_review=asked.is_review).findings
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
        findings = with_others(findings, found_against(document, asked.approved))
    return CheckedFile(
        disclosure,
        with_set_aside(findings, asked.listed),
        stated_of(document) if asked.is_among_others else None,
        opened.notices,
    )


def _named(disclosure: Disclosure, file: SourceReference | None) -> Disclosure:
    """The disclosure as one of the file that was opened, not of the one it was compiled from."""
    if file is None or disclosure.source is None:
        return disclosure
    source = structs.replace(disclosure.source, name=file.name, sha256=file.sha256)
    return structs.replace(disclosure, source=source)
