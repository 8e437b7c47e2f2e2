"""Published documents of any format, read as disclosures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.reader.file import read_file
from mingzhang.reader.source import ReadError
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes

if TYPE_CHECKING:
    from mingzhang.workflow.own_pdf import OwnPdf

__all__ = ["Read", "ReadAsJson", "read_as_json", "read_disclosure"]


@dataclass(frozen=True, slots=True)
class Read:
    """A disclosure that was read, and lines that a person should see who reads the file."""

    disclosure: Disclosure
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAsJson:
    """The same with the disclosure as JSON."""

    data: bytes
    notices: tuple[str, ...] = ()


def read_disclosure(path: Path) -> Read:
    """Read a published document.

    Raises:
        InputError: it cannot be read as a disclosure.
    """
    if path.is_dir():
        raise InputError(path, "文件夹里没有可以读的文件")
    try:
        return _read(read_bytes(path), path.name)
    except ReadError as error:
        raise InputError(path, str(error)) from error
    except MemoryError as error:
        raise InputError(path, "内存不足，没有读成；请关闭其他程序，或把文件拆分后再试") from error


def _read(data: bytes, name: str) -> Read:
    """A PDF of our own gives back what it carries if its pages show the same."""
    if not data.startswith(b"%PDF-"):
        return Read(read_file(data, name))
    own = _own_pdf(data)
    if own is not None and own.disclosure is not None and own.is_as_published:
        return Read(own.disclosure)
    first, *others = own.told() if own is not None else [""]
    notices = (f"{name}：{first}", *others) if first else ()
    return Read(read_file(data, name), notices)


def _own_pdf(data: bytes) -> OwnPdf | None:
    """What a PDF of our own carries; one that cannot be looked into is read as any other."""
    from mingzhang.workflow.own_pdf import own_pdf  # loads what composes a publication

    try:
        return own_pdf(data)
    except ReadError:
        return None


def read_as_json(path: Path) -> ReadAsJson | InputError:
    """A published document as JSON, or why it cannot be read."""
    try:
        read = read_disclosure(path)
    except InputError as error:
        return error
    return ReadAsJson(disclosure_to_json(read.disclosure), read.notices)
